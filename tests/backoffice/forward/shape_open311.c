/* SPDX-License-Identifier: MIT */
/* shape_open311.c - a street report for GeoReport: which answers become what is the setting's, codes are each council's own. */
#include "tests/backoffice/forward/shape.h"

#include "firmware/base/json.h"
#include "firmware/sync/open311.h"
#include "tests/backoffice/forward/street.h"
#include "tests/backoffice/forward/value.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX_BYTES = 16 * 1024, LOOK_BACK_MS = 24 * 3600 * 1000, LOOK_MAX_DAYS = 89 };

struct open311_office street_office(const json_t *setting)
{
	return (struct open311_office){ .url = shape_text(setting, "url"), .api_key = shape_text(setting, "api_key"), .jurisdiction = shape_text(setting, "jurisdiction"),
		.json = strcmp(shape_text(setting, "format"), "json") == 0 };
}

static enum fail check(const json_t *setting)
{
	const json_t *forms = json_object_get(setting, "forms");
	const char *name, *format = json_text_or(setting, "format", "xml");
	json_t *form;
	if (strcmp(format, "xml") != 0 && strcmp(format, "json") != 0)
		return FAIL(INPUT, "\"format\" is neither xml nor json");
	if (json_object_size(forms) == 0)
		return FAIL(INPUT, "\"forms\" names no form");
	json_object_foreach((json_t *)forms, name, form)
		if (!*shape_text(json_object_get(form, "service"), "by") || json_array_size(json_object_get(form, "where")) == 0)
			return FAIL(INPUT, "\"forms\".\"%.64s\" lacks \"service\" with \"by\", or \"where\"", name);
	return FAIL_NONE;
}

/* ---- which service ---- */

enum fail street_service(const struct shape_input *input, const char **ret)
{
	const json_t *form = shape_form(input->setting, input->service), *service = json_object_get(form, "service");
	if (!form)
		return FAIL(EMPTY, "%s is not for this target", input->service);
	const json_t *answer = value_find(input->record, shape_text(service, "by"));
	const json_t *code = json_object_get(json_object_get(service, "codes"), json_is_string(answer) ? json_string_value(answer) : "");
	if (json_is_null(code))
		return FAIL(EMPTY, "the setting keeps this kind of report back");
	*ret = json_is_string(code) ? json_string_value(code) : shape_text(service, "otherwise");
	return **ret ? FAIL_NONE : FAIL(INPUT, "no service code is set for this kind of report");
}

/* ---- the texts ---- */

/* The answers that @names lists, joined by commas, or one a line with what they are called. */
static enum fail answers_add(const struct shape_input *input, const json_t *names, bool called, struct buffer *ret)
{
	for (size_t i = 0; i < json_array_size(names); i++) {
		const char *name = json_string_value(json_array_get(names, i));
		const json_t *value = name ? value_find(input->record, name) : NULL;
		const struct form_component *component = value_component(input->form, name ? name : "");
		if (!value)
			continue;
		TRY(ret->size_bytes ? buffer_printf(ret, called ? "\n" : ", ") : FAIL_NONE);
		TRY(called ? buffer_printf(ret, "%s: ", value_label(component, name)) : FAIL_NONE);
		TRY(value_add(value, component, ret));
	}
	return FAIL_NONE;
}

struct texts { struct buffer where, describe, values[OPEN311_ATTRIBUTES_MAX], first_name, last_name, email, phone, lat, lon; size_t count; };

static void texts_init(struct texts *texts)
{
	struct buffer *const all[] = { &texts->where, &texts->describe, &texts->first_name, &texts->last_name, &texts->email, &texts->phone, &texts->lat, &texts->lon };
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		buffer_init(all[i], TEXT_MAX_BYTES);
	for (size_t i = 0; i < OPEN311_ATTRIBUTES_MAX; i++)
		buffer_init(&texts->values[i], TEXT_MAX_BYTES);
}

static void texts_done(struct texts *texts)
{
	struct buffer *const all[] = { &texts->where, &texts->describe, &texts->first_name, &texts->last_name, &texts->email, &texts->phone, &texts->lat, &texts->lon };
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		buffer_done(all[i]);
	for (size_t i = 0; i < OPEN311_ATTRIBUTES_MAX; i++)
		buffer_done(&texts->values[i]);
}

static enum fail attribute_add(const struct shape_input *input, const char *code, const char *path,
	struct texts *texts, struct open311_attribute *attributes)
{
	const json_t *value = value_find(input->record, path);
	const size_t count = json_is_array(value) ? json_array_size(value) : value ? 1 : 0;
	for (size_t i = 0; i < count; i++) {
		if (texts->count == OPEN311_ATTRIBUTES_MAX)
			return FAIL(LIMIT, "more than %d attributes", OPEN311_ATTRIBUTES_MAX);
		TRY(value_add(json_is_array(value) ? json_array_get(value, i) : value, NULL, &texts->values[texts->count]));
		attributes[texts->count] = (struct open311_attribute){ code, buffer_text(&texts->values[texts->count]), json_is_array(value) };
		texts->count++;
	}
	return FAIL_NONE;
}

static enum fail texts_fill(const struct shape_input *input, struct texts *texts, struct open311_attribute *attributes)
{
	const json_t *form = shape_form(input->setting, input->service), *contact = json_object_get(form, "contact");
	const struct { const json_t *of; const char *name; struct buffer *text; } single[] = {
		{ contact, "first_name", &texts->first_name }, { contact, "last_name", &texts->last_name }, { contact, "email", &texts->email },
		{ contact, "phone", &texts->phone }, { form, "lat", &texts->lat }, { form, "long", &texts->lon },
	};
	TRY(answers_add(input, json_object_get(form, "where"), false, &texts->where));
	TRY(answers_add(input, json_object_get(form, "describe"), true, &texts->describe));
	for (size_t i = 0; i < sizeof single / sizeof single[0]; i++)
		if (json_object_get(single[i].of, single[i].name))
			TRY(value_add(value_find(input->record, shape_text(single[i].of, single[i].name)), NULL, single[i].text));
	const char *code;
	json_t *path;
	json_object_foreach(json_object_get(form, "attributes"), code, path)
		TRY(attribute_add(input, code, json_string_value(path) ? json_string_value(path) : "", texts, attributes));
	return FAIL_NONE;
}

static enum fail report_write(const struct shape_input *input, struct texts *texts, struct shape_request *ret)
{
	const struct open311_office office = street_office(input->setting);
	struct open311_attribute attributes[OPEN311_ATTRIBUTES_MAX];
	const char *service;
	TRY(street_service(input, &service));
	TRY(texts_fill(input, texts, attributes));
	const struct open311_report report = {
		.service_code = service, .reference = input->reference, .lat = buffer_text(&texts->lat), .lon = buffer_text(&texts->lon),
		.address = buffer_text(&texts->where), .description = buffer_text(&texts->describe), .first_name = buffer_text(&texts->first_name),
		.last_name = buffer_text(&texts->last_name), .email = buffer_text(&texts->email), .phone = buffer_text(&texts->phone),
		.attributes = attributes, .attribute_count = texts->count,
	};
	ret->content_type = "application/x-www-form-urlencoded; charset=utf-8";
	TRY(open311_requests_url(&office, &ret->url));
	TRY(shape_line(ret, "Accept", office.json ? "application/json" : "text/xml, application/xml"));
	return open311_form(&office, &report, &ret->body);
}

static enum fail write_message(const struct shape_input *input, struct shape_request *ret)
{
	struct texts *texts = calloc(1, sizeof *texts);
	if (!texts)
		abort();
	texts_init(texts);
	enum fail fail = report_write(input, texts, ret);
	texts_done(texts);
	free(texts);
	return fail;
}

static enum fail look_up(const struct shape_input *input, int64_t since_ms, struct shape_request *ret)
{
	const struct open311_office office = street_office(input->setting);
	const int64_t earliest_ms = input->now_ms - LOOK_MAX_DAYS * (int64_t)LOOK_BACK_MS, from_ms = since_ms - LOOK_BACK_MS;
	const char *service;
	TRY(street_service(input, &service));
	return open311_look_up_url(&office, service, from_ms > earliest_ms ? from_ms : earliest_ms, input->now_ms + LOOK_BACK_MS, &ret->url);
}

static enum fail found(const json_t *reply, const char *, const char *reference, struct open311_receipt *ret)
{
	return open311_find(reply, reference, ret);
}

const struct shape shape_open311 = { .name = "open311", .check = check, .write = write_message, .judge = open311_judge, .look_up = look_up, .found = found };
