/* SPDX-License-Identifier: MIT */
/* What the hub is made of, and what happens when somebody comes or goes. */
#include "firmware/hub/hub.h"

#include "firmware/base/arena.h"
#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/log.h"
#include "firmware/base/site.h"
#include "firmware/hub/verbs.h"
#include "firmware/store/content.h"
#include "firmware/store/outbox.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FULL_LOOK_MS = 30 * 1000 };

void hub_ring_print(struct hub *hub, int64_t job, const char *kind, const char *reference, const char *state)
{
	bool prints = strcmp(state, "printing") == 0;
	if (prints || job == hub->staff.job)
		hub->staff.job = prints ? job : 0;
	staff_job(hub);
	doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:I, s:s, s:s, s:s, s:s, s:s}", "bell", "print", "job", (json_int_t)job, "kind", kind, "reference", reference,
	                                             "state", state, "printer", training_printer(hub), "key", training_printer_key(hub)));
}

void hub_ring_printer(struct hub *hub)
{
	doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:s, s:s}", "bell", "printer", "state", training_printer(hub), "key", training_printer_key(hub)));
}

/* The last twentieth of the store is kept for what empties it: from there on nobody begins what could not be kept. */
static const char *service_now(struct hub *hub)
{
	struct store_usage usage;
	if (!hub->keeper.store)
		return "closed";
	if (store_has_room(hub->keeper.store))
		return "open";
	return store_usage(hub->keeper.store, &usage) != FAIL_NONE || usage.full ? "full" : "open";
}

/* What made it full may be somebody else's, and nobody tells when that goes. */
static void look_again_call(void *context)
{
	hub_look_service(context);
}

void hub_look_service(struct hub *hub)
{
	const char *now = service_now(hub);
	if (strcmp(now, "full") == 0)
		loop_timer_set(hub->keeper.loop, FULL_LOOK_MS, look_again_call, hub);
	if (now == hub->service)
		return;
	log_event("service.changed", "state=%s", now);
	hub->service = now;
	doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:s}", "bell", "service", "state", training_service(hub)));
	desk_ring(hub);
}

void hub_ring_watch(struct hub *hub)
{
	doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:b}", "bell", "watch", "on", doors_is_open(hub->doors, DOORWAY_TEST)));
}

static void ring_work(struct hub *hub, unsigned whom)
{
	for (int at = 0; at < DOORWAY_COUNT; at++)
		if (whom & 1u << at && doors_is_open(hub->doors, (enum doorway)at))
			doors_ring(hub->doors, (enum doorway)at, json_pack("{s:s}", "bell", "work"));
}

static enum fail frame_call(void *context, enum doorway at, struct caller_at *from, const json_t *frame, size_t size, int blob_fd)
{
	struct hub *hub = context;
	const struct request request = { .at = at, .frame = frame, .blob_fd = blob_fd, .from = from };
	struct reply reply = { .blob_fd = -1 };
	json_t *answer = NULL;
	TRY(verb_answer(hub, &request, size, &reply, &answer));
	if (!reply.later)
		doors_reply(from, answer, reply.blob_fd);
	if (reply.closes)
		close(reply.blob_fd);
	audit_flush(hub);
	if (reply.event)
		log_event(reply.event, "%s", reply.note);
	ring_work(hub, reply.work);
	if (reply.back)
		hold_ring(hub, reply.back);
	if (reply.settles)
		hold_settle(hub);
	if (reply.looks)
		hub_look_service(hub);
	if (keeper_heal(&hub->keeper))
		ring_work(hub, 1u << DOORWAY_PRINT | 1u << DOORWAY_SYNC);
	return FAIL_NONE;
}

static void opened_call(void *context, enum doorway at)
{
	struct hub *hub = context;
	hub->opened[at]++;
	if (at == DOORWAY_TEST)
		hub_ring_watch(hub);
	if (at == DOORWAY_DESK)
		help_look(hub);
}

static void print_gone(struct hub *hub)
{
	printer_gone(hub);
	if (hub->keeper.store)
		spool_release(hub->keeper.store); /* the next one is asked to find out what became of it */
	back_pages_lost(hub);
	pages_release(&hub->pages);
	hub->visit.asked_back = 0;
	hub->staff.job = 0;
	staff_job(hub);
	hold_settle(hub);
	hub_ring_printer(hub);
}

static void test_gone(struct hub *hub)
{
	if (doors_is_open(hub->doors, DOORWAY_TEST))
		return;
	json_decref(hub->screen);
	hub->screen = NULL;
	hub_ring_watch(hub);
}

static void closed_call(void *context, enum doorway at)
{
	struct hub *hub = context;
	if (at == DOORWAY_PRINT)
		print_gone(hub);
	if (at == DOORWAY_UI)
		hold_wait(hub);
	if (at == DOORWAY_UI)
		join_screen_gone(hub);
	if (at == DOORWAY_DESK)
		join_desk_gone(hub);
	if (at == DOORWAY_TEST)
		test_gone(hub);
	if (at == DOORWAY_DESK)
		help_look(hub);
	if (at == DOORWAY_SYNC && hub->keeper.store)
		outbox_release(hub->keeper.store);
	if (at == DOORWAY_SYNC)
		where_gone(hub);
	version_gone(hub, at);
	audit_flush(hub);
	keeper_heal(&hub->keeper);
}

static void refused_call(void *context, enum doorway at, const char *why)
{
	audit_refused(context, doorway_name(at), why);
}

static void changed_call(void *context)
{
	struct hub *hub = context;
	audit_opened(hub);
	if (!hub->doors)
		return;
	queue_mend(hub);
	park_look(hub);
	hub_look_service(hub);
	audit_flush(hub);
}

static void salvaged_call(void *context)
{
	ring_work(context, 1u << DOORWAY_SYNC);
}

static enum fail read_config(struct hub *hub, const char *state)
{
	char path[PATH_MAX], site_path[PATH_MAX];
	struct arena arena;
	struct site site;
	TRY(file_path(path, sizeof path, state, "kiosk.json"));
	TRY(file_path(site_path, sizeof site_path, hub->options->assets, "site/site.json"));
	arena_init(&arena, SITE_MAX_BYTES * 4);
	bool named = site_read(site_path, "en", &arena, &site) == FAIL_NONE && site.kiosk[0] != '\0';
	fail_clear(); /* a new kiosk without a name of its place is just "Kiosk" */
	enum fail fail = config_read(path, named ? site.kiosk : "Kiosk", &hub->config);
	arena_done(&arena);
	return fail;
}

static enum fail open_all(struct hub *hub, struct loop *loop)
{
	static const struct doors_events events = { frame_call, opened_call, closed_call, refused_call };
	const char *state = hub->options->state;
	char path[PATH_MAX];
	TRY(file_make_folder(state, 0700));
	TRY(read_config(hub, state));
	TRY(file_path(path, sizeof path, state, "device.pem"));
	enum fail fail = device_open(path, &hub->device);
	if (fail != FAIL_NONE)
		log_fail("device.closed", fail);
	hub->keeper = (struct keeper){ .loop = loop, .folder = state, .max_pages = hub->config.max_pages, .vfs = hub->options->vfs, .found = salvaged_call, .certain_ms = hub_certain_ms,
		.changed = changed_call, .context = hub };
	keeper_open(&hub->keeper);
	version_open(hub);
	training_open(hub);
	TRY(file_path(path, sizeof path, state, "doors"));
	TRY(file_make_folder(path, 0700));
	struct doors_options options = { .folder = path, .test_door = hub->options->test_door };
	for (int at = 0; at < DOORWAY_COUNT; at++)
		options.uids[at] = hub->config.uids[at];
	TRY(doors_open(loop, &options, &events, hub, &hub->doors));
	hub_look_service(hub);
	park_look(hub);
	hold_wait(hub);
	return FAIL_NONE;
}

enum fail hub_new(struct loop *loop, const struct hub_options *options, struct hub **ret)
{
	struct hub *hub = calloc(1, sizeof *hub);
	if (!hub)
		abort();
	*hub = (struct hub){ .options = options, .visit_fd = -1, .born_ms = clock_mono_ms(), .staff.waits_from_ms = clock_mono_ms(), .service = "closed", .help.given = -1, .printer.state = "unknown", .told_printer.trouble = TROUBLE_UNKNOWN, .network.state = "never" };
	enum fail fail = open_all(hub, loop);
	if (fail != FAIL_NONE) {
		hub_free(hub);
		return fail;
	}
	*ret = hub;
	return FAIL_NONE;
}

void hub_free(struct hub *hub)
{
	if (!hub)
		return;
	doors_close(hub->doors);
	if (hub->keeper.loop) {
		loop_timer_clear(hub->keeper.loop, look_again_call, hub);
		loop_timer_clear(hub->keeper.loop, hold_gone_call, hub);
		guide_stop(hub);
		staff_stop(hub);
		help_stop(hub);
		training_stop(hub);
		peer_stop(hub);
		push_stop(hub);
		join_stop(hub);
		park_stop(hub);
		version_stop(hub);
		audit_stop(hub);
		keeper_close(&hub->keeper);
	}
	pages_done(&hub->pages);
	content_close(hub->content);
	device_close(hub->device);
	config_done(&hub->config);
	json_decref(hub->screen);
	if (hub->visit_fd >= 0)
		close(hub->visit_fd);
	free(hub);
}
