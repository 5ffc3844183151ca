/* SPDX-License-Identifier: MIT */
/* template_fill.c - sentences by their keys, members by their names; what is not there leaves nothing behind. */
#include "firmware/print/template_fill.h"

#include "firmware/base/date.h"
#include "firmware/base/json.h"

#include <stdlib.h>
#include <string.h>

enum { VALUES_MAX = 2 * TEMPLATE_MEMBERS_MAX + 8, NAME_BYTES = 68, MONTH_ABOVE = 20, MONTH_BELOW = 10 };

/* Where names are looked for: in an entry of a list, then in what it stands in. */
struct scope { const json_t *object; const struct template_member *member; int count; const char *item; const struct scope *outer; };

struct filler { const struct template_place *place; struct paper_list *list; bool full; };

static const json_t *found_in(const struct scope *scope, const char *name, const struct template_member **ret)
{
	for (; scope; scope = scope->outer) {
		*ret = template_member_of(scope->member, scope->count, name);
		if (*ret)
			return json_object_get(scope->object, name);
	}
	return NULL;
}

static const char *date_words(const struct filler *filler, int64_t wall_ms)
{
	int minutes = 0;
	struct arena *arena = filler->list->arena;
	const struct words *words = filler->place->words;
	struct date date = date_of_ms(wall_ms, &minutes);

	return words_fill(words, arena, "receipt.printed", WORDS_VALUES({ "date", words_date(words, arena, date, WORDS_DATE_DAY_MONTH) }, { "time", words_time(words, arena, minutes) }));
}

static const char *value_words(const struct filler *filler, const struct template_member *member, const json_t *value)
{
	struct date date;

	if (!value)
		return "";
	if (member->kind == TEMPLATE_NUMBER)
		return arena_printf(filler->list->arena, "%lld", (long long)json_integer_value(value));
	if (member->kind == TEMPLATE_TIME)
		return date_words(filler, json_integer_value(value));
	if (member->kind == TEMPLATE_DATE && date_parse(json_string_value(value), &date) == FAIL_NONE)
		return words_date(filler->place->words, filler->list->arena, date, WORDS_DATE_PLAIN);
	return json_is_string(value) ? json_string_value(value) : "";
}

static const char *place_value(const struct filler *filler, const char *name)
{
	const struct site *site = filler->place->site;
	const struct { const char *name, *text; } facts[] = {
		{ "site_council", site->council }, { "site_branch", site->branch }, { "site_kiosk", site->kiosk }, { "site_phone", site->phone },
		{ "site_web", site->web }, { "site_desk", site->desk },
	};

	for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++)
		if (strcmp(facts[i].name, name) == 0)
			return facts[i].text;
	return NULL;
}

static const char *named(const struct filler *filler, const struct scope *scope, const char *name)
{
	const struct template_member *member = NULL;
	const char *fact = place_value(filler, name);

	for (const struct scope *at = scope; at && strcmp(name, "item") == 0; at = at->outer)
		if (at->item)
			return at->item;
	if (fact)
		return fact;
	const json_t *value = found_in(scope, name, &member);
	return member ? value_words(filler, member, value) : "";
}

/* Whether the sentence asks for something that is not there: then it is not said. */
static bool lacks(const struct filler *filler, const struct scope *scope, const char *sentence)
{
	for (const char *at = strchr(sentence, '{'); at; at = strchr(at + 1, '{')) {
		char name[NAME_BYTES];
		size_t length = strcspn(at + 1, "}");
		if (length >= sizeof name || strncmp(at, "{count}", 7) == 0)
			continue;
		memcpy(name, at + 1, length);
		name[length] = '\0';
		if (named(filler, scope, name)[0] == '\0')
			return true;
	}
	return false;
}

static void add_values(const struct filler *filler, const struct scope *scope, struct words_value values[static VALUES_MAX])
{
	static const char *const facts[] = { "site_council", "site_branch", "site_kiosk", "site_phone", "site_web", "site_desk" };
	int count = 0;

	for (const struct scope *at = scope; at; at = at->outer)
		for (int i = 0; i < at->count && count < VALUES_MAX - 8; i++)
			if (at->member[i].kind < TEMPLATE_FLAG)
				values[count++] = (struct words_value){ at->member[i].name, value_words(filler, &at->member[i], json_object_get(at->object, at->member[i].name)) };
	for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++)
		values[count++] = (struct words_value){ facts[i], place_value(filler, facts[i]) };
	values[count] = (struct words_value){ NULL, NULL };
}

static const char *field_words(const struct filler *filler, const struct scope *scope, const struct template_field *field)
{
	struct words_value values[VALUES_MAX];
	const struct words *words = filler->place->words;
	char name[NAME_BYTES];

	if (field->text[0] == '\0')
		return "";
	if (field->text[0] == '{') {
		size_t length = strlen(field->text) - 2;
		memcpy(name, field->text + 1, length);
		name[length] = '\0';
		return named(filler, scope, name);
	}
	if (field->count[0] != '\0') {
		const struct template_member *member = NULL;
		const json_t *value = found_in(scope, field->count, &member);
		return value ? words_fill_count(words, filler->list->arena, field->text, (long)json_integer_value(value), NULL) : "";
	}
	if (strchr(field->text, '.') == NULL || lacks(filler, scope, words_get(words, field->text)))
		return strchr(field->text, '.') ? "" : field->text; /* an icon's name is itself */
	add_values(filler, scope, values);
	return words_fill(words, filler->list->arena, field->text, values);
}

static void add(struct filler *filler, struct paper_block block)
{
	filler->full |= !paper_add(filler->list, block);
}

static int put_entries(const struct filler *filler, const json_t *what, struct paper_entry *entries)
{
	struct arena *arena = filler->list->arena;
	const struct words *words = filler->place->words;
	int count = 0;

	for (size_t i = 0; i < json_array_size(what) && count < PAPER_ENTRY_MAX; i++) {
		const json_t *entry = json_array_get(what, i);
		const char *name = json_text_or(entry, "name", ""), *lid = json_text_or(entry, "lid", "");
		entries[count++] = (struct paper_entry){
			.icon = json_text_or(entry, "icon", "other"), .more = lid,
			.name = lid[0] != '\0' ? words_fill(words, arena, "print.bins.before_lid", WORDS_VALUES({ "name", name })) : name,
		};
	}
	return count;
}

static void put_days(struct filler *filler, const json_t *days)
{
	struct arena *arena = filler->list->arena;
	const struct words *words = filler->place->words;
	struct date before = { 0 }, date;

	for (size_t i = 0; i < json_array_size(days); i++) {
		const json_t *day = json_array_get(days, i);
		if (date_parse(json_text_or(day, "date", ""), &date) != FAIL_NONE)
			continue;
		if (date.year != before.year || date.month != before.month) {
			paper_space(filler->list, MONTH_ABOVE);
			paper_text(filler->list, ROLE_SUBTITLE, words_date(words, arena, date, WORDS_DATE_MONTH));
			paper_space(filler->list, MONTH_BELOW);
			add(filler, (struct paper_block){ .kind = PAPER_LINE });
			before = date;
		}
		struct paper_entry *entries = arena_new(arena, PAPER_ENTRY_MAX * sizeof *entries);
		bool moved = json_bool_or(day, "moved", false);
		const char *weekday = words_get(words, arena_printf(arena, "print.weekday.%d", date_weekday(date))), *number = arena_printf(arena, "%d", date.day);
		add(filler, (struct paper_block){
			.kind = PAPER_ROW, .inverted = moved, .tag = moved ? words_get(words, "print.bins.changed") : "", .entry = entries,
			.entry_count = put_entries(filler, json_object_get(day, "what"), entries),
			.head = words_fill(words, arena, "print.bins.day", WORDS_VALUES({ "weekday", weekday }, { "day", number })),
		});
	}
}

static void put_blocks(struct filler *filler, const struct template_block *block, int count, const struct scope *scope);

static void put_each(struct filler *filler, const struct template_block *block, const struct scope *scope)
{
	const struct template_member *member = NULL;
	const json_t *list = found_in(scope, block->of, &member);

	for (size_t i = 0; i < json_array_size(list) && !filler->full; i++) {
		const json_t *entry = json_array_get(list, i);
		const struct scope inner = { entry, member->member, member->member_count, json_string_value(entry), scope };
		put_blocks(filler, block->block, block->block_count, &inner);
	}
}

/* A block that would be words is nothing without any; one that is a code is nothing without it. */
static bool is_empty(const struct paper_block *block)
{
	bool words = block->head[0] != '\0' || block->text[0] != '\0' || block->more[0] != '\0';

	switch (block->kind) {
	case PAPER_TEXT:
	case PAPER_ITEM: return block->text[0] == '\0';
	case PAPER_CODE:
	case PAPER_BARCODE: return block->code[0] == '\0';
	case PAPER_PAIR:
	case PAPER_BANNER: return !words;
	case PAPER_BOX:
	case PAPER_NUMBER: return block->head[0] == '\0';
	case PAPER_LOGO:
	case PAPER_RULE:
	case PAPER_LINE:
	case PAPER_ROW:
	case PAPER_SPACE:
	case PAPER_RULER:
	case PAPER_PATTERN:
	case PAPER_KIND_COUNT: break;
	}
	return false;
}

static void put_paper(struct filler *filler, const struct template_block *block, const struct scope *scope)
{
	struct paper_block paper = {
		.kind = (enum paper_kind)block->kind, .role = (enum paper_role)block->role, .dashed = block->dashed, .inverted = block->inverted,
		.number = block->number, .size = block->size, .icon = field_words(filler, scope, &block->icon), .head = field_words(filler, scope, &block->head),
		.text = field_words(filler, scope, &block->text), .more = field_words(filler, scope, &block->more), .tag = field_words(filler, scope, &block->tag),
		.code = field_words(filler, scope, &block->code),
	};

	if (paper.kind == PAPER_LOGO) {
		paper.head = filler->place->site->council;
		paper.text = filler->place->site->branch;
	}
	if (!is_empty(&paper))
		add(filler, paper);
}

static bool is_wanted(const struct filler *filler, const struct template_block *block, const struct scope *scope)
{
	const struct template_member *member = NULL;

	if (block->given[0] != '\0' && place_value(filler, block->given))
		return place_value(filler, block->given)[0] != '\0';
	if (block->given[0] != '\0') {
		const json_t *value = found_in(scope, block->given, &member);
		if (!value || json_is_false(value) || (json_is_string(value) && json_string_length(value) == 0) || (json_is_array(value) && json_array_size(value) == 0))
			return false;
	}
	return block->when[0] == '\0' || strcmp(named(filler, scope, block->when), block->is) == 0;
}

static void put_blocks(struct filler *filler, const struct template_block *block, int count, const struct scope *scope)
{
	const struct template_member *member = NULL;

	for (int i = 0; i < count; i++) {
		if (!is_wanted(filler, &block[i], scope))
			continue;
		if (block[i].kind == TEMPLATE_EACH)
			put_each(filler, &block[i], scope);
		else if (block[i].kind == TEMPLATE_DAYS)
			put_days(filler, found_in(scope, block[i].of, &member));
		else if (block[i].kind == TEMPLATE_SAMPLES)
			for (int line = 0; line < filler->place->sample_count; line++)
				paper_text(filler->list, ROLE_BODY, filler->place->sample[line]);
		else
			put_paper(filler, &block[i], scope);
	}
}

enum fail template_fill(const struct template *template, const json_t *data, const struct template_place *place, struct paper_list *list)
{
	struct filler filler = { .place = place, .list = list };
	const struct scope scope = { data, template->member, template->member_count, NULL, NULL };

	TRY(template_check(template, data));
	put_blocks(&filler, template->block, template->block_count, &scope);
	return filler.full ? FAIL(LIMIT, "more than %d blocks on one paper", PAPER_LIST_MAX) : FAIL_NONE;
}
