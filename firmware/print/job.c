/* SPDX-License-Identifier: MIT */
/*
 * job.c - DESIGN: one job at a time, claimed only when the printer can take it. What became of a job is kept until the
 * hub has heard it, through as many doors as that takes; until then no other is claimed.
 */
#include "firmware/print/job.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/print/claimed.h"
#include "firmware/print/draw.h"
#include "firmware/print/press.h"

#include <limits.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

enum { WHERE_MAX_BYTES = 4096, CLAIM_AGAIN_MS = 5000, DRAIN_MS = 2000 /* well within TimeoutStopSec of its unit */ };

/* What the hub is to be told of the job; each is kept until it was heard. The printer waits for all but the last. */
enum news { NEWS_NONE, NEWS_WRITING = 1 << 0, NEWS_SENT = 1 << 1, NEWS_UNSENT = 1 << 2, NEWS_OVER = 1 << 3 };

struct job_desk {
	struct loop *loop;
	struct caller *caller;
	struct press *press;
	struct draw *draw;
	char where[WHERE_MAX_BYTES];
	enum press_state state;
	const char *state_key;     /* NULL: the printer has not said anything yet */
	int64_t version;           /* that the texts are of */
	bool ending;               /* told to end: what the printer takes still goes out, and no more jobs */
	bool retiring, retired;    /* another one is in use: no more jobs; the loop was ended for it */
	bool asking, asked_stuck;  /* a claim is on its way; only for what is to be given back */
	enum news telling;         /* so is a piece of news */
	bool has_job, over;        /* over: the press has finished, the hub may not know yet */
	unsigned news;
	const char *outcome, *reason; /* of a job that is over */
	const char *owed;          /* by the next one; NULL: the hub knows */
	int64_t cuts;              /* the witness that goes with NEWS_WRITING and NEWS_UNSENT */
	struct claimed job;
	struct raster receipt, slip;
	struct profile_set profiles;
	int dots;                  /* that drawing is set to */
};

static void claim(struct job_desk *desk);
static void tell_news(struct job_desk *desk);

static void claim_again(void *context)
{
	claim(context);
}

static void drop_job(struct job_desk *desk)
{
	raster_done(&desk->receipt);
	raster_done(&desk->slip);
	claimed_done(&desk->job);
	desk->has_job = desk->over = false;
	desk->news = 0;
}

static void tell_news_again(void *context)
{
	tell_news(context);
}

/* It is said again; but a last strip that stays here is not said to be sent any more. */
static void keep_news(struct job_desk *desk, enum news news)
{
	if (!(desk->news & NEWS_UNSENT))
		desk->news |= news;
}

/* The hub has it on the disk, or does not want the paper any more, or cannot say yet. */
static void on_step_heard(struct job_desk *desk, enum news news, enum fail code)
{
	if (code != FAIL_NONE)
		log_fail("job.unheard", code);
	if (news != NEWS_UNSENT && (code == FAIL_EMPTY || code == FAIL_DENIED)) {
		desk->reason = "visit-ended";
		press_withdraw(desk->press);
	} else if (code == FAIL_NONE || code == FAIL_INPUT || code == FAIL_EMPTY || code == FAIL_DENIED) {
		if (!(desk->news & (news | NEWS_UNSENT))) /* else it was said anew meanwhile */
			press_go(desk->press);
	} else {
		keep_news(desk, news);
		loop_timer_set(desk->loop, CLAIM_AGAIN_MS, tell_news_again, desk);
		return;
	}
	tell_news(desk);
}

static void on_news_heard(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct job_desk *desk = context;
	enum news news = desk->telling;

	(void)reply, (void)blob_fd;
	desk->telling = NEWS_NONE;
	if (code == FAIL_OFFLINE) {
		keep_news(desk, news); /* when the hub is back */
	} else if (news == NEWS_OVER) {
		if (code != FAIL_NONE)
			log_fail("job.unheard", code);
		drop_job(desk);
		claim(desk);
	} else if (desk->over) {
		tell_news(desk);
	} else {
		on_step_heard(desk, news, code);
	}
}

static json_t *news_frame(const struct job_desk *desk, enum news news)
{
	json_int_t job = desk->job.row.number;

	if (news == NEWS_WRITING)
		return json_pack("{s:s, s:I, s:I}", "verb", "spool.writing", "job", job, "witness", (json_int_t)desk->cuts);
	if (news == NEWS_UNSENT)
		return json_pack("{s:s, s:I, s:I}", "verb", "spool.unsent", "job", job, "witness", (json_int_t)desk->cuts);
	if (news == NEWS_SENT)
		return json_pack("{s:s, s:I}", "verb", "spool.sent", "job", job);
	return json_pack("{s:s, s:I, s:s, s:s, s:s*}", "verb", "spool.done", "job", job, "outcome", desk->outcome, "reason", desk->reason, "owed", desk->owed);
}

static void tell_news(struct job_desk *desk)
{
	enum news news = desk->over ? NEWS_OVER : desk->news & NEWS_UNSENT ? NEWS_UNSENT : desk->news & NEWS_WRITING ? NEWS_WRITING : NEWS_SENT;

	if (!(desk->news & news) || desk->telling || !caller_is_up(desk->caller))
		return;
	enum fail code = caller_ask(desk->caller, news_frame(desk, news), -1, on_news_heard, desk);
	if (code != FAIL_NONE) {
		log_fail("job.untold", code);
		return;
	}
	desk->telling = news;
	desk->news &= ~(unsigned)news;
}

static void end_job(struct job_desk *desk, const char *outcome, const char *reason)
{
	desk->over = true;
	desk->outcome = outcome;
	desk->reason = reason;
	desk->news = NEWS_OVER;
	log_event("job.over", "job=%lld outcome=%s reason=%s", (long long)desk->job.row.number, outcome, reason[0] != '\0' ? reason : "-");
	tell_news(desk);
}

static void tell_state(struct job_desk *desk)
{
	if (!desk->state_key || !caller_is_up(desk->caller))
		return;
	json_t *request = json_pack("{s:s, s:s, s:s, s:s, s:b}", "verb", "printer.state", "state", press_state_name(desk->state), "key", desk->state_key,
	                            "words", draw_words(desk->draw, desk->state_key), "low", desk->press && press_paper_low(desk->press));
	enum fail code = caller_ask(desk->caller, request, -1, NULL, NULL);
	if (code != FAIL_NONE)
		log_fail("printer.untold", code);
}

static void on_changed(void *context, enum press_state state, const char *key)
{
	struct job_desk *desk = context;

	log_event("printer.state", "state=%s key=%s low=%d", press_state_name(state), key, press_paper_low(desk->press));
	desk->state = state;
	desk->state_key = key;
	tell_state(desk);
	claim(desk);
}

static void on_ready(void *context, int64_t cuts)
{
	struct job_desk *desk = context;

	desk->cuts = cuts;
	desk->news |= NEWS_WRITING;
	tell_news(desk);
}

static void on_sent(void *context)
{
	struct job_desk *desk = context;

	desk->news |= NEWS_SENT;
	tell_news(desk);
}

static void on_unsent(void *context, int64_t cuts)
{
	struct job_desk *desk = context;

	desk->cuts = cuts;
	desk->news = NEWS_UNSENT; /* whatever was to be said before it is overtaken */
	tell_news(desk);
}

static void on_finished(void *context, enum press_outcome outcome)
{
	static const char *const names[] = {
		[PRESS_DONE] = "done", [PRESS_UNSURE] = "unsure", [PRESS_WITHDRAWN] = "withdrawn", [PRESS_AGAIN] = "retry",
	};
	static const char *const troubles[PRESS_STATE_COUNT] = {
		[PRESS_READY] = "unconfirmed", [PRESS_NONE] = "no-printer", [PRESS_PAPER] = "paper-out", [PRESS_COVER] = "cover-open", [PRESS_ERROR] = "fault",
	};
	struct job_desk *desk = context;
	const char *reason = outcome == PRESS_DONE ? "" : outcome == PRESS_UNSURE && press_uncut(desk->press) ? "not-cut" : outcome == PRESS_WITHDRAWN && desk->reason ? desk->reason : troubles[desk->state];

	desk->owed = press_owes(desk->press);
	end_job(desk, names[outcome], reason);
}

/* Most jobs are never torn. */
static const struct raster *on_torn(void *context)
{
	struct job_desk *desk = context;
	const struct receipt_job *row = &desk->job.row;

	if (desk->slip.rows == 0) {
		enum fail code = draw_void(desk->draw, row->language, row->large, &desk->slip);
		if (code != FAIL_NONE)
			log_fail("job.slip", code);
	}
	return desk->slip.rows > 0 ? &desk->slip : NULL;
}

static const struct press_events press_events = {
	.changed = on_changed, .ready = on_ready, .sent = on_sent, .unsent = on_unsent, .slip = on_torn, .finished = on_finished,
};

static enum fail draw_claimed(struct job_desk *desk, bool *ret_bare)
{
	const struct profile *profile = press_profile(desk->press);
	const struct receipt_job *row = &desk->job.row;

	if (profile->dots != desk->dots)
		draw_paper(desk->draw, profile->dots, profile->dpi);
	desk->dots = profile->dots;
	draw_letters(desk->draw, profile);
	draw_training(desk->draw, row->training);
	if (claimed_is_receipt(&desk->job))
		return draw_job(desk->draw, row, &desk->receipt, ret_bare);
	return draw_print(desk->draw, desk->job.kind, row->language, row->large, desk->job.data, &desk->receipt);
}

static enum fail recall(struct job_desk *desk)
{
	if (press_confirmed(desk->press, desk->job.row.number)) {
		end_job(desk, "done", ""); /* whoever sent it died before saying so, and the printer remembered */
		return FAIL_NONE;
	}
	return press_recall(desk->press, desk->job.row.number, desk->job.witness);
}

static void start_job(struct job_desk *desk)
{
	bool bare = false;
	enum fail code;

	desk->reason = desk->owed = NULL;
	if (desk->job.sent) {
		code = recall(desk);
		if (code != FAIL_NONE)
			log_fail("job.recall", code);
		return;
	}
	code = draw_claimed(desk, &bare);
	if (code == FAIL_NONE) {
		const struct press_job job = { .number = desk->job.row.number, .receipt = &desk->receipt, .torn = desk->job.tried || desk->job.owes_slip, .owes_cut = desk->job.owes_cut,
		                               .private = claimed_is_private(&desk->job), .witness = desk->job.witness };
		log_event("job.started", "job=%lld rows=%d torn=%d bare=%d", (long long)job.number, desk->receipt.rows, job.torn, bare);
		code = press_print(desk->press, &job);
	}
	if (code == FAIL_NONE)
		return;
	log_fail("job.undrawn", code);
	if (claimed_is_receipt(&desk->job))
		on_changed(desk, PRESS_ERROR, "printer.drawing");
	end_job(desk, "withdrawn", "drawing");
}

static void on_claimed(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct job_desk *desk = context;

	(void)blob_fd;
	desk->asking = false;
	if (code == FAIL_EMPTY)
		draw_rest(desk->draw);
	if (code == FAIL_EMPTY && desk->asked_stuck && press_free_now(desk->press))
		claim(desk); /* somebody helped the printer meanwhile */
	if (code == FAIL_OFFLINE || code == FAIL_EMPTY)
		return; /* the door's return or the next bell asks again */
	if (code != FAIL_NONE) {
		log_fail("job.unclaimed", code);
		loop_timer_set(desk->loop, CLAIM_AGAIN_MS, claim_again, desk);
		return;
	}
	desk->has_job = true;
	desk->job = (struct claimed){ .row.number = json_int_or(reply, "job", 0) };
	code = claimed_read(reply, &desk->job);
	if (code == FAIL_NONE) {
		start_job(desk);
		return;
	}
	log_fail("job.unreadable", code);
	end_job(desk, "withdrawn", "drawing"); /* never again: the ones behind it wait */
}

static bool retire(struct job_desk *desk)
{
	if (!desk->retiring || desk->asking || desk->telling || desk->has_job)
		return false;
	desk->retired = true;
	loop_stop(desk->loop);
	return true;
}

static void drained(void *context)
{
	struct job_desk *desk = context;

	loop_stop(desk->loop);
}

/* Some printers lose the end of what they were sent, and the cut, when whoever sent it lets go of them at once. */
static void end_soon(void *context)
{
	struct job_desk *desk = context;

	desk->ending = true;
	log_event("print.ending", "job=%lld", desk->has_job ? (long long)desk->job.row.number : 0LL);
	if (desk->has_job && !(desk->over && !caller_is_up(desk->caller)))
		loop_timer_set(desk->loop, DRAIN_MS, drained, desk);
	else
		loop_stop(desk->loop);
}

static void claim(struct job_desk *desk)
{
	if (desk->ending && !desk->has_job)
		loop_stop(desk->loop);
	if (desk->ending || retire(desk) || desk->retiring)
		return;
	bool stuck = desk->press && press_stuck_now(desk->press); /* then only what is to be given back */
	if (desk->asking || desk->has_job || !desk->press || !(stuck || press_free_now(desk->press)) || !caller_is_up(desk->caller))
		return;
	enum fail code = caller_ask(desk->caller, json_pack("{s:s, s:b}", "verb", "spool.claim", "stuck", stuck), -1, on_claimed, desk);
	desk->asking = code == FAIL_NONE;
	desk->asked_stuck = stuck;
	if (code != FAIL_NONE)
		log_fail("job.unasked", code);
}

static void on_hello(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct job_desk *desk = context;
	const char *where = NULL;

	(void)blob_fd;
	if (code == FAIL_OFFLINE)
		return;
	if (code == FAIL_NONE)
		code = json_take_text(reply, "printer", WHERE_MAX_BYTES - 1, &where);
	if (code == FAIL_NONE && desk->press && strcmp(where, desk->where) != 0) {
		log_event("printer.moved", "from=%s", desk->where);
		loop_stop(desk->loop); /* begin anew with the other one */
		return;
	}
	if (code == FAIL_NONE && !desk->press) {
		snprintf(desk->where, sizeof desk->where, "%s", where);
		desk->state = PRESS_NONE;
		code = press_open(desk->loop, where, draw_profile(desk->draw), &press_events, desk, &desk->press);
	}
	if (code == FAIL_NONE)
		press_profiles(desk->press, &desk->profiles);
	if (code != FAIL_NONE) {
		log_fail("printer.unopened", code);
		loop_stop(desk->loop);
		return;
	}
	tell_state(desk);
	tell_news(desk);
	claim(desk);
}

static void on_up(void *context)
{
	struct job_desk *desk = context;
	json_t *hello = json_pack("{s:s, s:I}", "verb", "hello", "version", (json_int_t)desk->version);

	if (desk->has_job && !desk->over) {
		json_t *holds = json_pack("{s:I, s:s, s:s}", "job", (json_int_t)desk->job.row.number, "kind", desk->job.kind, "visit", desk->job.visit);
		json_object_update_new(hello, holds); /* a hub that began anew has to know, to ask it back */
	}
	enum fail code = caller_ask(desk->caller, hello, -1, on_hello, desk);
	if (code != FAIL_NONE)
		log_fail("hub.unasked", code);
}

static void on_down(void *context)
{
	struct job_desk *desk = context;

	log_event("hub.away", "job=%lld", desk->has_job ? (long long)desk->job.row.number : 0LL);
	desk->asking = false;
}

static void withdraw(struct job_desk *desk, int64_t job)
{
	if (!desk->has_job || desk->over || desk->job.row.number != job)
		return;
	log_event("job.withdrawn", "job=%lld", (long long)job);
	desk->reason = "visit-ended";
	press_withdraw(desk->press);
}

static void on_bell(void *context, const char *bell, const json_t *frame)
{
	struct job_desk *desk = context;

	if (strcmp(bell, "retire") == 0)
		desk->retiring = true;
	if (strcmp(bell, "withdraw") == 0)
		withdraw(desk, json_int_or(frame, "job", -1));
	if (desk->retiring || strcmp(bell, "work") == 0)
		claim(desk);
}

static const struct caller_events caller_events = { .up = on_up, .down = on_down, .bell = on_bell };

enum fail job_desk_new(struct loop *loop, const char *doors, const struct assets *assets, struct job_desk **ret)
{
	struct job_desk *desk = calloc(1, sizeof *desk);
	char folder[PATH_MAX];

	if (!desk)
		abort();
	desk->loop = loop;
	desk->version = assets->version;
	enum fail code = draw_open(assets->folder, &desk->draw);
	if (code == FAIL_NONE)
		code = file_path(folder, sizeof folder, assets->folder, "profiles");
	if (code == FAIL_NONE)
		code = profile_set_read(folder, &desk->profiles);
	if (code == FAIL_NONE)
		code = caller_new(loop, doors, "print", &caller_events, desk, &desk->caller);
	if (code != FAIL_NONE) {
		job_desk_free(desk);
		return code;
	}
	loop_on_signal(loop, end_soon, desk);
	*ret = desk;
	return FAIL_NONE;
}

bool job_desk_retired(const struct job_desk *desk)
{
	return desk && desk->retired;
}

void job_desk_free(struct job_desk *desk)
{
	if (!desk)
		return;
	loop_timer_clear(desk->loop, claim_again, desk);
	loop_timer_clear(desk->loop, tell_news_again, desk);
	loop_timer_clear(desk->loop, drained, desk);
	loop_on_signal(desk->loop, NULL, NULL);
	press_close(desk->press);
	caller_free(desk->caller);
	drop_job(desk);
	draw_close(desk->draw);
	free(desk);
}
