/* SPDX-License-Identifier: MIT */
/* The council's notice and promise. LIMITS: all counts and lengths of charter.h; what is over them is refused whole, and the kiosk shows neither. */
#include "firmware/base/charter.h"

#include "firmware/base/json.h"
#include "firmware/base/words.h"

#include <string.h>

static const char *const keys[CHARTER_PART_COUNT] = { [CHARTER_PRIVACY] = "privacy", [CHARTER_PROMISE] = "promise" };

static enum fail take_paragraphs(const json_t *list, struct arena *arena, struct charter_text *ret)
{
	const json_t *one;
	size_t index;
	if (!json_is_array(list) || json_array_size(list) == 0)
		return FAIL(INPUT, "it is not a list of paragraphs");
	if (json_array_size(list) > CHARTER_PARAGRAPH_MAX)
		return FAIL(LIMIT, "it has more than %d paragraphs", CHARTER_PARAGRAPH_MAX);
	json_array_foreach(list, index, one) {
		if (!json_is_string(one) || json_string_length(one) == 0)
			return FAIL(INPUT, "a paragraph is no text");
		if (json_string_length(one) > CHARTER_PARAGRAPH_MAX_BYTES)
			return FAIL(LIMIT, "a paragraph is longer than %d bytes", CHARTER_PARAGRAPH_MAX_BYTES);
		ret->paragraph[ret->count++] = arena_text(arena, json_string_value(one));
	}
	return FAIL_NONE;
}

static enum fail take_part(const json_t *json, struct arena *arena, struct charter *charter, enum charter_part part)
{
	size_t languages = json_object_size(json), count = 0;
	const char *tag;
	json_t *list;
	if (!json_is_object(json) || !json_object_get(json, "en"))
		return FAIL(INPUT, "it has no English");
	if (languages > CHARTER_LANGUAGE_MAX)
		return FAIL(LIMIT, "it has more than %d languages", CHARTER_LANGUAGE_MAX);
	struct charter_text *text = arena_new(arena, languages * sizeof *text);
	json_object_foreach((json_t *)json, tag, list) {
		text[count] = (struct charter_text){ 0 };
		if (strlen(tag) > CHARTER_TAG_MAX_BYTES)
			return FAIL(LIMIT, "\"%.20s\" is no language", tag);
		text[count].tag = arena_text(arena, tag);
		enum fail code = take_paragraphs(list, arena, &text[count++]);
		if (code != FAIL_NONE)
			return fail_note(code, "in \"%s\"", tag);
	}
	charter->part[part].text = text;
	charter->part[part].count = count;
	return FAIL_NONE;
}

static enum fail take_checked(const json_t *json, struct date *ret)
{
	const char *text = NULL;
	if (!json_object_get(json, "checked"))
		return FAIL_NONE;
	TRY(json_take_text(json, "checked", 10, &text));
	return fail_note(date_parse(text, ret), "\"checked\"");
}

static enum fail take_all(const json_t *json, struct arena *arena, struct charter *ret)
{
	if (!json_is_object(json))
		return FAIL(INPUT, "it is not an object");
	for (enum charter_part part = 0; part < CHARTER_PART_COUNT; part++) {
		const json_t *texts = json_object_get(json, keys[part]);
		enum fail code = texts ? take_part(texts, arena, ret, part) : part == CHARTER_PRIVACY ? FAIL(INPUT, "it is missing") : FAIL_NONE;
		if (code != FAIL_NONE)
			return fail_note(code, "\"%s\"", keys[part]);
	}
	return take_checked(json, &ret->checked);
}

enum fail charter_load(const json_t *json, struct arena *arena, struct charter *ret)
{
	struct charter charter = { 0 };
	*ret = charter;
	TRY(take_all(json, arena, &charter));
	*ret = charter;
	return FAIL_NONE;
}

enum fail charter_read(const char *path, struct arena *arena, struct charter *ret)
{
	json_t *json = NULL;
	*ret = (struct charter){ 0 };
	TRY(json_read(path, CHARTER_MAX_BYTES, &json));
	enum fail code = charter_load(json, arena, ret);
	json_decref(json);
	return code == FAIL_NONE ? code : fail_note(code, "the council's notice in %s", path);
}

bool charter_there(const struct charter *charter)
{
	return charter->part[CHARTER_PRIVACY].count > 0;
}

const struct charter_text *charter_text(const struct charter *charter, enum charter_part part, const char *language, bool *ret_own)
{
	const struct charter_text *english = NULL, *text = charter->part[part].text;
	for (size_t i = 0; i < charter->part[part].count; i++) {
		bool own = strcmp(text[i].tag, language) == 0;
		if (own && ret_own)
			*ret_own = true;
		if (own)
			return &text[i];
		if (strcmp(text[i].tag, "en") == 0)
			english = &text[i];
	}
	if (ret_own)
		*ret_own = words_english(language);
	return english;
}
