/* SPDX-License-Identifier: MIT */
/* stand.h - foyer-hub and foyer-print as on a kiosk, each as a user of its own, the test behind the screen's door, and two ports for printers. */
#pragma once

#include "tests/faults/print_vm/gadget.h"
#include "tests/faults/print_vm/paper.h"

#include "tests/lib/given.h"
#include "tests/lib/process.h"
#include "tests/lib/wait.h"

#include <stdbool.h>

enum { STAND_PORTS = 2, STAND_WAIT_MS = 60000, STAND_FAST = 20000, STAND_SLOW = 1000 };

struct stand {
	bool open;
	char folder[GIVEN_PATH_BYTES], state[GIVEN_PATH_BYTES], doors[GIVEN_PATH_BYTES];
	struct process hub, print;
	int ui;                              /* the screen's door */
	char printer[PAPER_STATE_MAX];       /* its state as the hub told the screen last */
	struct fake_printer *fake[STAND_PORTS];
	struct gadget port[STAND_PORTS];     /* made once there is a kernel's USB */
	struct wire stream;                  /* a printer at the end of a socket */
	size_t speed;                        /* bytes of the mechanism a turn */
	struct paper paper;
	long kills;
};

/* Of all cases together. */
struct stand_counts { long plugs, unplugs, kills, receipts, originals, voids, doubled, lost, unsure, strange, shared; };
struct stand_counts stand_counts(void);

/** stand_open - a fresh kiosk whose printer is @where ("auto", "unix:/path"): the hub runs, nobody prints yet. */
void stand_open(struct stand *stand, const char *where);
/** stand_close - ask both to end, which they must do well, unplug, and add up what came out. */
void stand_close(struct stand *stand);
/** stand_abandon - after a case that failed: kill and unplug, so that the next one begins as always. Safe when it was closed. */
void stand_abandon(struct stand *stand);

/** stand_usb - two ports of the kernel's own USB, each with a printer of @buffer_bytes beside it, unplugged. */
void stand_usb(struct stand *stand, size_t buffer_bytes);

/** stand_print - start foyer-print. stand_kill - as a power cut would end it. */
void stand_print(struct stand *stand);
void stand_kill(struct stand *stand);

/** stand_submit - a resident is done: one transaction with a receipt. Borrowed. */
struct order *stand_submit(struct stand *stand);

/** stand_turn - some milliseconds pass for everybody. */
void stand_turn(struct stand *stand);
/** stand_turns - @ms of them. */
void stand_turns(struct stand *stand, int ms);
/** stand_said - whether @program wrote @words into its log. */
bool stand_said(const struct stand *stand, const char *program, const char *words);
/** stand_blame - fail the case: @what did not happen in time; everything the programs said goes to standard output. */
void stand_blame(struct stand *stand, const char *what);

#define STAND_UNTIL(STAND, CONDITION) \
	for (struct deadline deadline_ = deadline_in(STAND_WAIT_MS); !(CONDITION); stand_turn(STAND)) \
		if (deadline_over(deadline_)) \
			stand_blame(STAND, #CONDITION)
