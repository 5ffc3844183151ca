/* SPDX-License-Identifier: MIT */
/* guide.h - putting paper in: what the person does next, as the printer feels it, until they have looked at a test page. Pure: no clock, no store. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/trouble.h"

#include <stdbool.h>
#include <stdint.h>

enum guide_step {
	GUIDE_OFF,
	GUIDE_OPEN,     /* the cover is to be opened */
	GUIDE_ROLL,     /* it is open: the old roll out, the new one in, and closed */
	GUIDE_EMPTY,    /* it was closed, and no paper is felt */
	GUIDE_TROUBLE,  /* something else is the matter: the printer's own sentence says what to do */
	GUIDE_PRINTING, /* a test page is on its way */
	GUIDE_LOOK,     /* it lies there: is it right? */
	GUIDE_PASSED, GUIDE_FAILED,
	GUIDE_STEP_COUNT
};

struct guide { enum guide_step step; bool opened, lacked; /* the cover was; there was no paper */ int64_t job; /* the test page's; 0: none was asked for yet */ };

/** guide_step_name - "off", "open", …: on the wire, and behind "guide." in the sentences' names; static. */
const char *guide_step_name(enum guide_step step);

/** guide_begin - from the beginning, with a printer that is as @trouble says. */
void guide_begin(struct guide *guide, enum trouble trouble);

/** guide_feel - the printer is now as @trouble says. Returns whether that is another step. A step GUIDE_PRINTING without a job wants one: guide_page(). */
bool guide_feel(struct guide *guide, enum trouble trouble);

/** guide_page - the test page was given to the printer as @job. guide_paper - @job has ended: with paper, as far as is known, or without. Returns whether that is another step. */
void guide_page(struct guide *guide, int64_t job);
bool guide_paper(struct guide *guide, int64_t job, bool paper, enum trouble trouble);

/**
 * guide_answer - the person says "page" (print one now), "pass" or "fail" (of the page), "again" (from the beginning) or "stop".
 * FAIL_INPUT no such word · FAIL_BUSY not now.
 */
enum fail guide_answer(struct guide *guide, const char *answer, enum trouble trouble);
