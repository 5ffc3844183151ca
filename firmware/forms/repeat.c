/* SPDX-License-Identifier: MIT */
/* Items of a repeated page among the other answers: "name#3", and how many there are under "repeat#". */
#include "firmware/forms/repeat.h"
#include "firmware/forms/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *repeat_field(const char *field, size_t index, char ret[static REPEAT_FIELD_BYTES])
{
	snprintf(ret, REPEAT_FIELD_BYTES, "%s#%zu", field, index);
	return ret;
}

static void count_name(const struct form_page *page, char ret[static REPEAT_FIELD_BYTES])
{
	snprintf(ret, REPEAT_FIELD_BYTES, "%s#", page->repeat->name);
}

size_t repeat_count(const struct answers *answers, const struct form_page *page)
{
	char name[REPEAT_FIELD_BYTES];
	if (!page->repeat)
		return 0;
	count_name(page, name);
	struct number count = number_read(value_text(answers, name), "", "");
	return count.kind == NUMBER_READ && count.value > 0 && count.value <= FORM_REPEAT_MAX ? (size_t)count.value : 0;
}

static enum fail set_count(struct answers *answers, const struct form_page *page, size_t count)
{
	char name[REPEAT_FIELD_BYTES], text[24];
	count_name(page, name);
	snprintf(text, sizeof text, "%zu", count);
	return answers_set(answers, name, text);
}

/* All values of @from under @to, which is emptied before. */
static enum fail copy_field(struct answers *answers, const char *from, const char *to)
{
	answers_remove(answers, to);
	for (size_t i = 0; i < answers_count(answers, from); i++) {
		char value[ANSWERS_VALUE_MAX_BYTES + 1]; /* answers move while they are added to */
		snprintf(value, sizeof value, "%s", answers_at(answers, from, i));
		enum fail code = answers_add(answers, to, value);
		explicit_bzero(value, sizeof value);
		TRY(code);
	}
	return FAIL_NONE;
}

typedef enum fail (*field_action)(struct answers *answers, const char *plain, size_t index);

static enum fail to_item(struct answers *answers, const char *plain, size_t index)
{
	char name[REPEAT_FIELD_BYTES];
	return copy_field(answers, plain, repeat_field(plain, index, name));
}

static enum fail from_item(struct answers *answers, const char *plain, size_t index)
{
	char name[REPEAT_FIELD_BYTES];
	return copy_field(answers, repeat_field(plain, index, name), plain);
}

static enum fail move_up(struct answers *answers, const char *plain, size_t index)
{
	char name[REPEAT_FIELD_BYTES], next[REPEAT_FIELD_BYTES];
	return copy_field(answers, repeat_field(plain, index + 1, next), repeat_field(plain, index, name));
}

static enum fail drop_item(struct answers *answers, const char *plain, size_t index)
{
	char name[REPEAT_FIELD_BYTES];
	answers_remove(answers, repeat_field(plain, index, name));
	return FAIL_NONE;
}

static enum fail drop_plain(struct answers *answers, const char *plain, size_t index)
{
	(void)index;
	answers_remove(answers, plain);
	return FAIL_NONE;
}

static enum fail each_field(struct answers *answers, const struct form_page *page, size_t index, field_action action)
{
	for (size_t i = 0; i < page->count; i++)
		for (size_t k = 0; k < page->component[i].field_count; k++)
			TRY(action(answers, page->component[i].field[k], index));
	return FAIL_NONE;
}

static void must(enum fail code)
{
	if (code != FAIL_NONE)
		abort();
}

/* Whether all values of @page's fields fit once more: typed (@index -1) or of an item. */
static enum fail check_room(const struct answers *answers, const struct form_page *page, int index)
{
	enum { NAME_MORE = 8 };
	size_t values = 1, bytes = REPEAT_FIELD_BYTES;
	char name[REPEAT_FIELD_BYTES];
	for (size_t i = 0; i < page->count; i++)
		for (size_t k = 0; k < page->component[i].field_count; k++) {
			const char *field = page->component[i].field[k], *from = index < 0 ? field : repeat_field(field, (size_t)index, name), *value;
			for (size_t n = 0; (value = answers_at(answers, from, n)); n++, values++)
				bytes += strlen(field) + NAME_MORE + strlen(value);
		}
	return answers_room(answers, values, bytes) ? FAIL_NONE : FAIL(LIMIT, "the answers are full");
}

enum fail repeat_keep(struct answers *answers, const struct form_page *page, size_t index)
{
	size_t count = repeat_count(answers, page);
	if (!page->repeat || index > count)
		return FAIL(INPUT, "there is no answer %zu", index + 1);
	if (index == FORM_REPEAT_MAX)
		return FAIL(LIMIT, "there are %d answers already", FORM_REPEAT_MAX);
	TRY(check_room(answers, page, -1));
	must(each_field(answers, page, index, to_item));
	must(set_count(answers, page, index == count ? count + 1 : count));
	repeat_discard(answers, page);
	return FAIL_NONE;
}

enum fail repeat_open(struct answers *answers, const struct form_page *page, size_t index)
{
	if (index >= repeat_count(answers, page))
		return FAIL(INPUT, "there is no answer %zu", index + 1);
	TRY(check_room(answers, page, (int)index));
	must(each_field(answers, page, index, from_item));
	return FAIL_NONE;
}

void repeat_discard(struct answers *answers, const struct form_page *page)
{
	must(each_field(answers, page, 0, drop_plain));
}

void repeat_remove(struct answers *answers, const struct form_page *page, size_t index)
{
	size_t count = repeat_count(answers, page);
	if (index >= count)
		return;
	for (size_t i = 0; i < page->count; i++)
		for (size_t k = 0; k < page->component[i].field_count; k++) {
			const char *field = page->component[i].field[k];
			must(drop_item(answers, field, index)); /* so that there is room while the others move */
			for (size_t item = index; item + 1 < count; item++) {
				must(move_up(answers, field, item));
				must(drop_item(answers, field, item + 1));
			}
		}
	must(set_count(answers, page, count - 1));
}

enum rule repeat_rule(const struct answers *answers, const struct form_page *page)
{
	size_t count = repeat_count(answers, page);
	if (!page->repeat)
		return RULE_NONE;
	return count < (size_t)page->repeat->min ? RULE_REPEATS_MIN : count > (size_t)page->repeat->max ? RULE_REPEATS_MAX : RULE_NONE;
}

struct answers *repeat_item_new(const struct answers *answers, const struct form_page *page, size_t index)
{
	struct answers *item = answers_new();
	char name[REPEAT_FIELD_BYTES];
	for (size_t i = 0; i < page->count; i++)
		for (size_t k = 0; k < page->component[i].field_count; k++) {
			const char *field = page->component[i].field[k], *value;
			for (size_t n = 0; (value = answers_at(answers, repeat_field(field, index, name), n)); n++)
				must(answers_add(item, field, value));
		}
	return item;
}
