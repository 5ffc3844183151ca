/* SPDX-License-Identifier: MIT */
/* binary.c - SOURCE: CloudEvents 1.0 HTTP binding, 3.1. Extensions that are numbers elsewhere are texts here. */
#include "tests/backoffice/binary.h"

#include "firmware/envelope/envelope.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static enum fail decode(const char *value, char ret[static BINARY_VALUE_MAX_BYTES + 1])
{
	size_t used = 0;
	if (strlen(value) > BINARY_VALUE_MAX_BYTES)
		return FAIL(LIMIT, "a ce- header is longer than %d bytes", BINARY_VALUE_MAX_BYTES);
	for (; *value; value++) {
		if (*value == '%') {
			int high = hex(value[1]), low = high < 0 ? -1 : hex(value[2]);
			if (low < 0 || (high == 0 && low == 0))
				return FAIL(INPUT, "a ce- header is not percent-encoded as it must be");
			ret[used++] = (char)(high * 16 + low);
			value += 2;
		} else if (*value < 0x21 || *value > 0x7e || *value == '"') {
			return FAIL(INPUT, "a ce- header has a character that must be percent-encoded");
		} else {
			ret[used++] = *value;
		}
	}
	ret[used] = '\0';
	return FAIL_NONE;
}

static enum fail attribute_add(json_t *event, const struct https_header *header)
{
	char name[32], value[BINARY_VALUE_MAX_BYTES + 1];
	size_t length = strlen(header->name + 3);
	if (length == 0 || length >= sizeof name)
		return FAIL(INPUT, "the name of a ce- header is too long");
	for (size_t i = 0; i <= length; i++) {
		char c = header->name[3 + i];
		name[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	if (strcmp(name, "datacontenttype") == 0 || strcmp(name, "data") == 0 || json_object_get(event, name))
		return FAIL(INPUT, "ce-%s has no place here, or stands here twice", name);
	if (json_object_size(event) == BINARY_ATTRIBUTES_MAX)
		return FAIL(LIMIT, "more than %d ce- headers", BINARY_ATTRIBUTES_MAX);
	TRY(decode(header->value, value));
	return json_object_set_new(event, name, json_string(value)) == 0 ? FAIL_NONE : FAIL(INPUT, "a ce- header is not UTF-8");
}

static enum fail attributes_add(json_t *event, const struct https_header *headers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strncasecmp(headers[i].name, "ce-", 3) == 0)
			TRY(attribute_add(event, &headers[i]));
	return json_object_size(event) > 0 ? FAIL_NONE : FAIL(INPUT, "there are no ce- headers");
}

enum fail binary_event(const struct https_header *headers, size_t count, const char *content_type, const char *bytes, size_t size, json_t **ret)
{
	if (size > ENVELOPE_JWE_MAX_BYTES)
		return FAIL(LIMIT, "the data is longer than %d bytes", ENVELOPE_JWE_MAX_BYTES);
	json_t *event = json_object();
	enum fail fail = attributes_add(event, headers, count);
	if (fail == FAIL_NONE && (json_object_set_new(event, "datacontenttype", json_stringn(content_type, strcspn(content_type, "; \t"))) != 0 ||
	    json_object_set_new(event, "data", json_stringn(bytes, size)) != 0))
		fail = FAIL(INPUT, "the data is not text");
	if (fail != FAIL_NONE) {
		json_decref(event);
		return fail;
	}
	*ret = event;
	return FAIL_NONE;
}
