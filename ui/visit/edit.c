/* SPDX-License-Identifier: MIT */
/* Typing: every change keeps the value valid UTF-8, within its field's limit, and the caret between characters. */
#include "ui/visit/edit.h"

#include "firmware/base/secret.h"
#include "firmware/base/utf8.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { MONTH_DIGITS = 2, REPLACEMENT = 0xFFFD };

/* Characters that would hide or reorder what follows, or that no key types. */
static bool admits(uint32_t character, bool multiline)
{
	if (character == '\n')
		return multiline;
	bool control = character < 0x20 || (character >= 0x7f && character < 0xa0);
	bool reorders = (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
	return !control && !reorders && character != REPLACEMENT && character != 0xFEFF;
}

/* The month is a word or two digits, never three digits. */
static size_t limit_of(const struct field_place *place, const char *value)
{
	if (strcmp(place->part, "month") == 0 && isdigit((unsigned char)value[0]))
		return MONTH_DIGITS;
	return field_limit(place);
}

/* Copy of @text's admitted characters, at most @room of them. */
static void filter(const char *text, bool multiline, size_t room, char ret[static EDIT_ROOM])
{
	size_t end = 0;
	uint32_t character;
	while (room > 0 && (character = utf8_next(&text)) != 0) {
		char bytes[5];
		if (!admits(character, multiline))
			continue;
		size_t size = utf8_put(character, bytes);
		if (end + size >= EDIT_ROOM)
			break;
		memcpy(ret + end, bytes, size);
		end += size;
		room--;
	}
	ret[end] = '\0';
}

/* A line of an address changed: it is no longer the one on the council's list. */
static void forget_uprn(struct visit *visit)
{
	struct field_place place;
	if (field_find(visit_page(visit), visit->field, &place) && place.component->kind == COMPONENT_ADDRESS)
		lookup_changed(visit, place.component);
}

/* Another search begins with its first page of services. */
static enum fail store(struct visit *visit, const char *value)
{
	if (visit->sheet == SHEET_STAFF)
		return staff_set(visit, value) ? FAIL_NONE : FAIL_LIMIT;
	if (visit->place == PLACE_WHERE) {
		where_set(visit, value);
		return FAIL_NONE;
	}
	if (visit->place == PLACE_PUSH) {
		push_set(visit, value);
		return FAIL_NONE;
	}
	if (visit->place == PLACE_RESUME) {
		resume_set(visit, value);
		return FAIL_NONE;
	}
	if (visit->place != PLACE_SEARCH)
		return answers_set(visit->answers, visit->field, value);
	text_put(visit->search, sizeof visit->search, value);
	visit->list_page = 0;
	return FAIL_NONE;
}

bool edit_write(struct visit *visit, const char *before, size_t before_size, const char *middle, const char *after)
{
	char value[EDIT_ROOM];
	size_t middle_size = strlen(middle), after_size = strlen(after);
	bool fits = before_size + middle_size + after_size < sizeof value;
	enum fail code = FAIL_LIMIT;
	if (fits) {
		memcpy(value, before, before_size);
		memcpy(value + before_size, middle, middle_size);
		memcpy(value + before_size + middle_size, after, after_size + 1);
		if (strcmp(value, field_value(visit)) != 0)
			forget_uprn(visit);
		code = store(visit, value);
	}
	secret_wipe(value, sizeof value);
	if (code != FAIL_NONE)
		return false;
	visit->caret = (int)(before_size + middle_size);
	visit->selected = 0;
	if (visit->sheet != SHEET_STAFF)
		visit_changed(visit);
	return true;
}

/* A box of a long page may stand on another part of it; parts count from 1, 0 is a page of one part. */
static void turn_to(struct visit *visit, int part)
{
	if (part >= 1 && part <= LIST_PAGE_MAX)
		visit->list_page = part - 1;
}

unsigned act_field(struct visit *visit, const struct act *act)
{
	if (!visit_page(visit) || visit->sheet != SHEET_NONE)
		return 0;
	field_focus(visit, act->text);
	turn_to(visit, act->number);
	return EFFECT_REBUILD;
}

/* Shift holds for one character, and so do the letters with marks: names have one among plain ones. */
static const enum keyboard_layer after_one[LAYER_COUNT] = {
	[LAYER_LOWER] = LAYER_LOWER, [LAYER_UPPER] = LAYER_LOWER, [LAYER_SYMBOLS] = LAYER_SYMBOLS, [LAYER_MARKED] = LAYER_LOWER, [LAYER_MARKED_UPPER] = LAYER_LOWER, [LAYER_OWN] = LAYER_OWN, [LAYER_OWN_MORE] = LAYER_OWN,
};

static const enum keyboard_layer shifted[LAYER_COUNT] = {
	[LAYER_LOWER] = LAYER_UPPER, [LAYER_UPPER] = LAYER_LOWER, [LAYER_SYMBOLS] = LAYER_UPPER, [LAYER_MARKED] = LAYER_MARKED_UPPER, [LAYER_MARKED_UPPER] = LAYER_MARKED, [LAYER_OWN] = LAYER_OWN_MORE, [LAYER_OWN_MORE] = LAYER_OWN,
};

static unsigned type(struct visit *visit, const struct field_place *place, const char *text)
{
	const char *value = field_value(visit);
	struct selection marked = edit_marked(visit, value);
	size_t used = utf8_length(value), limit = limit_of(place, value);
	char fresh[EDIT_ROOM], kept[EDIT_ROOM];
	for (const char *at = value + marked.from; at < value + marked.to; used--)
		(void)utf8_next(&at);
	filter(text, place->component->kind == COMPONENT_MULTILINE, limit > used ? limit - used : 0, fresh);
	unsigned effects = 0;
	if (*fresh) {
		snprintf(kept, sizeof kept, "%s", value);
		if (edit_write(visit, kept, marked.from, fresh, kept + marked.to))
			effects = EFFECT_REBUILD;
		else if (visit->sheet != SHEET_STAFF) {
			weigh_full(visit);
			effects = EFFECT_REBUILD | EFFECT_ERRORS;
		}
	}
	secret_wipe(fresh, sizeof fresh);
	secret_wipe(kept, sizeof kept);
	if (effects == EFFECT_REBUILD)
		visit->layer = after_one[visit->layer];
	return effects;
}

unsigned act_type(struct visit *visit, const struct act *act)
{
	struct field_place place;
	if (field_covered(visit) || !field_typed(visit, &place))
		return 0;
	return type(visit, &place, act->text);
}

/* What is marked; without that the character before the caret, or after it (.number 1), with its marks. */
unsigned act_delete(struct visit *visit, const struct act *act)
{
	struct field_place place;
	if (field_covered(visit) || !field_typed(visit, &place))
		return 0;
	char kept[EDIT_ROOM];
	snprintf(kept, sizeof kept, "%s", field_value(visit));
	struct selection gone = edit_marked(visit, kept);
	if (gone.from == gone.to && act->number > 0)
		gone.to = utf8_after(kept, gone.to);
	else if (gone.from == gone.to)
		gone.from = utf8_back(kept, gone.from);
	bool done = gone.from < gone.to && edit_write(visit, kept, gone.from, "", kept + gone.to);
	secret_wipe(kept, sizeof kept);
	return done ? EFFECT_REBUILD : 0;
}

unsigned act_shift(struct visit *visit, const struct act *act)
{
	(void)act;
	if (!visit->field[0])
		return 0;
	visit->layer = shifted[visit->layer];
	return EFFECT_REBUILD;
}

/* .number: 1 + the layer to have; 0: symbols, or back from them. */
unsigned act_layer(struct visit *visit, const struct act *act)
{
	if (!visit->field[0] || act->number < 0 || act->number > LAYER_COUNT)
		return 0;
	if (act->number > 0)
		visit->layer = (enum keyboard_layer)(act->number - 1);
	else
		visit->layer = visit->layer == LAYER_SYMBOLS ? LAYER_LOWER : LAYER_SYMBOLS;
	return EFFECT_REBUILD;
}

unsigned act_next_field(struct visit *visit, const struct act *act)
{
	char name[VISIT_FIELD_MAX_BYTES];
	struct field_place place;
	bool here = false;
	if (visit->sheet != SHEET_NONE)
		return 0;
	for (size_t i = 0; field_at(visit_page(visit), i, &place, name); i++) {
		if (here) {
			field_focus(visit, name);
			turn_to(visit, act->number);
			return EFFECT_REBUILD;
		}
		here = strcmp(name, visit->field) == 0;
	}
	return 0;
}

/* A whole date at once, from a button with a likely day. */
static unsigned set_date(struct visit *visit, const struct form_component *component, struct date date)
{
	const struct { const char *part; int value; } parts[] = { { "day", date.day }, { "month", date.month }, { "year", date.year } };
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		char name[VISIT_FIELD_MAX_BYTES], value[12];
		snprintf(name, sizeof name, "%s__%s", component->name, parts[i].part);
		snprintf(value, sizeof value, "%d", parts[i].value);
		if (answers_set(visit->answers, name, value) != FAIL_NONE) {
			weigh_full(visit);
			return EFFECT_REBUILD | EFFECT_ERRORS;
		}
	}
	visit_changed(visit);
	visit->caret = (int)strlen(field_value(visit));
	visit->selected = 0;
	return EFFECT_REBUILD;
}

/* Whether a button gave a whole day. What is no day is somebody's answer, and must not stand in the trail of failures. */
static bool whole_day(const char *text, struct date *ret)
{
	bool day = date_parse(text, ret) == FAIL_NONE;
	if (!day)
		fail_clear();
	return day;
}

unsigned choose_date(struct visit *visit, const struct form_component *component, const char *value)
{
	struct date date;
	return whole_day(value, &date) ? set_date(visit, component, date) : 0;
}

/* The node says which field, else the one that types now. */
unsigned act_set(struct visit *visit, const struct act *act)
{
	struct field_place place;
	struct date date;
	if (visit->sheet != SHEET_NONE)
		return 0;
	if (strncmp(act->node_id, "field:", 6) == 0 && field_find(visit_page(visit), act->node_id + 6, &place))
		field_focus(visit, act->node_id + 6);
	if (!field_typed(visit, &place))
		return 0;
	bool day = place.component->kind == COMPONENT_DATE || place.component->kind == COMPONENT_DATE_TIME;
	if (day && whole_day(act->text, &date))
		return set_date(visit, place.component, date);
	if (!*act->text)
		return edit_write(visit, "", 0, "", "") ? EFFECT_REBUILD : 0;
	/* what was there gives way before the limit is counted */
	char kept[EDIT_ROOM];
	snprintf(kept, sizeof kept, "%s", field_value(visit));
	unsigned effects = 0;
	if (edit_write(visit, "", 0, "", ""))
		effects = type(visit, &place, act->text);
	if (!(effects & EFFECT_REBUILD))
		(void)edit_write(visit, kept, strlen(kept), "", "");
	secret_wipe(kept, sizeof kept);
	return effects;
}
