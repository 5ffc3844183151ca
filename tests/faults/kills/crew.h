/* SPDX-License-Identifier: MIT */
/* crew.h - every program of a kiosk and its back office, each killed alone and started again at once. */
#pragma once

#include "tests/faults/kills/flow.h"
#include "tests/lib/council.h"
#include "tests/lib/printer.h"

enum member { MEMBER_HUB, MEMBER_SYNC, MEMBER_OFFICE, MEMBER_SESSION, MEMBER_PRINT, MEMBER_PROVISION, MEMBER_UI, MEMBER_COUNT };

struct crew {
	char folder[GIVEN_PATH_BYTES], state[GIVEN_PATH_BYTES], doors[GIVEN_PATH_BYTES], clock[GIVEN_PATH_BYTES];
	struct council council;       /* its process is the office's */
	struct printer printer;
	struct process process[MEMBER_COUNT];
	struct flow *flow;
	long kills[MEMBER_COUNT];
};

const char *member_name(enum member member);

/** crew_begin - a folder, a council, a printer, and everybody up. End with crew_end(). */
void crew_begin(struct crew *crew);
void crew_end(struct crew *crew);

/** crew_kill - SIGKILL, and start it again; the screen has lived for @turn_ms. Fails the case when it had ended by itself. */
void crew_kill(struct crew *crew, enum member member, int turn_ms);
/** crew_halt - ask all of the kiosk and the office to end; each must end well. The flow is over by then. */
void crew_halt(struct crew *crew);

/** crew_time - @ms pass for everybody. */
void crew_time(struct crew *crew, int ms);
struct crew_queue { int64_t waiting, parked, delivered; };
/** crew_queue - as the hub says; false while it does not answer. */
bool crew_queue(struct crew *crew, struct crew_queue *ret);
