/* SPDX-License-Identifier: MIT */
/* Conditions of schema 1: entries with "and" or "or" before each but the first, groups in groups. "and" binds tighter. */
#include "firmware/forms/load.h"

#include "firmware/base/json.h"

#include <string.h>

enum { DEPTH_MAX = 20, NAME_MAX_BYTES = 300 };

static enum fail load_group(struct load *load, const json_t *entries, int depth, struct form_condition *ret);

static struct form_condition *part_new(struct load *load)
{
	struct form_condition *part = arena_new(load->arena, sizeof *part);
	*part = (struct form_condition){ .id = "", .name = "a part", .index = -1 };
	return part;
}

/* A field that nobody asks for makes the whole condition false, as an unknown name does in the reference engines. */
static enum fail load_field(struct load *load, const json_t *json, struct condition_item *ret)
{
	const char *name = json_text_or(json_object_get(json, "field"), "name", "");
	ret->component = load_component_written(load, name, &ret->page, &ret->misnamed);
	if (ret->component)
		return load_question_item(load, json_text_or(json, "operator", ""), json, ret);
	load_warn(load, "A condition asks for \"%.60s\", which is no question: it never holds", name);
	ret->value = VALUE_FAILS;
	return FAIL_NONE;
}

static enum fail load_entry(struct load *load, const json_t *json, int depth, struct condition_item *ret)
{
	const json_t *inner = json_object_get(json, "conditions");
	if (json_object_get(json, "conditionName"))
		return load_condition_of(load, json, "conditionName", &ret->reference);
	if (!inner)
		return load_field(load, json, ret);
	struct form_condition *part = part_new(load);
	ret->reference = part;
	return load_group(load, inner, depth + 1, part);
}

/* What joins a group to the entries before it may stand on the group, or on the first entry within it, where designers write it. */
static bool is_or(const json_t *entry)
{
	const json_t *inner = json_object_get(entry, "conditions");
	if (inner && !json_object_get(entry, "coordinator"))
		return json_array_size(inner) > 0 && is_or(json_array_get(inner, 0));
	return strcmp(json_text_or(entry, "coordinator", "and"), "or") == 0;
}

static enum fail load_run(struct load *load, const json_t *entries, size_t from, size_t count, int depth, struct form_condition *ret)
{
	struct condition_item *item = arena_new(load->arena, count * sizeof *item);
	ret->item = item;
	ret->count = count;
	for (size_t i = 0; i < count; i++)
		TRY(load_entry(load, json_array_get(entries, from + i), depth, &item[i]));
	return FAIL_NONE;
}

/* Any of the runs between the "or"s. */
static enum fail load_group(struct load *load, const json_t *entries, int depth, struct form_condition *ret)
{
	size_t count = json_array_size(entries), runs = 1, run = 0;
	if (!json_is_array(entries) || count == 0)
		return FAIL(INPUT, "it asks nothing");
	if (count > FORM_CONDITION_ITEM_MAX || depth > DEPTH_MAX)
		return FAIL(LIMIT, "it has more than %d parts, or groups more than %d deep", FORM_CONDITION_ITEM_MAX, DEPTH_MAX);
	for (size_t i = 1; i < count; i++)
		runs += is_or(json_array_get(entries, i));
	TRY(load_room(load, count * (sizeof(struct condition_item) + sizeof(struct form_condition) + 64) * 2));
	if (runs == 1)
		return load_run(load, entries, 0, count, depth, ret);
	struct condition_item *item = arena_new(load->arena, runs * sizeof *item);
	ret->any = true;
	ret->item = item;
	ret->count = runs;
	for (size_t from = 0, to; from < count; from = to, run++) {
		for (to = from + 1; to < count && !is_or(json_array_get(entries, to)); to++)
			;
		struct form_condition *part = part_new(load);
		item[run].reference = part;
		TRY(load_run(load, entries, from, to - from, depth, part));
	}
	return FAIL_NONE;
}

enum fail load_condition_tree(struct load *load, const json_t *value, struct form_condition *ret)
{
	return load_group(load, json_object_get(value, "conditions"), 0, ret);
}
