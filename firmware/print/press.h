/* SPDX-License-Identifier: MIT */
/* press.h - one printer and the receipt that is on its way through it: send, keep the place, wait for people, ask whether paper came out. */
#pragma once

#include "drivers/printer/profile_set.h"
#include "firmware/base/fail.h"
#include "firmware/base/loop.h"
#include "firmware/print/raster.h"

#include <stdbool.h>
#include <stdint.h>

struct press;

enum press_state { PRESS_READY, PRESS_NONE, PRESS_PAPER, PRESS_COVER, PRESS_ERROR, PRESS_STATE_COUNT };

enum press_outcome {
	PRESS_DONE,
	PRESS_UNSURE,      /* paper may have come out or not, and only a person can tell */
	PRESS_WITHDRAWN,   /* no whole receipt came out, and none will */
	PRESS_AGAIN,       /* neither, but it was said to be sent: claim it anew; what is torn is voided before the next job */
};

struct press_events {
	/* @key: of the sentence for staff, as in firmware/base/trouble.h. Said once per change. */
	void (*changed)(void *context, enum press_state state, const char *key);
	/*
	 * The printer is about to get the first byte. @cuts: what its counter will have passed when the receipt is cut (a slip's own
	 * cut before it is counted in), -1 it has none. Said anew after each interruption. Goes on with press_go().
	 */
	void (*ready)(void *context, int64_t cuts);
	/* Every byte is with the printer but the last strip and the cut: from there on it must never be printed again by itself. Goes on with press_go(). */
	void (*sent)(void *context);
	/*
	 * Withdrawn after sent(): the last strip stays here, and a slip that voids what is torn goes out. @cuts: as in ready(), with the
	 * slip's own cut counted in, or that would pass for the receipt's after a crash. Goes on with press_go().
	 */
	void (*unsent)(void *context, int64_t cuts);
	/* The slip that voids what is torn of this job, asked for when something is; it stays its owner's until finished(). NULL: a cut must do. */
	const struct raster *(*slip)(void *context);
	void (*finished)(void *context, enum press_outcome outcome);
};

struct press_job {
	int64_t number;
	const struct raster *receipt; /* stays the caller's until finished() */
	bool torn;                    /* such a part is known of */
	bool owes_cut;                /* something may hang out of the printer, and a cut parts it from this */
	bool private;                 /* nobody may be there to take it: pull it back where the printer can */
	int64_t witness;              /* @cuts of an earlier try, -1 */
};

/**
 * press_open - the printer at @where: "auto" (the first USB printer) or "unix:PATH".
 * @ret: end with press_close(). FAIL_INPUT @where is neither · FAIL_DEVICE · FAIL_LIMIT.
 */
enum fail press_open(struct loop *loop, const char *where, const struct profile *profile, const struct press_events *events,
                     void *context, struct press **ret);
void press_close(struct press *press);

/** press_profiles - choose the profile of each printer that comes from @profiles (borrowed); one that nobody knows has press_open()'s. */
void press_profiles(struct press *press, const struct profile_set *profiles);

/** press_profile - of the printer that is here, or was last. Rasters are as wide as its dots; it changes only while press_free_now() is false. */
const struct profile *press_profile(const struct press *press);

/** press_free_now - whether it is there, waits for nobody and has no job. */
bool press_free_now(const struct press *press);

/** press_stuck_now - whether it is there and has no job, but waits for somebody: what lies in it can be cleared, and nothing printed. */
bool press_stuck_now(const struct press *press);

/**
 * press_print - begin @job; ready(), sent() and finished() follow, whatever happens: paper runs out (it waits), the printer is
 * unplugged (when it is back, the torn receipt is voided and the whole one printed), it says nothing (unsure).
 * FAIL_BUSY a job is on its way.
 */
enum fail press_print(struct press *press, const struct press_job *job);

/** press_go - what ready() or sent() said is on the disk. Does nothing when the printer has left meanwhile: it is said anew. */
void press_go(struct press *press);

/**
 * press_withdraw - whoever wanted the job is not there any more. finished() follows, perhaps from inside: WITHDRAWN, with a slip that voids
 * what is torn as soon as the printer can; or what became of it when its last bytes were released already. Without a job: nothing.
 */
void press_withdraw(struct press *press);

/** press_recall - job @number was sent before this program began: print nothing, find out what became of it. Ends in finished(). FAIL_BUSY. */
enum fail press_recall(struct press *press, int64_t number, int64_t witness);

/** press_confirmed - whether the printer has said, since it is here, that the last thing it finished was job @number. */
bool press_confirmed(const struct press *press, int64_t number);

/** press_uncut - whether the printer said of the job that ended last that all of it is on paper, and not that it was cut. */
bool press_uncut(const struct press *press);

/** press_owes - what the next job must begin with, because of one that is over: "nothing", "cut", "slip". Static text. */
const char *press_owes(const struct press *press);

/** press_paper_low - whether the roll is nearly finished, also while something else is the matter. changed() is said when it changes. */
bool press_paper_low(const struct press *press);

/** press_state_name - "ready", "none", "paper", "cover", "error". */
const char *press_state_name(enum press_state state);
