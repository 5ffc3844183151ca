/* SPDX-License-Identifier: MIT */
/* hub_double.h - the hub's side of the print door, in the test's own loop: a spool of a few rows that behaves as the real one. */
#pragma once

#include "firmware/base/door.h"
#include "firmware/base/loop.h"

#include <stdbool.h>
#include <stdint.h>

enum { HUB_JOBS_MAX = 4, HUB_WORDS_MAX = 256 };

enum hub_state { HUB_WAITING, HUB_CLAIMED, HUB_SENT, HUB_DONE, HUB_UNSURE };
struct hub_row { int64_t job; const char *reference, *service, *language; bool copy, tried, writing; enum hub_state state; int claims; };

struct hub_double {
	struct loop *loop;
	char doors[4096];
	const char *printer;               /* what hello is told */
	int listen_fd, fd;
	struct hub_row row[HUB_JOBS_MAX];
	int rows;
	char state[16], words[HUB_WORDS_MAX]; /* the printer's, as told last */
	int hellos;
	bool deaf_to_sent;                 /* spool.sent is counted, but the row stays as it is and no answer goes out */
	int sent_heard;
};

/** hub_double_open - listen in @doors. hub_double_close - the hub dies; rows stay, claims end as in the real store. */
void hub_double_open(struct hub_double *hub);
void hub_double_close(struct hub_double *hub);

/** hub_double_add - one more row, waiting; rings the bell. */
void hub_double_add(struct hub_double *hub, int64_t job, const char *reference, const char *language);
