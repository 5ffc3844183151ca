/* SPDX-License-Identifier: MIT */
/* kiosk.json. */
#include "firmware/hub/config.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/id.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/bundle/settings.h"
#include "firmware/envelope/envelope.h"
#include "firmware/store/store.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum fail config_create(const char *path, const char *name)
{
	struct event_id id = id_new(clock_wall_ms());
	json_t *file = json_pack("{s:s, s:s, s:s}", "id", id.text, "name", name, "printer", "auto");
	char *text = file ? json_dumps(file, JSON_INDENT(2)) : NULL;
	json_decref(file);
	if (!text)
		return FAIL(INPUT, "the kiosk's name is not text");
	enum fail fail = file_replace(path, text, strlen(text), 0600);
	free(text);
	TRY(fail);
	log_event("config.created", "id=%s", id.text);
	return FAIL_NONE;
}

/* any UUID, in lower case: the event's source */
static enum fail id_take(const json_t *file, const char **ret)
{
	static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	const char *id = NULL;
	TRY(json_take_text(file, "id", sizeof shape - 1, &id));
	bool good = strlen(id) == sizeof shape - 1;
	for (size_t i = 0; good && shape[i]; i++)
		good = shape[i] == '-' ? id[i] == '-' : strchr("0123456789abcdef", id[i]) != NULL;
	if (!good)
		return FAIL(INPUT, "\"id\" is not a UUID in lower case");
	*ret = id;
	return FAIL_NONE;
}

static enum fail text_within(const json_t *object, const char *key, size_t max_bytes, const char *otherwise, const char **ret)
{
	*ret = otherwise;
	return json_object_get(object, key) ? json_take_text(object, key, max_bytes, ret) : FAIL_NONE;
}

/* A key that cannot seal is as good as none: the service pages say so, and the log why. */
static const json_t *key_take(const json_t *file)
{
	const json_t *key = json_object_get(file, "council_key");
	struct envelope_key *parsed = NULL;
	int64_t until_ms;
	if (!key || json_is_null(key))
		return NULL;
	enum fail fail = envelope_key_pick(key, clock_wall_ms(), &parsed, &until_ms);
	envelope_key_free(parsed);
	if (fail == FAIL_NONE || fail == FAIL_EMPTY)
		return key; /* the screen picks by its own clock, again and again */
	log_fail("config.council_key", fail);
	return NULL;
}

/* A wrong one leaves them all as usual: nobody waits for ever, or is hurried, by a slip of a pen. */
static struct times times_take(const json_t *file)
{
	struct times times = times_usual();
	enum fail fail = times_read(json_object_get(file, "times"), &times);
	if (fail != FAIL_NONE)
		log_fail("config.times", fail);
	return times;
}

static struct desks desks_of(const json_t *file)
{
	struct desks desks = { 0 };
	enum fail fail = desks_take(json_object_get(file, "desks"), &desks);
	if (fail != FAIL_NONE) {
		log_fail("config.desks", fail);
		desks = (struct desks){ 0 };
	}
	return desks;
}

static int64_t requeue_take(const json_t *file)
{
	int64_t before_ms = 0;
	enum fail fail = requeue_read(file, &before_ms);
	if (fail != FAIL_NONE)
		log_fail("config.requeue", fail);
	return before_ms;
}

static enum fail uids_take(const json_t *file, uid_t *ret)
{
	const json_t *uids = json_object_get(file, "uids");
	for (int at = 0; at < DOORWAY_COUNT; at++) {
		const char *name = doorway_name((enum doorway)at);
		int64_t uid = (int64_t)geteuid();
		if (json_object_get(uids, name))
			TRY(json_take_int(uids, name, 0, INT32_MAX, &uid));
		ret[at] = (uid_t)uid;
	}
	return FAIL_NONE;
}

static enum fail config_take(struct config *config)
{
	const json_t *office = json_object_get(config->file, "backoffice");
	TRY(id_take(config->file, &config->id));
	TRY(text_within(config->file, "name", CONFIG_NAME_MAX_BYTES, "Kiosk", &config->name));
	TRY(text_within(config->file, "printer", CONFIG_PRINTER_MAX_BYTES, "auto", &config->printer));
	if (strcmp(config->printer, "auto") != 0 && strncmp(config->printer, "unix:/", 6) != 0)
		return FAIL(INPUT, "\"printer\" is neither \"auto\" nor \"unix:/…\"");
	TRY(text_within(office, "url", CONFIG_URL_MAX_BYTES, "", &config->url));
	TRY(text_within(office, "ca", CONFIG_CA_MAX_BYTES, "", &config->ca));
	config->office = office;
	const json_t *sink = json_object_get(office, "sink");
	config->direct = strcmp(json_text_or(sink, "profile", ""), "open311") == 0 ? json_object_get(sink, "forms") : NULL;
	config->client_certificate = json_bool_or(office, "client_certificate", false);
	config->times = times_take(config->file);
	config->desks = desks_of(config->file);
	config->requeue_before_ms = requeue_take(config->file);
	config->max_pages = STORE_PAGES_DEFAULT;
	if (json_object_get(config->file, "outbox_pages"))
		TRY(json_take_int(config->file, "outbox_pages", STORE_PAGES_MIN, STORE_PAGES_MAX, &config->max_pages));
	TRY(uids_take(config->file, config->uids));
	config->council_key = key_take(config->file);
	snprintf(config->source, sizeof config->source, "urn:uuid:%s", config->id);
	return FAIL_NONE;
}

enum fail config_read(const char *path, const char *name, struct config *ret)
{
	struct config config = { 0 };
	enum fail fail = json_read(path, CONFIG_MAX_BYTES, &config.file);
	if (fail == FAIL_EMPTY) {
		fail_clear();
		TRY(config_create(path, name));
		fail = json_read(path, CONFIG_MAX_BYTES, &config.file);
	}
	if (fail == FAIL_NONE)
		fail = json_is_object(config.file) ? config_take(&config) : FAIL(INPUT, "it is not an object");
	if (fail != FAIL_NONE) {
		config_done(&config);
		return fail_note(fail, "%s", path);
	}
	*ret = config;
	return FAIL_NONE;
}

static void overlay_settings(struct config *config, const char *folder)
{
	char path[PATH_MAX];
	struct settings_part settings = { 0 };
	enum fail fail = file_path(path, sizeof path, folder, "settings/settings.json");
	if (fail == FAIL_NONE)
		fail = settings_part_read(path, &settings);
	if (fail == FAIL_NONE && settings.backoffice)
		json_object_set(config->file, "backoffice", (json_t *)settings.backoffice);
	if (fail == FAIL_NONE && settings.times)
		json_object_set(config->file, "times", (json_t *)settings.times);
	if (fail == FAIL_NONE && settings.desks)
		json_object_set(config->file, "desks", (json_t *)settings.desks);
	if (fail == FAIL_NONE && settings.requeue_before_ms)
		json_object_set(config->file, "requeue_parked_before", json_object_get(settings.file, "requeue_parked_before"));
	if (fail != FAIL_NONE && fail != FAIL_EMPTY)
		log_fail("config.version", fail);
	settings_part_done(&settings);
}

static void overlay_keys(struct config *config, const char *folder)
{
	char path[PATH_MAX];
	json_t *keys = NULL;
	enum fail fail = file_path(path, sizeof path, folder, "keys/council.json");
	if (fail == FAIL_NONE)
		fail = keys_part_read(path, clock_wall_ms(), &keys);
	if (fail == FAIL_NONE)
		json_object_set_new(config->file, "council_key", keys);
	else if (fail != FAIL_EMPTY)
		log_fail("config.version", fail);
}

void config_overlay(struct config *config, const char *folder)
{
	json_t *before = json_copy(config->file);
	overlay_settings(config, folder);
	overlay_keys(config, folder);
	fail_clear();
	enum fail fail = config_take(config);
	if (fail != FAIL_NONE) { /* as it was, which was good */
		log_fail("config.version", fail);
		json_decref(config->file);
		config->file = json_incref(before);
		(void)config_take(config);
	}
	json_decref(before);
}

void config_done(struct config *config)
{
	json_decref(config->file);
	*config = (struct config){ 0 };
}
