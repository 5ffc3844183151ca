/* SPDX-License-Identifier: MIT */
/* figures.h - inside firmware/hub only: how many came, how long they waited for a person, and why one was needed: by the day, of no person. */
/*
 * DESIGN: counted from the audit, which has each act once and outlives a kill, an update and a power cut: there is nothing to keep beside it, and nothing in a
 * number that does not stand there. It is read as it grows; behind a start, some hundred rows at each question, until all days are whole.
 */
#pragma once

#include "firmware/base/date.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct chain_row; /* firmware/envelope/chain.h */
struct hub;

enum { FIGURES_DAYS = 14, FIGURES_CODES = 9, FIGURES_TYPES = 3, FIGURES_OPEN_MAX = 8, FIGURES_ROWS_AT_ONCE = 500, FIGURES_TICKET_BYTES = 4 };

struct figures_day {
	struct date date;                       /* none: this place is free */
	int64_t visits, sent, calls, came, left; /* who began; forms sent; who called a person, to whom one came, and who went away before */
	int64_t wait_s, longest_s;              /* from the call until a person was there: all together, and the longest */
	int64_t codes[FIGURES_CODES];           /* why one was needed, in the order of figures_code() */
	int64_t remarks;
	int64_t types[FIGURES_TYPES], raised;   /* how much forms took of others: simple, assisted, complex; and of how many that was more than their service says */
	int64_t set;                            /* how often staff said that it is another type */
};

struct figures {
	int64_t seen;                           /* the newest row that is counted */
	bool whole;                             /* all rows were */
	struct figures_day day[FIGURES_DAYS];
	struct { char ticket[FIGURES_TICKET_BYTES]; int64_t wall_ms; } open[FIGURES_OPEN_MAX]; /* who waits since when */
	int next;
};

/** figures_code - "V", "A1", … "U"; NULL behind the last; static. */
const char *figures_code(int index);

/** figures_row - count @row. figures_look - count what the audit has by now, FIGURES_ROWS_AT_ONCE rows at most. */
void figures_row(struct figures *figures, const struct chain_row *row);
void figures_look(struct hub *hub);

/** figures_json - {"date", "visits", …} of a day; new. figures_days - of all days that have any, the newest last; new. */
json_t *figures_json(const struct figures_day *day);
json_t *figures_days(const struct hub *hub);
