/* SPDX-License-Identifier: MIT */
/* storm.h - a kiosk around which everything happens: badges, headphones, the printer's lid and paper, a stick, the network, programs that die and power that goes. */
#pragma once

#include "tests/lib/kiosk.h"
#include "tests/unit/visit/monkey.h"

#include "tests/fakes/printer/usb_rig.h"

enum storm_event {
	STORM_BADGE, STORM_READER /* its cable */, STORM_HEADSET, STORM_COVER, STORM_PAPER, STORM_PRINTER /* its cable */, STORM_NETWORK, STORM_STICK /* the sealed queue is carried to the council */,
	STORM_KILL_UI, STORM_KILL_HUB, STORM_KILL_PRINT, STORM_KILL_SYNC, STORM_POWER, STORM_EVENTS
};

/* `foyer run` hands on no more of the environment than a kiosk's programs need, so the screen under the emulated USB is started here. */
struct storm {
	struct kiosk kiosk;
	struct monkey monkey;
	char assets[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES], jack[GIVEN_PATH_BYTES], key[GIVEN_PATH_BYTES], stick[GIVEN_PATH_BYTES];
	struct process screen;
	struct usb_rig *rig;
	char first[32];      /* the reference of a form that arrived before it began */
	int jack_fd, address;
	bool headset, cover_open, paper_out, printer_gone, line_down, reader_gone;
	int count[STORM_EVENTS], killed[STORM_EVENTS]; /* killed: how often we ended that program */
};

const char *storm_event_name(enum storm_event event);

/** storm_set_up - a kiosk with all of it, on a Monday at ten, the idle screen shown; Sam is in its list of staff. storm_tear_down. */
int storm_set_up(void **state);
int storm_tear_down(void **state);

/** storm_happen - that, now; what was done before is undone. It returns when the kiosk could have noticed; the screen may be another one. */
void storm_happen(struct storm *storm, enum storm_event event);
/** storm_calm - everything is plugged in, closed, full and connected. */
void storm_calm(struct storm *storm);
/** storm_crashes - how many programs ended otherwise than by our hand, each printed. */
int storm_crashes(struct storm *storm);
