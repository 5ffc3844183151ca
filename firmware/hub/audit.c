/* SPDX-License-Identifier: MIT */
/* Rows, the checkpoints behind them, and what the hub says of both. */
/* DESIGN: What a resident does is answered first and written in the same turn of the loop, all of it in one transaction; a submission's row goes with
 * the submission. What staff and operators do is written before they hear that it was done. */
#include "firmware/hub/audit.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "firmware/hub/verbs.h"
#include "firmware/store/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLOCK_STEP_MS = 2000, BATCH_MAX = AUDIT_WAITING_MAX + 3 /* a gap before them, one that is written, a checkpoint behind */ };

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static enum fail copy(const char *from, char *ret, size_t room)
{
	TRY(chain_word(or_empty(from), room - 1));
	snprintf(ret, room, "%s", or_empty(from));
	return FAIL_NONE;
}

/* Both were checked where they came from; should that ever allow more, no row is lost for it. */
static void copy_id(const char *id, char *ret, size_t room)
{
	snprintf(ret, room, "%s", or_empty(id));
	for (char *at = ret; *at; at++)
		if (!strchr(CHAIN_LETTERS, *at))
			*at = '-';
}

void audit_kiosk(const struct hub *hub, char ret[static CHAIN_KIOSK_MAX_BYTES + 1])
{
	copy_id(hub->config.id, ret, CHAIN_KIOSK_MAX_BYTES + 1);
}

static const char *visit_of(const struct hub *hub, const struct audit_entry *entry)
{
	const char *actor = or_empty(entry->actor);
	bool of_none = strcmp(actor, "admin") == 0 || strcmp(actor, "technician") == 0;
	return entry->visit ? entry->visit : of_none ? "" : hub->visit.mark;
}

enum fail audit_row(struct hub *hub, const struct audit_entry *entry, struct chain_row *ret)
{
	struct chain_row row = { .wall_ms = clock_wall_ms(), .mono_ms = clock_mono_ms() };
	int64_t certain_ms = 0;
	row.certain = hub_certain_ms(hub, &certain_ms);
	row.wall_ms = row.wall_ms < 0 ? 0 : row.wall_ms;
	audit_kiosk(hub, row.kiosk);
	TRY(copy(visit_of(hub, entry), row.visit, sizeof row.visit));
	TRY(copy(entry->actor, row.actor, sizeof row.actor));
	copy_id(entry->staff, row.staff, sizeof row.staff);
	TRY(copy(entry->event, row.event, sizeof row.event));
	TRY(copy(entry->subject, row.subject, sizeof row.subject));
	TRY(copy(entry->outcome, row.outcome, sizeof row.outcome));
	TRY(copy(entry->reason, row.reason, sizeof row.reason));
	*ret = row;
	return row.event[0] ? FAIL_NONE : FAIL(INPUT, "a row of the audit names no event");
}

static void system_row(struct hub *hub, const char *event, const char *subject, const char *outcome, const char *reason, struct chain_row *ret)
{
	if (audit_row(hub, &(struct audit_entry){ .actor = "system", .event = event, .subject = subject, .outcome = outcome, .reason = reason, .visit = "" }, ret) != FAIL_NONE)
		abort(); /* our own words */
}

/* ---- to the disk ---- */

/* So many rows behind the newest checkpoint, with @more, that the next one is due. */
static bool is_due(const struct hub *hub, int64_t more)
{
	return hub->keeper.store && audit_head(hub->keeper.store).last + more - hub->audit.checkpoint_seq >= AUDIT_CHECKPOINT_ROWS;
}

/* All that waits, @own (or NULL), and a checkpoint when it is time for one, in one transaction. */
static enum fail put(struct hub *hub, const struct chain_row *own, bool checkpoint)
{
	struct audit *audit = &hub->audit;
	struct store *store = NULL;
	struct chain_row rows[BATCH_MAX];
	size_t count = 0;
	TRY(keeper_store(&hub->keeper, &store));
	if (audit->lost > 0) {
		char reason[32];
		snprintf(reason, sizeof reason, "%lld", (long long)audit->lost);
		system_row(hub, "gap", "", "unwritten", reason, &rows[count++]);
	}
	memcpy(&rows[count], audit->waiting, audit->count * sizeof rows[0]);
	count += audit->count;
	if (own)
		rows[count++] = *own;
	if (checkpoint || is_due(hub, (int64_t)count))
		system_row(hub, CHAIN_CHECKPOINT, "", "", "", &rows[count++]);
	if (count == 0)
		return FAIL_NONE;
	TRY(audit_append(store, hub->device, rows, count));
	if (chain_is_checkpoint(&rows[count - 1]))
		audit->checkpoint_seq = rows[count - 1].seq;
	audit->count = 0;
	audit->lost = 0;
	return FAIL_NONE;
}

/* What there is no room for is given up, and counted: nobody is refused anything for it. */
static void put_or_count(struct hub *hub, bool checkpoint)
{
	enum fail fail = put(hub, NULL, checkpoint);
	if (fail == FAIL_NONE)
		return;
	if (hub->audit.count > 0)
		log_fail("audit.unwritten", fail);
	fail_clear();
	if (fail == FAIL_STORE && hub->audit.count < AUDIT_WAITING_MAX)
		return; /* the store is opened again by itself */
	hub->audit.lost += (int64_t)hub->audit.count;
	hub->audit.count = 0;
}

void audit_flush(struct hub *hub)
{
	if (hub->audit.count > 0 || hub->audit.lost > 0 || is_due(hub, 0))
		put_or_count(hub, false);
}

void audit_seal(struct hub *hub)
{
	put_or_count(hub, true);
}

static void row_note(struct hub *hub, const struct chain_row *row)
{
	if (hub->audit.count == AUDIT_WAITING_MAX)
		audit_flush(hub);
	if (hub->audit.count == AUDIT_WAITING_MAX)
		hub->audit.lost++;
	else
		hub->audit.waiting[hub->audit.count++] = *row;
}

void audit_clock(struct hub *hub)
{
	struct audit *audit = &hub->audit;
	int64_t ahead_ms = clock_wall_ms() - clock_mono_ms(), step_ms = ahead_ms - audit->ahead_ms;
	bool stepped = audit->looked && llabs(step_ms) > CLOCK_STEP_MS;
	audit->looked = true;
	audit->ahead_ms = ahead_ms;
	if (!stepped)
		return;
	char reason[32];
	struct chain_row row;
	snprintf(reason, sizeof reason, "%lld-s", llabs((long long)step_ms) / 1000);
	system_row(hub, "time_change", "clock", step_ms > 0 ? "forward" : "back", reason, &row);
	row_note(hub, &row);
}

enum fail audit_write(struct hub *hub, const struct audit_entry *entry)
{
	struct chain_row row;
	audit_clock(hub);
	TRY(audit_row(hub, entry, &row));
	return put(hub, &row, false);
}

void audit_note(struct hub *hub, const struct audit_entry *entry)
{
	struct chain_row row;
	audit_clock(hub);
	enum fail fail = audit_row(hub, entry, &row);
	if (fail != FAIL_NONE) {
		log_fail("audit.unwritten", fail);
		return;
	}
	row_note(hub, &row);
	if (strcmp(row.actor, "resident") != 0 && strcmp(row.actor, "system") != 0)
		audit_flush(hub);
}

/* Those of the minute before that were only counted. */
static void refused_rest(struct hub *hub)
{
	char reason[32];
	int64_t more = hub->audit.refused - AUDIT_REFUSED_MAX;
	snprintf(reason, sizeof reason, "%lld-more", (long long)more);
	if (more > 0)
		audit_note(hub, &(struct audit_entry){ .actor = "system", .event = "door_refused", .outcome = "refused", .reason = reason, .visit = "" });
	hub->audit.refused = 0;
}

void audit_refused(struct hub *hub, const char *door, const char *why)
{
	int64_t minute = clock_mono_ms() / 60000;
	if (minute != hub->audit.refused_minute)
		refused_rest(hub);
	hub->audit.refused_minute = minute;
	if (++hub->audit.refused <= AUDIT_REFUSED_MAX)
		audit_note(hub, &(struct audit_entry){ .actor = "system", .event = "door_refused", .subject = door, .outcome = "refused", .reason = why, .visit = "" });
	audit_flush(hub);
}

/* ---- checkpoints, and the look at the chain ---- */

static void checkpoint_call(void *context)
{
	struct hub *hub = context;
	audit_clock(hub);
	refused_rest(hub);
	if (hub->audit.count > 0 || (hub->keeper.store && audit_head(hub->keeper.store).last > hub->audit.checkpoint_seq))
		put_or_count(hub, true);
	loop_timer_set(hub->keeper.loop, AUDIT_CHECKPOINT_MS, checkpoint_call, hub);
	keeper_heal(&hub->keeper);
}

void audit_stop(struct hub *hub)
{
	refused_rest(hub);
	audit_flush(hub);
	loop_timer_clear(hub->keeper.loop, checkpoint_call, hub);
}

static void look(struct hub *hub, struct store *store)
{
	struct chain_row checkpoint;
	enum fail fail = audit_tail(store, AUDIT_TAIL_ROWS);
	hub->audit.broken[0] = '\0';
	if (fail != FAIL_NONE) {
		snprintf(hub->audit.broken, sizeof hub->audit.broken, "%s", fail_words());
		log_fail("audit.broken", fail);
	}
	hub->audit.checkpoint_seq = audit_checkpoint(store, &checkpoint) == FAIL_NONE ? checkpoint.seq : 0;
	fail_clear();
}

void audit_opened(struct hub *hub)
{
	struct store *store = hub->keeper.store;
	struct chain_row row;
	if (!store)
		return;
	look(hub, store);
	audit_clock(hub);
	bool empty = audit_head(store).last == 0;
	if (hub->audit.started && !empty)
		return;
	system_row(hub, "start", "", hub->audit.broken[0] ? "broken" : "whole", empty ? hub->audit.started ? "store-put-aside" : "new-store" : "", &row);
	hub->audit.started = true;
	row_note(hub, &row);
	audit_flush(hub);
	loop_timer_set(hub->keeper.loop, AUDIT_CHECKPOINT_MS, checkpoint_call, hub);
}

json_t *audit_json(struct hub *hub)
{
	struct store *store = hub->keeper.store;
	struct audit_head head = store ? audit_head(store) : (struct audit_head){ 0 };
	int64_t unwritten = hub->audit.lost + (int64_t)hub->audit.count;
	return json_pack("{s:I, s:I, s:I, s:I, s:b, s:s}", "first", (json_int_t)head.first, "last", (json_int_t)head.last, "checkpoint", (json_int_t)hub->audit.checkpoint_seq,
	                 "unwritten", (json_int_t)unwritten, "signed", hub->device != NULL, "broken", hub->audit.broken);
}

void audit_facts(struct hub *hub, json_t *data)
{
	struct store *store = hub->keeper.store;
	struct chain_row checkpoint = { 0 };
	char known[24 + SHA256_TEXT_BYTES] = "";
	if (store && audit_checkpoint(store, &checkpoint) == FAIL_NONE)
		snprintf(known, sizeof known, "%lld:%s", (long long)checkpoint.seq, checkpoint.hash);
	fail_clear();
	json_object_set_new(data, "audit_checkpoint", json_string(known));
	json_object_set_new(data, "audit_signed", json_boolean(known[0] && checkpoint.signature[0]));
	json_object_set_new(data, "audit_broken", json_string(hub->audit.broken));
}
