/* SPDX-License-Identifier: MIT */
/* `foyer forms check`: one line a finding: FILE:LINE: PLACE: what is wrong. What to do. */
#include "firmware/cli/forms.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/forms/author/advice.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum fail forms_read(const char *path, struct buffer *bytes, struct form **ret)
{
	char code[FORM_NAME_MAX_BYTES];
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	snprintf(code, sizeof code, "%.*s", (int)strcspn(name, "."), name);
	fail_clear();
	TRY(file_read(path, bytes));
	return form_load(buffer_text(bytes), bytes->size_bytes, code, ret);
}

/* Behind the quoted text at @at: nothing, or a colon and @value quoted. */
static bool followed(const char *at, const char *value)
{
	size_t length = strlen(value);
	at += strspn(at, " \t\r\n");
	if (*at++ != ':')
		return false;
	at += strspn(at, " \t\r\n");
	return !*value || (*at == '"' && strncmp(at + 1, value, length) == 0 && at[1 + length] == '"');
}

/* Where "@key": "@value" stands first; 0 when it is written in another way. */
static size_t line_of(const char *text, const char *key, const char *value)
{
	size_t line = 1, length = strlen(key);
	for (const char *at = text; *key && *at; at++) {
		line += *at == '\n';
		if (*at == '"' && strncmp(at + 1, key, length) == 0 && at[1 + length] == '"' && followed(at + length + 2, value))
			return line;
	}
	return 0;
}

static void say(const char *path, const char *text, const struct advice *advice)
{
	size_t line = line_of(text, advice->key, advice->value);
	if (line)
		printf("%s:%zu: %s: %s. %s.\n", path, line, advice->place, advice->words, advice->mend);
	else
		printf("%s: %s: %s. %s.\n", path, advice->place, advice->words, advice->mend);
}

size_t forms_say(const char *path, bool *ret_refused)
{
	struct form *form = NULL;
	struct arena arena;
	const struct advice *advice;
	BUFFER_AUTO bytes;
	buffer_init(&bytes, FORM_MAX_BYTES);
	*ret_refused = forms_read(path, &bytes, &form) != FAIL_NONE;
	if (*ret_refused) {
		printf("%s: refused: %s. %s.\n", path, fail_words(), advice_for_sentence(fail_words()));
		return 1;
	}
	arena_init(&arena, ADVICE_ARENA_BYTES);
	size_t count = advise(form, date_of_ms(clock_wall_ms(), NULL), &arena, &advice);
	for (size_t i = 0; i < count; i++)
		say(path, buffer_text(&bytes), &advice[i]);
	arena_done(&arena);
	form_free(form);
	return count;
}

int forms_check(int argc, char **argv)
{
	size_t refused = 0, clean = 0;
	bool looked = true;
	if (argc < 2)
		return forms_wrong("name a definition to check");
	for (int i = 1; i < argc; i++) {
		bool is_refused;
		size_t said = forms_say(argv[i], &is_refused);
		int fit = is_refused ? 0 : forms_fit(argv[i]);
		looked &= fit >= 0;
		clean += said == 0 && fit <= 0;
		refused += is_refused;
	}
	if (!looked)
		fprintf(stderr, "foyer: whether the words fit could not be looked at: foyer-fit or the assets are not beside this program\n");
	printf("%d definition%s: %zu clean, %zu refused\n", argc - 1, argc == 2 ? "" : "s", clean, refused);
	return clean < (size_t)argc - 1;
}
