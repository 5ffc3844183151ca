/* SPDX-License-Identifier: MIT */
/* press_confirm.c - whether the receipt came out: by process id, by fence and patience, or nobody knows. */
#include "firmware/print/press_inside.h"

static void not_confirmed(void *context);
static void heard_before(void *context);
static void paper_is_out(void *context);
static void never_came_back(void *context);

int press_id_of(int64_t number, bool cut)
{
	return (int)((2 * (number % ESCPOS_PROCESS_IDS) + cut) % ESCPOS_PROCESS_IDS);
}

bool press_confirmed(const struct press *press, int64_t number)
{
	return press->heard_id == press_id_of(number, true);
}

static bool confirms(int heard, int64_t number)
{
	return heard >= 0 && (heard - press_id_of(number, true) + ESCPOS_PROCESS_IDS) % ESCPOS_PROCESS_IDS < ID_WINDOW;
}

static int64_t paper_ms(const struct press *press)
{
	return (int64_t)press->job.receipt->rows * 1000 / press->profile.rows_per_second;
}

/* It may come before the last write is known to be over: the two channels do not wait for each other. */
void press_confirm_fence(struct press *press)
{
	if (!press->job.receipt || press->fence_heard || press->speaks_ids)
		return;
	press->fence_heard = true;
	if (press->step == STEP_CONFIRMING)
		loop_timer_set(press->loop, paper_ms(press) + FENCE_MS, paper_is_out, press);
}

void press_confirm_id(struct press *press, int id)
{
	if (id < 0)
		return;
	press->heard_id = id;
	press->body_heard = press->busy && id == press_id_of(press->job.number, false);
	press->speaks_ids = true;
	if (press->step == STEP_CONFIRMING && confirms(id, press->job.number))
		press_finish(press, PRESS_DONE);
}

void press_confirm_status(struct press *press, enum fail code)
{
	if (press->step != STEP_CONFIRMING || !press->status_asked)
		return;
	press->status_asked = false;
	press_finish(press, code == FAIL_NONE && !press_in_trouble(press) ? PRESS_DONE : PRESS_UNSURE);
}

/* The fence was answered and the paper had its time: what a printer without process ids can prove. */
static void paper_is_out(void *context)
{
	struct press *press = context;

	if (press_in_trouble(press))
		loop_timer_set(press->loop, FENCE_MS, paper_is_out, press);
	else
		press_finish(press, PRESS_DONE);
}

static void heard_before(void *context)
{
	press_finish(context, PRESS_DONE);
}

static void never_came_back(void *context)
{
	press_finish(context, PRESS_UNSURE);
}

void press_confirm_later(struct press *press)
{
	press_run_stop(press);
	press_confirm_stop(press);
	loop_timer_set(press->loop, DOUBT_MS, never_came_back, press);
}

void press_confirm_ask(struct press *press)
{
	press_confirm_stop(press);
	press_run_stop(press);
	if (confirms(press->heard_id, press->job.number)) {
		press->step = STEP_CONFIRMING;
		loop_timer_set(press->loop, 0, heard_before, press);
	} else if (press->job.witness >= 0 && !press->no_counter) {
		press_ask_start(press, QUESTION_CUTS);
	} else {
		press->step = STEP_CONFIRMING;
		press_confirm_start(press);
	}
}

/* One more than before: the receipt was cut, whole if nothing of it was thrown away. As many as before: it was not, or the printer's power went before it could count. */
void press_confirm_count(struct press *press, int64_t cuts)
{
	int64_t more = cuts - press->job.witness;

	if (cuts >= 0 && more == 1 && (!press->emptied || press->body_heard)) {
		press_finish(press, PRESS_DONE);
		return;
	}
	if (cuts >= 0 && more <= 0)
		press->owed = OWED_SLIP;
	if (cuts >= 0 && more == 0 && press->unbroken)
		press_finish_torn(press, PRESS_AGAIN);
	else
		press_finish(press, PRESS_UNSURE);
}

static void not_confirmed(void *context)
{
	struct press *press = context;

	if (press_in_trouble(press) && press->job.receipt) {
		loop_timer_set(press->loop, CONFIRM_MS, not_confirmed, press);
		return;
	}
	if (press->fence_heard)
		return; /* paper_is_out() decides */
	if (!press->last_look) {
		press->last_look = true;
		press_say(press, false);
		loop_timer_set(press->loop, LAST_LOOK_MS, not_confirmed, press);
		return;
	}
	if (press->job.witness >= 0 && !press->no_counter) {
		press_confirm_ask(press);
		return;
	}
	/* A printer that never says a word may at least have a port status. */
	if (!press->facts.known && press->job.receipt && press->port->kind->status(press->port) == FAIL_NONE) {
		press->status_asked = true;
		return;
	}
	press_finish(press, PRESS_UNSURE);
}

void press_confirm_start(struct press *press)
{
	press->last_look = press->status_asked = false;
	loop_timer_set(press->loop, press->job.receipt ? CONFIRM_MS + paper_ms(press) : RECALL_MS, not_confirmed, press);
	if (confirms(press->heard_id, press->job.number))
		loop_timer_set(press->loop, 0, heard_before, press);
	else if (press->fence_heard)
		loop_timer_set(press->loop, paper_ms(press) + FENCE_MS, paper_is_out, press);
}

void press_confirm_stop(struct press *press)
{
	loop_timer_clear(press->loop, not_confirmed, press);
	loop_timer_clear(press->loop, paper_is_out, press);
	loop_timer_clear(press->loop, heard_before, press);
	loop_timer_clear(press->loop, never_came_back, press);
	press->status_asked = false;
}
