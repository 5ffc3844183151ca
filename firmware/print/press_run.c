/* SPDX-License-Identifier: MIT */
/*
 * press_run.c - DESIGN: a job is one run of bytes and a place in it. Whatever ends a write, the place moves on by what the
 * printer took and the next write begins there, so nothing is sent twice or left out. Marks in the run tell what an unplugged
 * cable means: before the first ink nothing happened; before the cut a part is torn off. The last strip is held back until
 * the owner has on the disk that it goes out.
 */
#include "firmware/print/press_inside.h"

#include <stdlib.h>
#include <string.h>

static void stuck(void *context);
static void send_more(struct press *press);

/* Something of a sheet has been appended since @before: a mark goes before it where it would make a unit too long. True: append it anew. */
static bool unit_is_full(struct press *press, size_t before, enum fail *code)
{
	if (*code != FAIL_NONE || !press_pace_full(press))
		return false;
	press->run.size_bytes = before;
	*code = press_pace_mark(press);
	return *code == FAIL_NONE;
}

/* Where it is paced: in strips of at most a unit. */
static enum fail compose_rows(struct press *press, const struct raster *sheet, int row, int rows)
{
	struct buffer *run = &press->run;
	int most = press_pace_rows(press);
	size_t stride = (size_t)sheet->dots / 8;

	if (most == 0)
		return escpos_raster(run, &press->profile, sheet->bits + (size_t)row * stride, rows);
	for (int end = row + rows; row < end; row += most) {
		const uint8_t *bits = sheet->bits + (size_t)row * stride;
		int now = end - row < most ? end - row : most;
		size_t before = run->size_bytes;
		enum fail code = escpos_raster(run, &press->profile, bits, now);
		if (unit_is_full(press, before, &code))
			code = escpos_raster(run, &press->profile, bits, now);
		TRY(code);
	}
	return FAIL_NONE;
}

/* Line by line. */
static enum fail compose_letters(struct press *press, const struct letters *letters, size_t *ret_gate_at)
{
	struct buffer *run = &press->run;

	for (size_t i = 0, at = 0, end = 0; i < letters->ends.size_bytes; i += sizeof end, at = end) {
		size_t before = run->size_bytes;
		memcpy(&end, letters->ends.bytes + i, sizeof end);
		if (at == letters->last_at)
			*ret_gate_at = before;
		enum fail code = buffer_add(run, letters->bytes.bytes + at, end - at);
		if (unit_is_full(press, before, &code))
			code = buffer_add(run, letters->bytes.bytes + at, end - at);
		TRY(code);
	}
	return FAIL_NONE;
}

/* @ret_gate_at: where its last strip, or its last line, begins. */
static enum fail compose_sheet(struct press *press, const struct raster *sheet, size_t *ret_gate_at)
{
	struct buffer *run = &press->run;
	int last = sheet->rows < press->profile.strip_rows ? sheet->rows : press->profile.strip_rows, first = sheet->rows - last;

	if (sheet->letters)
		return compose_letters(press, sheet->letters, ret_gate_at);
	TRY(compose_rows(press, sheet, 0, first));
	*ret_gate_at = run->size_bytes;
	return compose_rows(press, sheet, first, last);
}

static enum fail compose_slip(struct press *press)
{
	const struct raster *slip = press->events->slip(press->context);
	size_t gate_at = 0;

	if (slip)
		TRY(compose_sheet(press, slip, &gate_at));
	return escpos_cut(&press->run, &press->profile);
}

static enum fail compose_receipt(struct press *press)
{
	struct buffer *run = &press->run;

	TRY(compose_sheet(press, press->job.receipt, &press->gate_at));
	bool ids = press->profile.confirm != CONFIRM_FENCE;
	if (ids)
		TRY(escpos_process_id(run, press_id_of(press->job.number, false)));
	press->cut_at = run->size_bytes;
	TRY(escpos_cut(run, &press->profile));
	if (ids)
		TRY(escpos_process_id(run, press_id_of(press->job.number, true)));
	if (press->profile.confirm != CONFIRM_PROCESS_ID && !press->speaks_ids)
		TRY(escpos_fence(run));
	return FAIL_NONE;
}

static enum fail compose(struct press *press, bool slip_only)
{
	struct buffer *run = &press->run;

	buffer_clear(run);
	press->place = 0;
	press_pace_begin(press, true);
	if (!press->clean)
		TRY(escpos_fill(run));
	TRY(escpos_start(run));
	TRY(escpos_speak(run));
	TRY(press_pace_mark(press));
	press->ink_at = run->size_bytes;
	if (press->mouth_full && press->profile.retracts)
		TRY(escpos_draw_back(run));
	if (slip_only || press->job.torn)
		TRY(compose_slip(press));
	else if (press->owed == OWED_CUT)
		TRY(escpos_cut(run, &press->profile));
	if (slip_only)
		return FAIL_NONE;
	press->ink_at = run->size_bytes;
	return compose_receipt(press);
}

static enum fail compose_question(struct press *press)
{
	buffer_clear(&press->run);
	press->place = 0;
	press_pace_begin(press, false);
	if (!press->clean)
		TRY(escpos_fill(&press->run));
	TRY(press->question == QUESTION_MODEL ? escpos_ask_model(&press->run) : escpos_ask_cuts(&press->run));
	press->ink_at = press->run.size_bytes;
	press->gate_at = press->cut_at = 0;
	return FAIL_NONE;
}

static void compose_or_die(struct press *press)
{
	if ((press->step == STEP_ASKING ? compose_question(press) : compose(press, press->step == STEP_VOIDING)) != FAIL_NONE)
		abort(); /* the run's maximum is made from the raster's: this is a bug */
}

static void start(struct press *press)
{
	press_ask_stop(press);
	press->beyond = 0;
	compose_or_die(press);
	press->refused = 0;
	press->stuck_before = false;
	press->stale = press->writing != WRITING_NOTHING;
	loop_timer_set(press->loop, STUCK_MS, stuck, press);
	send_more(press);
}

void press_run_start(struct press *press, bool slip_only)
{
	press->step = slip_only ? STEP_VOIDING : STEP_SENDING;
	press->released = slip_only;
	press->heard_id = -1;
	press->fence_heard = press->body_heard = false;
	start(press);
}

void press_run_ask(struct press *press)
{
	start(press);
}

static void send_again(void *context)
{
	send_more(context);
}

void press_run_stop(struct press *press)
{
	loop_timer_clear(press->loop, stuck, press);
	loop_timer_clear(press->loop, send_again, press);
	press_pace_stop(press);
	if (press->place < press->run.size_bytes && press->place > 0)
		press->clean = false; /* perhaps half a command */
	press->stale = press->writing != WRITING_NOTHING;
	press->place = press->beyond = press->ink_at = press->gate_at = press->cut_at = 0;
	buffer_clear(&press->run);
}

void press_run_go(struct press *press)
{
	press->released = true;
	press->step = STEP_SENDING;
	loop_timer_set(press->loop, STUCK_MS, stuck, press);
	send_more(press);
}

static size_t flight(const struct press *press)
{
	return press->writing == WRITING_RUN && !press->stale ? press->flight : press->beyond;
}

bool press_run_inked(const struct press *press)
{
	return press->run.size_bytes > 0 && press->place + flight(press) > press->ink_at;
}

bool press_run_uncut(const struct press *press)
{
	return press->run.size_bytes > 0 && press->place + flight(press) + PACKET_BYTES <= press->cut_at;
}

static bool is_running(const struct press *press)
{
	return press->step == STEP_SENDING || press->step == STEP_VOIDING || press->step == STEP_ASKING;
}

bool press_run_out(const struct press *press)
{
	return press->place == press->run.size_bytes && press->writing == WRITING_NOTHING;
}

static void reached_end(struct press *press)
{
	loop_timer_clear(press->loop, stuck, press);
	if (press->released || press->step == STEP_ASKING) {
		press->clean = true;
		press_run_over(press);
		return;
	}
	press->step = STEP_HELD;
	press->owed = OWED_NOTHING; /* the slip is out */
	press->told_sent = true;
	press->events->sent(press->context);
}

static void send_more(struct press *press)
{
	size_t left = (press->released || press->step == STEP_ASKING ? press->run.size_bytes : press->gate_at) - press->place;

	if (!is_running(press) || press->writing != WRITING_NOTHING)
		return;
	if (left == 0) {
		reached_end(press);
		return;
	}
	size_t may = press_pace_limit(press) - press->place;
	if (may == 0) {
		press_pace_wait(press);
		return;
	}
	left = left < may ? left : may;
	press->flight = left < PORT_CHUNK_BYTES ? left : PORT_CHUNK_BYTES;
	enum fail code = press->port->kind->write(press->port, (const uint8_t *)press->run.bytes + press->place, press->flight);
	press->writing = code == FAIL_NONE ? WRITING_RUN : WRITING_NOTHING;
}

void press_run_more(struct press *press)
{
	send_more(press);
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
	press_leave(press);
}

/* The end of a write that was under way when the run began. */
static void take_stale(struct press *press, enum fail code)
{
	press->stale = false;
	if (code != FAIL_NONE && press->clean) {
		press->clean = false;
		if (is_running(press) && press->place == 0)
			compose_or_die(press);
	}
	send_more(press);
}

static bool write_words(struct press *press)
{
	if (press->writing != WRITING_NOTHING || press->port->kind->write(press->port, press->words + press->words_at, press->words_size - press->words_at) != FAIL_NONE)
		return false;
	press->writing = WRITING_WORDS;
	return true;
}

bool press_run_words(struct press *press, const struct buffer *words)
{
	if (press->writing != WRITING_NOTHING || words->size_bytes > sizeof press->words)
		return false;
	memcpy(press->words, words->bytes, words->size_bytes);
	press->words_size = words->size_bytes;
	press->words_at = 0;
	press->pace.spoken += words->size_bytes;
	return write_words(press);
}

/* Half a command in front of a run would swallow its first bytes: the rest goes first. */
static void words_over(struct press *press, size_t size, enum fail code)
{
	press->words_at += size;
	if (code == FAIL_OFFLINE || (press->words_at < press->words_size && write_words(press)))
		return;
	if (press->words_at < press->words_size)
		press->clean = false;
	send_more(press);
}

/* What it had refused for long went through: somebody has helped it, and nothing waits to be told so by a job. */
static void takes_again(struct press *press, size_t size)
{
	if (size == 0 || !press->mute)
		return;
	press->mute = press->stuck_before = false;
	press_tell_state(press);
}

void press_on_accepted(void *context, size_t size, enum fail code)
{
	struct press *press = context;
	bool words = press->writing == WRITING_WORDS;

	press->writing = WRITING_NOTHING;
	if (press->stale) {
		take_stale(press, code);
		takes_again(press, size);
		return;
	}
	if (words) {
		words_over(press, size, code);
		return;
	}
	if (!is_running(press)) {
		press->clean = press->clean && code == FAIL_NONE; /* perhaps half a command */
		takes_again(press, size);
		return;
	}
	press->place += size;
	press->beyond = code == FAIL_OFFLINE && size < press->flight ? press->flight - size : 0;
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
