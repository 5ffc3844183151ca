/* SPDX-License-Identifier: MIT */
/*
 * press_ask.c - questions that are answered in order, one at a time: how often it has cut, and which model it is.
 * DESIGN: the count of cuts is the witness that lives through power cuts and programs that die; it is asked before each job, so
 * that what a hand cut meanwhile does not matter. Being in order, an answer also says that everything before was worked through.
 * The model is asked of a printer that no profile knows by its descriptors. SOURCE: Epson's description of GS g 2 and GS I.
 */
#include "firmware/print/press_inside.h"

#include <stdio.h>
#include <string.h>

static void not_answered(void *context);

static void answered(struct press *press)
{
	press_ask_stop(press);
	if (press->question == QUESTION_MODEL) {
		press_choose(press, press->model_heard);
		press->step = STEP_IDLE;
		if (press->busy)
			press_prepare(press);
		press_tell_anyway(press); /* whoever waits for it to be free looks again */
		return;
	}
	if (press->cuts_heard < 0 && press->profile.counter != COUNTER_YES)
		press->no_counter = true;
	if (press->released)
		press_confirm_count(press, press->cuts_heard);
	else
		press_counted(press, press->cuts_heard);
}

static void not_answered(void *context)
{
	struct press *press = context;

	if (press_in_trouble(press))
		loop_timer_set(press->loop, ANSWER_MS, not_answered, press); /* it answers when somebody has helped it */
	else
		answered(press);
}

void press_ask_start(struct press *press, enum press_question question)
{
	press->question = question;
	press->heard = false;
	press->cuts_heard = -1;
	press->model_heard[0] = '\0';
	press->step = STEP_ASKING;
	press_run_ask(press);
}

void press_ask_out(struct press *press)
{
	if (press->heard)
		answered(press); /* the two channels do not wait for each other */
	else
		loop_timer_set(press->loop, press->released ? RECALL_MS : ANSWER_MS, not_answered, press);
}

void press_ask_heard(struct press *press, const struct escpos_word *word)
{
	if (press->step != STEP_ASKING)
		return;
	if (press->question == QUESTION_CUTS) {
		press->cuts_heard = escpos_reply_counter(word);
		press->heard = press->cuts_heard >= 0;
	} else {
		press->heard = escpos_reply_text(word, press->model_heard, sizeof press->model_heard);
	}
	if (press->heard && press_run_out(press))
		answered(press);
}

void press_ask_stop(struct press *press)
{
	loop_timer_clear(press->loop, not_answered, press);
}

/* The question for the model waits until nothing else is to do and nothing is the matter. */
bool press_ask_model(struct press *press)
{
	if (!press->unnamed || press->step != STEP_IDLE || press->busy || press_in_trouble(press))
		return false;
	press->unnamed = false;
	press_ask_start(press, QUESTION_MODEL);
	return true;
}

void press_choose(struct press *press, const char *model)
{
	const struct profile *found = press->profiles
		? profile_choose(press->profiles, press->port->vendor, press->port->product, press->device_id, model) : NULL;

	press->unnamed = press->profiles && !found && model[0] == '\0' && press->step != STEP_ASKING;
	press->profile = found ? *found : press->otherwise;
	press->no_counter = press->profile.counter == COUNTER_NO;
	press->reply.full = press->profile.presenter != PRESENTER_NONE;
}

void press_profiles(struct press *press, const struct profile_set *profiles)
{
	press->profiles = profiles;
}

const struct profile *press_profile(const struct press *press)
{
	return &press->profile;
}
