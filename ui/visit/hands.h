/* SPDX-License-Identifier: MIT */
/* hands.h - a keypad whose keys have meanings, two switches that are told apart first, a touch that comes twice: gone with the visit. */
#pragma once

#include <stdbool.h>

enum { HANDS_STEADY_MS = 500 /* a second touch on the same place within this is the first one again */, HANDS_TWICE = 2 };

/* What one key of a keypad means, on every screen. In assets/keypads by name: see pad_name(). */
enum pad {
	PAD_NONE,
	PAD_PREVIOUS, PAD_NEXT,       /* screens; on an on-screen keyboard the keys of a row */
	PAD_UP, PAD_DOWN,             /* things on the screen; on an on-screen keyboard its rows */
	PAD_SELECT, PAD_HELP,
	PAD_REPEAT, PAD_PAUSE, PAD_STOP, PAD_LOUDER, PAD_SOFTER, PAD_FASTER, PAD_SLOWER, PAD_HEADPHONES_IN, PAD_HEADPHONES_OUT,
	PAD_HIDE,                     /* a neutral screen at once */
	PAD_SWITCH_1, PAD_SWITCH_2,   /* of two switches: which of them moves is the person's choice */
	PAD_COUNT
};

/** pad_name - as assets/keypads and the words know it ("volume-up"); static. pad_of - the meaning of that name; PAD_NONE: there is none. */
const char *pad_name(enum pad pad);
enum pad pad_of(const char *name);

/* Telling two switches apart: the one that moves is pressed twice, then the one that chooses, twice. */
enum switches_step { SWITCHES_UNKNOWN, SWITCHES_MOVE /* which one moves? */, SWITCHES_CHOOSE /* which one chooses? */, SWITCHES_READY };
struct switches {
	enum switches_step step;
	int moves;                    /* 1 or 2: the switch that moves, from SWITCHES_CHOOSE on; the other one chooses */
	int last, times;              /* the switch pressed last in this step, and how often running */
};

/* The page to learn the keys. */
struct learn {
	enum pad pad;                 /* pressed last; PAD_NONE nothing yet */
	int selects;                  /* how often running Select was pressed: HANDS_TWICE closes the page */
};

struct visit;
/** switches_ready - whether both switches have their meaning. */
bool switches_ready(const struct visit *visit);
