/* SPDX-License-Identifier: MIT */
/* The options of questions. Designers write limits as numbers, as texts of numbers, or as "" for none; all three are understood. */
#include "firmware/forms/component_options.h"
#include "firmware/forms/pattern.h"
#include "firmware/forms/value.h"

#include "firmware/base/json.h"

#include <string.h>

enum { LABEL_MAX_BYTES = 64 };

static struct form_limit limit_of(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	if (json_is_number(value))
		return (struct form_limit){ true, json_number_value(value) };
	struct number number = number_read(span_of(json_string_value(value)), "", "");
	return (struct form_limit){ number.kind == NUMBER_READ, number.value };
}

enum fail options_none(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret)
{
	(void)load, (void)json, (void)kind, (void)ret;
	return FAIL_NONE;
}

static enum fail load_pattern(struct load *load, const json_t *schema, struct form_component *ret)
{
	TRY(load_text(load, schema, "regex", FORM_PATTERN_MAX_BYTES, "a question", &ret->regex));
	if (!*ret->regex) {
		ret->regex = NULL;
		return FAIL_NONE;
	}
	TRY(load_room(load, PATTERN_ARENA_BYTES));
	enum fail code = pattern_compile(ret->regex, load->arena, &ret->pattern);
	return code == FAIL_NONE ? code : fail_note(code, "its regular expression cannot be used");
}

/* An exact length leaves no room for the other two. */
static void load_lengths(const json_t *schema, struct form_component *ret)
{
	ret->length = limit_of(schema, "length");
	if (ret->length.set)
		return;
	ret->min = limit_of(schema, "min");
	ret->max = limit_of(schema, "max");
}

enum fail options_text(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret)
{
	const json_t *schema = json_object_get(json, "schema"), *options = json_object_get(json, "options");
	load_lengths(schema, ret);
	if (kind == COMPONENT_MULTILINE) {
		struct form_limit words = limit_of(options, "maxWords"), rows = limit_of(options, "rows");
		ret->max_words = words.set && words.value >= 1 && words.value <= 100000 ? (long)words.value : 0;
		ret->rows = rows.set && rows.value >= 1 && rows.value <= 100 ? (int)rows.value : 0;
	}
	return load_pattern(load, schema, ret);
}

enum fail options_number(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret)
{
	const json_t *schema = json_object_get(json, "schema"), *options = json_object_get(json, "options");
	(void)kind;
	ret->min = limit_of(schema, "min");
	ret->max = limit_of(schema, "max");
	ret->precision = limit_of(schema, "precision");
	TRY(load_text(load, options, "prefix", LABEL_MAX_BYTES, "a number", &ret->prefix));
	return load_text(load, options, "suffix", LABEL_MAX_BYTES, "a number", &ret->suffix);
}

enum fail options_list(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret)
{
	const char *id = json_text_or(json, "list", "");
	static const struct form_list none = { .id = "", .name = "", .title = "" };
	ret->list = load_list_find(load, id);
	if (!ret->list && load->form->dialect == DIALECT_DEFRA2)
		return FAIL(INPUT, "there is no list \"%.60s\"", id);
	if (!ret->list)
		ret->list = &none;
	ret->list_guessed = json_bool_or(json, "listGuessed", false);
	if (ret->list->count == 0 && component_asks(kind)) {
		load_warn(load, "The page %s asks to choose from the list \"%.60s\", which has no options; nobody has to", load->page_path, id);
		ret->list_guessed = true;
	}
	if (kind == COMPONENT_CHECKBOXES)
		load_lengths(json_object_get(json, "schema"), ret);
	if (kind == COMPONENT_LIST && json_bool_or(json_object_get(json, "options"), "hideTitle", false))
		ret->title = "";
	return FAIL_NONE;
}

static enum fail load_day(const json_t *options, const char *key, struct date *ret)
{
	const char *text = json_text_or(options, key, "");
	if (!*text)
		return FAIL_NONE;
	enum fail code = date_parse(text, ret);
	return code == FAIL_NONE ? code : fail_note(code, "its %s is \"%.40s\", not a day like 2026-03-27", key, text);
}

static enum fail load_days(const json_t *options, const char *key, struct form_limit *ret)
{
	*ret = limit_of(options, key);
	if (ret->set && (ret->value < 0 || ret->value > FORM_DAYS_MAX || ret->value != (double)(long)ret->value))
		return FAIL(LIMIT, "its %s is not a whole number of days up to %d", key, FORM_DAYS_MAX);
	return FAIL_NONE;
}

enum fail options_date(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret)
{
	const json_t *options = json_object_get(json, "options");
	(void)load, (void)kind;
	TRY(load_days(options, "maxDaysInPast", &ret->days_past));
	TRY(load_days(options, "maxDaysInFuture", &ret->days_future));
	TRY(load_day(options, "earliestDate", &ret->earliest));
	return load_day(options, "latestDate", &ret->latest);
}

/* "2026-03" counts from its first day. */
static enum fail load_month(struct load *load, const json_t *options, const char *key, struct date *ret)
{
	const char *text = json_text_or(options, key, "");
	if (!*text)
		return FAIL_NONE;
	enum fail code = strlen(text) == strlen("YYYY-MM") ? date_parse(arena_printf(load->arena, "%s-01", text), ret) : FAIL(INPUT, "it has another length");
	return code == FAIL_NONE ? code : fail_note(code, "its %s is \"%.40s\", not a month like 2026-03", key, text);
}

enum fail options_month(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret)
{
	const json_t *options = json_object_get(json, "options");
	(void)kind;
	TRY(load_room(load, 256));
	TRY(load_month(load, options, "earliestMonthYear", &ret->earliest));
	return load_month(load, options, "latestMonthYear", &ret->latest);
}

enum fail options_time(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret)
{
	(void)json, (void)kind;
	ret->regex = "^([01]?[0-9]|2[0-3])[:.][0-5][0-9]$";
	TRY(load_room(load, PATTERN_ARENA_BYTES));
	return pattern_compile(ret->regex, load->arena, &ret->pattern);
}

enum fail options_address(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret)
{
	(void)load, (void)kind;
	ret->lookup = json_bool_or(json_object_get(json, "options"), "usePostcodeLookup", strcmp(json_text_or(json, "type", ""), "AddressLookupField") == 0);
	return FAIL_NONE;
}

enum fail options_place(struct load *load, const json_t *json, enum component_kind kind, struct form_component *ret)
{
	static const struct { const char *type; enum place_kind place; const char *pattern; } places[] = {
		{ "OsGridRefField", PLACE_GRID_REFERENCE, "([0-9]{3}\\s?[0-9]{3}|[0-9]{4}\\s?[0-9]{4}|[0-9]{5}\\s?[0-9]{5})$" },
		{ "NationalGridFieldNumberField", PLACE_NATIONAL_GRID, "[0-9]{4}\\s?[0-9]{4}$" },
		{ "EastingNorthingField", PLACE_EASTING_NORTHING, NULL }, { "LatLongField", PLACE_LAT_LONG, NULL }, { "GeospatialField", PLACE_MAP, NULL },
	};
	static const char letters[] = "^([sSnN][a-hA-Hj-zJ-Z]|[tToO][abfglmqrvwABFGLMQRVW]|[hH][l-zL-Z]|[jJ][lmqrvwLMQRVW])\\s?";
	(void)kind;
	TRY(load_room(load, PATTERN_ARENA_BYTES));
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		if (strcmp(places[i].type, json_text_or(json, "type", "")) == 0) {
			ret->place = places[i].place;
			if (!places[i].pattern)
				return FAIL_NONE;
			ret->regex = arena_printf(load->arena, "%s%s", letters, places[i].pattern);
			return pattern_compile(ret->regex, load->arena, &ret->pattern);
		}
	return FAIL_NONE;
}
