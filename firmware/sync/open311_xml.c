/* SPDX-License-Identifier: MIT */
/* open311_xml.c - expat's events onto a stack of JSON values. SOURCE: Open311 GeoReport v2. */
#include "firmware/sync/open311_xml.h"

#include "firmware/base/buffer.h"

#include <expat.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct element {
	char name[OPEN311_XML_NAME_MAX_BYTES + 1];
	json_t *value; /* NULL: nothing but text so far */
};

struct reading {
	XML_Parser parser;
	struct element stack[OPEN311_XML_DEPTH_MAX];
	size_t depth, elements;
	struct buffer text; /* of the element that began last */
	json_t *root;
	enum fail fail;
};

static bool is_list(const char *name)
{
	static const char *const lists[] = { "services", "service_requests", "requests", "errors", "attributes", "values", "groups", "endpoints", "formats" };
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		if (strcmp(lists[i], name) == 0)
			return true;
	return false;
}

static void stop(struct reading *reading, enum fail fail)
{
	if (reading->fail == FAIL_NONE)
		reading->fail = fail;
	XML_StopParser(reading->parser, XML_FALSE);
}

static void begin(void *context, const char *name, const char **)
{
	struct reading *reading = context;
	if (reading->depth == OPEN311_XML_DEPTH_MAX || ++reading->elements > OPEN311_XML_ELEMENTS_MAX || strlen(name) > OPEN311_XML_NAME_MAX_BYTES) {
		stop(reading, FAIL(LIMIT, "XML that is too deep, or has too many elements or too long a name"));
		return;
	}
	if (reading->depth > 0 && !reading->stack[reading->depth - 1].value)
		reading->stack[reading->depth - 1].value = json_object();
	struct element *element = &reading->stack[reading->depth++];
	snprintf(element->name, sizeof element->name, "%s", name);
	element->value = is_list(name) ? json_array() : NULL;
	buffer_clear(&reading->text);
}

static void characters(void *context, const char *text, int length)
{
	struct reading *reading = context;
	if (buffer_add(&reading->text, text, (size_t)length) != FAIL_NONE)
		stop(reading, FAIL(LIMIT, "XML with a text of more than %d bytes", OPEN311_XML_TEXT_MAX_BYTES));
}

static json_t *text_take(struct reading *reading)
{
	static const char white[] = " \t\r\n";
	const char *text = buffer_text(&reading->text);
	text += strspn(text, white);
	size_t size = strlen(text);
	while (size > 0 && strchr(white, text[size - 1]))
		size--;
	return json_stringn(text, size);
}

static void end(void *context, const char *)
{
	struct reading *reading = context;
	if (reading->fail != FAIL_NONE) /* expat still ends an empty element whose beginning stopped it */
		return;
	struct element *element = &reading->stack[--reading->depth];
	json_t *value = element->value ? element->value : text_take(reading);
	element->value = NULL;
	buffer_clear(&reading->text);
	if (!value) {
		stop(reading, FAIL(INPUT, "XML with a text that is none"));
		return;
	}
	if (reading->depth == 0) {
		reading->root = value;
		return;
	}
	json_t *parent = reading->stack[reading->depth - 1].value;
	if (json_is_array(parent)) {
		json_array_append_new(parent, value);
	} else if (json_object_get(parent, element->name)) {
		json_decref(value);
		stop(reading, FAIL(INPUT, "XML with a member twice"));
	} else {
		json_object_set_new(parent, element->name, value);
	}
}

static void doctype(void *context, const char *, const char *, const char *, int)
{
	stop(context, FAIL(INPUT, "XML with a document type"));
}

static enum fail parse(struct reading *reading, const char *bytes, size_t size)
{
	XML_SetUserData(reading->parser, reading);
	XML_SetElementHandler(reading->parser, begin, end);
	XML_SetCharacterDataHandler(reading->parser, characters);
	XML_SetStartDoctypeDeclHandler(reading->parser, doctype);
	enum XML_Status status = XML_Parse(reading->parser, bytes, (int)size, XML_TRUE);
	if (reading->fail != FAIL_NONE)
		return reading->fail;
	if (status == XML_STATUS_OK && reading->root)
		return FAIL_NONE;
	return FAIL(INPUT, "line %lu is not XML: %s", (unsigned long)XML_GetCurrentLineNumber(reading->parser), XML_ErrorString(XML_GetErrorCode(reading->parser)));
}

enum fail open311_xml_read(const char *bytes, size_t size, size_t max_bytes, json_t **ret)
{
	if (size > max_bytes)
		return FAIL(LIMIT, "XML of more than %zu bytes", max_bytes);
	struct reading *reading = calloc(1, sizeof *reading);
	if (!reading || !(reading->parser = XML_ParserCreate(NULL)))
		abort();
	buffer_init(&reading->text, OPEN311_XML_TEXT_MAX_BYTES);
	enum fail fail = parse(reading, bytes, size);
	if (fail == FAIL_NONE)
		*ret = json_incref(reading->root);
	XML_ParserFree(reading->parser);
	while (reading->depth > 0)
		json_decref(reading->stack[--reading->depth].value);
	json_decref(reading->root);
	buffer_done(&reading->text);
	free(reading);
	return fail;
}
