/* SPDX-License-Identifier: MIT */
/* receipt.h - what a receipt says, in order, before anyone thinks about dots. Never a name, an address or an answer. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/fail.h"
#include "firmware/base/id.h"
#include "firmware/base/site.h"
#include "firmware/base/words.h"
#include "firmware/forms/form.h"
#include "firmware/print/paper.h"

#include <stdbool.h>
#include <stdint.h>

enum { RECEIPT_STEP_MAX = 12, RECEIPT_PERSON_MAX = 16, RECEIPT_LANGUAGE_MAX = 16, RECEIPT_SERVICE_MAX = 64 };

/* One row of the spool. */
struct receipt_job {
	int64_t number;
	struct reference reference;
	char service[RECEIPT_SERVICE_MAX + 1];
	char language[RECEIPT_LANGUAGE_MAX + 1];
	int64_t submitted_ms;
	struct date due;             /* none: no promise with a date */
	int copy;                    /* 0: the first that was printed */
	bool large;                  /* in large print */
	bool training;               /* of a practice: nothing is sent; as draw_training() says */
	bool delivered;              /* the council has it; else it is kept here, and the receipt says no more */
	int64_t pay_pence;           /* 0: nothing is to pay */
	bool desk;                   /* something is left to do at the desk */
};

struct receipt {
	bool rtl;
	const char *council, *branch;
	const char *service, *received;
	const char *who;             /* who deals with it; "" without a service */
	const char *copy;            /* "" on the first print */
	const char *reference_label;
	struct reference reference;
	const char *next_title;      /* "" when nothing is known to happen */
	const char *pay_head, *pay_text; /* "To pay: £24.50"; "" */
	const char *desk_head, *desk_text; /* what is left to do at the desk; "" */
	const char *by_head, *by_text; /* "By Thursday 26 November", what is promised; "" */
	const char *step[RECEIPT_STEP_MAX]; int step_count;
	const char *late_head, *late_text; /* "" */
	const char *keep_head, *keep_text; /* what is kept of the answers and for how long; "" */
	const char *scan, *quote;    /* beside the code */
	const char *person_title;
	const char *person[RECEIPT_PERSON_MAX]; int person_count; /* "" is a little space */
	const char *printed, *private_line;
};

/**
 * receipt_make - the model of @job's receipt in its language. @form: NULL when the service has gone; the receipt then says less.
 * @words, @site: in the job's language. @ret: text in @arena or borrowed from the others.
 */
void receipt_make(const struct receipt_job *job, const struct words *words, const struct site *site, const struct form *form,
                  struct arena *arena, struct receipt *ret);

/** receipt_blocks - the same from the top down, its texts borrowed from @receipt. */
void receipt_blocks(const struct receipt *receipt, struct paper_list *list);

/** receipt_rtl - whether a language is written from right to left (by its BCP 47 tag). */
bool receipt_rtl(const char *language);
