/* SPDX-License-Identifier: MIT */
/* helped.c - meta.submittedBy, meta.assisted, meta.onBehalf and meta.interpreted as sentences. They are sealed with the answers, so only who opens a form reads them. */
#include "tests/backoffice/helped.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

enum { ID_MAX_BYTES = 36, LANGUAGES_MAX = 4 };

struct word { const char *word, *words; };

static const char *words_of(const struct word *list, const char *word)
{
	for (; list->word; list++)
		if (strcmp(list->word, word) == 0)
			return list->words;
	return NULL;
}

/* Nothing but letters, digits and what stands in ids and tags: it is shown on a terminal. */
static const char *plain(const json_t *object, const char *key)
{
	const char *text = json_text_or(object, key, "");
	size_t size = strlen(text);
	bool fine = size > 0 && size <= ID_MAX_BYTES && strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == size;
	return fine ? text : "somebody";
}

static const char *why(const json_t *object, const char *key)
{
	static const struct word whys[] = { { "touch", "who cannot touch the screen" }, { "see", "who cannot see the screen" }, { "read", "who cannot read it" }, { "asked", "who wanted it so" }, { NULL, NULL } };
	const char *words = words_of(whys, json_text_or(object, key, ""));
	return words ? words : "for a reason that is not known here";
}

static void add(struct buffer *ret, const char *text)
{
	if (buffer_add(ret, text, strlen(text)) != FAIL_NONE)
		fail_clear(); /* what is this long nobody wrote */
}

static void add_helped(struct buffer *ret, const json_t *assisted)
{
	static const struct word modes[] = { { "looks", "looked on" }, { "types", "typed" }, { NULL, NULL } };
	const char *mode = words_of(modes, json_text_or(assisted, "mode", ""));
	char minutes[32];
	snprintf(minutes, sizeof minutes, " (%lld min)", (long long)json_int_or(assisted, "minutes", 0));
	add(ret, plain(assisted, "staff"));
	add(ret, mode ? " " : " helped");
	add(ret, mode ? mode : "");
	add(ret, minutes);
	if (strcmp(json_text_or(assisted, "permission", ""), "spoken") == 0) {
		add(ret, ", allowed aloud by a person ");
		add(ret, why(assisted, "permissionReason"));
	}
	add(ret, ".\n");
}

static void add_interpreted(struct buffer *ret, const json_t *interpreted)
{
	static const struct word whos[] = { { "family", "family or a friend" }, { "worker", "a support worker" }, { "interpreter", "an interpreter" }, { "staff", "staff" }, { NULL, NULL } };
	const char *who = words_of(whos, json_text_or(interpreted, "by", ""));
	const json_t *languages = json_object_get(interpreted, "languages");
	add(ret, "Interpreted by ");
	add(ret, who ? who : "somebody");
	for (size_t i = 0; i < json_array_size(languages) && i < LANGUAGES_MAX; i++) {
		json_t *one = json_pack("{s:O}", "tag", json_array_get(languages, i));
		add(ret, i == 0 ? ": " : ", ");
		add(ret, plain(one, "tag"));
		json_decref(one);
	}
	add(ret, ".\n");
}

void helped_words(const json_t *record, struct buffer *ret)
{
	const json_t *meta = json_object_get(record, "meta"), *assisted = json_object_get(meta, "assisted"), *behalf = json_object_get(meta, "onBehalf"), *interpreted = json_object_get(meta, "interpreted");
	if (strcmp(json_text_or(meta, "submittedBy", ""), "staff_on_behalf") == 0) {
		add(ret, "Sent by ");
		add(ret, plain(assisted, "staff"));
		add(ret, " for a person ");
		add(ret, why(behalf, "reason"));
		add(ret, strcmp(json_text_or(behalf, "declared", ""), "spoken") == 0 ? "; they declared it aloud.\n" : ".\n");
	}
	if (json_is_object(assisted))
		add_helped(ret, assisted);
	if (json_is_object(interpreted))
		add_interpreted(ret, interpreted);
}
