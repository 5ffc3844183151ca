/* SPDX-License-Identifier: MIT */
/*
 * A string condition worked out. Values compare as in ECMAScript: "==" without conversion, "<" as texts if both are, else as numbers.
 * A name that is not there, or a tick looked for in nothing, makes the whole condition false.
 */
#include "firmware/forms/expression_node.h"
#include "firmware/forms/value.h"

#include <math.h>
#include <string.h>

enum { ROOM = 32 };

enum result_kind { RESULT_FAILS, RESULT_UNDEFINED, RESULT_NULL, RESULT_BOOLEAN, RESULT_NUMBER, RESULT_TEXT, RESULT_TICKS };

struct result {
	enum result_kind kind;
	bool boolean;
	double number;
	struct span text;
	char room[ROOM]; bool in_room; /* a text made here */
	const struct form_component *ticks;
};

static struct result evaluate(struct scope *scope, const struct expression *node);

static struct result boolean(bool value)
{
	return (struct result){ .kind = RESULT_BOOLEAN, .boolean = value };
}

static struct result number(double value)
{
	return (struct result){ .kind = RESULT_NUMBER, .number = value };
}

static struct span text_of(const struct result *result)
{
	return result->in_room ? (struct span){ result->room, strlen(result->room) } : result->text;
}

static bool truthy(const struct result *result)
{
	switch (result->kind) {
	case RESULT_FAILS: case RESULT_UNDEFINED: case RESULT_NULL: return false;
	case RESULT_BOOLEAN: return result->boolean;
	case RESULT_NUMBER: return result->number != 0 && !isnan(result->number);
	case RESULT_TEXT: return text_of(result).size > 0;
	case RESULT_TICKS: return true;
	}
	return false;
}

static double number_of(const struct result *result)
{
	switch (result->kind) {
	case RESULT_NULL: return 0;
	case RESULT_BOOLEAN: return result->boolean;
	case RESULT_NUMBER: return result->number;
	case RESULT_TEXT: {
		struct number read = number_read(text_of(result), "", "");
		return read.kind == NUMBER_READ ? read.value : read.kind == NUMBER_BLANK ? 0 : NAN;
	}
	case RESULT_FAILS: case RESULT_UNDEFINED: case RESULT_TICKS: break;
	}
	return NAN;
}

static struct result day_text(struct date date)
{
	struct result result = { .kind = RESULT_TEXT, .in_room = true };
	date_write(date, result.room);
	return result;
}

static struct result choice(const struct form_component *component, const char *value)
{
	const struct form_item *item = value_chosen(component, value);
	if (!item)
		return (struct result){ .kind = RESULT_NULL };
	struct number read = number_read(span_of(item->value), "", "");
	if (component->list->numeric && read.kind == NUMBER_READ)
		return number(read.value);
	return (struct result){ .kind = RESULT_TEXT, .text = { item->value, strlen(item->value) } };
}

static struct result answer_to(const struct scope *scope, const struct form_component *component)
{
	struct span text = value_text(scope->answers, component->name);
	struct date date;
	if (component->kind == COMPONENT_CHECKBOXES)
		return answers_count(scope->answers, component->name) ? (struct result){ .kind = RESULT_TICKS, .ticks = component } : (struct result){ .kind = RESULT_NULL };
	if (component->kind == COMPONENT_DATE || component->kind == COMPONENT_DATE_TIME || component->kind == COMPONENT_MONTH_YEAR) {
		date = component->kind == COMPONENT_MONTH_YEAR ? value_month(scope->answers, component) : value_day(scope->answers, component);
		return date_none(date) ? (struct result){ .kind = RESULT_NULL } : day_text(date);
	}
	if (component->list)
		return choice(component, answers_get(scope->answers, component->name));
	if (component->kind == COMPONENT_YES_NO || component->kind == COMPONENT_DECLARATION)
		return text.size ? boolean(span_is(text, "true")) : (struct result){ .kind = RESULT_NULL };
	if (component->kind == COMPONENT_NUMBER) {
		struct number read = value_number(scope->answers, component);
		return read.kind == NUMBER_READ ? number(read.value) : (struct result){ .kind = RESULT_NULL };
	}
	return text.size ? (struct result){ .kind = RESULT_TEXT, .text = text } : (struct result){ .kind = RESULT_NULL };
}

static struct result answer(const struct scope *scope, const struct expression *node)
{
	const char *section = scope->form->page[node->page].section_id;
	if (node->misnamed && scope->form->table->mirror_peer)
		return (struct result){ .kind = RESULT_FAILS };
	if (scope->form->page[node->page].repeat)
		return (struct result){ .kind = RESULT_UNDEFINED };
	if (scope->on_path[node->page])
		return answer_to(scope, node->component);
	for (size_t i = 0; i < scope->length && *section; i++)
		if (strcmp(scope->form->page[scope->path[i]].section_id, section) == 0)
			return (struct result){ .kind = RESULT_UNDEFINED };
	return (struct result){ .kind = RESULT_FAILS };
}

static bool same(const struct result *a, const struct result *b)
{
	if (a->kind != b->kind)
		return false;
	struct span left = text_of(a), right = text_of(b);
	switch (a->kind) {
	case RESULT_UNDEFINED: case RESULT_NULL: return true;
	case RESULT_BOOLEAN: return a->boolean == b->boolean;
	case RESULT_NUMBER: return a->number == b->number;
	case RESULT_TEXT: return left.size == right.size && memcmp(left.text, right.text, left.size) == 0;
	case RESULT_FAILS: case RESULT_TICKS: break;
	}
	return false;
}

/* <0, 0, >0, or 2 for what cannot be ordered. */
static int order(const struct result *a, const struct result *b)
{
	if (a->kind == RESULT_TEXT && b->kind == RESULT_TEXT) {
		struct span left = text_of(a), right = text_of(b);
		int difference = memcmp(left.text, right.text, left.size < right.size ? left.size : right.size);
		return difference ? (difference < 0 ? -1 : 1) : (left.size > right.size) - (left.size < right.size);
	}
	double left = number_of(a), right = number_of(b);
	return isnan(left) || isnan(right) ? 2 : (left > right) - (left < right);
}

static struct result ordered(enum expression_kind kind, const struct result *a, const struct result *b)
{
	int found = order(a, b);
	switch ((int)kind) {
	case EXPRESSION_LESS: return boolean(found == -1);
	case EXPRESSION_AT_MOST: return boolean(found == -1 || found == 0);
	case EXPRESSION_MORE: return boolean(found == 1);
	default: return boolean(found == 1 || found == 0);
	}
}

static struct result ticked(const struct scope *scope, const struct result *value, const struct result *ticks)
{
	if (ticks->kind != RESULT_TICKS)
		return (struct result){ .kind = RESULT_FAILS };
	for (size_t i = 0; i < answers_count(scope->answers, ticks->ticks->name); i++) {
		struct result tick = choice(ticks->ticks, answers_at(scope->answers, ticks->ticks->name, i));
		if (tick.kind != RESULT_NULL && same(value, &tick))
			return boolean(true);
	}
	return boolean(false);
}

static struct result sum(enum expression_kind kind, const struct result *a, const struct result *b)
{
	double left = number_of(a), right = number_of(b);
	switch ((int)kind) {
	case EXPRESSION_PLUS: return number(left + right);
	case EXPRESSION_MINUS: return number(left - right);
	case EXPRESSION_TIMES: return number(left * right);
	case EXPRESSION_OVER: return number(left / right);
	default: return number(fmod(left, right));
	}
}

/* So many days, months or years from today. */
static struct result day_from(const struct scope *scope, const struct result *count, const struct result *unit)
{
	static const struct { const char *unit; int days, months; } units[] = { { "days", 1, 0 }, { "weeks", 7, 0 }, { "months", 0, 1 }, { "years", 0, 12 } };
	enum { COUNT_MAX = 5000 };
	double many = number_of(count);
	if (isnan(many) || many > COUNT_MAX || many < -COUNT_MAX || unit->kind != RESULT_TEXT)
		return (struct result){ .kind = RESULT_FAILS };
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (span_is(text_of(unit), units[i].unit))
			return day_text(date_add_days(date_add_months(scope->today, (int)many * units[i].months), (int)many * units[i].days));
	return day_text(scope->today); /* hours and less */
}

static struct result binary(struct scope *scope, const struct expression *node)
{
	struct result left = evaluate(scope, node->left), right = evaluate(scope, node->right);
	if (left.kind == RESULT_FAILS || right.kind == RESULT_FAILS)
		return (struct result){ .kind = RESULT_FAILS };
	switch ((int)node->kind) {
	case EXPRESSION_EQUAL: return boolean(same(&left, &right));
	case EXPRESSION_NOT_EQUAL: return boolean(!same(&left, &right));
	case EXPRESSION_IN: return ticked(scope, &left, &right);
	case EXPRESSION_DATE: return day_from(scope, &left, &right);
	case EXPRESSION_LESS: case EXPRESSION_AT_MOST: case EXPRESSION_MORE: case EXPRESSION_AT_LEAST: return ordered(node->kind, &left, &right);
	default: return sum(node->kind, &left, &right);
	}
}

static struct result unary(struct scope *scope, const struct expression *node)
{
	struct result value = evaluate(scope, node->left);
	if (value.kind == RESULT_FAILS)
		return value;
	if (node->kind == EXPRESSION_NOT)
		return boolean(!truthy(&value));
	if (node->kind == EXPRESSION_NEGATIVE)
		return number(-number_of(&value));
	if (value.kind == RESULT_TICKS)
		return number((double)answers_count(scope->answers, value.ticks->name));
	return number((double)span_length(text_of(&value)));
}

/* The second side is looked at only if the first does not decide. */
static struct result joined(struct scope *scope, const struct expression *node)
{
	struct result left = evaluate(scope, node->left);
	if (left.kind == RESULT_FAILS || truthy(&left) == (node->kind == EXPRESSION_OR))
		return left.kind == RESULT_FAILS ? left : boolean(truthy(&left));
	struct result right = evaluate(scope, node->right);
	return right.kind == RESULT_FAILS ? right : boolean(truthy(&right));
}

static struct result evaluate(struct scope *scope, const struct expression *node)
{
	switch (node->kind) {
	case EXPRESSION_OR: case EXPRESSION_AND: return joined(scope, node);
	case EXPRESSION_NOT: case EXPRESSION_NEGATIVE: case EXPRESSION_LENGTH: return unary(scope, node);
	case EXPRESSION_NUMBER: return number(node->number);
	case EXPRESSION_BOOLEAN: return boolean(node->boolean);
	case EXPRESSION_TEXT: return (struct result){ .kind = RESULT_TEXT, .text = { node->text, strlen(node->text) } };
	case EXPRESSION_ANSWER: return answer(scope, node);
	case EXPRESSION_CONDITION: return boolean(condition_holds(scope, node->condition));
	case EXPRESSION_UNKNOWN: return (struct result){ .kind = RESULT_FAILS };
	case EXPRESSION_EQUAL: case EXPRESSION_NOT_EQUAL: case EXPRESSION_LESS: case EXPRESSION_AT_MOST: case EXPRESSION_MORE: case EXPRESSION_AT_LEAST:
	case EXPRESSION_IN: case EXPRESSION_PLUS: case EXPRESSION_MINUS: case EXPRESSION_TIMES: case EXPRESSION_OVER: case EXPRESSION_MODULO: case EXPRESSION_DATE:
		break;
	}
	return binary(scope, node);
}

enum outcome expression_outcome(struct scope *scope, const struct expression *expression)
{
	struct result result = evaluate(scope, expression);
	return result.kind == RESULT_FAILS ? OUTCOME_FAILS : truthy(&result) ? OUTCOME_YES : OUTCOME_NO;
}
