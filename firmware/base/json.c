/* SPDX-License-Identifier: MIT */
#include "firmware/base/json.h"

#include "firmware/base/file.h"
#include "firmware/base/utf8.h"

#include <string.h>

enum fail json_take_text(const json_t *object, const char *key, size_t max_bytes, const char **ret)
{
	const json_t *value = json_object_get(object, key);
	if (!json_is_string(value))
		return FAIL(INPUT, "\"%s\" is missing or not text", key);
	if (json_string_length(value) > max_bytes)
		return FAIL(LIMIT, "\"%s\" is longer than %zu bytes", key, max_bytes);
	*ret = json_string_value(value);
	return FAIL_NONE;
}

enum fail json_take_int(const json_t *object, const char *key, int64_t min, int64_t max, int64_t *ret)
{
	const json_t *value = json_object_get(object, key);
	if (!json_is_integer(value))
		return FAIL(INPUT, "\"%s\" is missing or not a whole number", key);
	int64_t number = json_integer_value(value);
	if (number < min || number > max)
		return FAIL(LIMIT, "\"%s\" is not within %lld to %lld", key, (long long)min, (long long)max);
	*ret = number;
	return FAIL_NONE;
}

const char *json_text_or(const json_t *object, const char *key, const char *otherwise)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text ? text : otherwise;
}

int64_t json_int_or(const json_t *object, const char *key, int64_t otherwise)
{
	const json_t *value = json_object_get(object, key);
	return json_is_integer(value) ? json_integer_value(value) : otherwise;
}

bool json_bool_or(const json_t *object, const char *key, bool otherwise)
{
	const json_t *value = json_object_get(object, key);
	return json_is_boolean(value) ? json_is_true(value) : otherwise;
}

static bool too_deep(const json_t *value, int left)
{
	if (left == 0)
		return true;
	const char *key;
	json_t *member;
	size_t index;
	json_object_foreach((json_t *)value, key, member)
		if (too_deep(member, left - 1))
			return true;
	json_array_foreach(value, index, member)
		if (too_deep(member, left - 1))
			return true;
	return false;
}

enum fail json_parse(const char *bytes, size_t size, size_t max_bytes, json_t **ret)
{
	if (size > max_bytes)
		return FAIL(LIMIT, "larger than %zu bytes", max_bytes);
	json_error_t where;
	json_t *value = json_loadb(bytes, size, JSON_PARSE_FLAGS, &where); /* takes UTF-8 alone */
	if (!value && !utf8_valid(bytes, size))
		return FAIL(INPUT, "not UTF-8 text");
	if (!value)
		return FAIL(INPUT, "not JSON at line %d, column %d: %s", where.line, where.column, where.text);
	if (too_deep(value, JSON_DEPTH_MAX)) {
		json_decref(value);
		return FAIL(INPUT, "nested deeper than %d", JSON_DEPTH_MAX);
	}
	*ret = value;
	return FAIL_NONE;
}

enum fail json_read(const char *path, size_t max_bytes, json_t **ret)
{
	BUFFER_AUTO bytes;
	buffer_init(&bytes, max_bytes);
	TRY(file_read(path, &bytes));
	enum fail code = json_parse(buffer_text(&bytes), bytes.size_bytes, max_bytes, ret);
	return code == FAIL_NONE ? code : fail_note(code, "%s", path);
}
