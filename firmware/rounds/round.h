/* SPDX-License-Identifier: MIT */
/* round.h - a collection round: its rule, its exceptions, what holidays do to it, and so its days. */
#pragma once

#include "firmware/rounds/rrule.h"
#include "firmware/uk/holidays.h"

enum {
	ROUND_CODE_MAX_BYTES = 32,
	ROUND_EXCEPTIONS_MAX = 64,
	ROUND_DAYS_MAX = 400,          /* asked for at once */
	SHIFT_NAMED_MAX = 16,
	SHIFT_DAYS_MAX = 3,            /* that one holiday moves a collection */
};

/* What a holiday does: each day off moves the collections of that day, or of that day and the rest of its week, by some days. */
struct shift {
	int days;                      /* 0 nothing moves; ..SHIFT_DAYS_MAX */
	bool week;                     /* the rest of the week, Monday to Sunday, moves as well */
	bool bank;                     /* every bank holiday is a day off */
	struct { int year, month, day; } named[SHIFT_NAMED_MAX]; /* and so are these; year 0 every year */
	size_t named_count;
};

enum round_change { ROUND_CANCELLED, ROUND_MOVED, ROUND_EXTRA };

struct round_exception {
	enum round_change change;
	struct date date;              /* by the rule, before any shift; of an extra one the day itself */
	struct date to;                /* ROUND_MOVED: the day instead; no shift applies */
};

struct round {
	char code[ROUND_CODE_MAX_BYTES + 1], container[ROUND_CODE_MAX_BYTES + 1];
	struct rrule rule;
	struct date start, last;       /* last: none when it never ends */
	struct shift shift;
	struct round_exception exception[ROUND_EXCEPTIONS_MAX];
	size_t exception_count;
};

/** round_by_rule - whether @day is one of the rule's, before exceptions and shifts. */
bool round_by_rule(const struct round *round, struct date day);

/** shift_day - where a collection of @day goes. Never onto a day off. */
struct date shift_day(const struct shift *shift, const struct holidays *holidays, struct date day);

struct round_day { struct date date; bool moved; /* by a holiday or an exception: people expect another day */ };

/** round_days - as round_dates(), and which of them are not the day by the rule. */
enum fail round_days(const struct round *round, const struct holidays *holidays, struct date from, int days,
                     struct round_day ret[static ROUND_DAYS_MAX], size_t *ret_count);

/**
 * round_dates - the days it comes from @from on, @days (1..ROUND_DAYS_MAX) long, in order, each once.
 * @ret: the first *@ret_count are filled, at most @days. FAIL_LIMIT @days.
 */
enum fail round_dates(const struct round *round, const struct holidays *holidays, struct date from, int days,
                      struct date ret[static ROUND_DAYS_MAX], size_t *ret_count);
