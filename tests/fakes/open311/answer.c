/* SPDX-License-Identifier: MIT */
/* answer.c - JSON as it is, XML from it. SOURCE: Open311 GeoReport v2. */
#include "tests/fakes/open311/answer.h"

#include <stdlib.h>
#include <string.h>

static void must(enum fail fail)
{
	if (fail != FAIL_NONE)
		abort();
}

static const char *one_of(const char *many)
{
	static const char *const names[][2] = {
		{ "services", "service" }, { "service_requests", "request" }, { "errors", "error" }, { "attributes", "attribute" }, { "values", "value" },
		{ "endpoints", "endpoint" }, { "formats", "format" },
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i][0], many) == 0)
			return names[i][1];
	return "item";
}

static void text_add(struct buffer *page, const char *text)
{
	for (; *text; text++) {
		const char *entity = *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : *text == '&' ? "&amp;" : NULL;
		must(entity ? buffer_add(page, entity, strlen(entity)) : buffer_add(page, text, 1));
	}
}

/* What no element holds deeper than values of an attribute in a definition: a handful of levels. */
static void element_add(struct buffer *page, const char *name, const json_t *value)
{
	const char *member;
	json_t *inside;
	size_t i;
	must(buffer_printf(page, "<%s>", name));
	if (json_is_array(value))
		json_array_foreach(value, i, inside)
			element_add(page, one_of(name), inside);
	else if (json_is_object(value))
		json_object_foreach((json_t *)value, member, inside)
			element_add(page, member, inside);
	else if (json_is_integer(value))
		must(buffer_printf(page, "%" JSON_INTEGER_FORMAT, json_integer_value(value)));
	else if (json_is_boolean(value))
		must(buffer_printf(page, "%s", json_is_true(value) ? "true" : "false"));
	else if (json_is_string(value))
		text_add(page, json_string_value(value));
	must(buffer_printf(page, "</%s>", name));
}

void answer_write(struct https_answer *answer, int status, const char *root, json_t *value, bool xml)
{
	buffer_clear(&answer->body);
	answer->status = status;
	answer->content_type = xml ? "text/xml; charset=utf-8" : "application/json; charset=utf-8";
	if (xml) {
		must(buffer_printf(&answer->body, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"));
		element_add(&answer->body, root, value);
	} else {
		char *text = json_dumps(value, JSON_COMPACT);
		must(text ? buffer_add(&answer->body, text, strlen(text)) : FAIL_IO);
		free(text);
	}
	json_decref(value);
}

void answer_errors(struct https_answer *answer, int status, const char *words, bool xml)
{
	answer_write(answer, status, "errors", json_pack("[{s:i, s:s}]", "code", status, "description", words), xml);
}
