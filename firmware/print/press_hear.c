/* SPDX-License-Identifier: MIT */
/* press_hear.c - what the printer says: how it is, and whether the receipt came out. */
#include "firmware/print/press_inside.h"

#include <string.h>

static void settled(void *context);
static void greeted(void *context);
static void not_confirmed(void *context);
static void heard_before(void *context);
static void paper_is_out(void *context);

int press_id_of(int64_t number)
{
	return (int)(number % ESCPOS_PROCESS_IDS);
}

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

bool press_confirmed(const struct press *press, int64_t number)
{
	return press->heard_id == press_id_of(number);
}

static bool confirms(int heard, int64_t number)
{
	return heard >= 0 && (heard - press_id_of(number) + ESCPOS_PROCESS_IDS) % ESCPOS_PROCESS_IDS < ID_WINDOW;
}

/* A few bytes outside any job. What does not go out now is asked again by the next job. */
static void say(struct press *press, bool speak)
{
	BUFFER_AUTO words = { 0 };
	enum fail code = FAIL_NONE;

	buffer_init(&words, 64);
	if (speak)
		code = escpos_speak(&words);
	for (int what = 1; what <= ASK_COUNT && code == FAIL_NONE; what++)
		code = escpos_ask(&words, what);
	if (code != FAIL_NONE || press->writing != WRITING_NOTHING
	    || press->port->kind->write(press->port, (const uint8_t *)words.bytes, words.size_bytes) != FAIL_NONE)
		return;
	press->writing = WRITING_WORDS;
	press->asked_count = 0;
	for (int what = 1; what <= ASK_COUNT; what++)
		press->asked[press->asked_count++] = what;
}

void press_on_arrived(void *context, const char *device_id)
{
	struct press *press = context;

	(void)device_id; /* one profile fits all so far */
	press->step = STEP_SETTLING;
	press->reply = (struct escpos_reply){ 0 };
	press->facts = (struct escpos_facts){ 0 };
	press->port_paper = press->port_trouble = press->clean = press->speaks_ids = false;
	press->writing = WRITING_NOTHING;
	press->asked_count = 0;
	press->heard_id = -1;
	loop_timer_set(press->loop, SETTLE_MS, settled, press);
}

static void settled(void *context)
{
	struct press *press = context;

	press->step = STEP_GREETING;
	say(press, true);
	if (press->port->kind->status(press->port) != FAIL_NONE)
		fail_clear(); /* not every port can */
	loop_timer_set(press->loop, HELLO_MS, greeted, press);
}

static void greeted(void *context)
{
	struct press *press = context;

	press->step = STEP_IDLE;
	press->asked_count = 0;
	if (press->busy)
		press_begin_run(press);
	press_tell_state(press);
}

void press_listen_stop(struct press *press)
{
	loop_timer_clear(press->loop, settled, press);
	loop_timer_clear(press->loop, greeted, press);
}

static int64_t paper_ms(const struct press *press)
{
	return (int64_t)press->job.receipt->rows * 1000 / press->profile.rows_per_second;
}

/* It may come before the last write is known to be over: the two channels do not wait for each other. */
static void take_fence(struct press *press)
{
	if (!press->job.receipt || press->fence_heard || press->speaks_ids)
		return;
	press->fence_heard = true;
	if (press->step == STEP_CONFIRMING)
		loop_timer_set(press->loop, paper_ms(press) + FENCE_MS, paper_is_out, press);
}

static void take_word(struct press *press, const struct escpos_word *word)
{
	int id;

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
		take_fence(press);
		break;
	case ESCPOS_BLOCK:
		id = escpos_reply_process_id(word);
		if (id >= 0) {
			press->heard_id = id;
			press->speaks_ids = true;
		}
		if (press->step == STEP_CONFIRMING && confirms(id, press->job.number))
			press_finish(press, PRESS_DONE);
		break;
	case ESCPOS_WORD_KIND_COUNT:
		break;
	}
}

void press_on_received(void *context, const uint8_t *bytes, size_t size)
{
	struct press *press = context;
	struct escpos_word word;

	for (size_t i = 0; i < size; i++)
		if (escpos_reply_take(&press->reply, bytes[i], &word))
			take_word(press, &word);
	if (press->facts.known && !press_in_trouble(press))
		press->mute = false;
	if (press->step == STEP_GREETING && press->facts.known && press->asked_count == 0) {
		loop_timer_clear(press->loop, greeted, press);
		greeted(press);
	} else if (press->step != STEP_SETTLING && press->step != STEP_GREETING) {
		press_tell_state(press);
	}
}

void press_on_status(void *context, enum fail code, uint8_t bits)
{
	struct press *press = context;

	if (code == FAIL_NONE) {
		press->port_paper = bits & PORT_PAPER_EMPTY;
		press->port_trouble = !(bits & PORT_NO_ERROR);
	}
	if (press->step == STEP_CONFIRMING && press->status_asked) {
		press->status_asked = false;
		press_finish(press, code == FAIL_NONE && !press_in_trouble(press) ? PRESS_DONE : PRESS_UNSURE);
		return;
	}
	if (press->step == STEP_IDLE || press->step == STEP_SENDING || press->step == STEP_CONFIRMING)
		press_tell_state(press);
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
		say(press, false);
		loop_timer_set(press->loop, LAST_LOOK_MS, not_confirmed, press);
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
	press->status_asked = false;
}
