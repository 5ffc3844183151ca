/* SPDX-License-Identifier: MIT */
/* A random answer for each kind of question. Whether it is right is for check.h to say; the walker asks until it is. */
#include "firmware/forms/author/sample.h"
#include "firmware/forms/author/walker.h"

#include "firmware/base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NUMBER_BYTES = 40, TEXT_BYTES = 4096, NUMBER_SPAN = 100, TICKS_MAX = 20 /* more than there must be */ };

static enum fail set_number(struct walker *walker, const char *field, int number)
{
	char text[NUMBER_BYTES];
	snprintf(text, sizeof text, "%d", number);
	return answers_set(walker->answers, field, text);
}

/* Where nothing has to be given, sometimes nothing is. */
static bool left_blank(struct walker *walker, const struct form_component *component)
{
	return !component->required && walker_any(walker, 3) == 0;
}

/* Options can all be hidden: then nothing is right. */
static bool not_chosen(struct walker *walker, const struct form_component *component)
{
	return !component->list || component->list->count == 0 || left_blank(walker, component) || walker_any(walker, 8) == 0;
}

/* Letters are added or taken until the text is as long as it has to be. */
static void fit(struct walker *walker, double least, double most, char text[static TEXT_BYTES])
{
	size_t size = strlen(text);
	double length = (double)utf8_length(text);
	for (; length < least && size < TEXT_BYTES - 1; length++) {
		text[size++] = (char)('a' + walker_any(walker, 26));
		text[size] = '\0';
	}
	for (; length > most && *text; length = (double)utf8_length(text))
		text[utf8_back(text, strlen(text))] = '\0';
}

static void random_text(struct walker *walker, const struct form_component *component, char ret[static TEXT_BYTES])
{
	static const char *const texts[] = {
		"Siân Ŵyn", "words", "1", "A1", "AB12", "7291", "12345", "123456789", "1234567890", "AB123456", "ab12cd", "12/345/6789", "12:30", "MF2 4QT", "MF51 ABC",
		"710 023 456", "30-94-30", "0123 4567", "HS12345", "R/123", "MF2 4", "QQ 12 34 56 C", "100012345678",
	};
	bool sampled = component->regex && walker_any(walker, 4) && sample_pattern(component->regex, &walker->seed, TEXT_BYTES, ret);
	if (sampled)
		return;
	snprintf(ret, TEXT_BYTES, "%s", texts[walker_any(walker, sizeof texts / sizeof texts[0])]);
	if (walker_any(walker, 2))
		return;
	double least = component->min.set ? component->min.value : 0, most = component->max.set ? component->max.value : TEXT_BYTES;
	if (component->length.set)
		least = most = component->length.value;
	fit(walker, least, most, ret);
}

static enum fail give_text(struct walker *walker, const struct form_component *component)
{
	char text[TEXT_BYTES] = "";
	const struct walker_hint *hint = walker_hint_for(walker, component);
	if (left_blank(walker, component))
		return answers_set(walker->answers, component->name, "");
	if (hint && hint->kind == HINT_TEXT)
		return answers_set(walker->answers, component->name, hint->text);
	if (hint && hint->kind == HINT_LENGTH) {
		double length = hint->number + walker_any(walker, 3) - 1;
		fit(walker, length, length, text);
	} else {
		random_text(walker, component, text);
	}
	return answers_set(walker->answers, component->name, text);
}

static enum fail give_number(struct walker *walker, const struct form_component *component)
{
	char text[NUMBER_BYTES];
	const struct walker_hint *hint = walker_hint_for(walker, component);
	double least = component->min.set ? component->min.value : 0, most = component->max.set ? component->max.value : least + NUMBER_SPAN;
	double span = most - least < NUMBER_SPAN ? most - least : NUMBER_SPAN;
	if (left_blank(walker, component))
		return answers_set(walker->answers, component->name, "");
	double value = least + walker_any(walker, span >= 1 ? (int)span + 1 : 1);
	if (hint)
		value = hint->number + walker_any(walker, 3) - 1;
	snprintf(text, sizeof text, "%.15g", hint || walker_any(walker, 2) ? value : ceil(value));
	return answers_set(walker->answers, component->name, text);
}

static enum fail give_choice(struct walker *walker, const struct form_component *component)
{
	const struct form_list *list = component->list;
	const struct walker_hint *hint = walker_hint_for(walker, component);
	answers_remove(walker->answers, component->name);
	if (not_chosen(walker, component))
		return FAIL_NONE;
	const char *value = hint && hint->kind == HINT_TEXT ? hint->text : list->item[walker_any(walker, (int)list->count)].value;
	return answers_set(walker->answers, component->name, value);
}

/* How many are ticked. */
static int ticks(struct walker *walker, const struct form_component *component)
{
	int options = (int)component->list->count, least = component->required, most = options;
	if (component->length.set)
		return component->length.value < options ? (int)component->length.value : options;
	if (component->min.set && component->min.value > least)
		least = component->min.value < options ? (int)component->min.value : options;
	if (component->max.set && component->max.value < most)
		most = (int)component->max.value;
	if (most > least + TICKS_MAX)
		most = least + TICKS_MAX;
	if (most <= least || walker_any(walker, 3) == 0) /* one alone is often what a condition wants */
		return least;
	return least + walker_any(walker, most - least + 1);
}

static enum fail give_ticks(struct walker *walker, const struct form_component *component)
{
	const struct form_list *list = component->list;
	answers_remove(walker->answers, component->name);
	if (not_chosen(walker, component))
		return FAIL_NONE;
	int wanted = ticks(walker, component), left = (int)list->count;
	for (size_t i = 0; i < list->count && wanted > 0; i++, left--)
		if (walker_any(walker, left) < wanted) {
			TRY(answers_add(walker->answers, component->name, list->item[i].value));
			wanted--;
		}
	return FAIL_NONE;
}

/* Near today, where ages of 16, 66 and 67 begin, or within the range that the question has. */
static struct date random_date(struct walker *walker, const struct form_component *component)
{
	static const int days[] = { 0, 1, 7, 13, 20, 45, -1, -5, -40, -300, -4000, -5800, -7000, -12000, -24000, -24300, -24600, -30000 };
	const struct walker_hint *hint = walker_hint_for(walker, component);
	int first = -365, last = 365, today = date_number(walker->today);
	if (hint && hint->kind == HINT_DATE)
		return date_add_days(hint->date, walker_any(walker, 3) - 1);
	if (walker_any(walker, 2))
		return date_add_days(walker->today, days[walker_any(walker, sizeof days / sizeof days[0])]);
	if (component->days_past.set)
		first = -(int)component->days_past.value;
	if (component->days_future.set)
		last = (int)component->days_future.value;
	if (!date_none(component->earliest) && date_number(component->earliest) - today > first)
		first = date_number(component->earliest) - today;
	if (!date_none(component->latest) && date_number(component->latest) - today < last)
		last = date_number(component->latest) - today;
	if (first > last && !date_none(component->latest)) /* long ago */
		first = last - 365;
	return date_add_days(walker->today, first >= last ? first : first + walker_any(walker, last - first + 1));
}

static enum fail give_date(struct walker *walker, const struct form_component *component)
{
	struct date date = random_date(walker, component);
	const int part[] = { date.day, date.month, date.year, walker_any(walker, 24), walker_any(walker, 60) };
	size_t skipped = component->kind == COMPONENT_MONTH_YEAR;
	bool blank = left_blank(walker, component);
	for (size_t i = 0; i < component->field_count && i + skipped < sizeof part / sizeof part[0]; i++)
		TRY(blank ? answers_set(walker->answers, component->field[i], "") : set_number(walker, component->field[i], part[i + skipped]));
	return FAIL_NONE;
}

static enum fail give_address(struct walker *walker, const struct form_component *component)
{
	static const char *const parts[] = { "14 Mill Lane", "", "Mereford", "", "MF2 4QT", "" };
	bool blank = left_blank(walker, component);
	for (size_t i = 0; i < component->field_count && i < sizeof parts / sizeof parts[0]; i++)
		TRY(answers_set(walker->answers, component->field[i], blank ? "" : parts[i]));
	return FAIL_NONE;
}

static enum fail give_yes_or_no(struct walker *walker, const struct form_component *component)
{
	answers_remove(walker->answers, component->name);
	return left_blank(walker, component) ? FAIL_NONE : answers_set(walker->answers, component->name, walker_any(walker, 2) ? "true" : "false");
}

static enum fail give_tick(struct walker *walker, const struct form_component *component)
{
	answers_remove(walker->answers, component->name);
	return left_blank(walker, component) ? FAIL_NONE : answers_set(walker->answers, component->name, "true");
}

/* A text with a hint, or this. */
static enum fail give_known(struct walker *walker, const struct form_component *component, const char *text)
{
	const struct walker_hint *hint = walker_hint_for(walker, component);
	if (left_blank(walker, component))
		text = "";
	return answers_set(walker->answers, component->name, hint && hint->kind == HINT_TEXT ? hint->text : text);
}

static enum fail give_email(struct walker *walker, const struct form_component *component)
{
	return give_known(walker, component, "sian@example.org");
}

static enum fail give_phone(struct walker *walker, const struct form_component *component)
{
	return give_known(walker, component, walker->form->live ? "020 7946 0018" : "07700 900418");
}

static enum fail give_website(struct walker *walker, const struct form_component *component)
{
	return give_known(walker, component, "https://www.example.org");
}

typedef enum fail giver(struct walker *walker, const struct form_component *component);
static giver *const givers[COMPONENT_KIND_COUNT] = {
	[COMPONENT_TEXT] = give_text, [COMPONENT_MULTILINE] = give_text, [COMPONENT_NUMBER] = give_number, [COMPONENT_EMAIL] = give_email,
	[COMPONENT_PHONE] = give_phone, [COMPONENT_YES_NO] = give_yes_or_no, [COMPONENT_RADIOS] = give_choice, [COMPONENT_CHECKBOXES] = give_ticks,
	[COMPONENT_SELECT] = give_choice, [COMPONENT_DATE] = give_date, [COMPONENT_ADDRESS] = give_address, [COMPONENT_DECLARATION] = give_tick,
	[COMPONENT_MONTH_YEAR] = give_date, [COMPONENT_DATE_TIME] = give_date, [COMPONENT_WEBSITE] = give_website,
};

enum fail walker_give(struct walker *walker, const struct form_component *component)
{
	return givers[component->kind] ? givers[component->kind](walker, component) : FAIL_NONE;
}
