/* SPDX-License-Identifier: MIT */
/* Words of a bundle against English: what our own build asks of a PO file, asked of the file that goes onto the kiosk. */
#include "firmware/cli/bundle.h"

#include "firmware/base/file.h"
#include "firmware/base/mo.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { FORMS_MAX = 6, SHOWN_MAX = 20 };

struct said { const char *path; size_t count; };

static void say(struct said *said, const char *key, const char *words)
{
	if (said->count++ < SHOWN_MAX)
		printf("%s: %s: %s\n", said->path, key, words);
}

/* The name in braces that begins at @at, without regard to its first letter's case; its length with the braces, 0 for none. */
static size_t name_at(const char *at)
{
	size_t length = 1;
	if (*at != '{')
		return 0;
	while (isalpha((unsigned char)at[length]) || at[length] == '_')
		length++;
	return length > 1 && at[length] == '}' ? length + 1 : 0;
}

static bool has_name(const struct mo *mo, const char *key, const char *name, size_t size)
{
	for (long form = 0; form < FORMS_MAX; form++) {
		const char *text = mo_find(mo, key, form);
		for (const char *at = text; at && *at; at++)
			if (name_at(at) == size && strncasecmp(at, name, size) == 0)
				return true;
	}
	return false;
}

/* Each {name} of @key in @from is in @to as well; a plural form may say its number in words. */
static void compare_names(struct said *said, const struct mo *from, const struct mo *to, const char *key)
{
	for (long form = 0; form < FORMS_MAX; form++) {
		const char *text = mo_find(from, key, form);
		for (const char *at = text; at && *at; at++) {
			char words[128];
			size_t size = name_at(at);
			if (size == 0 || strncasecmp(at, "{count}", size) == 0 || has_name(to, key, at, size))
				continue;
			snprintf(words, sizeof words, "%.*s is not in both languages", (int)size, at);
			say(said, key, words);
			return;
		}
	}
}

static bool is_free(const char *key)
{
	return !*key || strncmp(key, "date.month_alone.", strlen("date.month_alone.")) == 0;
}

static enum fail open_file(const char *path, struct buffer *bytes, struct mo *ret)
{
	buffer_init(bytes, MO_MAX_BYTES);
	TRY(file_read(path, bytes));
	return mo_open(buffer_text(bytes), bytes->size_bytes, ret);
}

size_t bundle_words_check(const char *english, const char *path)
{
	BUFFER_AUTO english_bytes = { 0 };
	BUFFER_AUTO bytes = { 0 };
	struct mo from, to;
	struct said said = { .path = path };
	fail_clear();
	if (open_file(english, &english_bytes, &from) != FAIL_NONE || open_file(path, &bytes, &to) != FAIL_NONE) {
		printf("%s: %s\n", path, fail_words());
		return 1;
	}
	for (uint32_t i = 0; i < from.count; i++) {
		const char *key = mo_key(&from, i);
		if (is_free(key))
			continue;
		if (!mo_find(&to, key, 0))
			say(&said, key, "no sentence");
		else
			compare_names(&said, &from, &to, key);
	}
	for (uint32_t i = 0; i < to.count; i++) {
		const char *key = mo_key(&to, i);
		if (is_free(key))
			continue;
		if (!mo_find(&from, key, 0))
			say(&said, key, "English has no such sentence");
		else
			compare_names(&said, &to, &from, key);
	}
	if (said.count > SHOWN_MAX)
		printf("%s: and %zu more\n", path, said.count - SHOWN_MAX);
	return said.count;
}
