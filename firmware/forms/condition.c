/* SPDX-License-Identifier: MIT */
/*
 * How a condition is worked out. What is not answered is null in the reference's language, with that language's results, which forms in
 * use rely on: a number compared counts as 0, "is not" holds, a day compared never does. See condition.h for the three exceptions.
 */
#include "firmware/forms/condition.h"
#include "firmware/forms/expression.h"
#include "firmware/forms/value.h"

#include <string.h>

enum { DATE_ROOM = 11 };

static enum outcome group_outcome(struct scope *scope, const struct form_condition *condition);

void scope_init(struct scope *scope, const struct form *form, const struct answers *answers, struct date today)
{
	*scope = (struct scope){ .form = form, .answers = answers, .today = today };
}

void scope_add(struct scope *scope, int page)
{
	if (scope->on_path[page])
		return;
	scope->on_path[page] = true;
	scope->path[scope->length++] = page;
	memset(scope->known, 0, scope->form->table->condition_count);
}

void condition_mirror_peer(struct form *form, bool mirror)
{
	((struct form_table *)form->table)->mirror_peer = mirror; /* the table is the form's own arena memory */
}

static bool compare(enum condition_operator operator, double value, double with)
{
	switch (operator) {
	case OPERATOR_AT_LEAST: return value >= with;
	case OPERATOR_AT_MOST: return value <= with;
	case OPERATOR_LESS: case OPERATOR_BEFORE: case OPERATOR_SHORTER: return value < with;
	case OPERATOR_MORE: case OPERATOR_AFTER: case OPERATOR_LONGER: return value > with;
	case OPERATOR_IS: case OPERATOR_LENGTH: return value == with;
	case OPERATOR_IS_NOT: return value != with;
	case OPERATOR_CONTAINS: case OPERATOR_NOT_CONTAINS: case OPERATOR_COUNT: break;
	}
	return false;
}

static bool number_holds(const struct scope *scope, const struct condition_item *item, bool answered)
{
	struct number number = answered ? value_number(scope->answers, item->component) : (struct number){ .kind = NUMBER_BLANK };
	if (number.kind != NUMBER_READ && (item->operator == OPERATOR_IS || item->operator == OPERATOR_IS_NOT))
		return item->operator == OPERATOR_IS_NOT;
	return compare(item->operator, number.kind == NUMBER_READ ? number.value : 0, item->number);
}

static bool length_holds(const struct scope *scope, const struct condition_item *item, struct span text)
{
	enum { LENGTH_OF_NULL = 4 }; /* the word's */
	if (!scope->form->table->mirror_peer)
		return compare(item->operator, (double)span_length(text), item->number);
	if (item->operator == OPERATOR_LENGTH)
		return false; /* a number is compared with a text there */
	return compare(item->operator, text.size ? (double)span_length(text) : LENGTH_OF_NULL, item->number);
}

/* What a choice or a text is compared as: an option nobody offers counts as no answer. A month is "2026-03" in @room. */
static struct span compared_text(const struct scope *scope, const struct form_component *component, bool answered, char room[static DATE_ROOM])
{
	if (component->kind == COMPONENT_MONTH_YEAR) {
		struct date month = answered ? value_month(scope->answers, component) : (struct date){ 0 };
		if (date_none(month))
			return (struct span){ "", 0 };
		date_write(month, room);
		return (struct span){ room, strlen("YYYY-MM") };
	}
	const char *value = answered ? answers_get(scope->answers, component->name) : NULL;
	if (!component->list)
		return span_of(value);
	const struct form_item *item = value_chosen(component, value);
	return item ? (struct span){ item->value, strlen(item->value) } : (struct span){ "", 0 };
}

static bool text_holds(const struct scope *scope, const struct condition_item *item, bool answered)
{
	const struct form_component *component = item->component;
	char room[DATE_ROOM];
	struct span text = compared_text(scope, component, answered, room);
	if (item->operator == OPERATOR_LONGER || item->operator == OPERATOR_SHORTER || item->operator == OPERATOR_LENGTH)
		return length_holds(scope, item, text);
	bool matches = false, never = scope->form->table->mirror_peer && component->list && component->list->numeric;
	for (size_t i = 0; i < item->text_count && text.size && !never; i++)
		matches |= span_is(text, item->text[i]);
	return item->operator == OPERATOR_IS ? matches : !matches; /* one of them; none of them */
}

static bool ticks_hold(const struct scope *scope, const struct condition_item *item, bool answered)
{
	bool contains = item->operator == OPERATOR_CONTAINS, never = scope->form->table->mirror_peer && item->component->list->numeric;
	size_t holds = 0;
	for (size_t i = 0; i < item->text_count; i++) {
		bool ticked = answered && !never && answers_has_value(scope->answers, item->component->name, item->text[i]);
		holds += ticked == contains;
	}
	return item->all ? holds == item->text_count : holds > 0;
}

static bool boolean_holds(const struct scope *scope, const struct condition_item *item, bool answered)
{
	struct span text = answered ? value_text(scope->answers, item->component->name) : (struct span){ "", 0 };
	bool yes = span_is(text, "true"), no = span_is(text, "false");
	bool declared = item->component->kind == COMPONENT_DECLARATION; /* not ticked, or not asked yet, is false, not nothing */
	bool matches = item->boolean ? yes : no || (declared && !yes);
	return item->operator == OPERATOR_IS ? matches : !matches;
}

static bool date_holds(const struct scope *scope, const struct condition_item *item, bool answered)
{
	struct date date = answered ? value_day(scope->answers, item->component) : (struct date){ 0 }, with = item->date;
	if (date_none(date))
		return item->operator == OPERATOR_IS_NOT;
	if (item->value == VALUE_DATE)
		return compare(item->operator, date_number(date), date_number(with));
	static const enum condition_operator back[OPERATOR_COUNT] = { /* "at least 2 years in the past" is a day not after then */
		[OPERATOR_AT_LEAST] = OPERATOR_AT_MOST, [OPERATOR_AT_MOST] = OPERATOR_AT_LEAST, [OPERATOR_LESS] = OPERATOR_MORE, [OPERATOR_MORE] = OPERATOR_LESS,
	};
		with = date_add_days(date_add_months(scope->today, item->months), item->days);
	return compare(item->past ? back[item->operator] : item->operator, date_number(date), date_number(with));
}

/* In XGov a question on a page that was not walked is undefined; outside a section, or in one nobody was in, it is an unknown name. */
static enum outcome undefined_outcome(const struct scope *scope, const struct condition_item *item)
{
	const char *section = scope->form->page[item->page].section_id;
	bool there = false;
	for (size_t i = 0; i < scope->length && *section; i++)
		there |= strcmp(scope->form->page[scope->path[i]].section_id, section) == 0;
	if (!there || item->operator == OPERATOR_CONTAINS || item->operator == OPERATOR_NOT_CONTAINS)
		return OUTCOME_FAILS;
	return item->operator == OPERATOR_IS_NOT ? OUTCOME_YES : OUTCOME_NO;
}

static enum outcome item_outcome(struct scope *scope, const struct condition_item *item)
{
	if (item->reference)
		return item->reference->index < 0 ? group_outcome(scope, item->reference) : (enum outcome)condition_holds(scope, item->reference);
	if (item->misnamed && scope->form->table->mirror_peer)
		return OUTCOME_FAILS;
	bool answered = item->component && scope->on_path[item->page], xgov = scope->form->dialect == DIALECT_XGOV;
	if (item->component && scope->form->page[item->page].repeat)
		answered = false; /* one of several answers is nobody's */
	if (xgov && item->component && !answered && item->value != VALUE_NEVER)
		return undefined_outcome(scope, item);
	if (!item->component && item->value != VALUE_FAILS && item->value != VALUE_EXPRESSION)
		return OUTCOME_NO; /* nobody asks for what it compares */
	switch (item->value) {
	case VALUE_NEVER: return OUTCOME_NO;
	case VALUE_FAILS: return OUTCOME_FAILS;
	case VALUE_TEXT:
		return (enum outcome)(item->component->kind == COMPONENT_CHECKBOXES ? ticks_hold(scope, item, answered) : text_holds(scope, item, answered));
	case VALUE_NUMBER: return (enum outcome)number_holds(scope, item, answered);
	case VALUE_BOOLEAN: return (enum outcome)boolean_holds(scope, item, answered);
	case VALUE_DATE: case VALUE_RELATIVE: return (enum outcome)date_holds(scope, item, answered);
	case VALUE_EXPRESSION: return expression_outcome(scope, item->expression);
	}
	return OUTCOME_NO;
}

static enum outcome group_outcome(struct scope *scope, const struct form_condition *condition)
{
	enum outcome outcome = condition->any ? OUTCOME_NO : OUTCOME_YES, decides = condition->any ? OUTCOME_YES : OUTCOME_NO;
	for (size_t i = 0; i < condition->count && outcome != decides && outcome != OUTCOME_FAILS; i++)
		outcome = item_outcome(scope, &condition->item[i]);
	return outcome;
}

/* The graph has no cycles: the loader refuses them. */
bool condition_holds(struct scope *scope, const struct form_condition *condition)
{
	if (!condition)
		return true;
	if (condition->index < 0)
		return group_outcome(scope, condition) == OUTCOME_YES;
	if (scope->known[condition->index])
		return scope->known[condition->index] == 2;
	bool holds;
	if (scope->form->table->mirror_peer || !rounds_decide(scope->answers, condition->rounds, &holds))
		holds = group_outcome(scope, condition) == OUTCOME_YES;
	scope->known[condition->index] = holds ? 2 : 1;
	return holds;
}

bool condition_misses(struct scope *scope, const struct form_condition *condition)
{
	for (size_t i = 0; condition && i < condition->count; i++) {
		const struct condition_item *item = &condition->item[i];
		if (item->reference ? condition_misses(scope, item->reference) : item->value == VALUE_EXPRESSION)
			return true;
		bool confidential = item->component && component_keeps(item->component->kind) && item->component->privacy != PRIVACY_PUBLIC;
		if (confidential && item_outcome(scope, item) != OUTCOME_NO)
			return true;
	}
	return false;
}
