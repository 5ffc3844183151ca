/* SPDX-License-Identifier: MIT */
/* A JSON value to bytes. */
/* DESIGN: The counterpart of json_quick.c: jansson writes a string character by character, too. */
#include "firmware/base/json_quick.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct member { const char *name; const json_t *value; };

static enum fail write_escape(unsigned char c, struct buffer *ret)
{
	static const char from[] = "\"\\\b\f\n\r\t", as[] = "\"\\bfnrt";
	const char *place = c ? strchr(from, c) : NULL;
	return place ? buffer_printf(ret, "\\%c", as[place - from]) : buffer_printf(ret, "\\u%04X", c);
}

static enum fail write_string(const char *text, size_t size, struct buffer *ret)
{
	const char *at = text, *end = text + size;
	TRY(buffer_add(ret, "\"", 1));
	while (at < end) {
		const char *plain = json_quick_plain_end(at, end);
		TRY(buffer_add(ret, at, (size_t)(plain - at)));
		if (plain < end)
			TRY(write_escape((unsigned char)*plain, ret));
		at = plain + (plain < end);
	}
	return buffer_add(ret, "\"", 1);
}

/* jansson knows how; they are rare */
static enum fail write_number(const json_t *value, struct buffer *ret)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	if (!text)
		abort();
	enum fail fail = buffer_add(ret, text, strlen(text));
	free(text);
	return fail;
}

static enum fail write_array(const json_t *array, bool sorted, struct buffer *ret)
{
	TRY(buffer_add(ret, "[", 1));
	for (size_t i = 0; i < json_array_size(array); i++) {
		if (i > 0)
			TRY(buffer_add(ret, ",", 1));
		TRY(json_quick_write(json_array_get(array, i), sorted, ret));
	}
	return buffer_add(ret, "]", 1);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct member *)a)->name, ((const struct member *)b)->name);
}

static enum fail write_members(const struct member *members, size_t count, bool sorted, struct buffer *ret)
{
	TRY(buffer_add(ret, "{", 1));
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			TRY(buffer_add(ret, ",", 1));
		TRY(write_string(members[i].name, strlen(members[i].name), ret));
		TRY(buffer_add(ret, ":", 1));
		TRY(json_quick_write(members[i].value, sorted, ret));
	}
	return buffer_add(ret, "}", 1);
}

static enum fail write_object(const json_t *object, bool sorted, struct buffer *ret)
{
	enum { FEW = 32 };
	struct member few[FEW], *members = json_object_size(object) <= FEW ? few : calloc(json_object_size(object), sizeof *members);
	size_t count = 0;
	const char *name;
	json_t *value;
	if (!members)
		abort();
	json_object_foreach((json_t *)object, name, value)
		members[count++] = (struct member){ name, value };
	if (sorted)
		qsort(members, count, sizeof *members, by_name);
	enum fail fail = write_members(members, count, sorted, ret);
	if (members != few)
		free(members);
	return fail;
}

enum fail json_quick_write(const json_t *value, bool sorted, struct buffer *ret)
{
	if (!value)
		return FAIL(INPUT, "there is no value to write");
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return write_object(value, sorted, ret);
	case JSON_ARRAY:
		return write_array(value, sorted, ret);
	case JSON_STRING:
		return write_string(json_string_value(value), json_string_length(value), ret);
	case JSON_INTEGER:
		return buffer_printf(ret, "%" PRId64, (int64_t)json_integer_value(value));
	case JSON_REAL:
		return write_number(value, ret);
	case JSON_TRUE:
		return buffer_add(ret, "true", 4);
	case JSON_FALSE:
		return buffer_add(ret, "false", 5);
	case JSON_NULL:
		return buffer_add(ret, "null", 4);
	}
	abort();
}
