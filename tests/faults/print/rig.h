/* SPDX-License-Identifier: MIT */
/* rig.h - job and press, whole, between a printer, a hub and a clock that live in the test. */
/*
 * One schedule of faults takes minutes there and a millisecond here. It stands in for firmware/base (loop, clock, caller, log),
 * drivers/printer's ports and the drawing; what is tested are job.c and press*.c as they are shipped.
 */
#pragma once

#include "drivers/printer/port.h"
#include "firmware/base/caller.h"
#include "firmware/base/loop.h"
#include "firmware/print/raster.h"
#include "tests/fakes/printer/fake_printer.h"

#include <stdbool.h>
#include <stdint.h>

enum { RIG_JOBS_MAX = 6, RIG_DOTS = 64, RIG_RECEIPT_ROWS = 400, RIG_SLIP_ROWS = 24, RIG_STRIP_ROWS = 32 };

/* The clock and the loop: rig_time.c */
struct loop *rig_loop(void);
int64_t rig_now_ms(void);
void rig_time_begin(void);
/** rig_step - go to the next timer and call it; false: there is none until @end_ms. */
bool rig_step(int64_t end_ms);
uint32_t rig_random(uint32_t most); /* 0..most-1 */
void rig_seed(uint32_t seed);

/* The cable and the printer at its end: rig_port.c */
enum rig_wire { RIG_WELL, RIG_SHORT, RIG_STALL, RIG_ERROR };
struct rig_cable {
	struct fake_printer *printer;
	struct port *port;            /* whoever holds it; NULL */
	long bytes_per_second;
	bool plugged, no_reset, no_status;
	bool drop_answers;            /* what it says is lost */
	int64_t hold_answers_ms;      /* until then it waits in the printer */
	enum rig_wire fault;          /* of the next write */
	size_t taken;                 /* bytes since the schedule began */
};
extern struct rig_cable rig_cable;
void rig_cable_begin(const struct fake_options *options);
void rig_cable_end(void);
void rig_plug(void);
void rig_unplug(bool power);
void rig_turn(void);                  /* something was changed by hand: look now */

/* The hub, its rows, and the door to it: rig_hub.c */
enum rig_state { RIG_WAITING, RIG_WRITING, RIG_SENT, RIG_DONE, RIG_UNSURE, RIG_WITHDRAWN };
struct rig_row { int64_t job, witness; enum rig_state state; bool held, over /* its visit */; int claims; char reason[20]; };
struct rig_hub { struct rig_row row[RIG_JOBS_MAX]; int rows; bool away; char owed[8]; /* on its disk */ };
extern struct rig_hub rig_hub;
void rig_hub_begin(void);
void rig_hub_add(int64_t job);
void rig_hub_withdraw(int64_t job);
void rig_hub_leave(void);             /* what was sent is asked after, without its witness */
void rig_hub_return(void);
void rig_hub_print_died(void);        /* the program behind the door was killed */

/* What lies on the counter: rig_paper.c */
struct rig_paper {
	int original[RIG_JOBS_MAX + 1];    /* whole receipts of each job that no slip voids */
	int uncut[RIG_JOBS_MAX + 1];       /* whole, and still hanging out at the end */
	bool clears;                       /* the profile says that it is emptied in real time */
	int paced_bytes;                   /* and that its buffer is so large, and that it knows process ids; 0: nothing of both */
	bool ending;                       /* what is cut now hung out */
	int piece[RIG_JOBS_MAX + 1];       /* what came off alone, neither whole nor voided, by the job it began with */
	int slips, torn_unvoided;          /* pieces that are neither whole nor voided */
	int patched;                       /* whole ones with a piece above them that no slip voids */
	int attached;                      /* whole ones with a piece of another job's above them that no slip voids */
};
extern struct rig_paper rig_paper;
void rig_paper_begin(void);
void rig_paper_cut(void *context, const struct fake_receipt *receipt);
