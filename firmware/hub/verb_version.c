/* SPDX-License-Identifier: MIT */
/*
 * Which version the programs run on. DESIGN: foyer-provision decides and switches; the hub says when no visit runs, asks the
 * programs to begin anew on what is in use, and tells what came of it.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/store/content.h"

#include <stdio.h>
#include <string.h>

enum { CALM_LOOK_MS = 60 * 1000 }; /* so long a visit waits for a screen that does not come back */

static const enum doorway spokes[] = { DOORWAY_UI, DOORWAY_PRINT, DOORWAY_SYNC, DOORWAY_DESK };
enum { SPOKES = sizeof spokes / sizeof spokes[0] };

static void look_for_calm(void *context);

static bool runs(const struct hub *hub, enum doorway at)
{
	return hub->spoke[at].said && doors_is_open(hub->doors, at);
}

static json_t *programs_json(const struct hub *hub)
{
	json_t *programs = json_object();
	for (size_t i = 0; i < SPOKES; i++)
		json_object_set_new(programs, doorway_name(spokes[i]), json_pack("{s:b, s:I}", "up", runs(hub, spokes[i]), "version", (json_int_t)hub->spoke[spokes[i]].version));
	return programs;
}

static void ring_programs(struct hub *hub)
{
	json_t *bell = programs_json(hub);
	json_object_set_new(bell, "bell", json_string("programs"));
	doors_ring(hub->doors, DOORWAY_PROVISION, bell);
}

/* Each program is asked once for each version; one that is in the middle of something ends that first. */
static void ask_to_retire(struct hub *hub)
{
	for (size_t i = 0; i < SPOKES; i++) {
		struct spoke *spoke = &hub->spoke[spokes[i]];
		bool kept = spokes[i] == DOORWAY_UI && hub->visit_fd >= 0;
		if (!runs(hub, spokes[i]) || spoke->version == hub->assets.version || spoke->asked == hub->assets.version || kept)
			continue;
		spoke->asked = hub->assets.version;
		doors_ring(hub->doors, spokes[i], json_pack("{s:s, s:I}", "bell", "retire", "version", (json_int_t)hub->assets.version));
	}
}

static enum fail find_current(const struct hub *hub, struct assets *ret)
{
	char current[PATH_MAX];
	TRY(file_path(current, sizeof current, hub->options->versions ? hub->options->versions : hub->options->state, "current"));
	return assets_settle(current, hub->options->assets, ret);
}

/* The link says what is in use. A program that began between its change and foyer-provision's word of it runs on the right version and is not sent away. */
static void follow_link(struct hub *hub, int64_t said)
{
	struct assets current;
	if (said == hub->assets.version)
		return;
	enum fail fail = find_current(hub, &current);
	if (fail != FAIL_NONE)
		log_fail("version.unread", fail);
	else if (current.version != hub->assets.version)
		version_open(hub);
}

void version_heard(struct hub *hub, const struct request *request)
{
	int64_t said = json_int_or(request->frame, "version", 0);
	follow_link(hub, said);
	hub->spoke[request->at] = (struct spoke){ .said = true, .version = said, .asked = -1 };
	ring_programs(hub);
	ask_to_retire(hub);
}

void version_gone(struct hub *hub, enum doorway at)
{
	hub->spoke[at].said = false;
	hub->spoke[at].gone_ms = clock_mono_ms();
	if (at == DOORWAY_PROVISION)
		hub->offered = 0;
	else
		ring_programs(hub);
}

static bool is_calm(const struct hub *hub)
{
	return hub->visit_fd < 0 || (!runs(hub, DOORWAY_UI) && clock_mono_ms() - hub->spoke[DOORWAY_UI].gone_ms >= CALM_LOOK_MS);
}

void version_calm(struct hub *hub)
{
	ask_to_retire(hub);
	if (!hub->offered)
		return;
	if (!is_calm(hub)) {
		loop_timer_set(hub->keeper.loop, CALM_LOOK_MS, look_for_calm, hub);
		return;
	}
	doors_ring(hub->doors, DOORWAY_PROVISION, json_pack("{s:s, s:I}", "bell", "switch", "version", (json_int_t)hub->offered));
	hub->offered = 0;
}

static void look_for_calm(void *context)
{
	version_calm(context);
}

void version_stop(struct hub *hub)
{
	loop_timer_clear(hub->keeper.loop, look_for_calm, hub);
}

static void audit_version(struct hub *hub, int64_t version, const char *outcome)
{
	char subject[32];
	snprintf(subject, sizeof subject, "version:%lld", (long long)version);
	audit_note(hub, &(struct audit_entry){ .actor = "system", .event = "config_apply", .subject = subject, .outcome = outcome, .visit = "" });
}

void version_open(struct hub *hub)
{
	char path[PATH_MAX];
	struct config config;
	enum fail fail = find_current(hub, &hub->assets);
	if (fail == FAIL_NONE)
		fail = file_path(path, sizeof path, hub->options->state, "kiosk.json");
	if (fail == FAIL_NONE)
		fail = config_read(path, "Kiosk", &config);
	if (fail == FAIL_NONE) {
		config_done(&hub->config);
		hub->config = config;
		if (hub->assets.version)
			config_overlay(&hub->config, hub->assets.folder);
	} else {
		log_fail("version.unread", fail);
	}
	content_close(hub->content);
	hub->content = NULL;
	lookup_open(hub);
	staff_roster_open(hub);
	queue_mend(hub);
	if (hub->doors) /* else it is what the kiosk starts with */
		audit_version(hub, hub->assets.version, "switched");
	log_event("version.open", "version=%lld", (long long)hub->assets.version);
}

json_t *version_json(const struct hub *hub)
{
	json_t *version = json_pack("{s:I, s:I, s:b}", "version", (json_int_t)hub->assets.version, "previous", (json_int_t)hub->bundle.previous,
	                            "trial", hub->bundle.trial);
	if (hub->bundle.refused)
		json_object_set_new(version, "refused", json_pack("{s:I, s:s}", "version", (json_int_t)hub->bundle.refused, "words", hub->bundle.words));
	return version;
}

void version_facts(const struct hub *hub, json_t *data)
{
	json_t *facts = json_pack("{s:I, s:I, s:b, s:I, s:s}", "bundle_version", (json_int_t)hub->assets.version, "bundle_previous", (json_int_t)hub->bundle.previous,
		"bundle_trial", hub->bundle.trial, "bundle_refused", (json_int_t)hub->bundle.refused, "bundle_refused_words", hub->bundle.words);
	json_object_update(data, facts);
	json_decref(facts);
}

/* ---- verbs ---- */

enum fail answer_hello_provision(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)request;
	const json_t *keys = json_object_get(hub->config.file, "bundle_keys");
	reply->body = json_pack("{s:s, s:o, s:o}", "id", hub->config.id, "bundle_keys", keys ? json_incref((json_t *)keys) : json_array(), "programs", programs_json(hub));
	return FAIL_NONE;
}

enum fail answer_bundle_arrived(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)request, (void)reply;
	doors_ring(hub->doors, DOORWAY_PROVISION, json_pack("{s:s}", "bell", "bundle"));
	return FAIL_NONE;
}

enum fail answer_version_offer(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)reply;
	TRY(json_take_int(request->frame, "version", 1, INT64_MAX, &hub->offered));
	version_calm(hub);
	return FAIL_NONE;
}

enum fail answer_version_state(struct hub *hub, const struct request *request, struct reply *reply)
{
	const json_t *refused = json_object_get(request->frame, "refused");
	int64_t active = 0, previous = 0;
	const char *words = "";
	TRY(json_take_int(request->frame, "active", 0, INT64_MAX, &active));
	TRY(json_take_int(request->frame, "previous", 0, INT64_MAX, &previous));
	if (refused)
		TRY(json_take_text(refused, "words", HUB_WORDS_MAX_BYTES, &words));
	hub->bundle.previous = previous;
	hub->bundle.trial = json_bool_or(request->frame, "trial", false);
	if (json_int_or(refused, "version", 0) > 0 && json_int_or(refused, "version", 0) != hub->bundle.refused)
		audit_version(hub, json_int_or(refused, "version", 0), "refused");
	hub->bundle.refused = json_int_or(refused, "version", 0);
	snprintf(hub->bundle.words, sizeof hub->bundle.words, "%s", words);
	if (active != hub->assets.version) {
		reply_log(reply, "version.changed", "version=%lld from=%lld", (long long)active, (long long)hub->assets.version);
		version_open(hub);
	}
	ask_to_retire(hub);
	return FAIL_NONE;
}
