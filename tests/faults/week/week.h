/* SPDX-License-Identifier: MIT */
/* week.h - a library's days: two kiosks, the line to the council that comes and goes, the power that fails, and who came. */
#pragma once

#include "tests/lib/walker.h"
#include "tests/unit/visit/monkey.h"

enum { WEEK_KIOSKS = 2, WEEK_QUESTIONS = 12, WEEK_MINUTE_MS = 60 * 1000 };

enum visit_end { VISIT_LEFT /* nothing of it may arrive */, VISIT_SENT /* its reference was shown */, VISIT_UNSURE /* the power went between send and reference */ };

/* One resident. What they answered follows from @service and @pick. */
struct visit {
	int kiosk, service;
	unsigned char pick[WEEK_QUESTIONS];
	char words[48];            /* that nobody else types */
	char reference[32];
	enum visit_end end;
	bool paper;                /* its receipt must have come out; else it may have */
	bool cut;                  /* its sheet was perhaps on its way when the power went: then it may come once more */
	int arrived, printed;
};

struct week {
	struct kiosk kiosk[WEEK_KIOSKS];
	char forms[GIVEN_PATH_BYTES];
	struct monkey chance;
	int64_t now_ms, up_ms;     /* since it began; how long the line was up */
	int64_t turns_ms;          /* when the line goes or comes */
	bool up, lies;             /* the line; who answers while it is "down" is somebody else */
	int sheets[WEEK_KIOSKS];   /* that must have come out before the clock moves: real paper takes real time */
	struct visit *visits;
	int count, days;
	int outages, cuts, council_kills;
	int64_t heartbeats;        /* that servers counted which ran before this one */
};

/** week_start - Monday, ten to nine. week_end - everything off; @week is freed. */
struct week *week_start(int visits, int days);
void week_end(struct week *week);

/** week_pass - time goes by, and the line with it. */
void week_pass(struct week *week, int64_t ms);
/** week_night - until the next morning; kiosks and council are watched while it lasts. */
void week_night(struct week *week, int64_t until_ms);
/** week_line_up - the line comes, for good. */
void week_line_up(struct week *week);
/** week_metric - of the server that runs now. */
int64_t week_metric(struct week *week, const char *name);
/** week_cut - the power of the whole building goes, and comes back after some minutes. */
void week_cut(struct week *week);

/** visit_make - somebody with answers of their own. visit_to_check - from idle to check answers. */
void visit_make(struct week *week, struct visit *visit, int number);
void visit_to_check(struct week *week, struct visit *visit);
/** visit_part - from idle to some page in the middle. visit_leave - they go away; the kiosk asks, and wipes. */
void visit_part(struct week *week, struct visit *visit);
void visit_leave(struct week *week, struct visit *visit);
/** visit_confirmed - the reference is shown and noted. visit_over - they end it. */
void visit_confirmed(struct week *week, struct visit *visit);
void visit_over(struct week *week, struct visit *visit);
/** visit_is - whether @record, opened with the council's key, says what @visit typed. */
bool visit_is(const struct visit *visit, const json_t *record);
/** visit_forms - the definitions of the services that they use, as links in @folder. */
void visit_forms(const char *folder);

/** week_told - a number of @kiosk's status. week_drain - the line comes for good; until no event waits. */
int64_t week_told(struct kiosk *kiosk, const char *part, const char *name);
void week_drain(struct week *week);
/** week_check_council - everything that arrived is somebody's who sent it, and says what they typed; counts it at each visit. */
void week_check_council(struct week *week);
