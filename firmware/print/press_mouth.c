/* SPDX-License-Identifier: MIT */
/*
 * press_mouth.c - a kiosk printer's mouth holds the cut receipt out until a hand takes it. What nobody took is drawn back, so that the
 * next person never gets it; what cannot be drawn back, or by a printer that cannot do that, is told. SOURCE: Custom's manuals of GS e and DLE EOT 20.
 */
#include "firmware/print/press_inside.h"

enum { MOUTH_LOOK_MS = 2000 };

static void look_at_mouth(void *context);

static int64_t limit_ms(const struct press *press)
{
	return press->profile.ticket_seconds * (int64_t)1000;
}

static void say(struct press *press, enum fail (*what)(struct buffer *to))
{
	BUFFER_AUTO words = { 0 };

	buffer_init(&words, 16);
	if (what(&words) == FAIL_NONE && press_may_speak(press) && !press_run_words(press, &words))
		fail_clear(); /* the next look asks again */
}

static void look_at_mouth(void *context)
{
	struct press *press = context;

	if (press->step == STEP_AWAY || !press->mouth_full)
		return;
	press->mouth_ms += MOUTH_LOOK_MS;
	if (press->mouth_ms == limit_ms(press) - limit_ms(press) % MOUTH_LOOK_MS && press->mouth_private && press->profile.retracts)
		say(press, escpos_draw_back);
	else
		say(press, escpos_ask_full);
	loop_timer_set(press->loop, MOUTH_LOOK_MS, look_at_mouth, press);
}

void press_mouth_shows(struct press *press)
{
	if (press->profile.presenter == PRESENTER_NONE)
		return;
	press->mouth_full = true;
	press->mouth_private = press->job.private;
	press->mouth_ms = 0;
	loop_timer_set(press->loop, MOUTH_LOOK_MS, look_at_mouth, press);
}

void press_mouth_heard(struct press *press, const struct escpos_word *word)
{
	bool there = word->bytes[2] & 0x20;

	if (!there)
		press_mouth_stop(press);
	press->facts.ticket = there && press->mouth_full && press->mouth_private && press->mouth_ms > limit_ms(press);
}

void press_mouth_stop(struct press *press)
{
	press->mouth_full = press->facts.ticket = false;
	loop_timer_clear(press->loop, look_at_mouth, press);
}
