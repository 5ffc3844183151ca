/* SPDX-License-Identifier: MIT */
/*
 * press_count.c - the witness: a count of cuts that the printer keeps through power cuts and programs that die.
 * DESIGN: it is asked before each job, so that what a hand cut meanwhile does not matter, and in order: its answer also says
 * that everything before it was worked through. SOURCE: Epson's description of GS g 2, counter 178.
 */
#include "firmware/print/press_inside.h"

static void not_counted(void *context);

static void counted(struct press *press, int64_t cuts)
{
	press_count_stop(press);
	if (cuts < 0)
		press->no_counter = true;
	if (press->released)
		press_confirm_count(press, cuts);
	else
		press_counted(press, cuts);
}

static void not_counted(void *context)
{
	struct press *press = context;

	if (press_in_trouble(press))
		loop_timer_set(press->loop, COUNT_MS, not_counted, press); /* it answers when somebody has helped it */
	else
		counted(press, -1);
}

void press_count_start(struct press *press)
{
	press->cuts_heard = -1;
	press->step = STEP_COUNTING;
	press_run_ask(press);
}

void press_count_out(struct press *press)
{
	if (press->cuts_heard >= 0)
		counted(press, press->cuts_heard); /* the two channels do not wait for each other */
	else
		loop_timer_set(press->loop, press->released ? RECALL_MS : COUNT_MS, not_counted, press);
}

void press_count_heard(struct press *press, const struct escpos_word *word)
{
	int64_t cuts = escpos_reply_counter(word);

	if (cuts < 0 || press->step != STEP_COUNTING)
		return;
	press->cuts_heard = cuts;
	if (press_run_out(press))
		counted(press, cuts);
}

void press_count_stop(struct press *press)
{
	loop_timer_clear(press->loop, not_counted, press);
}
