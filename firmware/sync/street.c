/* SPDX-License-Identifier: MIT */
/* street.c - SOURCE: the record's shapes are those of the format's "adapter" output, version 1. */
#include "firmware/sync/street.h"

#include "firmware/base/json.h"

#include <stdlib.h>
#include <string.h>

static const char *text_of(const json_t *object, const char *name)
{
	return json_text_or(object, name, "");
}

/* ---- answers ---- */

const json_t *street_answer(const json_t *answers, const char *path)
{
	const json_t *at = answers;
	char name[STREET_NAME_MAX_BYTES + 1];
	for (const char *part = path; at; part++) {
		size_t size = strcspn(part, ".");
		if (size >= sizeof name)
			return NULL;
		memcpy(name, part, size);
		name[size] = '\0';
		at = json_object_get(at, name);
		part += size;
		if (!*part)
			break;
	}
	return json_is_null(at) ? NULL : at;
}

static enum fail list_add(const json_t *list, const char *name, const struct street_words *words, struct buffer *ret)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		TRY(i ? buffer_printf(ret, ", ") : FAIL_NONE);
		TRY(street_value_add(json_array_get(list, i), name, words, ret));
	}
	return FAIL_NONE;
}

static enum fail object_add(const json_t *object, struct buffer *ret)
{
	const int64_t day = json_int_or(object, "day", 0), month = json_int_or(object, "month", 0), year = json_int_or(object, "year", 0);
	const char *member, *between = "";
	json_t *value;
	if (year && month && day)
		return buffer_printf(ret, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
	if (year && month)
		return buffer_printf(ret, "%04d-%02d", (int)year, (int)month);
	json_object_foreach((json_t *)object, member, value) {
		if (strcmp(member, "uprn") == 0)
			continue;
		TRY(buffer_printf(ret, "%s", between));
		TRY(street_value_add(value, "", NULL, ret));
		between = ", ";
	}
	return FAIL_NONE;
}

enum fail street_value_add(const json_t *value, const char *name, const struct street_words *words, struct buffer *ret)
{
	if (json_is_string(value))
		return buffer_printf(ret, "%s", words ? words->option(words->context, name, json_string_value(value)) : json_string_value(value));
	if (json_is_boolean(value))
		return buffer_printf(ret, "%s", words ? (json_is_true(value) ? "Yes" : "No") : json_is_true(value) ? "true" : "false");
	if (json_is_integer(value))
		return buffer_printf(ret, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	if (json_is_real(value))
		return buffer_printf(ret, "%.15g", json_real_value(value));
	return json_is_array(value) ? list_add(value, name, words, ret) : json_is_object(value) ? object_add(value, ret) : FAIL_NONE;
}

/* ---- the setting ---- */

struct open311_office street_office(const json_t *setting)
{
	return (struct open311_office){ .url = text_of(setting, "url"), .api_key = text_of(setting, "api_key"), .jurisdiction = text_of(setting, "jurisdiction"),
		.json = strcmp(text_of(setting, "format"), "json") == 0 };
}

enum fail street_check(const json_t *setting)
{
	const json_t *forms = json_object_get(setting, "forms");
	const char *name, *format = json_text_or(setting, "format", "xml");
	json_t *form;
	if (strcmp(format, "xml") != 0 && strcmp(format, "json") != 0)
		return FAIL(INPUT, "\"format\" is neither xml nor json");
	if (json_object_size(forms) == 0)
		return FAIL(INPUT, "\"forms\" names no form");
	json_object_foreach((json_t *)forms, name, form)
		if (!*text_of(json_object_get(form, "service"), "by") || json_array_size(json_object_get(form, "where")) == 0)
			return FAIL(INPUT, "\"forms\".\"%.64s\" lacks \"service\" with \"by\", or \"where\"", name);
	return FAIL_NONE;
}

static const json_t *form_of(const json_t *setting, const char *service)
{
	return json_object_get(json_object_get(setting, "forms"), service);
}

enum fail street_service(const struct street_report *report, const char **ret)
{
	const json_t *form = form_of(report->setting, report->service), *service = json_object_get(form, "service");
	if (!form)
		return FAIL(EMPTY, "%s is not for this target", report->service);
	const json_t *answer = street_answer(report->answers, text_of(service, "by"));
	const json_t *code = json_object_get(json_object_get(service, "codes"), json_is_string(answer) ? json_string_value(answer) : "");
	if (json_is_null(code))
		return FAIL(EMPTY, "the setting keeps this kind of report back");
	*ret = json_is_string(code) ? json_string_value(code) : text_of(service, "otherwise");
	return **ret ? FAIL_NONE : FAIL(INPUT, "no service code is set for this kind of report");
}

/* ---- the texts ---- */

/* The answers that @names lists, joined by commas, or one a line with what they are called. */
static enum fail answers_add(const struct street_report *report, const json_t *names, bool called, struct buffer *ret)
{
	for (size_t i = 0; i < json_array_size(names); i++) {
		const char *name = json_string_value(json_array_get(names, i));
		const json_t *value = name ? street_answer(report->answers, name) : NULL;
		if (!value)
			continue;
		TRY(ret->size_bytes ? buffer_printf(ret, called ? "\n" : ", ") : FAIL_NONE);
		TRY(called ? buffer_printf(ret, "%s: ", report->words ? report->words->label(report->words->context, name) : name) : FAIL_NONE);
		TRY(street_value_add(value, name, report->words, ret));
	}
	return FAIL_NONE;
}

struct texts { struct buffer where, describe, values[OPEN311_ATTRIBUTES_MAX], first_name, last_name, email, phone, lat, lon; size_t count; };

static void texts_init(struct texts *texts)
{
	struct buffer *const all[] = { &texts->where, &texts->describe, &texts->first_name, &texts->last_name, &texts->email, &texts->phone, &texts->lat, &texts->lon };
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		buffer_init(all[i], STREET_TEXT_MAX_BYTES);
	for (size_t i = 0; i < OPEN311_ATTRIBUTES_MAX; i++)
		buffer_init(&texts->values[i], STREET_TEXT_MAX_BYTES);
}

static void texts_done(struct texts *texts)
{
	struct buffer *const all[] = { &texts->where, &texts->describe, &texts->first_name, &texts->last_name, &texts->email, &texts->phone, &texts->lat, &texts->lon };
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		buffer_done(all[i]);
	for (size_t i = 0; i < OPEN311_ATTRIBUTES_MAX; i++)
		buffer_done(&texts->values[i]);
}

static enum fail attribute_add(const struct street_report *report, const char *code, const char *path, struct texts *texts, struct open311_attribute *attributes)
{
	const json_t *value = street_answer(report->answers, path);
	const size_t count = json_is_array(value) ? json_array_size(value) : value ? 1 : 0;
	for (size_t i = 0; i < count; i++) {
		if (texts->count == OPEN311_ATTRIBUTES_MAX)
			return FAIL(LIMIT, "more than %d attributes", OPEN311_ATTRIBUTES_MAX);
		TRY(street_value_add(json_is_array(value) ? json_array_get(value, i) : value, "", NULL, &texts->values[texts->count]));
		attributes[texts->count] = (struct open311_attribute){ code, buffer_text(&texts->values[texts->count]), json_is_array(value) };
		texts->count++;
	}
	return FAIL_NONE;
}

static enum fail texts_fill(const struct street_report *report, struct texts *texts, struct open311_attribute *attributes)
{
	const json_t *form = form_of(report->setting, report->service), *contact = json_object_get(form, "contact");
	const struct { const json_t *of; const char *name; struct buffer *text; } single[] = {
		{ contact, "first_name", &texts->first_name }, { contact, "last_name", &texts->last_name }, { contact, "email", &texts->email },
		{ contact, "phone", &texts->phone }, { form, "lat", &texts->lat }, { form, "long", &texts->lon },
	};
	TRY(answers_add(report, json_object_get(form, "where"), false, &texts->where));
	TRY(answers_add(report, json_object_get(form, "describe"), true, &texts->describe));
	for (size_t i = 0; i < sizeof single / sizeof single[0]; i++)
		if (json_object_get(single[i].of, single[i].name))
			TRY(street_value_add(street_answer(report->answers, text_of(single[i].of, single[i].name)), "", NULL, single[i].text));
	const char *code;
	json_t *path;
	json_object_foreach(json_object_get(form, "attributes"), code, path)
		TRY(attribute_add(report, code, json_string_value(path) ? json_string_value(path) : "", texts, attributes));
	return FAIL_NONE;
}

static enum fail filled_write(const struct street_report *report, struct texts *texts, struct buffer *ret)
{
	const struct open311_office office = street_office(report->setting);
	struct open311_attribute attributes[OPEN311_ATTRIBUTES_MAX];
	const char *service;
	TRY(street_service(report, &service));
	TRY(texts_fill(report, texts, attributes));
	const struct open311_report filled = {
		.service_code = service, .reference = report->reference, .lat = buffer_text(&texts->lat), .lon = buffer_text(&texts->lon),
		.address = buffer_text(&texts->where), .description = buffer_text(&texts->describe), .first_name = buffer_text(&texts->first_name),
		.last_name = buffer_text(&texts->last_name), .email = buffer_text(&texts->email), .phone = buffer_text(&texts->phone),
		.attributes = attributes, .attribute_count = texts->count,
	};
	return open311_form(&office, &filled, ret);
}

enum fail street_write(const struct street_report *report, struct buffer *ret)
{
	struct texts *texts = calloc(1, sizeof *texts);
	if (!texts)
		abort();
	texts_init(texts);
	enum fail fail = filled_write(report, texts, ret);
	texts_done(texts);
	free(texts);
	return fail;
}
