/* SPDX-License-Identifier: MIT */
/* hands.c - the page to learn the keys, the two switches, the steady touch. */
#include "ui/visit/hands.h"

#include "ui/visit/parts.h"

#include <string.h>

static const char *const names[PAD_COUNT] = {
	[PAD_NONE] = "",         [PAD_PREVIOUS] = "previous", [PAD_NEXT] = "next",           [PAD_UP] = "up",                [PAD_DOWN] = "down",
	[PAD_SELECT] = "select", [PAD_HELP] = "help",         [PAD_REPEAT] = "repeat",       [PAD_PAUSE] = "pause",          [PAD_STOP] = "stop",
	[PAD_LOUDER] = "volume-up", [PAD_SOFTER] = "volume-down", [PAD_FASTER] = "faster",   [PAD_SLOWER] = "slower",
	[PAD_HEADPHONES_IN] = "headphones-in", [PAD_HEADPHONES_OUT] = "headphones-out",      [PAD_HIDE] = "hide", [PAD_SWITCH_1] = "switch-1",    [PAD_SWITCH_2] = "switch-2",
};

const char *pad_name(enum pad pad)
{
	return (unsigned)pad < PAD_COUNT ? names[pad] : "";
}

enum pad pad_of(const char *name)
{
	for (enum pad pad = PAD_NONE + 1; pad < PAD_COUNT; pad++)
		if (strcmp(names[pad], name) == 0)
			return pad;
	return PAD_NONE;
}

bool switches_ready(const struct visit *visit)
{
	return visit->switches.step == SWITCHES_READY;
}

unsigned act_steady(struct visit *visit, const struct act *act)
{
	(void)act;
	visit->steady = !visit->steady;
	return EFFECT_REBUILD;
}

/* While the page is open every key only says what it is for; Select twice leads back. */
unsigned act_learn(struct visit *visit, const struct act *act)
{
	if (visit->sheet != SHEET_LEARN || act->number <= PAD_NONE || act->number >= PAD_COUNT)
		return 0;
	visit->learn.pad = (enum pad)act->number;
	visit->learn.selects = visit->learn.pad == PAD_SELECT ? visit->learn.selects + 1 : 0;
	if (visit->learn.selects >= HANDS_TWICE)
		return act_close(visit, act);
	return EFFECT_REBUILD;
}

void hands_open(struct visit *visit)
{
	if (visit->sheet == SHEET_LEARN)
		visit->learn = (struct learn){ 0 };
	if (visit->sheet == SHEET_SWITCHES && !switches_ready(visit))
		visit->switches = (struct switches){ .step = SWITCHES_MOVE };
}

static unsigned switches_open(struct visit *visit)
{
	return act_open(visit, &(struct act){ .number = SHEET_SWITCHES, .text = "", .node_id = "" });
}

/* The press that opens the sheet says nothing yet; a press of the other switch starts the count anew. */
unsigned act_switch(struct visit *visit, const struct act *act)
{
	struct switches *switches = &visit->switches;
	if ((act->number != 1 && act->number != 2) || switches->step == SWITCHES_READY)
		return 0;
	if (visit->sheet != SHEET_SWITCHES)
		return switches_open(visit);
	if (switches->step == SWITCHES_UNKNOWN)
		switches->step = SWITCHES_MOVE;
	switches->times = act->number == switches->last ? switches->times + 1 : 1;
	switches->last = act->number;
	bool chosen = switches->times >= HANDS_TWICE, taken = switches->step == SWITCHES_CHOOSE && act->number == switches->moves;
	if (!chosen || taken)
		return EFFECT_REBUILD;
	if (switches->step == SWITCHES_MOVE)
		*switches = (struct switches){ .step = SWITCHES_CHOOSE, .moves = act->number };
	else
		*switches = (struct switches){ .step = SWITCHES_READY, .moves = switches->moves };
	return EFFECT_REBUILD;
}

unsigned act_switches_swap(struct visit *visit, const struct act *act)
{
	(void)act;
	if (!switches_ready(visit))
		return 0;
	visit->switches.moves = 3 - visit->switches.moves;
	return EFFECT_REBUILD;
}

unsigned act_switches_again(struct visit *visit, const struct act *act)
{
	(void)act;
	if (visit->sheet != SHEET_SWITCHES)
		return 0;
	visit->switches = (struct switches){ .step = SWITCHES_MOVE };
	return EFFECT_REBUILD;
}

void hands_forget(struct visit *visit)
{
	visit->steady = visit->keys = false;
	visit->switches = (struct switches){ 0 };
	visit->learn = (struct learn){ 0 };
}
