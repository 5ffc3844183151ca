/* SPDX-License-Identifier: MIT */
/* Each text member is plain, or an object of languages with English as the fallback. */
#include "firmware/base/site.h"

#include "firmware/base/json.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

static const struct text_member { const char *key; size_t offset; bool needed; } texts[] = {
	{ "council", offsetof(struct site, council), true },   { "branch", offsetof(struct site, branch), true },
	{ "kiosk", offsetof(struct site, kiosk), false },      { "phone", offsetof(struct site, phone), true },
	{ "phone_hours", offsetof(struct site, phone_hours), false }, { "text_relay", offsetof(struct site, text_relay), false },
	{ "email", offsetof(struct site, email), false },      { "address", offsetof(struct site, address), false },
	{ "web", offsetof(struct site, web), false },          { "desk", offsetof(struct site, desk), true }, { "sign_relay", offsetof(struct site, sign_relay), false }, { "partner", offsetof(struct site, partner), false },
};

static const char *const days[7] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat" };

static const char *text_in(const json_t *value, const char *language)
{
	if (json_is_object(value)) {
		const json_t *own = json_object_get(value, language);
		value = own ? own : json_object_get(value, "en");
	}
	return json_string_value(value);
}

static enum fail read_minutes(const json_t *value, int *ret)
{
	const char *text = json_string_value(value);
	int hour = -1, minute = -1;
	char rest = 0;
	if (!text || sscanf(text, "%2d:%2d%c", &hour, &minute, &rest) != 2 || hour < 0 || hour > 24 || minute < 0 || minute > 59)
		return FAIL(INPUT, "an opening hour is not written HH:MM");
	*ret = hour * 60 + minute;
	return FAIL_NONE;
}

static enum fail read_hours(const json_t *hours, struct site *site)
{
	for (int day = 0; day < 7; day++) {
		const json_t *span = json_object_get(hours, days[day]);
		if (!span || json_is_null(span))
			continue;
		struct site_hours *open = &site->hours[day];
		if (json_array_size(span) != 2)
			return FAIL(INPUT, "the hours of \"%s\" are not [from, to]", days[day]);
		TRY(read_minutes(json_array_get(span, 0), &open->from_minutes));
		TRY(read_minutes(json_array_get(span, 1), &open->to_minutes));
		if (open->to_minutes <= open->from_minutes)
			return FAIL(INPUT, "on \"%s\" the place closes before it opens", days[day]);
		open->open = true;
	}
	return FAIL_NONE;
}

static enum fail read_site(const json_t *json, const char *language, struct arena *arena, struct site *site)
{
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		const char *text = text_in(json_object_get(json, texts[i].key), language);
		if (!text && texts[i].needed)
			return FAIL(INPUT, "\"%s\" is missing", texts[i].key);
		if (text && strlen(text) > SITE_TEXT_MAX_BYTES)
			return FAIL(LIMIT, "\"%s\" has %zu bytes, the most is %d", texts[i].key, strlen(text), SITE_TEXT_MAX_BYTES);
		*(const char **)((char *)site + texts[i].offset) = arena_text(arena, text);
	}
	site->nation = arena_text(arena, json_text_or(json, "nation", ""));
	site->call_back = arena_text(arena, json_text_or(json, "call_back", ""));
	site->paper_form = arena_text(arena, json_text_or(json, "paper_form", ""));
	TRY(read_hours(json_object_get(json, "hours"), site));
	const json_t *languages = json_object_get(json, "languages"), *tag;
	size_t index;
	json_array_foreach(languages, index, tag)
		if (json_is_string(tag) && site->language_count < SITE_LANGUAGE_MAX)
			site->languages[site->language_count++] = arena_text(arena, json_string_value(tag));
	if (site->language_count == 0)
		return FAIL(INPUT, "\"languages\" is missing");
	return FAIL_NONE;
}

enum fail site_read(const char *path, const char *language, struct arena *arena, struct site *ret)
{
	json_t *json = NULL;
	struct site site = { 0 };
	TRY(json_read(path, SITE_MAX_BYTES, &json));
	enum fail code = read_site(json, language, arena, &site);
	json_decref(json);
	if (code != FAIL_NONE)
		return fail_note(code, "the site's facts in %s", path);
	*ret = site;
	return FAIL_NONE;
}
