/* SPDX-License-Identifier: MIT */
/*
 * press.c - DESIGN: a job is journaled by its owner twice while it prints, and nothing goes on before that is on the disk:
 * before the first byte (ready), and before the last strip and the cut (sent). What dies before the second is torn for sure,
 * and is voided and printed anew; what dies after it may be whole, and is never printed again by itself: the printer is asked
 * what became of it. Every new printer is first listened to (a late confirmation), and the first job begins with bytes that
 * end a command somebody else left torn.
 * SOURCE: Epson's description of GS ( H and of status transmission.
 */
#include "firmware/print/press_inside.h"

#include <stdlib.h>
#include <string.h>

/* Room for a receipt and a slip of the longest kind, with a command before each strip of eight rows. */
enum { RUN_MAX_BYTES = 2 * RASTER_LONG_ROWS_MAX * (PROFILE_DOTS_MAX / 8 + 4) + 2 * ESCPOS_FILL_BYTES };
/* A strip has eight rows or more, and not every one a mark. */
enum { MARKS_MAX_BYTES = 2 * RASTER_LONG_ROWS_MAX / 8 * sizeof(size_t) };

const char *press_state_name(enum press_state state)
{
	static const char *const names[PRESS_STATE_COUNT] = {
		[PRESS_READY] = "ready", [PRESS_NONE] = "none", [PRESS_PAPER] = "paper", [PRESS_COVER] = "cover", [PRESS_ERROR] = "error",
	};

	return state < PRESS_STATE_COUNT ? names[state] : "error";
}

void press_tell_state(struct press *press)
{
	const struct press_view view = press_view(press);

	if (press->told.key && view.low == press->told.low && strcmp(view.key, press->told.key) == 0)
		return;
	bool back = press->told.key && press->told.state != PRESS_READY && press->told.state != PRESS_NONE && view.state == PRESS_READY;
	press->told = view;
	press_look(press);
	if (back && press_may_speak(press))
		press_say(press, true); /* who switched it off and on made it forget what it was to tell */
	press->events->changed(press->context, view.state, view.key);
}

void press_tell_anyway(struct press *press)
{
	press->told = press_view(press);
	press->events->changed(press->context, press->told.state, press->told.key);
}

void press_counted(struct press *press, int64_t cuts)
{
	press->step = STEP_READY;
	press->unbroken = true;
	press->slip_unproven = press->slip_unproven && cuts < 0; /* it answers in order */
	press->job.witness = cuts < 0 ? -1 : cuts + (press->job.torn || press->owed == OWED_CUT ? 1 : 0);
	press->events->ready(press->context, press->job.witness);
}

void press_go(struct press *press)
{
	if (press->step == STEP_READY)
		press_run_start(press, press->withdrawn);
	else if (press->step == STEP_HELD)
		press_run_go(press);
}

void press_finish(struct press *press, enum press_outcome outcome)
{
	if (outcome == PRESS_DONE || outcome == PRESS_UNSURE)
		press_mouth_shows(press);
	press->slip_unproven = press->slip_unproven && outcome != PRESS_DONE;
	if (outcome == PRESS_UNSURE && press->owed == OWED_NOTHING)
		press->owed = press->job.receipt && !press->withdrawn ? OWED_CUT : OWED_SLIP; /* recalled, nobody knows how far it came; withdrawn, nobody looks */
	press_run_stop(press);
	press_ask_stop(press);
	press_confirm_stop(press);
	press->job = (struct press_job){ 0 };
	press->busy = press->withdrawn = press->emptied = press->told_sent = press->released = press->reset_tried = false;
	if (press->step > STEP_IDLE)
		press->step = STEP_IDLE;
	press->events->finished(press->context, outcome);
}

/* It was drawn for another one: claim it anew. */
static void finish_undrawn(struct press *press)
{
	if (press->job.torn)
		press->owed = OWED_SLIP;
	press_finish(press, PRESS_AGAIN);
}

void press_finish_torn(struct press *press, enum press_outcome outcome)
{
	press->owed = OWED_SLIP;
	press_finish(press, press->withdrawn ? PRESS_WITHDRAWN : outcome);
}

void press_prepare(struct press *press)
{
	if (!press->job.receipt->letters && press->job.receipt->dots != press->profile.dots) { /* another printer has come */
		finish_undrawn(press);
		return;
	}
	if (press->no_counter)
		press_counted(press, -1);
	else
		press_ask_start(press, QUESTION_CUTS);
}

void press_run_over(struct press *press)
{
	if (press->step == STEP_VOIDING) {
		press->owed = OWED_NOTHING;
		press->slip_unproven = true;
		press_finish(press, PRESS_WITHDRAWN);
		return;
	}
	if (press->step == STEP_ASKING) {
		press_ask_out(press);
		return;
	}
	press->step = STEP_CONFIRMING;
	press_confirm_start(press);
}

/* Once is enough: what interrupts the slip leaves it owed. */
static void void_sent(struct press *press)
{
	press->told_sent = false;
	press->step = STEP_READY;
	press->job.witness += press->job.witness >= 0;
	press->events->unsent(press->context, press->job.witness);
}

static void void_it(struct press *press)
{
	if (press_in_trouble(press))
		press_finish_torn(press, PRESS_WITHDRAWN);
	else if (press->told_sent)
		void_sent(press);
	else
		press_run_start(press, true);
}

/* The last strip is out of our hands, and the printer will not go on with it, or is not there any more. */
static void judge_released(struct press *press)
{
	if (press_run_uncut(press))
		press_finish_torn(press, PRESS_AGAIN);
	else if (press->step != STEP_AWAY && press->job.witness >= 0 && !press->no_counter)
		press_confirm_ask(press);
	else if (press->step == STEP_AWAY && !press->withdrawn && (press->speaks_ids || press->job.witness >= 0))
		press_confirm_later(press);
	else
		press_finish(press, PRESS_UNSURE);
}

static void clear_by_request(void *context);

/* Its buffer was emptied, or cannot be. */
void press_on_cleared(void *context, enum fail code)
{
	struct press *press = context;

	loop_timer_clear(press->loop, clear_by_request, press);
	if (press->step != STEP_CLEARING && press->step != STEP_SENDING && press->step != STEP_ASKING)
		return;
	if (press->step != STEP_CLEARING && code != FAIL_NONE)
		return; /* still stuck; a person must come */
	press->clean = false;
	if (!press->busy) {
		press_run_stop(press);
		press->step = STEP_IDLE;
		press_tell_anyway(press); /* whoever waits for it to be free looks again */
		return;
	}
	if (press->released) {
		press->emptied = true;
		judge_released(press);
		return;
	}
	press->job.torn = press->job.torn || press_run_inked(press);
	press_run_stop(press);
	if (press->withdrawn)
		void_it(press);
	else
		press_prepare(press);
}

static void clear_by_request(void *context)
{
	struct press *press = context;

	if (press->step != STEP_CLEARING || press->port->kind->reset(press->port) == FAIL_NONE)
		return;
	fail_clear(); /* not every port can: then it comes out, with the slip behind it */
	press_on_cleared(press, FAIL_EMPTY);
}

static bool clear_live(struct press *press)
{
	BUFFER_AUTO words = { 0 };

	if (press->profile.clear != CLEAR_LIVE)
		return false;
	buffer_init(&words, 16);
	if (escpos_clear(&words) != FAIL_NONE || !press_run_words(press, &words))
		return false;
	loop_timer_set(press->loop, ANSWER_MS, clear_by_request, press);
	return true;
}

/* What the printer still has in its buffer must not come out for somebody else. */
static void clear(struct press *press)
{
	press->step = STEP_CLEARING;
	if (!clear_live(press))
		clear_by_request(press);
}

/* The job is withdrawn: what can be done about that where it stands now. */
void press_leave(struct press *press)
{
	bool trouble = press_in_trouble(press);

	if (!press->withdrawn || press->step == STEP_CLEARING)
		return;
	if (press->step == STEP_VOIDING) {
		if (trouble)
			press_finish_torn(press, PRESS_WITHDRAWN);
	} else if (press->released && press->step == STEP_AWAY) {
		press_finish(press, PRESS_UNSURE);
	} else if (press->released) {
		bool asks_first = press->step == STEP_ASKING && !press->job.receipt; /* recalled: nobody has cleared it yet */
		if (trouble && (press->step == STEP_SENDING || press->step == STEP_CONFIRMING || asks_first))
			clear(press);
	} else if (!press->job.torn && !press_run_inked(press)) {
		press_finish(press, PRESS_WITHDRAWN);
	} else if (press->step < STEP_IDLE) {
		press_finish_torn(press, PRESS_WITHDRAWN);
	} else {
		clear(press);
	}
}

void press_withdraw(struct press *press)
{
	if (!press->busy || press->withdrawn)
		return;
	press->withdrawn = true;
	press_leave(press);
}

static void on_left(void *context)
{
	struct press *press = context;
	enum press_step step = press->step;
	bool inked = press_run_inked(press);

	press_listen_stop(press);
	press_mouth_stop(press);
	press_ask_stop(press);
	loop_timer_clear(press->loop, clear_by_request, press);
	press->step = STEP_AWAY;
	press->unbroken = false;
	if (press->slip_unproven)
		press->owed = OWED_SLIP; /* one too many voids nothing; one too few leaves a torn piece above somebody else's */
	press->slip_unproven = false;
	press->writing = WRITING_NOTHING;
	press->stale = press->mute = false;
	press_tell_state(press);
	if (!press->busy) {
		press_run_stop(press);
		return;
	}
	if (press->released || step == STEP_CONFIRMING) {
		judge_released(press);
	} else if (step == STEP_CLEARING || step == STEP_VOIDING || step == STEP_HELD || press->withdrawn) {
		press_finish_torn(press, PRESS_AGAIN); /* held: it may be journaled as sent, and is not */
	} else {
		press->job.torn = press->job.torn || inked || press->owed == OWED_SLIP; /* of the one before, when the next had begun already */
		press_run_stop(press);
	}
}

/* Long enough for a printer that is there to have come. */
static void looked(void *context)
{
	struct press *press = context;

	if (press->step == STEP_AWAY)
		press_tell_state(press);
}

static const struct port_events port_events = {
	press_on_arrived, on_left, press_on_accepted, press_on_received, press_on_status, press_on_cleared,
};

enum fail press_open(struct loop *loop, const char *where, const struct profile *profile, const struct press_events *events,
                     void *context, struct press **ret)
{
	struct press *press = calloc(1, sizeof *press);
	enum fail code;

	if (!press)
		abort();
	*press = (struct press){ .loop = loop, .profile = *profile, .otherwise = *profile, .events = events, .context = context, .heard_id = -1 };
	buffer_init(&press->run, RUN_MAX_BYTES);
	buffer_init(&press->pace.marks, MARKS_MAX_BYTES);
	if (strcmp(where, "auto") == 0)
		code = port_usb_open(loop, &port_events, press, &press->port);
	else if (strncmp(where, "unix:", 5) == 0 && where[5] != '\0')
		code = port_stream_open(loop, where + 5, &port_events, press, &press->port);
	else
		code = FAIL(INPUT, "the printer is neither \"auto\" nor \"unix:PATH\"");
	if (code != FAIL_NONE) {
		buffer_done(&press->run);
		buffer_done(&press->pace.marks);
		free(press);
		return code;
	}
	loop_timer_set(loop, LOOKED_MS, looked, press);
	*ret = press;
	return FAIL_NONE;
}

void press_close(struct press *press)
{
	if (!press)
		return;
	press_run_stop(press);
	press_listen_stop(press);
	press_mouth_stop(press);
	press_ask_stop(press);
	press_confirm_stop(press);
	loop_timer_clear(press->loop, clear_by_request, press);
	loop_timer_clear(press->loop, looked, press);
	press->port->kind->close(press->port);
	buffer_done(&press->run);
	buffer_done(&press->pace.marks);
	free(press);
}

bool press_paper_low(const struct press *press)
{
	return press_view(press).low;
}

const char *press_owes(const struct press *press)
{
	static const char *const names[] = { [OWED_NOTHING] = "nothing", [OWED_CUT] = "cut", [OWED_SLIP] = "slip" };

	return names[press->owed];
}

bool press_uncut(const struct press *press)
{
	return press->body_heard;
}

bool press_free_now(const struct press *press)
{
	return press->step == STEP_IDLE && !press->busy && !press_in_trouble(press);
}

bool press_stuck_now(const struct press *press)
{
	return press->step >= STEP_IDLE && !press->busy && press_in_trouble(press);
}

static enum fail begin(struct press *press, const struct press_job *job)
{
	if (press->busy)
		return FAIL(BUSY, "the printer has a job");
	press->busy = true;
	press->job = *job;
	return FAIL_NONE;
}

enum fail press_print(struct press *press, const struct press_job *job)
{
	TRY(begin(press, job));
	press->job.torn = job->torn || press->owed == OWED_SLIP;
	if (job->owes_cut && press->owed == OWED_NOTHING)
		press->owed = OWED_CUT;
	if (press->step == STEP_IDLE)
		press_prepare(press);
	return FAIL_NONE;
}

enum fail press_recall(struct press *press, int64_t number, int64_t witness)
{
	TRY(begin(press, &(struct press_job){ .number = number, .witness = witness }));
	press->released = true;
	press->unbroken = false;
	if (press->step >= STEP_IDLE)
		press_confirm_ask(press);
	return FAIL_NONE;
}
