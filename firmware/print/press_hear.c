/* SPDX-License-Identifier: MIT */
/* press_hear.c - what the printer says: how it is, and what it answers. */
#include "firmware/print/press_inside.h"

#include <stdio.h>
#include <string.h>

static void settled(void *context);
static void look(void *context);
static void greeted(void *context);

static enum trouble trouble_of(const struct press *press)
{
	const struct escpos_facts *facts = &press->facts;

	if (press->step == STEP_AWAY)
		return press->busy ? TROUBLE_GONE : TROUBLE_NONE;
	enum trouble said = escpos_facts_trouble(facts);
	if (said < TROUBLE_MUTE)
		return said; /* it says itself what it is */
	if (!facts->known && press->port_paper)
		return TROUBLE_PAPER;
	if (!facts->known && press->port_trouble)
		return TROUBLE_ERROR;
	return press->mute ? TROUBLE_MUTE : said;
}

struct press_view press_view(const struct press *press)
{
	const struct trouble_row *row = trouble_row(trouble_of(press));
	struct press_view view = { PRESS_READY, row->key, press->step != STEP_AWAY && press->facts.paper_low };

	while (view.state < PRESS_ERROR && strcmp(press_state_name(view.state), row->state) != 0)
		view.state++;
	return view;
}

bool press_in_trouble(const struct press *press)
{
	return press_view(press).state != PRESS_READY;
}

/* A few bytes outside any job. What does not go out now is asked again by the next job. */
void press_say(struct press *press, bool speak)
{
	BUFFER_AUTO words = { 0 };
	enum fail code = FAIL_NONE;

	buffer_init(&words, 64);
	if (press->step == STEP_GREETING)
		code = escpos_close_head(&words); /* of whoever spoke to it before: what is torn further back gets its fill with the next run */
	if (speak && code == FAIL_NONE)
		code = escpos_speak(&words);
	for (int what = 1; what <= ASK_COUNT && code == FAIL_NONE; what++)
		code = escpos_ask(&words, what);
	if (code != FAIL_NONE || !press_run_words(press, &words))
		return;
	press->asked_count = 0;
	for (int what = 1; what <= ASK_COUNT; what++)
		press->asked[press->asked_count++] = what;
}

void press_on_arrived(void *context, const char *device_id)
{
	struct press *press = context;

	snprintf(press->device_id, sizeof press->device_id, "%s", device_id);
	press_choose(press, "");
	press->reply = (struct escpos_reply){ .full = press->profile.presenter != PRESENTER_NONE };
	press->step = STEP_SETTLING;
	press->facts = (struct escpos_facts){ 0 };
	press->port_paper = press->port_trouble = press->clean = press->speaks_ids = false;
	press->writing = WRITING_NOTHING;
	press->pace.lost = 0;
	press->asked_count = 0;
	press->heard_id = -1;
	loop_timer_set(press->loop, SETTLE_MS, settled, press);
}

static void settled(void *context)
{
	struct press *press = context;

	press->step = STEP_GREETING;
	press_say(press, true);
	if (press->port->kind->status(press->port) != FAIL_NONE)
		fail_clear(); /* not every port can */
	loop_timer_set(press->loop, HELLO_MS, greeted, press);
}

static void greeted(void *context)
{
	struct press *press = context;

	press->step = STEP_IDLE;
	press->asked_count = 0;
	if (press->busy && press->released)
		press_confirm_ask(press);
	else if (press->busy)
		press_prepare(press);
	else
		press_ask_model(press);
	press_tell_state(press);
}

void press_listen_stop(struct press *press)
{
	loop_timer_clear(press->loop, settled, press);
	loop_timer_clear(press->loop, greeted, press);
	loop_timer_clear(press->loop, look, press);
}

bool press_may_speak(const struct press *press)
{
	return press->step == STEP_IDLE || press->step == STEP_READY || press->step == STEP_HELD || press->step == STEP_CONFIRMING
	       || (press->step == STEP_ASKING && press_run_out(press)) || press_pace_may_say(press);
}

/* The cutter's way was blocked, and somebody had the cover open, or the printer says itself that it only waits to be told to go on. */
static void recover(struct press *press, const struct escpos_facts *before)
{
	const struct escpos_facts *now = &press->facts;
	bool mended = (now->cutter && before->cover_open && !now->cover_open) || (now->waiting && !before->waiting);
	BUFFER_AUTO words = { 0 };

	if (!mended || now->cover_open || !press_may_speak(press))
		return;
	buffer_init(&words, 8);
	if (escpos_recover(&words) == FAIL_NONE && !press_run_words(press, &words))
		fail_clear(); /* its owner opens the cover once more */
}

static void look(void *context)
{
	struct press *press = context;

	if (press->step == STEP_AWAY || !press_in_trouble(press))
		return;
	if (press_may_speak(press))
		press_say(press, true);
	press->look_ms = press->look_ms * 2 < LOOK_LAST_MS ? press->look_ms * 2 : LOOK_LAST_MS;
	loop_timer_set(press->loop, press->look_ms, look, press);
}

void press_look(struct press *press)
{
	press->look_ms = LOOK_MS;
	if (press->step != STEP_AWAY && press_in_trouble(press))
		loop_timer_set(press->loop, LOOK_MS, look, press);
}

static void take_word(struct press *press, const struct escpos_word *word)
{
	switch (word->kind) {
	case ESCPOS_STATE:
		escpos_facts_state(&press->facts, word->bytes);
		break;
	case ESCPOS_ANSWER:
		if (press->asked_count > 0) {
			escpos_facts_answer(&press->facts, press->asked[0], word->bytes[0]);
			press->asked_count--;
			for (int i = 0; i < press->asked_count; i++)
				press->asked[i] = press->asked[i + 1];
		}
		break;
	case ESCPOS_FENCE:
		if (!press_pace_heard(press))
			press_confirm_fence(press);
		break;
	case ESCPOS_FULL:
		press_mouth_heard(press, word);
		break;
	case ESCPOS_BLOCK:
		press_confirm_id(press, escpos_reply_process_id(word));
		if (press->step == STEP_CLEARING && escpos_reply_cleared(word))
			press_on_cleared(press, FAIL_NONE);
		press_ask_heard(press, word);
		break;
	case ESCPOS_WORD_KIND_COUNT:
		break;
	}
}

void press_on_received(void *context, const uint8_t *bytes, size_t size)
{
	struct press *press = context;
	const struct escpos_facts before = press->facts;
	struct escpos_word word;

	for (size_t i = 0; i < size; i++)
		if (escpos_reply_take(&press->reply, bytes[i], &word))
			take_word(press, &word);
	if (press->facts.known && escpos_facts_trouble(&press->facts) > TROUBLE_MUTE)
		press->mute = false; /* it says itself that it is well: somebody has helped it */
	recover(press, &before);
	if (press->step == STEP_GREETING && press->facts.known && press->asked_count == 0) {
		loop_timer_clear(press->loop, greeted, press);
		greeted(press);
	} else if (press->step != STEP_SETTLING && press->step != STEP_GREETING) {
		press_tell_state(press);
		press_leave(press);
		press_ask_model(press);
	}
}

void press_on_status(void *context, enum fail code, uint8_t bits)
{
	struct press *press = context;

	if (code == FAIL_NONE) {
		press->port_paper = bits & PORT_PAPER_EMPTY;
		press->port_trouble = !(bits & PORT_NO_ERROR);
	}
	if (press->step >= STEP_IDLE)
		press_tell_state(press);
	press_confirm_status(press, code);
	if (code == FAIL_NONE)
		press_pace_status(press, bits);
	press_leave(press);
}
