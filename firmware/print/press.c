/* SPDX-License-Identifier: MIT */
/*
 * press.c - DESIGN: a job is one run of bytes and a place in it. Whatever ends a write, the place moves on by what the
 * printer took and the next write begins there, so nothing is sent twice or left out. Three marks in the run tell what an
 * unplugged cable means: before the first ink nothing happened; before the cut a part is torn off; after it the receipt
 * may lie on the counter. Every new printer is first listened to (a late confirmation) and the first job begins with
 * bytes that end a command somebody else left torn.
 * SOURCE: Epson's description of GS ( H and of status transmission.
 */
#include "firmware/print/press_inside.h"

#include <stdlib.h>
#include <string.h>

static void stuck(void *context);
static void send_more(struct press *press);

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
	press->told = view;
	press->events->changed(press->context, view.state, view.key);
}

/* Room for a receipt and a slip of the longest kind, with a command before each strip of eight rows. */
enum { RUN_MAX_BYTES = 2 * RASTER_ROWS_MAX * (PROFILE_DOTS_MAX / 8 + 2) + 2 * ESCPOS_FILL_BYTES };

static enum fail compose(struct press *press)
{
	const struct press_job *job = &press->job;
	struct buffer *run = &press->run;

	buffer_clear(run);
	press->place = 0;
	if (!press->clean)
		TRY(escpos_fill(run));
	TRY(escpos_start(run));
	TRY(escpos_speak(run));
	press->ink_at = run->size_bytes;
	if (job->torn) {
		TRY(escpos_raster(run, &press->profile, job->slip->bits, job->slip->rows));
		TRY(escpos_cut(run, &press->profile));
		press->ink_at = run->size_bytes;
	}
	TRY(escpos_raster(run, &press->profile, job->receipt->bits, job->receipt->rows));
	TRY(escpos_cut(run, &press->profile));
	press->whole_at = run->size_bytes;
	if (press->profile.confirm != CONFIRM_FENCE)
		TRY(escpos_process_id(run, press_id_of(job->number)));
	if (press->profile.confirm != CONFIRM_PROCESS_ID && !press->speaks_ids)
		TRY(escpos_fence(run));
	return FAIL_NONE;
}

void press_begin_run(struct press *press)
{
	if (compose(press) != FAIL_NONE)
		abort(); /* the run's maximum is made from the raster's: this is a bug */
	press->step = STEP_SENDING;
	press->refused = 0;
	press->heard_id = -1;
	press->fence_heard = press->stuck_before = false;
	loop_timer_set(press->loop, STUCK_MS, stuck, press);
	send_more(press);
}

void press_finish(struct press *press, enum press_outcome outcome)
{
	loop_timer_clear(press->loop, stuck, press);
	press_confirm_stop(press);
	press->job = (struct press_job){ 0 };
	press->busy = false;
	press->reset_tried = false;
	if (press->step != STEP_AWAY)
		press->step = STEP_IDLE;
	buffer_clear(&press->run);
	press->events->finished(press->context, outcome);
}

static void send_again(void *context)
{
	send_more(context);
}

static void send_more(struct press *press)
{
	size_t left = press->run.size_bytes - press->place;

	if (press->step != STEP_SENDING || press->writing != WRITING_NOTHING)
		return;
	if (left == 0) {
		press->clean = true;
		loop_timer_clear(press->loop, stuck, press);
		press->step = STEP_CONFIRMING;
		press->events->sent(press->context);
		press_confirm_start(press);
		return;
	}
	enum fail code = press->port->kind->write(press->port, (const uint8_t *)press->run.bytes + press->place,
	                                          left < PORT_CHUNK_BYTES ? left : PORT_CHUNK_BYTES);
	press->writing = code == FAIL_NONE ? WRITING_RUN : WRITING_NOTHING;
}

/*
 * Nothing went on for long. With a reason known, a person will end it; without one, empty the printer once and begin
 * anew. Looked at twice, because a clock that was set forward makes anything look long.
 */
static void stuck(void *context)
{
	struct press *press = context;
	bool before = press->stuck_before;

	press->stuck_before = !before;
	loop_timer_set(press->loop, before ? STUCK_MS : STUCK_AGAIN_MS, stuck, press);
	if (press_in_trouble(press) || !before)
		return;
	if (!press->reset_tried && press->port->kind->reset(press->port) == FAIL_NONE) {
		press->reset_tried = true;
		return;
	}
	press->mute = true;
	press_tell_state(press);
}

static void on_accepted(void *context, size_t size, enum fail code)
{
	struct press *press = context;

	bool words = press->writing == WRITING_WORDS;
	press->writing = WRITING_NOTHING;
	if (words && code != FAIL_NONE)
		press->clean = false; /* perhaps half a command */
	if (press->again) {
		press->again = false;
		press_begin_run(press);
		return;
	}
	if (press->step != STEP_SENDING)
		return;
	if (words) {
		send_more(press);
		return;
	}
	press->place += size;
	if (size > 0) {
		press->refused = 0;
		press->mute = press->stuck_before = false;
		loop_timer_set(press->loop, STUCK_MS, stuck, press);
		press_tell_state(press);
	}
	if (code == FAIL_TIMEOUT && press->port->kind->status(press->port) != FAIL_NONE)
		fail_clear(); /* no such question on this port: its own messages must do */
	if (code == FAIL_OFFLINE)
		return;
	if (code == FAIL_DEVICE && ++press->refused >= REFUSED_MAX)
		loop_timer_set(press->loop, REFUSED_MS, send_again, press);
	else
		send_more(press);
}

static void on_cleared(void *context, enum fail code)
{
	struct press *press = context;

	if (code != FAIL_NONE || press->step != STEP_SENDING)
		return;
	press->job.torn = press->job.torn || press->place > press->ink_at;
	press->clean = false;
	if (press->writing != WRITING_NOTHING)
		press->again = true;
	else
		press_begin_run(press);
}

static void on_left(void *context)
{
	struct press *press = context;
	enum press_step step = press->step;

	loop_timer_clear(press->loop, stuck, press);
	loop_timer_clear(press->loop, send_again, press);
	press_listen_stop(press);
	press->step = STEP_AWAY;
	press->writing = WRITING_NOTHING;
	press->again = press->mute = false;
	press_tell_state(press);
	if (!press->busy)
		return;
	if (step == STEP_CONFIRMING || (step == STEP_SENDING && press->place >= press->whole_at)) {
		if (step == STEP_SENDING)
			press->events->sent(press->context);
		press_finish(press, PRESS_UNSURE);
		return;
	}
	if (step == STEP_SENDING)
		press->job.torn = press->job.torn || press->place > press->ink_at;
}

static const struct port_events port_events = {
	press_on_arrived, on_left, on_accepted, press_on_received, press_on_status, on_cleared,
};

enum fail press_open(struct loop *loop, const char *where, const struct profile *profile, const struct press_events *events,
                     void *context, struct press **ret)
{
	struct press *press = calloc(1, sizeof *press);
	enum fail code;

	if (!press)
		abort();
	*press = (struct press){ .loop = loop, .profile = *profile, .events = events, .context = context, .heard_id = -1 };
	buffer_init(&press->run, RUN_MAX_BYTES);
	if (strcmp(where, "auto") == 0)
		code = port_usb_open(loop, &port_events, press, &press->port);
	else if (strncmp(where, "unix:", 5) == 0 && where[5] != '\0')
		code = port_stream_open(loop, where + 5, &port_events, press, &press->port);
	else
		code = FAIL(INPUT, "the printer is neither \"auto\" nor \"unix:PATH\"");
	if (code != FAIL_NONE) {
		buffer_done(&press->run);
		free(press);
		return code;
	}
	*ret = press;
	return FAIL_NONE;
}

void press_close(struct press *press)
{
	if (!press)
		return;
	loop_timer_clear(press->loop, stuck, press);
	loop_timer_clear(press->loop, send_again, press);
	press_listen_stop(press);
	press_confirm_stop(press);
	press->port->kind->close(press->port);
	buffer_done(&press->run);
	free(press);
}

bool press_paper_low(const struct press *press)
{
	return press_view(press).low;
}

bool press_free_now(const struct press *press)
{
	return press->step == STEP_IDLE && !press->busy && !press_in_trouble(press);
}

enum fail press_print(struct press *press, const struct press_job *job)
{
	if (press->busy)
		return FAIL(BUSY, "the printer has a job");
	press->busy = true;
	press->job = *job;
	if (press->step == STEP_IDLE)
		press_begin_run(press);
	return FAIL_NONE;
}

enum fail press_recall(struct press *press, int64_t number)
{
	if (press->busy)
		return FAIL(BUSY, "the printer has a job");
	press->busy = true;
	press->job = (struct press_job){ .number = number };
	press->step = STEP_CONFIRMING;
	press_confirm_start(press);
	return FAIL_NONE;
}
