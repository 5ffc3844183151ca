/* SPDX-License-Identifier: MIT */
/* rig_hub.c - caller.h with a hub behind it that keeps rows as the store does; each answer takes a while, and a door that closes loses it. */
#include "tests/faults/print/rig.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WAITING_MAX = 16 };

struct asking { json_t *request; caller_reply reply; void *context; };

struct caller {
	const struct caller_events *events;
	void *context;
	bool up;
	struct asking waiting[WAITING_MAX];
	int count;
	json_t *answer;               /* to the first of them; the hub has acted already */
	bool work;                    /* a bell that comes behind that answer: a door keeps its order */
};

struct rig_hub rig_hub;
static struct caller *the_caller;

static void act(void *context);
static void answer_comes(void *context);
static void open_door(void *context);
static void ring(const char *name);

static struct rig_row *row_of(const json_t *frame)
{
	for (int i = 0; i < rig_hub.rows; i++)
		if (rig_hub.row[i].job == json_int_or(frame, "job", -1))
			return &rig_hub.row[i];
	abort();
}

static json_t *refusal(const char *name)
{
	return json_pack("{s:s}", "fail", name);
}

/* @stuck: only what was begun for somebody who has gone. */
static json_t *claim(bool stuck)
{
	for (int i = 0; i < rig_hub.rows; i++) {
		struct rig_row *row = &rig_hub.row[i];
		if (row->held || row->state > RIG_SENT || (row->state == RIG_WAITING && row->over))
			continue;
		if (stuck && (!row->over || row->state == RIG_WAITING))
			continue;
		row->held = true;
		row->claims++;
		return json_pack("{s:I, s:s, s:s, s:s, s:s, s:I, s:i, s:s, s:b, s:b, s:I}", "job", (json_int_t)row->job, "kind", "receipt", "reference", "MB 7K4 29Q XMP",
		                 "service", "rig", "language", "en", "submitted_ms", (json_int_t)1, "copy", 0, "owed", rig_hub.owed, "tried", row->state == RIG_WRITING,
		                 "sent", row->state == RIG_SENT, "witness", (json_int_t)row->witness);
	}
	return refusal("empty");
}

static json_t *writing(struct rig_row *row, const json_t *frame)
{
	if (row->state > RIG_WRITING)
		return refusal("denied");
	row->state = RIG_WRITING;
	snprintf(rig_hub.owed, sizeof rig_hub.owed, "slip");
	row->witness = json_int_or(frame, "witness", -2);
	return json_object();
}

static json_t *sent(struct rig_row *row)
{
	if (row->state == RIG_WITHDRAWN)
		return refusal("denied");
	if (row->state <= RIG_WRITING)
		row->state = RIG_SENT;
	return json_object();
}

static json_t *unsent(struct rig_row *row, const json_t *frame)
{
	if (row->state != RIG_SENT)
		return json_object();
	row->state = RIG_WRITING;
	return writing(row, frame);
}

static json_t *done(struct rig_row *row, const json_t *frame)
{
	const char *outcome = json_text_or(frame, "outcome", "");

	row->held = false;
	const char *owed = strcmp(outcome, "done") == 0 ? "nothing" : json_text_or(frame, "owed", NULL);
	if (owed)
		snprintf(rig_hub.owed, sizeof rig_hub.owed, "%s", owed);
	snprintf(row->reason, sizeof row->reason, "%s", json_text_or(frame, "reason", ""));
	if (row->state == RIG_DONE)
		return json_object();
	if (strcmp(outcome, "done") == 0)
		row->state = RIG_DONE;
	else if (strcmp(outcome, "retry") == 0)
		row->state = row->over ? RIG_WITHDRAWN : RIG_WAITING;
	else
		row->state = strcmp(outcome, "withdrawn") == 0 ? RIG_WITHDRAWN : RIG_UNSURE;
	return json_object();
}

/* It says what it holds, also to a hub that begins anew. */
static json_t *hello(const json_t *frame)
{
	if (json_int_or(frame, "job", 0) > 0)
		row_of(frame)->held = row_of(frame)->state <= RIG_SENT;
	return json_pack("{s:s}", "printer", "auto");
}

static json_t *answer(const json_t *frame)
{
	const char *verb = json_text_or(frame, "verb", "");

	if (strcmp(verb, "hello") == 0)
		return hello(frame);
	if (strcmp(verb, "spool.claim") == 0)
		return claim(json_bool_or(frame, "stuck", false));
	if (strcmp(verb, "spool.writing") == 0)
		return writing(row_of(frame), frame);
	if (strcmp(verb, "spool.sent") == 0)
		return sent(row_of(frame));
	if (strcmp(verb, "spool.unsent") == 0)
		return unsent(row_of(frame), frame);
	if (strcmp(verb, "spool.done") == 0)
		return done(row_of(frame), frame);
	return json_object();
}

static struct asking take_first(struct caller *caller)
{
	struct asking first = caller->waiting[0];

	memmove(caller->waiting, caller->waiting + 1, (size_t)--caller->count * sizeof first);
	return first;
}

static void next(struct caller *caller)
{
	if (caller->up && caller->count > 0 && !caller->answer)
		loop_timer_set(rig_loop(), 1 + rig_random(20), act, caller);
}

/* The hub has it, and what it did is on the disk; the answer is still on its way. */
static void act(void *context)
{
	struct caller *caller = context;

	caller->answer = answer(caller->waiting[0].request);
	loop_timer_set(rig_loop(), rig_random(10), answer_comes, caller);
}

static void ring_withdrawals(struct caller *caller)
{
	for (int i = 0; i < rig_hub.rows && caller->up && !caller->answer; i++) {
		if (!rig_hub.row[i].held || !rig_hub.row[i].over)
			continue;
		json_t *bell = json_pack("{s:s, s:I}", "bell", "withdraw", "job", (json_int_t)rig_hub.row[i].job);
		caller->events->bell(caller->context, "withdraw", bell);
		json_decref(bell);
	}
}

static void answer_comes(void *context)
{
	struct caller *caller = context;
	struct asking asking = take_first(caller);
	json_t *frame = caller->answer;
	const char *failed = json_string_value(json_object_get(frame, "fail"));

	caller->answer = NULL;
	if (asking.reply)
		asking.reply(asking.context, failed ? fail_from_name(failed) : FAIL_NONE, frame, -1);
	json_decref(frame);
	json_decref(asking.request);
	ring_withdrawals(caller);
	next(caller);
	if (caller->work)
		ring("work");
}

static void go_down(struct caller *caller)
{
	loop_timer_clear(rig_loop(), act, caller);
	loop_timer_clear(rig_loop(), answer_comes, caller);
	json_decref(caller->answer);
	caller->answer = NULL;
	if (!caller->up)
		return;
	caller->up = false;
	for (int left = caller->count; left > 0; left--) {
		struct asking asking = take_first(caller);
		if (asking.reply)
			asking.reply(asking.context, FAIL_OFFLINE, NULL, -1);
		json_decref(asking.request);
	}
	caller->events->down(caller->context);
}

static void release(void)
{
	for (int i = 0; i < rig_hub.rows; i++)
		rig_hub.row[i].held = false;
}

static void open_door(void *context)
{
	struct caller *caller = context;

	if (rig_hub.away || caller->up)
		return;
	release();
	caller->up = true;
	caller->events->up(caller->context);
}

static void ring(const char *name)
{
	if (!the_caller || !the_caller->up)
		return;
	the_caller->work = the_caller->answer != NULL;
	if (the_caller->work)
		return;
	json_t *bell = json_pack("{s:s}", "bell", name);
	the_caller->events->bell(the_caller->context, name, bell);
	json_decref(bell);
}

void rig_hub_begin(void)
{
	rig_hub = (struct rig_hub){ 0 };
}

void rig_hub_add(int64_t job)
{
	rig_hub.row[rig_hub.rows++] = (struct rig_row){ .job = job, .witness = -1 };
	ring("work");
}

void rig_hub_withdraw(int64_t job)
{
	struct rig_row *row = NULL;

	for (int i = 0; i < rig_hub.rows; i++)
		if (rig_hub.row[i].job == job)
			row = &rig_hub.row[i];
	if (!row || row->state > RIG_SENT)
		return;
	row->over = true;
	if (row->state == RIG_WAITING)
		row->state = RIG_WITHDRAWN; /* held or not: nothing of it was begun, and who holds it is told that its visit is over */
	if (row->held && the_caller)
		ring_withdrawals(the_caller);
}

void rig_hub_leave(void)
{
	rig_hub.away = true;
	if (the_caller)
		go_down(the_caller);
	for (int i = 0; i < rig_hub.rows; i++) {
		struct rig_row *row = &rig_hub.row[i];
		row->held = false;
		if (row->state == RIG_SENT)
			row->witness = -1; /* the printer may have been without power */
		if (row->state == RIG_WAITING && row->over)
			row->state = RIG_WITHDRAWN;
	}
}

void rig_hub_return(void)
{
	rig_hub.away = false;
	if (the_caller)
		loop_timer_set(rig_loop(), 50 + rig_random(950), open_door, the_caller);
}

void rig_hub_print_died(void)
{
	release();
}

enum fail caller_new(struct loop *loop, const char *doors, const char *name, const struct caller_events *events, void *context, struct caller **ret)
{
	struct caller *caller = calloc(1, sizeof *caller);

	(void)doors, (void)name;
	if (!caller)
		abort();
	*caller = (struct caller){ .events = events, .context = context };
	loop_timer_set(loop, 1, open_door, caller);
	*ret = the_caller = caller;
	return FAIL_NONE;
}

void caller_free(struct caller *caller)
{
	if (!caller)
		return;
	loop_timer_clear(rig_loop(), act, caller);
	loop_timer_clear(rig_loop(), answer_comes, caller);
	loop_timer_clear(rig_loop(), open_door, caller);
	json_decref(caller->answer);
	while (caller->count > 0)
		json_decref(take_first(caller).request);
	the_caller = NULL;
	free(caller);
}

bool caller_is_up(const struct caller *caller)
{
	return caller->up;
}

enum fail caller_ask(struct caller *caller, json_t *request, int blob_fd, caller_reply reply, void *context)
{
	(void)blob_fd;
	if (!caller->up || caller->count == WAITING_MAX) {
		json_decref(request);
		return caller->up ? FAIL_BUSY : FAIL_OFFLINE;
	}
	caller->waiting[caller->count++] = (struct asking){ request, reply, context };
	if (caller->count == 1)
		next(caller);
	return FAIL_NONE;
}
