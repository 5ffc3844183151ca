/* SPDX-License-Identifier: MIT */
/* The trail is one bounded string; each new note goes in front of the older ones. */
#include "firmware/base/fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { TRAIL_BYTES = 512 };

static char trail[TRAIL_BYTES];

static const char *const names[FAIL_COUNT] = {
	[FAIL_NONE] = "none",       [FAIL_INPUT] = "input",     [FAIL_LIMIT] = "limit",     [FAIL_BUSY] = "busy",
	[FAIL_EMPTY] = "empty",     [FAIL_DENIED] = "denied",   [FAIL_OFFLINE] = "offline", [FAIL_TIMEOUT] = "timeout",
	[FAIL_DEVICE] = "device",   [FAIL_PAPER] = "paper",     [FAIL_STORE] = "store",     [FAIL_FULL] = "full",
	[FAIL_IO] = "io",           [FAIL_SIGNATURE] = "signature",
};

[[gnu::format(printf, 1, 0)]]
static void say(const char *format, va_list words)
{
	char older[TRAIL_BYTES];
	memcpy(older, trail, sizeof older);
	int written = vsnprintf(trail, sizeof trail, format, words);
	size_t end = written < 0 ? 0 : strnlen(trail, sizeof trail - 1);

	if (older[0] != '\0' && end > 0 && end + 3 < sizeof trail) {
		size_t kept = strnlen(older, sizeof trail - end - 3);
		memcpy(trail + end, ": ", 2);
		memcpy(trail + end + 2, older, kept);
		trail[end + 2 + kept] = '\0';
	}
}

void fail_say(const char *format, ...)
{
	va_list words;
	va_start(words, format);
	say(format, words);
	va_end(words);
}

enum fail fail_note(enum fail code, const char *format, ...)
{
	va_list words;
	va_start(words, format);
	say(format, words);
	va_end(words);
	return code;
}

const char *fail_words(void)
{
	return trail;
}

const char *fail_name(enum fail code)
{
	return code < FAIL_COUNT ? names[code] : "unknown";
}

enum fail fail_from_name(const char *name)
{
	for (enum fail code = FAIL_NONE; code < FAIL_COUNT; code++)
		if (name && strcmp(names[code], name) == 0)
			return code;
	return FAIL_INPUT;
}

void fail_clear(void)
{
	trail[0] = '\0';
}
