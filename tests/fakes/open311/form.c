/* SPDX-License-Identifier: MIT */
/* form.c - application/x-www-form-urlencoded, read. SOURCE: the URL standard, §5.1. */
#include "tests/fakes/open311/form.h"

#include <stdlib.h>
#include <string.h>

static int digit(char one)
{
	const char *at = one ? strchr("0123456789abcdef", one | 0x20) : NULL;
	return at ? (int)(at - "0123456789abcdef") : -1;
}

static json_t *decoded(const char *text, size_t size)
{
	char *plain = malloc(size + 1);
	size_t length = 0;
	if (!plain)
		abort();
	for (size_t i = 0; i < size; i++) {
		int high = i + 2 < size && text[i] == '%' ? digit(text[i + 1]) : -1, low = high >= 0 ? digit(text[i + 2]) : -1;
		plain[length++] = low >= 0 ? (char)(high * 16 + low) : text[i] == '+' ? ' ' : text[i];
		i += low >= 0 ? 2 : 0;
	}
	json_t *value = json_stringn(plain, length);
	free(plain);
	return value;
}

static void put(json_t *form, const char *name, json_t *value)
{
	json_t *before = json_object_get(form, name);
	if (json_is_array(before))
		json_array_append_new(before, value);
	else if (before)
		json_object_set_new(form, name, json_pack("[O, o]", before, value));
	else
		json_object_set_new(form, name, value);
}

json_t *form_read(const char *bytes, size_t size)
{
	json_t *form = json_object();
	size_t pairs = 0;
	for (size_t at = 0, end; at < size; at = end + 1) {
		const char *next = memchr(bytes + at, '&', size - at);
		end = next ? (size_t)(next - bytes) : size;
		const char *equal = memchr(bytes + at, '=', end - at);
		size_t name_end = equal ? (size_t)(equal - bytes) : end;
		json_t *name = decoded(bytes + at, name_end - at), *value = equal ? decoded(equal + 1, end - name_end - 1) : json_string("");
		if (name && value && ++pairs <= FORM_PAIRS_MAX) {
			put(form, json_string_value(name), value);
			json_decref(name);
			continue;
		}
		json_decref(name);
		json_decref(value);
		json_decref(form);
		return NULL;
	}
	return form;
}
