/* SPDX-License-Identifier: MIT */
/* Topics and life events. LIMITS: all counts and lengths of needs.h; what is over them is refused whole, and home lists services by name. */
#include "ui/visit/needs.h"

#include "firmware/base/json.h"
#include "firmware/base/words.h"
#include "firmware/forms/raise.h"

#include <string.h>

static enum fail take_code(const json_t *object, const char *key, struct arena *arena, const char **ret)
{
	const char *code;
	TRY(json_take_text(object, key, NEED_CODE_MAX_BYTES, &code));
	if (!*code || strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(code))
		return FAIL(INPUT, "\"%s\" is not small letters, digits and dashes", key);
	*ret = arena_text(arena, code);
	return FAIL_NONE;
}

static enum fail take_words(const json_t *object, struct arena *arena, struct need_text *ret)
{
	const char *tag;
	json_t *text;
	bool english = false;
	if (!json_is_object(object) || json_object_size(object) > NEED_LANGUAGE_MAX)
		return FAIL(INPUT, "a text is not an object of at most %d languages", NEED_LANGUAGE_MAX);
	json_object_foreach((json_t *)object, tag, text) {
		if (!json_is_string(text) || json_string_length(text) == 0 || strlen(tag) > NEED_TAG_MAX_BYTES)
			return FAIL(INPUT, "a text in \"%.20s\" is no text", tag);
		if (json_string_length(text) > NEED_TEXT_MAX_BYTES)
			return FAIL(LIMIT, "a text in \"%.20s\" is longer than %d bytes", tag, NEED_TEXT_MAX_BYTES);
		english |= strcmp(tag, "en") == 0;
		ret->tag[ret->count] = arena_text(arena, tag);
		ret->text[ret->count++] = arena_text(arena, json_string_value(text));
	}
	return english ? FAIL_NONE : FAIL(INPUT, "a text has no English");
}

static enum fail take_advice(const json_t *json, struct arena *arena, struct need *need)
{
	const json_t *list = json_object_get(json, "advice"), *one;
	size_t index;
	if (!json_is_array(list) || json_array_size(list) > NEED_ADVICE_MAX)
		return FAIL(INPUT, "\"advice\" is not a list of at most %d texts", NEED_ADVICE_MAX);
	json_array_foreach(list, index, one)
		TRY(take_words(one, arena, &need->advice[need->advice_count++]));
	return FAIL_NONE;
}

static enum fail take_services(const json_t *json, struct arena *arena, struct need *need)
{
	const json_t *list = json_object_get(json, "services"), *code;
	size_t index;
	if (!json_is_array(list) || json_array_size(list) == 0 || json_array_size(list) > NEED_SERVICE_MAX)
		return FAIL(INPUT, "\"services\" is not a list of 1 to %d codes", NEED_SERVICE_MAX);
	json_array_foreach(list, index, code) {
		if (!json_is_string(code) || json_string_length(code) > NEED_CODE_MAX_BYTES)
			return FAIL(INPUT, "a service is not a code");
		need->service[need->service_count++] = arena_text(arena, json_string_value(code));
	}
	return FAIL_NONE;
}

static enum fail take_raise(const json_t *json, struct need *need)
{
	const char *name = json_text_or(json, "raise", "");
	for (int i = 0; i < FORM_RAISE_COUNT && !need->raises; i++) {
		need->raises = strcmp(form_raise_name((enum form_raise_why)i), name) == 0;
		need->why = (enum form_raise_why)i;
	}
	return !need->raises && json_object_get(json, "raise") ? FAIL(INPUT, "\"raise\" is \"%.40s\", which is no reason", name) : FAIL_NONE;
}

static enum fail take_event(const json_t *json, struct arena *arena, struct need *need)
{
	need->event = true;
	TRY(take_words(json_object_get(json, "summary"), arena, &need->summary));
	TRY(take_advice(json, arena, need));
	TRY(take_raise(json, need));
	return take_services(json, arena, need);
}

static enum fail take_need(const json_t *json, bool event, struct arena *arena, struct needs *needs)
{
	struct need *need = &needs->need[needs->count];
	*need = (struct need){ 0 };
	TRY(take_code(json, "id", arena, &need->id));
	TRY(take_code(json, "icon", arena, &need->icon));
	for (size_t i = 0; i < needs->count; i++)
		if (strcmp(needs->need[i].id, need->id) == 0)
			return FAIL(INPUT, "there are two of \"%s\"", need->id);
	if (strcmp(need->id, "all") == 0)
		return FAIL(INPUT, "\"all\" is the list of all services");
	enum fail code = take_words(json_object_get(json, "name"), arena, &need->name);
	if (code == FAIL_NONE && event)
		code = take_event(json, arena, need);
	if (code != FAIL_NONE)
		return fail_note(code, "\"%s\"", need->id);
	needs->count++;
	return FAIL_NONE;
}

static enum fail take_all(const json_t *json, const char *key, bool event, struct arena *arena, struct needs *needs)
{
	const json_t *list = json_object_get(json, key), *one;
	size_t index;
	if (!json_is_array(list) || json_array_size(list) > NEED_MAX)
		return FAIL(INPUT, "\"%s\" is not a list of at most %d", key, NEED_MAX);
	json_array_foreach(list, index, one)
		TRY(take_need(one, event, arena, needs));
	return FAIL_NONE;
}

enum fail needs_load(const json_t *json, struct arena *arena, struct needs *ret)
{
	struct needs needs = { .need = arena_new(arena, 2 * NEED_MAX * sizeof *needs.need) };
	*ret = (struct needs){ 0 };
	TRY(take_all(json, "topics", false, arena, &needs));
	TRY(take_all(json, "life_events", true, arena, &needs));
	*ret = needs;
	return FAIL_NONE;
}

enum fail needs_read(const char *path, struct arena *arena, struct needs *ret)
{
	json_t *json = NULL;
	*ret = (struct needs){ 0 };
	TRY(json_read(path, NEEDS_MAX_BYTES, &json));
	enum fail code = needs_load(json, arena, ret);
	json_decref(json);
	return code == FAIL_NONE ? code : fail_note(code, "the topics in %s", path);
}

const char *need_words(const struct need_text *text, const char *language, bool *ret_own)
{
	const char *english = "";
	for (size_t i = 0; i < text->count; i++) {
		if (strcmp(text->tag[i], language) == 0) {
			if (ret_own)
				*ret_own = true;
			return text->text[i];
		}
		if (strcmp(text->tag[i], "en") == 0)
			english = text->text[i];
	}
	if (ret_own)
		*ret_own = words_english(language);
	return english;
}
