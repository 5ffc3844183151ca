/* SPDX-License-Identifier: MIT */
/* What the answer is compared with follows the question's kind; "type" matters only for options of a list and for relative days. */
#include "firmware/forms/condition_value.h"
#include "firmware/forms/value.h"

#include "firmware/base/json.h"

#include <string.h>

enum { RELATIVE_DAYS_MAX = 200000, RELATIVE_MONTHS_MAX = 6000, MONTHS_OF_YEAR = 12, VALUE_MAX_BYTES = 4 * 1024 };

/* The fixed ids of yes and no in the format. */
static const char yes_id[] = "02900d42-83d1-4c72-a719-c4e8228952fa", no_id[] = "f39000eb-c51b-4019-8f82-bbda0423f04d";

/* What an answer is compared with, as it is written. */
struct compared { const char *type; const json_t *value; };

static void never(struct load *load, struct condition_item *ret, const char *why)
{
	load_warn(load, "A condition on \"%s\" %s: it never holds", ret->component->name, why);
	ret->value = VALUE_NEVER;
}

/* A value as text, whatever it was written as. */
static enum fail text_of(struct load *load, const json_t *value, const char **ret)
{
	TRY(load_room(load, VALUE_MAX_BYTES + 64));
	if (json_is_string(value) && json_string_length(value) > VALUE_MAX_BYTES)
		return FAIL(LIMIT, "a value is longer than %d bytes", VALUE_MAX_BYTES);
	if (json_is_string(value))
		*ret = arena_text(load->arena, json_string_value(value));
	else if (json_is_integer(value))
		*ret = arena_printf(load->arena, "%lld", (long long)json_integer_value(value));
	else if (json_is_real(value))
		*ret = arena_printf(load->arena, "%.15g", json_real_value(value));
	else if (json_is_boolean(value))
		*ret = json_is_true(value) ? "true" : "false";
	else
		return FAIL(INPUT, "a value is missing");
	return FAIL_NONE;
}

static enum fail one_text(struct load *load, const json_t *value, struct condition_item *ret)
{
	const char **text = arena_new(load->arena, sizeof *text);
	TRY(text_of(load, value, text));
	ret->value = VALUE_TEXT;
	ret->text = text;
	ret->text_count = 1;
	return FAIL_NONE;
}

static enum fail item_text(const struct form_list *list, const char *id, const char **ret)
{
	for (size_t i = 0; list && i < list->count; i++)
		if (strcmp(list->item[i].id, id) == 0) {
			*ret = list->item[i].value;
			return FAIL_NONE;
		}
	if (!list && strcmp(id, yes_id) == 0)
		*ret = "true";
	else if (!list && strcmp(id, no_id) == 0)
		*ret = "false";
	else
		return FAIL(INPUT, "there is no option \"%.60s\"", id);
	return FAIL_NONE;
}

/* {listId, itemId: id or [ids], itemsCoordinator} */
static enum fail list_items(struct load *load, const json_t *value, struct condition_item *ret)
{
	const json_t *ids = json_object_get(value, "itemId");
	size_t count = json_is_array(ids) ? json_array_size(ids) : 1;
	if (count == 0 || count > FORM_CONDITION_ITEM_MAX)
		return FAIL(INPUT, "it names no option, or more than %d", FORM_CONDITION_ITEM_MAX);
	const struct form_list *list = ret->component->list ? ret->component->list : load_list_find(load, json_text_or(value, "listId", ""));
	TRY(load_room(load, count * sizeof(char *) + 64));
	const char **text = arena_new(load->arena, count * sizeof *text);
	for (size_t i = 0; i < count; i++) {
		const json_t *id = json_is_array(ids) ? json_array_get(ids, i) : ids;
		TRY(item_text(ret->component->kind == COMPONENT_YES_NO ? NULL : list, json_is_string(id) ? json_string_value(id) : "", &text[i]));
	}
	ret->value = VALUE_TEXT;
	ret->text = text;
	ret->text_count = count;
	ret->all = strcmp(json_text_or(value, "itemsCoordinator", "or"), "and") == 0;
	return FAIL_NONE;
}

/* {period, unit, direction}; XGov writes {timePeriod, timeUnit, direction}, and knows hours, of which only whole days count. */
static enum fail relative_day(struct load *load, const json_t *value, struct condition_item *ret)
{
	const json_t *written = json_object_get(value, json_object_get(value, "period") ? "period" : "timePeriod");
	const char *unit = json_text_or(value, "unit", json_text_or(value, "timeUnit", "")), *direction = json_text_or(value, "direction", "");
	struct number period = { .kind = NUMBER_READ, .value = (double)json_integer_value(written) };
	if (json_is_string(written))
		period = number_read(span_of(json_string_value(written)), "", "");
	if (strcmp(unit, "hours") == 0 || strcmp(unit, "minutes") == 0 || strcmp(unit, "seconds") == 0) {
		period = (struct number){ .kind = NUMBER_READ, .value = strcmp(unit, "hours") == 0 && period.value >= 48 ? (double)(int)(period.value / 24) : 1 };
		load_warn(load, "A condition on \"%s\" counts %s; whole days count here", ret->component->name, unit);
		unit = "days";
	}
	bool past = strcmp(direction, "in the past") == 0, days = strcmp(unit, "days") == 0, years = strcmp(unit, "years") == 0;
	double most = days ? RELATIVE_DAYS_MAX : years ? RELATIVE_MONTHS_MAX / MONTHS_OF_YEAR : RELATIVE_MONTHS_MAX;
	if ((!past && strcmp(direction, "in the future") != 0) || (!days && !years && strcmp(unit, "months") != 0))
		return FAIL(INPUT, "its time from today is in \"%.20s\", \"%.20s\"", unit, direction);
	if (period.kind != NUMBER_READ || period.decimals || period.value < 1 || period.value > most)
		return FAIL(LIMIT, "its time from today is not 1 to %.0f %s", most, unit);
	int count = (past ? -1 : 1) * (int)period.value;
	ret->past = past;
	ret->days = days ? count : 0;
	ret->months = days ? 0 : years ? MONTHS_OF_YEAR * count : count;
	ret->value = VALUE_RELATIVE;
	if (ret->operator < OPERATOR_AT_LEAST || ret->operator > OPERATOR_MORE)
		never(load, ret, "compares with a time from today in a way that is not defined");
	return FAIL_NONE;
}

static enum fail day_value(struct load *load, struct compared compared, struct condition_item *ret)
{
	const char *text = json_is_string(compared.value) ? json_string_value(compared.value) : "";
	if (strncmp(compared.type, "Relative", 8) == 0)
		return relative_day(load, compared.value, ret);
	ret->value = VALUE_DATE;
	if (ret->operator >= OPERATOR_AT_LEAST && ret->operator <= OPERATOR_MORE)
		never(load, ret, "compares with a day in a way that is only defined for a time from today");
	if (date_parse(text, &ret->date) == FAIL_NONE)
		return FAIL_NONE;
	if (load->form->dialect == DIALECT_DEFRA2)
		return FAIL(INPUT, "it compares with \"%.40s\", which is not a day", text);
	fail_clear();
	never(load, ret, "compares a day with something else");
	return FAIL_NONE;
}

static enum fail number_value(struct load *load, const json_t *value, enum condition_value kind, struct condition_item *ret)
{
	struct number number = number_read(span_of(json_string_value(value)), "", "");
	if (json_is_number(value))
		number = (struct number){ .kind = NUMBER_READ, .value = json_number_value(value) };
	ret->value = kind;
	ret->number = number.value;
	if (number.kind != NUMBER_READ)
		never(load, ret, "compares a number with something else");
	return FAIL_NONE;
}

static enum fail boolean_value(struct load *load, struct compared compared, struct condition_item *ret)
{
	const char *text = "";
	if (strcmp(compared.type, "ListItemRef") == 0) {
		TRY(list_items(load, compared.value, ret));
		text = ret->text[0];
		if (ret->text_count > 1)
			return FAIL(INPUT, "it compares one yes or no with several");
	} else {
		TRY(text_of(load, compared.value, &text));
	}
	ret->value = VALUE_BOOLEAN;
	ret->boolean = strcmp(text, "true") == 0;
	if (!ret->boolean && strcmp(text, "false") != 0)
		never(load, ret, "compares yes or no with something else");
	return FAIL_NONE;
}

/* Schema 2 has type and value side by side, the older ones have them in an object; a relative time is that object itself. */
static struct compared compared_of(const struct load *load, const json_t *json)
{
	const json_t *value = json_object_get(json, "value"), *inner = json_object_get(value, "value");
	const char *type = json_text_or(load->form->dialect == DIALECT_DEFRA2 ? json : value, "type", "");
	return (struct compared){ type, load->form->dialect != DIALECT_DEFRA2 && inner ? inner : value };
}

enum fail condition_value_load(struct load *load, const json_t *json, struct condition_item *ret)
{
	struct compared compared = compared_of(load, json);
	bool of_length = ret->operator == OPERATOR_LONGER || ret->operator == OPERATOR_SHORTER || ret->operator == OPERATOR_LENGTH;
	switch (ret->component->kind) {
	case COMPONENT_DATE: case COMPONENT_DATE_TIME:
		return day_value(load, compared, ret);
	case COMPONENT_NUMBER:
		return number_value(load, compared.value, VALUE_NUMBER, ret);
	case COMPONENT_YES_NO: case COMPONENT_DECLARATION:
		return boolean_value(load, compared, ret);
	case COMPONENT_TEXT: case COMPONENT_MULTILINE: case COMPONENT_EMAIL: case COMPONENT_PHONE: case COMPONENT_RADIOS: case COMPONENT_CHECKBOXES:
	case COMPONENT_SELECT: case COMPONENT_ADDRESS: case COMPONENT_CONTENT: case COMPONENT_DETAILS: case COMPONENT_LIST: case COMPONENT_KIND_COUNT:
	case COMPONENT_MONTH_YEAR: case COMPONENT_WEBSITE: case COMPONENT_HIDDEN: case COMPONENT_PLACE: case COMPONENT_FILE: case COMPONENT_PAYMENT:
		break;
	}
	if (of_length)
		return number_value(load, compared.value, VALUE_TEXT, ret);
	return strcmp(compared.type, "ListItemRef") == 0 ? list_items(load, compared.value, ret) : one_text(load, compared.value, ret);
}
