/* SPDX-License-Identifier: MIT */
/* far_end.h - what a store was given, what of it reached the other end, and whether it was the same. */
#pragma once

#include "firmware/hub/keeper.h"
#include "tests/unit/store/store_test.h"

enum { EVENTS = 48, PARKED_FROM = 40, PROVEN_TO = 8 }; /* 1..EVENTS; 1..PROVEN_TO were delivered before */

struct far_end {
	char *frozen[EVENTS + 2];         /* the bytes of each as they were acknowledged; the last is submitted after the damage */
	int arrived[EVENTS + 2];
	long wrong, detected;             /* sent with other bytes; not sent, for their bytes are damaged */
	bool hit[EVENTS + 2];             /* among the detected */
};

void far_end_done(struct far_end *end);

/** far_end_drain - as the hub and sync do it: claim, read, check, prove, and heal after each; what is damaged is parked. Returns how many claims were answered. */
int far_end_drain(struct far_end *end, struct keeper *keeper);

/** far_end_number - which event of store_test_id() it is; 0: none of ours. */
int far_end_number(const struct event_id *id);
