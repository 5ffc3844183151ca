/* SPDX-License-Identifier: MIT */
/* hub_double.h - the hub's side of the print door, in the test's own loop: a spool of a few rows that behaves as the real one. */
#pragma once

#include "firmware/base/door.h"
#include "firmware/base/loop.h"

#include <stdbool.h>
#include <stdint.h>

enum { HUB_JOBS_MAX = 64, HUB_WORDS_MAX = 256 };

enum hub_state { HUB_WAITING, HUB_WRITING, HUB_SENT, HUB_DONE, HUB_UNSURE, HUB_WITHDRAWN };
struct hub_row {
	int64_t job, witness;
	const char *reference, *service, *language, *kind; /* kind NULL: a receipt */
	int copy;
	bool held;                         /* claimed by who is behind the door */
	enum hub_state state;
	char reason[16];
	int claims;
};

struct hub_double {
	struct loop *loop;
	char doors[4096];
	const char *printer;               /* what hello is told */
	int listen_fd, fd;
	struct hub_row row[HUB_JOBS_MAX];
	int rows;
	char state[16], key[32], words[HUB_WORDS_MAX]; /* the printer's, as told last */
	bool low;
	int hellos;
	bool deaf;                         /* spool.writing and spool.sent are written down and counted, but no answer goes out */
	const char *refuses;               /* what a row that is about to be written is answered ("empty"); NULL: it may */
	int writing_heard, sent_heard;
};

/** hub_double_open - listen in @doors. hub_double_close - the hub dies; rows stay, claims end as in the real store. */
void hub_double_open(struct hub_double *hub);
void hub_double_close(struct hub_double *hub);

/** hub_double_withdraw - the visit that @job belongs to is over: rings the bell. */
void hub_double_withdraw(struct hub_double *hub, int64_t job);

/** hub_double_add - one more row, waiting; rings the bell. */
void hub_double_add(struct hub_double *hub, int64_t job, const char *reference, const char *language);
