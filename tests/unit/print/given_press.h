/* SPDX-License-Identifier: MIT */
/* given_press.h - one press and one virtual printer in one loop, for tests. */
#pragma once

#include "firmware/print/press.h" /* ours before cmocka.h, which has a macro called fail */
#include "tests/fakes/printer/counter.h"

#include "tests/lib/given.h"

enum { WAIT_TURNS = 6000, CUTS_MAX = 8, ROWS = 400, SLIP_ROWS = 60, PACED_BYTES = 4096, STRIDE = FAKE_STRIDE };

struct cut { int rows; uint8_t *bits; char text[256]; };

struct given {
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], where[GIVEN_PATH_BYTES + 8];
	struct loop *loop;
	struct counter counter;
	struct press *press;
	struct raster receipt, slip;
	struct cut cut[CUTS_MAX];
	int cuts;
	int changes, ready, sent, unsent, finished;
	int torn;                    /* times the slip was asked for */
	bool slipless;               /* there is none */
	bool holding;                /* nothing is journaled yet */
	int64_t cuts_told;
	const char *model;           /* that the printer says it is; NULL: one that nobody knows */
	bool presents;               /* a kiosk printer with a mouth */
	int ticket_seconds;          /* 0: 75 */
	bool keeps_out;              /* its mouth cannot draw back */
	int fate[FAKE_TICKET_EJECTED + 1]; /* how many tickets came to each */
	bool clears;                 /* the profile says that it can be emptied in real time */
	bool paces;                  /* the profile knows its buffer: PACED_BYTES */
	bool stateless, fenceless;   /* it tells nothing by itself; never answers GS r */
	bool countless;              /* the printer has no counter */
	enum press_state state;
	char key[64];
	enum press_outcome outcome;
};

extern const struct profile given_profile;
extern const struct press_events given_events;

int setup(void **state);
int teardown(void **state);
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, setup, teardown)

/** given_clock, given_clock_done - of the group: one clock for all cases, because a program maps its page once. */
int given_clock(void **state);
int given_clock_done(void **state);

/** plug_in - a printer with that receive buffer and speed in bytes a second; a clone has no process ids. open_press - on its socket. */
void plug_in(struct given *given, size_t buffer_bytes, long speed, bool clone);
void open_press(struct given *given);

/** given_mute - a socket that plays dead: takes what the kernel buffers, and never says a word. Listens at the printer's place. */
int given_mute(struct given *given);

/** print - press_print() of the given receipt; a second one at once is refused. */
void print(struct given *given, int64_t number, bool torn);

void turn(struct given *given);
void turn_some(struct given *given);
void turn_until(struct given *given, const int *counter, int value);
void turn_until_state(struct given *given, enum press_state state);
/** turn_until_took - until the cable has carried so many bytes. turn_until_out - every byte is in the printer, which is large enough and does not work. */
void turn_until_took(struct given *given, long bytes);
void turn_until_out(struct given *given);

/** assert_cut - strip of paper @index is exactly @expected. assert_cut_ends - it ends with it; what was torn off stands before it. */
void assert_cut(const struct given *given, int index, const struct raster *expected);
void assert_cut_ends(const struct given *given, int index, const struct raster *expected);
