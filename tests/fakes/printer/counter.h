/* SPDX-License-Identifier: MIT */
/* counter.h - the virtual printer as a thing on a counter: its socket, its cable, its switches, its paper in a folder. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/loop.h"
#include "tests/fakes/printer/cable.h"
#include "tests/fakes/printer/fake_printer.h"
#include "tests/fakes/printer/faults.h"

#include <limits.h>
#include <stdbool.h>

struct reader;

struct counter {
	struct loop *loop;
	struct fake_printer *printer;
	struct reader *reader;
	const char *folder;
	int first_number;          /* of the next receipt in @folder, minus one */
	int listen_fd, cable_fd;   /* cable_fd: who prints; -1 nobody */
	int control_listen_fd, control_fd;
	long bytes_per_second;     /* of its mechanism; 0: by paper */
	long mm_per_second;
	int dpi;
	bool by_hand;              /* no knife: what hangs out is torn off once nothing moves any more */
	struct cable cable;
	struct faults faults;
	long late_ms;              /* how long a held answer is held */
	bool letting_go;
	void (*uncut)(struct counter *counter); /* power or cable is gone: what hangs out is worth a picture; NULL: nobody looks */
	int64_t worked_ms;         /* until then the mechanism has worked */
	long cut_cable_after;      /* bytes; -1: not */
};

/** counter_open - listen on @path (and @control, NULL: no switches). FAIL_IO. counter_close - end all, unlink nothing. */
enum fail counter_open(struct counter *counter, const char *path, const char *control);
void counter_close(struct counter *counter);

/** counter_turn - let the mechanism work, tell what there is to tell, watch the cable for what fits. */
void counter_turn(struct counter *counter);

/** counter_unplug - the cable is pulled; with @power the printer also goes off and on. */
void counter_unplug(struct counter *counter, bool power);

/** counter_switch - one line of the control socket: "paper out", …, see README.md. Returns "ok" or what is wrong. Static text. */
const char *counter_switch(struct counter *counter, const char *line);

/** counter_cut - a receipt came off: for a script of faults that waits for one. */
void counter_cut(struct counter *counter);
