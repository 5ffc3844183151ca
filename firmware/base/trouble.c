/* SPDX-License-Identifier: MIT */
/* trouble.c - the table of what can be the matter with a printer. The sentences are in assets/languages. */
#include "firmware/base/trouble.h"

#include <string.h>

static const struct trouble_row rows[TROUBLE_COUNT] = {
	/*                       for staff, and its name  state    for residents */
	[TROUBLE_NONE]       = { "printer.none",          "none",  "printer.people.none" },
	[TROUBLE_GONE]       = { "printer.gone",          "none",  "printer.people.none" },
	[TROUBLE_COVER]      = { "printer.cover",         "cover", "printer.people.cover" },
	[TROUBLE_PAPER]      = { "printer.paper",         "paper", "printer.people.paper" },
	[TROUBLE_JAM]        = { "printer.jam",           "error", "printer.people.stuck" },
	[TROUBLE_TICKET]     = { "printer.ticket",        "error", "printer.people.ticket" },
	[TROUBLE_CUTTER]     = { "printer.cutter",        "error", "printer.people.stuck" },
	[TROUBLE_MECHANICAL] = { "printer.mechanical",    "error", "printer.people.stuck" },
	[TROUBLE_BROKEN]     = { "printer.broken",        "error", "printer.people.none" },
	[TROUBLE_HOT]        = { "printer.hot",           "error", "printer.people.wait" },
	[TROUBLE_FEED]       = { "printer.feed",          "error", "printer.people.wait" },
	[TROUBLE_WAITING]    = { "printer.waiting",       "error", "printer.people.none" },
	[TROUBLE_ERROR]      = { "printer.error",         "error", "printer.people.none" },
	[TROUBLE_OFFLINE]    = { "printer.offline",       "error", "printer.people.none" },
	[TROUBLE_MUTE]       = { "printer.mute",          "error", "printer.people.none" },
	[TROUBLE_DRAWING]    = { "printer.drawing",       "error", "printer.people.none" },
	[TROUBLE_UNKNOWN]    = { "printer.unknown",       "unknown", "printer.people.unknown" },
	[TROUBLE_LOW]        = { "printer.low",           "ready", "printer.people.ready" },
	[TROUBLE_READY]      = { "printer.ready",         "ready", "printer.people.ready" },
};

const struct trouble_row *trouble_row(enum trouble trouble)
{
	return &rows[trouble < TROUBLE_COUNT ? trouble : TROUBLE_NONE];
}

enum trouble trouble_find(const char *key, const char *state)
{
	for (int i = 0; i < TROUBLE_COUNT; i++)
		if (strcmp(rows[i].key, key) == 0)
			return (enum trouble)i;
	if (strcmp(state, "ready") == 0)
		return TROUBLE_READY; /* no warning that nobody gave */
	if (strcmp(state, "error") == 0)
		return TROUBLE_ERROR;
	for (int i = 0; i < TROUBLE_COUNT; i++)
		if (strcmp(rows[i].state, state) == 0)
			return (enum trouble)i;
	return TROUBLE_NONE;
}
