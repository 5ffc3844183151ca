/* SPDX-License-Identifier: MIT */
/* The condition graph from JSON: first the names, so that anything can point at a condition, then what each one asks, then no cycles. */
#include "firmware/forms/condition_value.h"
#include "firmware/forms/expression.h"
#include "firmware/forms/load.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

enum { WHAT_BYTES = 160 };

enum fail load_condition_names(struct load *load, const json_t *root)
{
	const json_t *conditions;
	size_t count;
	bool by_id = load->form->dialect == DIALECT_DEFRA2;
	TRY(load_array(root, "conditions", FORM_CONDITION_MAX, &conditions, &count));
	load->condition = arena_new(load->arena, (count + 1) * sizeof *load->condition);
	for (size_t i = 0; i < count; i++) {
		const json_t *json = json_array_get(conditions, i);
		struct form_condition *condition = &load->condition[i];
		condition->index = (int)i;
		TRY(load_text(load, json, by_id ? "id" : "name", by_id ? FORM_NAME_MAX_BYTES : FORM_TEXT_MAX_BYTES, "a condition", &condition->id));
		TRY(load_text(load, json, "displayName", FORM_TEXT_MAX_BYTES, "a condition", &condition->name));
		if (!*condition->name)
			condition->name = condition->id;
		if (!*condition->id)
			return FAIL(INPUT, "condition %zu (\"%.60s\") has no %s", i + 1, condition->name, by_id ? "id" : "name");
		for (size_t k = 0; k < i; k++)
			if (strcmp(load->condition[k].id, condition->id) == 0)
				return FAIL(INPUT, "two conditions have the %s \"%.60s\"", by_id ? "id" : "name", condition->id);
	}
	load->condition[count] = (struct form_condition){ .id = "", .name = "one that is not there", .index = -1, .any = true };
	load->never = &load->condition[count];
	load->condition_count = count;
	load->table->condition = load->condition;
	load->table->condition_count = count;
	return FAIL_NONE;
}

/* In links of schema 2 a condition may go by its alias, "cond_" and its id without dashes. */
static bool is_alias(const char *alias, const char *id)
{
	if (strncmp(alias, "cond_", 5) != 0)
		return false;
	alias += 5;
	for (; *id; id++)
		if (*id != '-' && *id != *alias++)
			return false;
	return *alias == '\0';
}

struct form_condition *load_condition_find(const struct load *load, const char *id)
{
	for (size_t i = 0; i < load->condition_count; i++)
		if (strcmp(load->condition[i].id, id) == 0)
			return &load->condition[i];
	for (size_t i = 0; i < load->condition_count; i++)
		if (is_alias(id, load->condition[i].id))
			return &load->condition[i];
	return NULL;
}

enum fail load_condition_of(struct load *load, const json_t *object, const char *key, const struct form_condition **ret)
{
	const char *id = json_text_or(object, key, "");
	*ret = *id ? load_condition_find(load, id) : NULL;
	if (!*id || *ret)
		return FAIL_NONE;
	if (load->form->dialect == DIALECT_DEFRA2)
		return FAIL(INPUT, "there is no condition \"%.60s\"", id);
	load_warn(load, "Something depends on the condition \"%.60s\", which is not there: it never holds", id);
	*ret = load->never;
	return FAIL_NONE;
}

static bool operator_of(const char *name, enum condition_operator *ret)
{
	static const char *const names[OPERATOR_COUNT] = {
		[OPERATOR_IS] = "is", [OPERATOR_IS_NOT] = "is not", [OPERATOR_LONGER] = "is longer than", [OPERATOR_SHORTER] = "is shorter than",
		[OPERATOR_LENGTH] = "has length", [OPERATOR_AT_LEAST] = "is at least", [OPERATOR_AT_MOST] = "is at most", [OPERATOR_LESS] = "is less than",
		[OPERATOR_MORE] = "is more than", [OPERATOR_BEFORE] = "is before", [OPERATOR_AFTER] = "is after", [OPERATOR_CONTAINS] = "contains",
		[OPERATOR_NOT_CONTAINS] = "does not contain",
	};
	for (int i = 0; i < OPERATOR_COUNT; i++)
		if (strcmp(names[i], name) == 0) {
			*ret = (enum condition_operator)i;
			return true;
		}
	return false;
}

/* Which operators mean something for a kind; the others are false there, as the reference has it. */
static bool operator_defined(enum component_kind kind, enum condition_operator operator)
{
	static const unsigned equal = 1u << OPERATOR_IS | 1u << OPERATOR_IS_NOT, lengths = 1u << OPERATOR_LONGER | 1u << OPERATOR_SHORTER,
	                      order = 1u << OPERATOR_AT_LEAST | 1u << OPERATOR_AT_MOST | 1u << OPERATOR_LESS | 1u << OPERATOR_MORE;
	const unsigned defined[COMPONENT_KIND_COUNT] = {
		[COMPONENT_TEXT] = equal | lengths | 1u << OPERATOR_LENGTH, [COMPONENT_EMAIL] = equal | lengths | 1u << OPERATOR_LENGTH,
		[COMPONENT_MULTILINE] = lengths, [COMPONENT_NUMBER] = equal | order, [COMPONENT_PHONE] = equal, [COMPONENT_YES_NO] = equal,
		[COMPONENT_RADIOS] = equal, [COMPONENT_SELECT] = equal, [COMPONENT_DECLARATION] = equal,
		[COMPONENT_CHECKBOXES] = 1u << OPERATOR_CONTAINS | 1u << OPERATOR_NOT_CONTAINS,
		[COMPONENT_DATE] = equal | order | 1u << OPERATOR_BEFORE | 1u << OPERATOR_AFTER,
		[COMPONENT_DATE_TIME] = equal | order | 1u << OPERATOR_BEFORE | 1u << OPERATOR_AFTER, [COMPONENT_MONTH_YEAR] = equal,
		[COMPONENT_ADDRESS] = equal, [COMPONENT_WEBSITE] = equal, [COMPONENT_HIDDEN] = equal, [COMPONENT_PLACE] = equal,
		[COMPONENT_FILE] = equal, [COMPONENT_PAYMENT] = equal,
	};
	return defined[kind] >> operator & 1;
}

enum fail load_question_item(struct load *load, const char *operator, const json_t *json, struct condition_item *ret)
{
	if (!operator_of(operator, &ret->operator)) {
		load_warn(load, "A condition on \"%s\" has the operator \"%.40s\", which nobody knows: it never holds", ret->component->name, operator);
		return FAIL_NONE;
	}
	if (!operator_defined(ret->component->kind, ret->operator)) {
		load_warn(load, "A condition on \"%s\" has the operator \"%s\", which is not defined for a %s question: it never holds", ret->component->name,
		          operator, component_kind_name(ret->component->kind));
		return FAIL_NONE;
	}
	return condition_value_load(load, json, ret);
}

static enum fail load_question(struct load *load, const json_t *json, struct condition_item *ret)
{
	const char *id = json_text_or(json, "componentId", "");
	ret->component = load_component_find(load, id, &ret->page);
	if (!ret->component || !component_keeps(ret->component->kind))
		return FAIL(INPUT, "there is no question \"%.60s\"", id);
	return load_question_item(load, json_text_or(json, "operator", ""), json, ret);
}

static enum fail load_items(struct load *load, const json_t *json, struct form_condition *ret)
{
	const json_t *items;
	size_t count;
	TRY(load_array(json, "items", FORM_CONDITION_ITEM_MAX, &items, &count));
	const char *coordinator = json_text_or(json, "coordinator", "");
	if (count == 0)
		return FAIL(INPUT, "it asks nothing");
	if (count > 1 && strcmp(coordinator, "and") != 0 && strcmp(coordinator, "or") != 0)
		return FAIL(INPUT, "it does not say whether all or any of its parts must hold");
	TRY(load_room(load, count * sizeof(struct condition_item) + 64));
	struct condition_item *item = arena_new(load->arena, count * sizeof *item);
	ret->any = strcmp(coordinator, "or") == 0;
	ret->item = item;
	ret->count = count;
	for (size_t i = 0; i < count; i++) {
		const json_t *part = json_array_get(items, i);
		if (json_object_get(part, "componentId"))
			TRY(load_question(load, part, &item[i]));
		else
			TRY(load_condition_of(load, part, "conditionId", &item[i].reference));
		if (!item[i].component && !item[i].reference)
			return FAIL(INPUT, "one of its parts names neither a question nor a condition");
	}
	return FAIL_NONE;
}

/* Depth-first over references; @state: 0 not seen, 1 on the way here, 2 done. */
static enum fail check_cycles(const struct form_condition *condition, unsigned char *state)
{
	unsigned char part = 0, *mine = condition->index < 0 ? &part : &state[condition->index];
	if (*mine == 2)
		return FAIL_NONE;
	if (*mine == 1)
		return FAIL(INPUT, "the condition \"%.60s\" depends on itself", condition->name);
	*mine = 1;
	for (size_t i = 0; i < condition->count + condition->named; i++)
		if (condition->item[i].reference)
			TRY(check_cycles(condition->item[i].reference, state));
	*mine = 2;
	return FAIL_NONE;
}

static enum fail load_one(struct load *load, const json_t *json, struct form_condition *ret)
{
	const json_t *value = json_object_get(json, "value");
	if (load->form->dialect == DIALECT_DEFRA2)
		return load_items(load, json, ret);
	return json_is_string(value) ? expression_load(load, json_string_value(value), ret) : load_condition_tree(load, value, ret);
}

enum fail load_conditions(struct load *load, const json_t *root)
{
	unsigned char state[FORM_CONDITION_MAX] = { 0 };
	const json_t *conditions = json_object_get(root, "conditions");
	for (size_t i = 0; i < load->condition_count; i++) {
		enum fail code = load_one(load, json_array_get(conditions, i), &load->condition[i]);
		if (code != FAIL_NONE)
			return fail_note(code, "the condition \"%.60s\"", load->condition[i].name);
	}
	for (size_t i = 0; i < load->condition_count; i++)
		TRY(check_cycles(&load->condition[i], state));
	return FAIL_NONE;
}
