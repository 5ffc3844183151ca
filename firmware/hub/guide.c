/* SPDX-License-Identifier: MIT */
/* guide.c - DESIGN: nobody has to say "done": the cover and the paper sensor say it. Only the look at the test page is a person's. */
#include "firmware/hub/guide.h"

#include <string.h>

static bool prints(enum trouble trouble)
{
	return trouble == TROUBLE_READY || trouble == TROUBLE_LOW;
}

const char *guide_step_name(enum guide_step step)
{
	static const char *const names[GUIDE_STEP_COUNT] = {
		[GUIDE_OFF] = "off", [GUIDE_OPEN] = "open", [GUIDE_ROLL] = "roll", [GUIDE_EMPTY] = "empty", [GUIDE_TROUBLE] = "trouble",
		[GUIDE_PRINTING] = "printing", [GUIDE_LOOK] = "look", [GUIDE_PASSED] = "passed", [GUIDE_FAILED] = "failed",
	};
	return step < GUIDE_STEP_COUNT ? names[step] : "off";
}

static enum guide_step print(struct guide *guide)
{
	guide->lacked = false;
	guide->job = 0;
	return GUIDE_PRINTING;
}

void guide_begin(struct guide *guide, enum trouble trouble)
{
	*guide = (struct guide){ .lacked = trouble == TROUBLE_PAPER, .step = trouble == TROUBLE_COVER ? GUIDE_ROLL : trouble == TROUBLE_PAPER || prints(trouble) ? GUIDE_OPEN : GUIDE_TROUBLE };
}

/* What a closed printer says of the roll that was put in. */
static enum guide_step closed(struct guide *guide, enum trouble trouble)
{
	return prints(trouble) ? print(guide) : trouble == TROUBLE_PAPER ? GUIDE_EMPTY : GUIDE_TROUBLE;
}

static enum guide_step next(struct guide *guide, enum trouble trouble)
{
	bool open = trouble == TROUBLE_COVER;
	switch (guide->step) {
	case GUIDE_OPEN: case GUIDE_EMPTY:
		if (open)
			return GUIDE_ROLL;
		if (prints(trouble)) /* also when nobody felt the cover: a printer that came up without paper says little */
			return guide->lacked ? print(guide) : guide->step;
		return trouble == TROUBLE_PAPER ? guide->step : GUIDE_TROUBLE;
	case GUIDE_TROUBLE:
		if (!open && !guide->opened && (trouble == TROUBLE_PAPER || prints(trouble)))
			return GUIDE_OPEN;
		return open ? GUIDE_ROLL : closed(guide, trouble);
	case GUIDE_ROLL:
		return open ? GUIDE_ROLL : closed(guide, trouble);
	case GUIDE_OFF: case GUIDE_PRINTING: case GUIDE_LOOK: case GUIDE_PASSED: case GUIDE_FAILED: case GUIDE_STEP_COUNT:
		break; /* the page waits for the printer as any other job does */
	}
	return guide->step;
}

static bool go(struct guide *guide, enum guide_step step)
{
	bool other = step != guide->step;
	guide->opened |= step == GUIDE_ROLL;
	guide->step = step;
	return other;
}

bool guide_feel(struct guide *guide, enum trouble trouble)
{
	guide->lacked |= trouble == TROUBLE_PAPER;
	return go(guide, next(guide, trouble));
}

void guide_page(struct guide *guide, int64_t job)
{
	guide->job = job;
}

bool guide_paper(struct guide *guide, int64_t job, bool paper, enum trouble trouble)
{
	if (guide->step != GUIDE_PRINTING || job != guide->job || job == 0)
		return false;
	if (paper)
		return go(guide, GUIDE_LOOK);
	if (prints(trouble)) /* and yet nothing came of it */
		return go(guide, GUIDE_FAILED);
	guide_begin(guide, trouble);
	return true;
}

enum fail guide_answer(struct guide *guide, const char *answer, enum trouble trouble)
{
	if (strcmp(answer, "stop") == 0) {
		*guide = (struct guide){ .step = GUIDE_OFF };
		return FAIL_NONE;
	}
	if (strcmp(answer, "again") == 0) {
		guide_begin(guide, trouble);
		return FAIL_NONE;
	}
	bool page = strcmp(answer, "page") == 0, pass = strcmp(answer, "pass") == 0;
	if (!page && !pass && strcmp(answer, "fail") != 0)
		return FAIL(INPUT, "the answer is not page, pass, fail, again or stop");
	if (page ? guide->step == GUIDE_OFF || guide->step == GUIDE_PRINTING || !prints(trouble) : guide->step != GUIDE_LOOK)
		return FAIL(BUSY, page ? "the printer cannot print a page now" : "no test page has come out yet");
	guide->step = page ? print(guide) : pass ? GUIDE_PASSED : GUIDE_FAILED;
	return FAIL_NONE;
}
