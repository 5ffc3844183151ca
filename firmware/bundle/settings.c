/* SPDX-License-Identifier: MIT */
/* settings.c - members that nobody reads are refused: a setting with a wrong name would never be noticed on the kiosk. */
#include "firmware/bundle/settings.h"

#include "firmware/base/json.h"
#include "firmware/base/times.h"
#include "firmware/bundle/desks.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/instant.h"

#include <string.h>

static enum fail office_check(const json_t *office)
{
	const char *url = NULL;
	if (!json_is_object(office))
		return FAIL(INPUT, "\"backoffice\" is no object");
	TRY(json_take_text(office, "url", 512, &url));
	return strncmp(url, "https://", 8) == 0 ? FAIL_NONE : FAIL(INPUT, "\"url\" of the back office does not begin with https://");
}

enum fail requeue_read(const json_t *settings, int64_t *ret_before_ms)
{
	const char *text = NULL;
	*ret_before_ms = 0;
	if (!json_object_get(settings, "requeue_parked_before"))
		return FAIL_NONE;
	TRY(json_take_text(settings, "requeue_parked_before", INSTANT_TEXT_BYTES - 1, &text));
	enum fail fail = instant_read(text, ret_before_ms);
	return fail == FAIL_NONE ? fail : fail_note(fail, "\"requeue_parked_before\" is not like 2026-11-22T09:00:00.000Z");
}

static enum fail settings_take(struct settings_part *settings)
{
	static const char *const members[] = { "backoffice", "times", "requeue_parked_before", "desks" };
	const char *name;
	json_t *value;
	if (!json_is_object(settings->file))
		return FAIL(INPUT, "it is not an object");
	json_object_foreach(settings->file, name, value) {
		size_t i = 0;
		while (i < sizeof members / sizeof members[0] && strcmp(name, members[i]) != 0)
			i++;
		if (i == sizeof members / sizeof members[0])
			return FAIL(INPUT, "there is no setting \"%.64s\"", name);
	}
	struct times times;
	struct desks desks;
	TRY(requeue_read(settings->file, &settings->requeue_before_ms));
	settings->times = json_object_get(settings->file, "times");
	TRY(times_read(settings->times, &times));
	settings->desks = json_object_get(settings->file, "desks");
	TRY(desks_take(settings->desks, &desks));
	settings->backoffice = json_object_get(settings->file, "backoffice");
	return settings->backoffice ? office_check(settings->backoffice) : FAIL_NONE;
}

enum fail settings_part_read(const char *path, struct settings_part *ret)
{
	*ret = (struct settings_part){ 0 };
	TRY(json_read(path, SETTINGS_PART_MAX_BYTES, &ret->file));
	enum fail fail = settings_take(ret);
	return fail == FAIL_NONE ? fail : fail_note(fail, "%s", path);
}

void settings_part_done(struct settings_part *settings)
{
	json_decref(settings->file);
	*settings = (struct settings_part){ 0 };
}

enum fail keys_part_read(const char *path, int64_t now_ms, json_t **ret)
{
	json_t *keys = NULL;
	struct envelope_key *key = NULL;
	int64_t until_ms = 0;
	TRY(json_read(path, SETTINGS_PART_MAX_BYTES, &keys));
	enum fail fail = envelope_key_pick(keys, now_ms, &key, &until_ms);
	envelope_key_free(key);
	if (fail != FAIL_NONE) {
		json_decref(keys);
		return fail_note(fail, "%s", path);
	}
	*ret = keys;
	return FAIL_NONE;
}
