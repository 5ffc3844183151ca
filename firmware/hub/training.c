/* SPDX-License-Identifier: MIT */
/*
 * Training: whether it is on, since when, and until when. DESIGN: it is on the disk before anybody hears of it, in a file beside the store: a file that
 * is there and cannot be read means that it is on. So a power cut, a restart or a store that was put aside never make a practice real.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void look_call(void *context)
{
	training_look(context);
	audit_flush(context);
}

static void ring(struct hub *hub)
{
	if (!hub->doors)
		return;
	json_t *bell = training_json(hub);
	json_object_set_new(bell, "bell", json_string("training"));
	doors_ring(hub->doors, DOORWAY_UI, bell);
	hub_ring_printer(hub);
	doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:s}", "bell", "network", "state", training_network(hub)));
	doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:s}", "bell", "service", "state", training_service(hub)));
	doors_ring(hub->doors, DOORWAY_PRINT, json_pack("{s:s}", "bell", "work"));
	desk_ring(hub);
}

static void note(struct hub *hub, const char *actor, const char *staff, const char *event, const char *subject, const char *outcome, const char *reason)
{
	log_event("training", "event=%s subject=%s outcome=%s why=%s", event, subject, outcome, reason);
	audit_note(hub, &(struct audit_entry){ .actor = actor, .staff = staff, .event = event, .subject = subject, .outcome = outcome, .reason = reason });
}

/* ---- the file ---- */

static enum fail file_of(const struct hub *hub, char ret[static PATH_MAX])
{
	return file_path(ret, PATH_MAX, hub->options->state, "training.json");
}

/* @closes_ms: by the monotonic clock; on the disk by the wall clock. */
static enum fail keep(struct hub *hub, int64_t closes_ms)
{
	char path[PATH_MAX];
	int64_t now_ms = 0;
	bool known = closes_ms != INT64_MAX && staff_now_ms(hub, &now_ms);
	TRY(file_of(hub, path));
	json_t *file = json_pack("{s:I}", "until_ms", (json_int_t)(known ? now_ms + closes_ms - clock_mono_ms() : 0));
	char *text = json_dumps(file, JSON_COMPACT);
	enum fail fail = text ? file_replace(path, text, strlen(text), 0600) : FAIL(LIMIT, "no memory for the file of training");
	free(text);
	json_decref(file);
	return fail;
}

static enum fail forget(const struct hub *hub)
{
	char path[PATH_MAX];
	TRY(file_of(hub, path));
	if (unlink(path) != 0 && errno != ENOENT)
		return FAIL(IO, "%s cannot be removed: training goes on", path);
	return file_sync_folder(hub->options->state);
}

/* Until when it was to last, by the wall clock; 0 nobody said. False: there is no such file. */
static bool kept(const struct hub *hub, int64_t *ret_until_ms)
{
	char path[PATH_MAX];
	BUFFER_AUTO bytes;
	json_t *file = NULL;
	buffer_init(&bytes, TRAINING_FILE_MAX_BYTES);
	enum fail fail = file_of(hub, path);
	if (fail == FAIL_NONE)
		fail = file_read(path, &bytes);
	bool there = fail != FAIL_EMPTY;
	if (fail == FAIL_NONE)
		fail = json_parse(buffer_text(&bytes), bytes.size_bytes, TRAINING_FILE_MAX_BYTES, &file);
	*ret_until_ms = fail == FAIL_NONE ? json_int_or(file, "until_ms", 0) : 0;
	json_decref(file);
	fail_clear();
	return there;
}

void training_open(struct hub *hub)
{
	int64_t until_ms = 0, now_ms = 0;
	hub->training = (struct training){ .on = json_bool_or(hub->config.file, "training", false), .seen_ms = clock_mono_ms(), .closes_ms = INT64_MAX };
	hub->training.fixed = hub->training.on;
	if (!hub->training.on)
		hub->training.on = kept(hub, &until_ms);
	if (!hub->training.on)
		return;
	if (until_ms > 0 && staff_now_ms(hub, &now_ms))
		hub->training.closes_ms = clock_mono_ms() + (until_ms > now_ms ? until_ms - now_ms : 0);
	note(hub, "system", NULL, "training_start", "kiosk", "goes-on", hub->training.fixed ? "settings" : "restart");
	training_look(hub);
}

void training_stop(struct hub *hub)
{
	loop_timer_clear(hub->keeper.loop, look_call, hub);
	json_decref(hub->training.last);
	hub->training.last = NULL;
}

/* ---- begin and end ---- */

static enum fail begin(struct hub *hub, const struct staff_session *session)
{
	int64_t closes_ms = staff_closes_ms(hub);
	closes_ms = closes_ms > 0 ? closes_ms : INT64_MAX; /* who practises while the place is closed has the hour */
	TRY(keep(hub, closes_ms));
	hub->training = (struct training){ .on = true, .seen_ms = clock_mono_ms(), .closes_ms = closes_ms };
	note(hub, "staff", session->id, "training_start", "kiosk", "begun", "");
	ring(hub);
	training_look(hub);
	return FAIL_NONE;
}

static void drop_pages(struct hub *hub)
{
	for (int i = 0; i < PAGES_MAX; i++) {
		struct page *page = &hub->pages.at[i];
		int64_t job = page->job;
		if (job == 0 || !page->training)
			continue;
		if (page->held)
			hold_ring(hub, job);
		else
			page_over(hub, page, SPOOL_OUTCOME_WITHDRAWN, "training-ended");
	}
}

enum fail training_end(struct hub *hub, const char *actor, const char *staff, const char *why)
{
	if (!hub->training.on)
		return FAIL(EMPTY, "there is no training");
	if (hub->training.fixed)
		return FAIL(DENIED, "the settings of this kiosk keep it in training");
	TRY(forget(hub));
	visit_forget(hub);
	if (hub->doors) {
		drop_pages(hub);
		hold_visit_ends(hub, "", "training-ended");
	}
	json_decref(hub->training.last);
	hub->training = (struct training){ 0 };
	note(hub, actor, staff, "training_end", "kiosk", "ended", why);
	ring(hub);
	training_look(hub);
	return FAIL_NONE;
}

void training_seen(struct hub *hub)
{
	hub->training.seen_ms = clock_mono_ms();
}

void training_look(struct hub *hub)
{
	struct training *training = &hub->training;
	int64_t now_ms = clock_mono_ms(), idle_ms = training->seen_ms + TRAINING_IDLE_MS, first_ms = idle_ms < training->closes_ms ? idle_ms : training->closes_ms;
	loop_timer_clear(hub->keeper.loop, look_call, hub);
	if (!training->on || training->fixed)
		return;
	if (now_ms < first_ms) {
		loop_timer_set(hub->keeper.loop, first_ms - now_ms, look_call, hub);
		return;
	}
	enum fail fail = training_end(hub, "system", NULL, now_ms >= training->closes_ms ? "closing" : "idle");
	if (fail == FAIL_NONE)
		return;
	log_fail("training.goes-on", fail);
	training->seen_ms = now_ms; /* a disk that says no is tried again in an hour; until then it stays a practice */
	training->closes_ms = INT64_MAX;
	loop_timer_set(hub->keeper.loop, TRAINING_IDLE_MS, look_call, hub);
}

/* ---- what the screen is told ---- */

static const char *const fault_names[TRAINING_FAULT_COUNT] = { [TRAINING_PAPER] = "paper", [TRAINING_OFFLINE] = "offline", [TRAINING_FULL] = "full" };

json_t *training_json(const struct hub *hub)
{
	json_t *faults = json_array();
	for (int i = 0; i < TRAINING_FAULT_COUNT; i++)
		if (hub->training.fault[i])
			json_array_append_new(faults, json_string(fault_names[i]));
	return json_pack("{s:b, s:b, s:o, s:b}", "on", hub->training.on, "fixed", hub->training.fixed, "faults", faults, "desk", desk_hears(hub));
}

const char *training_printer(const struct hub *hub)
{
	return hub->training.fault[TRAINING_PAPER] ? trouble_row(TROUBLE_PAPER)->state : hub->printer.state;
}

const char *training_printer_key(const struct hub *hub)
{
	return trouble_row(hub->training.fault[TRAINING_PAPER] ? TROUBLE_PAPER : hub->told_printer.trouble)->key;
}

const char *training_network(const struct hub *hub)
{
	return hub->training.fault[TRAINING_OFFLINE] ? "down" : hub->network.state;
}

const char *training_service(const struct hub *hub)
{
	return hub->training.fault[TRAINING_FULL] ? "full" : hub->service;
}

bool training_holds(const struct hub *hub, const struct page *page)
{
	return page->training && hub->training.fault[TRAINING_PAPER];
}

/* ---- verbs ---- */

/* {}: who is signed in here and may; on the idle screen, so that nobody's answers become a practice. */
enum fail answer_training_begin(struct hub *hub, const struct request *request, struct reply *reply)
{
	const struct staff_session *session = NULL;
	(void)reply;
	TRY(staff_may(hub, request, STAFF_SUPERVISE, &session));
	if (hub->training.on)
		return FAIL_NONE;
	if (hub->visit.mark[0] || hub->visit_fd >= 0)
		return FAIL(BUSY, "somebody's visit runs");
	return begin(hub, session);
}

/* {}: anybody who stands here: a kiosk that was left in training must not stay closed to residents. */
enum fail answer_training_end(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)request, (void)reply;
	const struct staff_session *session = staff_at_kiosk(hub);
	return training_end(hub, session ? "staff" : "resident", session ? session->id : NULL, "self");
}

/* {"fault": "paper", "offline" or "full", "on"} */
enum fail answer_training_fault(struct hub *hub, const struct request *request, struct reply *reply)
{
	const char *name = NULL;
	const json_t *on = json_object_get(request->frame, "on");
	int fault = 0;
	(void)reply;
	TRY(json_take_text(request->frame, "fault", 16, &name));
	while (fault < TRAINING_FAULT_COUNT && strcmp(fault_names[fault], name) != 0)
		fault++;
	if (fault == TRAINING_FAULT_COUNT || !json_is_boolean(on))
		return FAIL(INPUT, "there is no such fault");
	if (!hub->training.on)
		return FAIL(DENIED, "faults are made in training only");
	training_seen(hub);
	if (hub->training.fault[fault] == json_is_true(on))
		return FAIL_NONE;
	hub->training.fault[fault] = json_is_true(on);
	const struct staff_session *session = staff_at_kiosk(hub);
	note(hub, session ? "staff" : "resident", session ? session->id : NULL, "training_fault", fault_names[fault], json_is_true(on) ? "on" : "off", "");
	ring(hub);
	return FAIL_NONE;
}
