/* SPDX-License-Identifier: MIT */
/*
 * deliver.c - DESIGN: a turn claims what is due, carries it in groups and settles each group before the next. While the far
 * end fails, the claims are held and sent again after a pause; nothing is written to the store for that. A hub that goes
 * away ends the turn and all claims: what was on its way is sent again and told apart by its id at the other end.
 */
#include "firmware/sync/deliver.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/envelope/envelope.h"
#include "firmware/sync/chance.h"
#include "firmware/sync/deliver_state.h"
#include "firmware/sync/probe.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
	HUB_PAUSE_MS = 30 * 1000,   /* after the hub itself said no */
	LINES_MAX_BYTES = 16 * 1024,
	HASTEN_SPREAD_MS = 30 * 1000, /* kiosks that were cut off together do not come back together */
};

static void turn(void *context);

void deliver_ask(struct deliver *deliver, json_t *request, caller_reply reply)
{
	enum fail fail = caller_ask(deliver->caller, request, -1, reply, deliver);
	if (fail == FAIL_NONE)
		return;
	deliver->turning = false;
	if (fail != FAIL_OFFLINE) {
		log_fail("deliver.hub", fail);
		deliver_wait(deliver, HUB_PAUSE_MS);
	}
}

/* Between two turns nothing is half done: the successor claims anew, and goes on with a fetch. */
static void retire(struct deliver *deliver)
{
	if (!deliver->retiring || deliver->turning)
		return;
	deliver->retired = true;
	loop_stop(deliver->loop);
}

static int64_t hastened_ms(const struct deliver *deliver, int64_t after_ms)
{
	int64_t soon_ms = (int64_t)(chance() % HASTEN_SPREAD_MS);
	if (deliver->bidden || soon_ms >= after_ms)
		return after_ms;
	log_event("deliver.hastened", "after_ms=%" PRId64 " instead_ms=%" PRId64, soon_ms, after_ms);
	return soon_ms;
}

void deliver_wait(struct deliver *deliver, int64_t after_ms)
{
	deliver->turning = false;
	deliver->rung = false;
	deliver->waiting = true;
	if (deliver->came_back) /* what failed may have failed of how the network was before */
		after_ms = hastened_ms(deliver, after_ms);
	deliver->due_ms = clock_mono_ms() + after_ms;
	loop_timer_set(deliver->loop, after_ms, turn, deliver);
	retire(deliver);
}

void deliver_hasten(struct deliver *deliver)
{
	bool heard = deliver->came_back;
	deliver->came_back = true;
	if (heard || deliver->turning || !deliver->waiting)
		return;
	int64_t left_ms = deliver->due_ms - clock_mono_ms(), after_ms = hastened_ms(deliver, left_ms);
	if (after_ms == left_ms)
		return;
	deliver->due_ms = clock_mono_ms() + after_ms;
	loop_timer_set(deliver->loop, after_ms, turn, deliver);
}

/* The hub's answer is not what it must be, or a refusal we cannot mend: pause, then try anew. */
void deliver_failed(struct deliver *deliver, enum fail fail)
{
	if (fail == FAIL_OFFLINE) {
		deliver->turning = false;
		return;
	}
	log_fail("deliver.hub", fail);
	deliver_wait(deliver, HUB_PAUSE_MS);
}

static void turn_end(struct deliver *deliver)
{
	deliver->turning = false;
	deliver->waiting = false;
	retire(deliver);
	if (deliver->rung)
		loop_timer_set(deliver->loop, 0, turn, deliver);
	else if (deliver->next_ms >= 0)
		loop_timer_set(deliver->loop, deliver->next_ms, turn, deliver);
	else
		loop_timer_clear(deliver->loop, turn, deliver);
}

/* ---- the turn ---- */

void deliver_go_on(struct deliver *deliver)
{
	buffer_clear(&deliver->body);
	buffer_clear(&deliver->lines);
	deliver->bodies = 0;
	if (!batch_pick(&deliver->batch))
		turn_end(deliver);
	else if (deliver->office.sink.frame == SINK_FRAME_REPORT)
		direct_begin(deliver);
	else
		gather(deliver);
}

static enum fail item_take(struct deliver *deliver, const json_t *item)
{
	const char *text;
	int64_t sequence, size_bytes, attempts;
	TRY(json_take_text(item, "id", ID_TEXT_BYTES - 1, &text));
	TRY(json_take_int(item, "sequence", 0, INT64_MAX, &sequence));
	TRY(json_take_int(item, "size_bytes", 1, ENVELOPE_EVENT_MAX_BYTES, &size_bytes));
	TRY(json_take_int(item, "attempts", 0, INT64_MAX, &attempts));
	if (!id_valid(text))
		return FAIL(INPUT, "the hub named an event by what is no id");
	struct event_id id;
	memcpy(id.text, text, ID_TEXT_BYTES);
	return batch_add(&deliver->batch, &id, sequence, attempts, (size_t)size_bytes);
}

static void claim_came(void *context, enum fail code, const json_t *reply, int)
{
	struct deliver *deliver = context;
	deliver->next_ms = -1;
	if (code == FAIL_EMPTY) {
		deliver->next_ms = json_int_or(reply, "next_ms", -1);
		deliver_go_on(deliver);
		return;
	}
	size_t index;
	json_t *item;
	json_array_foreach(json_object_get(reply, "items"), index, item)
		if (code == FAIL_NONE)
			code = item_take(deliver, item);
	if (code != FAIL_NONE) {
		deliver_failed(deliver, code);
		return;
	}
	deliver->rung = true; /* there may be more than one claim holds */
	deliver_go_on(deliver);
}

static void turn(void *context)
{
	struct deliver *deliver = context;
	if (deliver->office.audience[0] == '\0' || deliver->turning) {
		deliver->rung = true;
		return;
	}
	size_t room = BATCH_EVENTS_MAX - deliver->batch.count;
	deliver->turning = true;
	deliver->waiting = deliver->bidden = deliver->came_back = false;
	deliver->rung = room == 0;
	if (room == 0)
		deliver_go_on(deliver); /* the next turn claims again */
	else
		deliver_ask(deliver, json_pack("{s:s, s:I}", "verb", "outbox.claim", "max", (json_int_t)room), claim_came);
}

/* ---- the door ---- */

static void hello_came(void *context, enum fail code, const json_t *reply, int)
{
	struct deliver *deliver = context;
	struct office *office = &deliver->office; /* read in place: its way points into it */
	office_done(office);
	if (code == FAIL_NONE)
		code = office_read(reply, office);
	if (code == FAIL_NONE)
		code = send_configure(deliver->send, &office->way);
	if (code == FAIL_NONE)
		code = errands_open(deliver->errands);
	if (code == FAIL_NONE)
		code = where_open(&deliver->where);
	if (code != FAIL_NONE) {
		office_done(office);
		if (code == FAIL_INPUT || code == FAIL_LIMIT)
			line_failed(&deliver->line, clock_mono_ms(), "A setting of the back office is wrong: see the log");
		if (code != FAIL_EMPTY && code != FAIL_OFFLINE)
			log_fail("deliver.setting", code);
		return; /* no back office yet: the next bell asks again */
	}
	const json_t *clock = json_object_get(reply, "clock");
	moment_begin(&deliver->moment, json_int_or(clock, "floor_ms", 0), json_bool_or(clock, "synced", false));
	batch_limit(&deliver->batch, office->sink.max_events, office->sink.max_bytes, office->sink.extra_bytes);
	log_event("deliver.ready", "url=%s sink=%s", office->audience, office->sink.name);
	line_untell(&deliver->line);
	heartbeat_start(&deliver->heartbeat);
	fetch_start(&deliver->fetch);
	enrol_want(&deliver->enrol, json_object_get(reply, "enrol"));
	turn(deliver);
}

static void door_up(void *context)
{
	struct deliver *deliver = context;
	deliver_ask(deliver, json_pack("{s:s, s:I}", "verb", "hello", "version", (json_int_t)deliver->version), hello_came);
}

static void door_down(void *context)
{
	struct deliver *deliver = context;
	log_event("deliver.door_closed", "held=%zu", deliver->batch.count);
	send_cancel(deliver->send);
	heartbeat_stop(&deliver->heartbeat);
	fetch_stop(&deliver->fetch);
	portal_stop(&deliver->portal);
	enrol_stop(&deliver->enrol);
	errands_shut(deliver->errands);
	where_shut(&deliver->where);
	batch_forget(&deliver->batch);
	buffer_clear(&deliver->body);
	buffer_clear(&deliver->lines);
	loop_timer_clear(deliver->loop, turn, deliver);
	deliver->turning = deliver->rung = deliver->waiting = false;
	office_done(&deliver->office);
}

/* A probe ahead of the timer, but not often: the far end may be better, or the resident who just sent something may be lucky. Whoever said when is not probed. */
void deliver_wake(struct deliver *deliver)
{
	if (!deliver->waiting || (!deliver->bidden && probe_may(&deliver->probed_ms, clock_mono_ms())))
		turn(deliver); /* else the timer comes */
}

void deliver_now(struct deliver *deliver)
{
	deliver->waiting = false;
	deliver->failures = 0;
	turn(deliver);
}

void deliver_renew(struct deliver *deliver)
{
	deliver->retiring = true;
	retire(deliver);
}

static void door_bell(void *context, const char *bell, const json_t *frame)
{
	struct deliver *deliver = context;
	deliver->retiring = deliver->retiring || strcmp(bell, "retire") == 0;
	retire(deliver);
	if (strcmp(bell, "enrol") == 0 && deliver->office.audience[0] != '\0')
		enrol_want(&deliver->enrol, json_object_get(frame, "enrol"));
	if (strcmp(bell, "where") == 0)
		where_ask(&deliver->where, json_text_or(frame, "reference", ""));
	if (strcmp(bell, "work") != 0)
		return;
	if (deliver->office.audience[0] == '\0') {
		door_up(deliver);
		return;
	}
	deliver_wake(deliver);
}

static void network_came(void *context)
{
	deliver_hasten(context);
}

static const struct caller_events door_events = { .up = door_up, .down = door_down, .bell = door_bell };

enum fail deliver_new(struct loop *loop, const char *doors, struct deliver **ret)
{
	struct deliver *deliver = calloc(1, sizeof *deliver);
	if (!deliver)
		abort();
	deliver->loop = loop;
	deliver->next_ms = -1;
	deliver->probed_ms = clock_mono_ms() - PROBE_EVERY_MS;
	batch_init(&deliver->batch);
	direct_init(&deliver->direct);
	buffer_init(&deliver->body, BATCH_BODY_MAX_BYTES + BATCH_FRAME_BYTES);
	buffer_init(&deliver->lines, LINES_MAX_BYTES);
	enum fail fail = send_new(loop, &deliver->send);
	if (fail == FAIL_NONE)
		fail = caller_new(loop, doors, "sync", &door_events, deliver, &deliver->caller);
	if (fail == FAIL_NONE)
		fail = errands_new(loop, deliver->caller, &deliver->office, &deliver->moment, &deliver->errands);
	if (fail == FAIL_NONE)
		fail = where_init(&deliver->where, deliver);
	if (fail == FAIL_NONE)
		send_by(deliver->send, &deliver->moment);
	line_init(&deliver->line, loop, deliver->caller);
	heartbeat_init(&deliver->heartbeat, deliver);
	fetch_init(&deliver->fetch, deliver);
	uplink_init(&deliver->uplink, loop, network_came, deliver);
	portal_init(&deliver->portal, deliver);
	enrol_init(&deliver->enrol, deliver);
	if (fail != FAIL_NONE) {
		deliver_free(deliver);
		return fail;
	}
	*ret = deliver;
	return FAIL_NONE;
}

void deliver_free(struct deliver *deliver)
{
	if (!deliver)
		return;
	loop_timer_clear(deliver->loop, turn, deliver);
	uplink_close(&deliver->uplink);
	line_done(&deliver->line);
	heartbeat_stop(&deliver->heartbeat);
	fetch_stop(&deliver->fetch);
	portal_stop(&deliver->portal);
	enrol_stop(&deliver->enrol);
	where_done(&deliver->where);
	errands_free(deliver->errands);
	send_free(deliver->send);
	caller_free(deliver->caller);
	buffer_done(&deliver->body);
	buffer_done(&deliver->lines);
	direct_done(&deliver->direct);
	office_done(&deliver->office);
	free(deliver);
}

void deliver_fetch(struct deliver *deliver, const char *inbox, int64_t version)
{
	deliver->fetch.inbox = inbox;
	deliver->version = version;
}

void deliver_listen(struct deliver *deliver)
{
	enum fail fail = uplink_open(&deliver->uplink);
	if (fail != FAIL_NONE)
		log_fail("deliver.deaf", fail);
}

bool deliver_retired(const struct deliver *deliver)
{
	return deliver->retired;
}

bool deliver_rests(const struct deliver *deliver)
{
	return !deliver->turning;
}
