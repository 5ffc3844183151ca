/* SPDX-License-Identifier: MIT */
/*
 * press_pace.c - never more with the printer than it has room for, so that a question always gets in.
 * DESIGN: USB has one way in: once the receive buffer is full, not even the question why it stands still finds room. Where the
 * size of that buffer is known, a run is made of units of less than half of it, and an answer that comes in order (GS r 1) is asked for
 * between them; a unit goes out when what was not answered for, and it, leave ROOM_BYTES. A few questions fit in there while it waits for paper.
 * An answer may be lost: then the printer is asked how it is, and if it is well the run goes on; who never answers is paced no more. What it said
 * last may be out of date, because that was lost too: when no question has room any more its port status decides, or two minutes.
 * LIMITS: zeros that end a torn command are larger than many a buffer and go out unpaced.
 * SOURCE: Epson's description of GS r and of the receive buffer.
 */
#include "firmware/print/press_inside.h"

#include <string.h>

enum {
	ROOM_BYTES = 64,          /* always free, beside WORDS_BYTES */
	WORDS_BYTES = 64,         /* for questions while it waits */
	SAY_BYTES = 16, MARK_BYTES = 3, HEAD_BYTES = 64, ROWS_LEAST = 8,
	LATE_MS = 1500,           /* for an answer; a unit is on paper in a tenth of that */
	LOST_MAX = 2, BLIND_MAX = 80,
};

static void is_late(void *context);

static int window(const struct press *press)
{
	return press->profile.buffer_bytes - ROOM_BYTES - WORDS_BYTES;
}

int press_pace_rows(const struct press *press)
{
	int rows = (window(press) / 2 - HEAD_BYTES) * 8 / press->profile.dots;

	if (!press->pace.on)
		return 0;
	return rows < press->profile.strip_rows ? rows : press->profile.strip_rows;
}

void press_pace_begin(struct press *press, bool job)
{
	struct pace *pace = &press->pace;

	buffer_clear(&pace->marks);
	pace->next = pace->acked = pace->spoken = 0;
	pace->asked = false;
	/* A fence must not be taken for the one that ends a job. */
	pace->on = job && pace->lost < LOST_MAX && press->profile.buffer_bytes > 0 && press->profile.confirm == CONFIRM_PROCESS_ID;
	if (pace->on && press_pace_rows(press) < ROWS_LEAST)
		pace->on = false;
}

static size_t count(const struct pace *pace)
{
	return pace->marks.size_bytes / sizeof(size_t);
}

static size_t mark(const struct pace *pace, size_t index)
{
	size_t at = 0;

	memcpy(&at, (const char *)pace->marks.bytes + index * sizeof at, sizeof at);
	return at;
}

bool press_pace_full(const struct press *press)
{
	size_t marks = count(&press->pace), since = marks > 0 ? mark(&press->pace, marks - 1) : 0;

	return press->pace.on && press->run.size_bytes + MARK_BYTES > since + (size_t)window(press) / 2;
}

enum fail press_pace_mark(struct press *press)
{
	if (!press->pace.on)
		return FAIL_NONE;
	TRY(escpos_fence(&press->run));
	return buffer_add(&press->pace.marks, &press->run.size_bytes, sizeof press->run.size_bytes);
}

size_t press_pace_limit(const struct press *press)
{
	const struct pace *pace = &press->pace;
	size_t most = pace->acked + (size_t)window(press), limit = press->place, at = pace->next;

	if (!pace->on)
		return press->run.size_bytes;
	for (; at < count(pace) && (at == 0 || mark(pace, at) <= most); at++)
		if (mark(pace, at) > limit)
			limit = mark(pace, at);
	return at == count(pace) && press->run.size_bytes <= most ? press->run.size_bytes : limit;
}

bool press_pace_waits(const struct press *press)
{
	return press->pace.on && (press->step == STEP_SENDING || press->step == STEP_VOIDING) && press->writing == WRITING_NOTHING && press->place > 0
	       && press->place < press->run.size_bytes && press_pace_limit(press) == press->place;
}

bool press_pace_may_say(const struct press *press)
{
	return press_pace_waits(press) && press->pace.spoken + SAY_BYTES <= WORDS_BYTES;
}

void press_pace_wait(struct press *press)
{
	loop_timer_set(press->loop, LATE_MS, is_late, press);
}

void press_pace_stop(struct press *press)
{
	loop_timer_clear(press->loop, is_late, press);
}

static void go_on(struct press *press)
{
	press_pace_stop(press);
	press->pace.spoken = 0;
	press->pace.asked = false;
	press->pace.blind = 0;
	press_run_more(press);
}

bool press_pace_heard(struct press *press)
{
	struct pace *pace = &press->pace;

	if (press->profile.confirm != CONFIRM_PROCESS_ID)
		return false;
	if (!pace->on || pace->next == count(pace) || mark(pace, pace->next) > press->place + press->flight)
		return true; /* of a run that is over */
	pace->acked = mark(pace, pace->next++);
	pace->lost = 0;
	go_on(press);
	return true;
}

/* Whatever is not answered for is taken for done. */
static void go_on_anyway(struct press *press)
{
	struct pace *pace = &press->pace;

	pace->acked = press->place;
	while (pace->next < count(pace) && mark(pace, pace->next) <= press->place)
		pace->next++;
	pace->on = ++pace->lost < LOST_MAX;
	go_on(press);
}

void press_pace_status(struct press *press, uint8_t bits)
{
	if (press_pace_waits(press) && !press_pace_may_say(press) && (bits & PORT_NO_ERROR) && !(bits & PORT_PAPER_EMPTY))
		go_on_anyway(press);
}

static void wait_for_help(struct press *press)
{
	struct pace *pace = &press->pace;

	pace->asked = false;
	if (press_pace_may_say(press) || press->port->kind->status(press->port) == FAIL_NONE)
		return;
	fail_clear(); /* not every port can */
	if (++pace->blind >= BLIND_MAX)
		go_on_anyway(press);
}

/* Its answer may wait for paper, or for the head to cool down, or was lost. */
static void is_late(void *context)
{
	struct press *press = context;
	struct pace *pace = &press->pace;

	if (!press_pace_waits(press))
		return;
	loop_timer_set(press->loop, LATE_MS, is_late, press);
	if (press_in_trouble(press)) {
		wait_for_help(press);
		return;
	}
	if (!pace->asked) {
		pace->asked = true;
		if (press_pace_may_say(press))
			press_say(press, false);
		if (press->port->kind->status(press->port) != FAIL_NONE)
			fail_clear(); /* not every port can */
		return;
	}
	go_on_anyway(press);
}
