/* SPDX-License-Identifier: MIT */
/* trouble.h - all that can be the matter with a printer: one row a cause, and what it is called for residents and for staff. */
#pragma once

/*
 * When several hold, the first of these is said: what one person must do before the next thing can be done at all comes first.
 * The cover before the paper, the paper before the cutter; what goes by itself after what needs a hand; what nobody can explain last.
 */
enum trouble {
	TROUBLE_NONE,       /* no printer */
	TROUBLE_GONE,       /* its cable was pulled while it printed */
	TROUBLE_COVER, TROUBLE_PAPER,
	TROUBLE_JAM,        /* in the mouth that holds the paper out */
	TROUBLE_TICKET,     /* nobody took what lies in that mouth */
	TROUBLE_CUTTER, TROUBLE_MECHANICAL,
	TROUBLE_BROKEN,     /* it says itself that it does not recover */
	TROUBLE_HOT, TROUBLE_FEED, /* somebody holds the feed button */
	TROUBLE_WAITING,    /* the cause is gone, and it waits for its button */
	TROUBLE_ERROR,      /* a fault, and not which */
	TROUBLE_OFFLINE,    /* not even that */
	TROUBLE_MUTE,       /* it takes nothing */
	TROUBLE_DRAWING,    /* ours, not the printer's */
	TROUBLE_UNKNOWN,    /* nobody has looked yet: the kiosk has just started */
	TROUBLE_LOW,        /* it prints; the roll is nearly finished */
	TROUBLE_READY,
	TROUBLE_COUNT
};

struct trouble_row {
	const char *key;    /* of the sentence for staff, which is also the cause's name on the wire: "printer.cover" */
	const char *state;  /* "ready", "none", "paper", "cover", "error" or "unknown": what programs go by */
	const char *people; /* of the sentence for residents; causes that they can do the same about share one */
};

/** trouble_row - of @trouble; static. */
const struct trouble_row *trouble_row(enum trouble trouble);

/** trouble_find - the cause whose key is @key; of an unknown one the plainest whose state is @state; TROUBLE_NONE of neither. */
enum trouble trouble_find(const char *key, const char *state);
