/* SPDX-License-Identifier: MIT */
/* form.c - the first field of the name counts. */
#include "tests/backoffice/pages/form.h"

#include <jansson.h>
#include <string.h>

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static enum fail decode(const char *at, const char *end, char *ret, size_t room)
{
	size_t used = 0;
	for (; at < end; at++) {
		char c = *at == '+' ? ' ' : *at;
		if (*at == '%') {
			int high = end - at > 2 ? hex(at[1]) : -1, low = high < 0 ? -1 : hex(at[2]);
			if (low < 0)
				return FAIL(INPUT, "the form is not encoded as it must be");
			c = (char)(high * 16 + low);
			at += 2;
		}
		if (c == '\0')
			return FAIL(INPUT, "the form has a character that no text has");
		if (used + 1 >= room)
			return FAIL(LIMIT, "a field is too long");
		ret[used++] = c;
	}
	ret[used] = '\0';
	json_t *text = json_string(ret);
	json_decref(text);
	return text ? FAIL_NONE : FAIL(INPUT, "the form is not UTF-8");
}

enum fail form_value(const char *bytes, size_t size, const char *name, char *ret, size_t room)
{
	const char *end = bytes + size;
	const size_t length = strlen(name);
	if (size > FORM_MAX_BYTES)
		return FAIL(LIMIT, "the form is too long");
	for (const char *at = bytes; at < end;) {
		const char *stop = memchr(at, '&', (size_t)(end - at));
		stop = stop ? stop : end;
		if ((size_t)(stop - at) > length && strncmp(at, name, length) == 0 && at[length] == '=')
			return decode(at + length + 1, stop, ret, room);
		at = stop + 1;
	}
	return FAIL(EMPTY, "the form has no %s", name);
}
