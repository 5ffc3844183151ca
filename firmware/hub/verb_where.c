/* SPDX-License-Identifier: MIT */
/* verb_where.c - where a form is: this kiosk knows, or the council is asked. DESIGN: a reference is kept in memory only, and only while somebody waits for it. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/store/queue.h"

#include <string.h>

enum { MINUTE_MS = 60 * 1000 };
static const int64_t YEAR_9999_MS = 253402300799999;
static const char offline[] = "offline", unknown[] = "unknown", received[] = "received";

/* ---- what was sent here lately, and whether the council has it ---- */

static struct recent *recent_of(struct hub *hub, const char *reference)
{
	for (size_t i = 0; i < HUB_RECENT_MAX; i++)
		if (hub->recent[i].reference.text[0] && strcmp(hub->recent[i].reference.text, reference) == 0)
			return &hub->recent[i];
	return NULL;
}

void recent_keep(struct hub *hub, const struct event_id *id, const struct reference *reference, bool delivered)
{
	struct recent *recent = recent_of(hub, reference->text);
	if (!recent) {
		recent = &hub->recent[hub->recent_next];
		hub->recent_next = (hub->recent_next + 1) % HUB_RECENT_MAX;
	}
	*recent = (struct recent){ *id, *reference, delivered };
}

void recent_prove(struct hub *hub, const struct event_id *ids, size_t count)
{
	for (size_t i = 0; i < HUB_RECENT_MAX; i++)
		for (size_t k = 0; k < count; k++) {
			struct recent *recent = &hub->recent[i];
			if (recent->delivered || strcmp(recent->id.text, ids[k].text) != 0)
				continue;
			recent->delivered = true;
			doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:s}", "bell", "delivered", "reference", recent->reference.text));
		}
}

bool recent_delivered(struct hub *hub, const struct reference *reference)
{
	const struct recent *recent = recent_of(hub, reference->text);
	struct queue_where found;
	if (recent)
		return recent->delivered;
	bool there = hub->keeper.store && queue_where(hub->keeper.store, reference, &found) == FAIL_NONE && found.place == QUEUE_DELIVERED;
	fail_clear();
	return there;
}

json_t *recent_json(const struct hub *hub)
{
	json_t *list = json_array();
	for (size_t i = 0; i < HUB_RECENT_MAX; i++)
		if (hub->recent[i].delivered)
			json_array_append_new(list, json_string(hub->recent[i].reference.text));
	return list;
}

/* ---- asking ---- */

/* A reference is no key to try: few in a visit, few in a minute. Those that this kiosk could answer count too. */
static enum fail count(struct where *where)
{
	int64_t now_ms = clock_mono_ms();
	if (where->minute == 0 || now_ms - where->minute_ms >= MINUTE_MS) {
		where->minute_ms = now_ms;
		where->minute = 0;
	}
	if (where->minute >= HUB_WHERE_MINUTE_MAX || where->visit >= HUB_WHERE_VISIT_MAX)
		return FAIL(BUSY, "many references were looked for in a short time");
	where->minute++;
	where->visit++;
	return FAIL_NONE;
}

static json_t *told_json(const char *state, int64_t since_ms, int64_t changed_ms, bool asked)
{
	return json_pack("{s:s, s:I, s:I, s:b}", "state", state, "since_ms", (json_int_t)since_ms, "changed_ms", (json_int_t)changed_ms, "asked", asked);
}

/* The store as far as it can be read: without one the council is asked. */
static bool found_here(struct hub *hub, const struct reference *reference, struct queue_where *ret)
{
	bool found = hub->keeper.store && queue_where(hub->keeper.store, reference, ret) == FAIL_NONE;
	fail_clear();
	return found;
}

/* What the council did not say, the proof in our own store does. */
static void ring(struct hub *hub, const char *state, int64_t since_ms, int64_t changed_ms)
{
	bool said = strcmp(state, offline) != 0 && strcmp(state, unknown) != 0, ours = !said && hub->where.delivered_ms > 0;
	json_t *bell = ours ? told_json(received, hub->where.delivered_ms, 0, false) : told_json(state, since_ms, changed_ms, strcmp(state, offline) != 0);
	json_object_set_new(bell, "bell", json_string("where"));
	json_object_set_new(bell, "reference", json_string(hub->where.asked.text));
	where_forget(hub);
	doors_ring(hub->doors, DOORWAY_UI, bell);
}

static void nobody_came(void *context)
{
	ring(context, offline, 0, 0);
}

static void ask_sync(void *context)
{
	struct hub *hub = context;
	if (hub->where.asked.text[0])
		doors_ring(hub->doors, DOORWAY_SYNC, json_pack("{s:s, s:s}", "bell", "where", "reference", hub->where.asked.text));
}

enum fail answer_where(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct queue_where found = { 0 };
	struct reference reference;
	if (hub->training.on) { /* nobody is asked */
		reply->body = told_json(unknown, 0, 0, true);
		return FAIL_NONE;
	}
	TRY(take_reference(request->frame, &reference));
	TRY(count(&hub->where));
	where_forget(hub); /* who asked before waits no more */
	bool here = found_here(hub, &reference, &found);
	if (here && found.place != QUEUE_DELIVERED) {
		reply->body = told_json(found.place == QUEUE_PARKED ? "held" : "waiting", found.since_ms, 0, true);
		return FAIL_NONE;
	}
	hub->where.delivered_ms = here ? found.since_ms : 0;
	hub->where.asked = reference;
	if (hub->where.greeted)
		ask_sync(hub);
	else
		loop_timer_set(hub->keeper.loop, HUB_WHERE_SYNC_MS, nobody_came, hub);
	reply->body = json_pack("{s:s}", "state", "asking");
	return FAIL_NONE;
}

enum fail answer_where_told(struct hub *hub, const struct request *request, struct reply *reply)
{
	static const char *const states[] = { "received", "in-progress", "planned", "done", "not-ours", "unknown", "offline", NULL };
	struct reference reference;
	struct told told;
	int64_t since_ms, changed_ms;
	(void)reply;
	TRY(take_reference(request->frame, &reference));
	TRY(take_told(request->frame, states, &told));
	TRY(json_take_int(request->frame, "since_ms", 0, YEAR_9999_MS, &since_ms));
	TRY(json_take_int(request->frame, "changed_ms", 0, YEAR_9999_MS, &changed_ms));
	if (strcmp(reference.text, hub->where.asked.text) == 0) /* else they went away, or asked for another one since */
		ring(hub, told.state, since_ms, changed_ms);
	return FAIL_NONE;
}

void where_forget(struct hub *hub)
{
	memset(&hub->where.asked, 0, sizeof hub->where.asked);
	hub->where.delivered_ms = 0;
	loop_timer_clear(hub->keeper.loop, nobody_came, hub);
	loop_timer_clear(hub->keeper.loop, ask_sync, hub);
}

void where_visit_ends(struct hub *hub)
{
	where_forget(hub);
	hub->where.visit = 0;
}

/* After the answer to its greeting, which tells it whom to ask. */
void where_came(struct hub *hub)
{
	hub->where.greeted = true;
	if (!hub->where.asked.text[0])
		return;
	loop_timer_clear(hub->keeper.loop, nobody_came, hub);
	loop_timer_set(hub->keeper.loop, 0, ask_sync, hub);
}

void where_gone(struct hub *hub)
{
	hub->where.greeted = false;
	if (hub->where.asked.text[0])
		loop_timer_set(hub->keeper.loop, HUB_WHERE_SYNC_MS, nobody_came, hub);
}
