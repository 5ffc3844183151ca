/* SPDX-License-Identifier: MIT */
/* Lists of options, and the sections that group rows on check answers. */
#include "firmware/forms/load.h"

#include "firmware/base/json.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WHAT_BYTES = 160, VALUE_MAX_BYTES = 4 * 1024 };

/* The values of a list so far, to find one again at once: places in a table, by hash; 0 is free. */
struct values { uint32_t *place; size_t mask; };

static void values_init(struct values *values, size_t count)
{
	size_t size = 16;
	while (size < 2 * count)
		size *= 2;
	*values = (struct values){ calloc(size, sizeof *values->place), size - 1 };
	if (!values->place)
		abort();
}

/* Whether the value of @item[index] stands there before; else it is remembered. */
static bool values_has(struct values *values, const struct form_item *item, size_t index)
{
	uint32_t hash = 2166136261u;
	for (const char *at = item[index].value; *at; at++)
		hash = (hash ^ (unsigned char)*at) * 16777619u;
	size_t slot = hash & values->mask;
	for (; values->place[slot]; slot = (slot + 1) & values->mask)
		if (strcmp(item[values->place[slot] - 1].value, item[index].value) == 0)
			return true;
	values->place[slot] = (uint32_t)index + 1;
	return false;
}

/* Values are texts here whatever they were: 365, true, "blue". */
static enum fail load_value(struct load *load, const json_t *item, const char *what, const char **ret)
{
	const json_t *value = json_object_get(item, "value");
	*ret = "";
	if (json_is_string(value))
		return load_text(load, item, "value", VALUE_MAX_BYTES, what, ret);
	TRY(load_room(load, 64));
	if (json_is_integer(value))
		*ret = arena_printf(load->arena, "%lld", (long long)json_integer_value(value));
	else if (json_is_real(value))
		*ret = arena_printf(load->arena, "%.15g", json_real_value(value));
	else if (json_is_boolean(value))
		*ret = json_is_true(value) ? "true" : "false";
	return FAIL_NONE;
}

/* An object with a text, a text, or the older "description". */
static enum fail load_hint(struct load *load, const json_t *item, const char *what, const char **ret)
{
	const json_t *hint = json_object_get(item, "hint");
	if (json_is_object(hint))
		return load_text(load, hint, "text", FORM_TEXT_MAX_BYTES, what, ret);
	TRY(load_text(load, item, "hint", FORM_TEXT_MAX_BYTES, what, ret));
	return **ret ? FAIL_NONE : load_text(load, item, "description", FORM_TEXT_MAX_BYTES, what, ret);
}

static enum fail load_item(struct load *load, const json_t *json, const char *what, struct form_item *ret)
{
	if (!json_is_object(json))
		return FAIL(INPUT, "%s has an option that is not an object", what);
	TRY(load_text(load, json, "id", FORM_NAME_MAX_BYTES, what, &ret->id));
	TRY(load_text(load, json, "text", FORM_TEXT_MAX_BYTES, what, &ret->text));
	TRY(load_value(load, json, what, &ret->value));
	TRY(load_hint(load, json, what, &ret->hint));
	if (!*ret->value && !*ret->text)
		return FAIL(INPUT, "%s has an option without text and value", what);
	if (!*ret->value)
		ret->value = ret->text;
	if (!*ret->text)
		ret->text = ret->value;
	if (json_object_get(json, "conditional"))
		load_warn(load, "%s: the option \"%.40s\" reveals more questions, which this kiosk does not show", what, ret->text);
	enum fail code = load_condition_of(load, json, "condition", &ret->condition);
	return code == FAIL_NONE ? code : fail_note(code, "%s, option \"%.40s\"", what, ret->text);
}

static enum fail load_each(struct load *load, const json_t *items, const char *what, struct values *values, struct form_item *item, struct form_list *ret)
{
	for (size_t i = 0; i < json_array_size(items); i++) {
		TRY(load_item(load, json_array_get(items, i), what, &item[ret->count]));
		ret->mistyped |= !ret->numeric && json_is_number(json_object_get(json_array_get(items, i), "value"));
		if (values_has(values, item, ret->count))
			load_warn(load, "%s has the value \"%.40s\" twice; the first counts", what, item[ret->count].value);
		else
			ret->count++;
	}
	return FAIL_NONE;
}

static enum fail load_items(struct load *load, const json_t *json, const char *what, struct form_list *ret)
{
	const json_t *items;
	struct values values;
	size_t count;
	enum fail code = load_array(json, "items", FORM_ITEM_MAX, &items, &count);
	if (code != FAIL_NONE)
		return fail_note(code, "%s", what);
	TRY(load_room(load, (count + 1) * sizeof(struct form_item)));
	struct form_item *item = arena_new(load->arena, (count + 1) * sizeof *item);
	ret->item = item;
	values_init(&values, count);
	code = load_each(load, items, what, &values, item, ret);
	free(values.place);
	return code;
}

static enum fail load_list(struct load *load, const json_t *json, size_t index, struct form_list *ret)
{
	char what[WHAT_BYTES];
	if (!json_is_object(json))
		return FAIL(INPUT, "list %zu is not an object", index + 1);
	snprintf(what, sizeof what, "list %zu", index + 1);
	TRY(load_text(load, json, "id", FORM_NAME_MAX_BYTES, what, &ret->id));
	TRY(load_text(load, json, "name", FORM_TEXT_MAX_BYTES, what, &ret->name));
	TRY(load_text(load, json, "title", FORM_TEXT_MAX_BYTES, what, &ret->title));
	ret->numeric = strcmp(json_text_or(json, "type", "string"), "number") == 0;
	snprintf(what, sizeof what, "The list \"%.60s\"", *ret->name ? ret->name : ret->id);
	return load_items(load, json, what, ret);
}

enum fail load_lists(struct load *load, const json_t *root)
{
	const json_t *lists;
	size_t count;
	TRY(load_array(root, "lists", FORM_LIST_MAX, &lists, &count));
	load->list = arena_new(load->arena, (count + 1) * sizeof *load->list);
	for (size_t i = 0; i < count; i++) {
		TRY(load_list(load, json_array_get(lists, i), i, &load->list[i]));
		load->list_count = i + 1;
	}
	return FAIL_NONE;
}

const struct form_list *load_list_find(const struct load *load, const char *id)
{
	for (size_t i = 0; i < load->list_count && *id; i++)
		if (strcmp(load->list[i].id, id) == 0)
			return &load->list[i];
	for (size_t i = 0; i < load->list_count && *id; i++)
		if (strcmp(load->list[i].name, id) == 0)
			return &load->list[i];
	return NULL;
}

enum fail load_sections(struct load *load, const json_t *root)
{
	const json_t *sections;
	size_t count;
	TRY(load_array(root, "sections", FORM_SECTION_MAX, &sections, &count));
	struct form_section *section = arena_new(load->arena, (count + 1) * sizeof *section);
	for (size_t i = 0; i < count; i++) {
		const json_t *json = json_array_get(sections, i);
		TRY(load_text(load, json, load->form->dialect == DIALECT_DEFRA2 ? "id" : "name", FORM_TEXT_MAX_BYTES, "a section", &section[i].id));
		TRY(load_text(load, json, "title", FORM_TEXT_MAX_BYTES, "a section", &section[i].title));
		if (json_bool_or(json, "hideTitle", false))
			section[i].title = "";
	}
	load->table->section = section;
	load->table->section_count = count;
	return FAIL_NONE;
}
