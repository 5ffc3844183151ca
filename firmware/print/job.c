/* SPDX-License-Identifier: MIT */
/*
 * job.c - DESIGN: one job at a time, claimed only when the printer can take it. What became of a job is kept until the
 * hub has heard it, through as many doors as that takes; until then no other is claimed.
 */
#include "firmware/print/job.h"

#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/print/draw.h"
#include "firmware/print/press.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

enum { WHERE_MAX_BYTES = 4096, CLAIM_AGAIN_MS = 5000 };

/* What the hub is to be told of the job; each is kept until it was heard. */
enum news { NEWS_SENT = 1 << 0, NEWS_DONE = 1 << 1, NEWS_UNSURE = 1 << 2 };

struct job_desk {
	struct loop *loop;
	struct caller *caller;
	struct press *press;
	struct draw *draw;
	char where[WHERE_MAX_BYTES];
	enum press_state state;
	const char *state_key;     /* NULL: the printer has not said anything yet */
	int64_t version;           /* that the texts are of */
	bool retiring, retired;    /* another one is in use: no more jobs; the loop was ended for it */
	bool asking;               /* a claim is on its way */
	bool telling;              /* so is a piece of news */
	bool torn;                 /* a part of the job is on paper from before */
	bool has_job, over;        /* over: the press has finished, the hub may not know yet */
	unsigned news;
	struct receipt_job job;
	struct raster receipt, slip;
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
	desk->has_job = desk->over = false;
	desk->news = 0;
}

static void on_news_heard(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct job_desk *desk = context;

	(void)reply, (void)blob_fd;
	desk->telling = false;
	if (code == FAIL_OFFLINE)
		return; /* said again when the hub is back */
	if (code != FAIL_NONE)
		log_fail("job.unheard", code);
	desk->news &= desk->news & NEWS_SENT ? ~(unsigned)NEWS_SENT : 0u;
	if (desk->over && desk->news == 0)
		drop_job(desk);
	tell_news(desk);
	claim(desk);
}

static void tell_news(struct job_desk *desk)
{
	json_t *request;

	if (desk->news == 0 || desk->telling || !caller_is_up(desk->caller))
		return;
	if (desk->news & NEWS_SENT)
		request = json_pack("{s:s, s:I}", "verb", "spool.sent", "job", (json_int_t)desk->job.number);
	else
		request = json_pack("{s:s, s:I, s:s}", "verb", "spool.done", "job", (json_int_t)desk->job.number,
		                    "outcome", desk->news & NEWS_DONE ? "done" : "unsure");
	enum fail code = caller_ask(desk->caller, request, -1, on_news_heard, desk);
	desk->telling = code == FAIL_NONE;
	if (code != FAIL_NONE)
		log_fail("job.untold", code);
}

static void end_job(struct job_desk *desk, enum news outcome)
{
	desk->over = true;
	desk->news |= outcome;
	log_event("job.over", "job=%lld outcome=%s", (long long)desk->job.number, outcome == NEWS_DONE ? "done" : "unsure");
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

static void on_sent(void *context)
{
	struct job_desk *desk = context;

	desk->news |= NEWS_SENT;
	tell_news(desk);
}

static void on_finished(void *context, enum press_outcome outcome)
{
	end_job(context, outcome == PRESS_DONE ? NEWS_DONE : NEWS_UNSURE);
}

static const struct press_events press_events = { on_changed, on_sent, on_finished };

static enum fail read_job(const json_t *reply, struct receipt_job *ret)
{
	const char *text = NULL;
	struct receipt_job job = { .copy = json_int_or(reply, "copy", 0) > 0, .desk = json_bool_or(reply, "desk", false), .delivered = json_bool_or(reply, "delivered", false),
		.pay_pence = json_int_or(reply, "pay_pence", 0) };

	TRY(json_take_int(reply, "job", 0, INT64_MAX, &job.number));
	TRY(json_take_text(reply, "reference", REFERENCE_TEXT_BYTES - 1, &text));
	TRY(reference_parse(text, &job.reference));
	TRY(json_take_text(reply, "service", RECEIPT_SERVICE_MAX, &text));
	snprintf(job.service, sizeof job.service, "%s", text);
	TRY(json_take_text(reply, "language", RECEIPT_LANGUAGE_MAX, &text));
	snprintf(job.language, sizeof job.language, "%s", text);
	TRY(json_take_int(reply, "submitted_ms", 0, INT64_MAX / 2, &job.submitted_ms));
	text = json_text_or(reply, "due", "");
	if (text[0] != '\0')
		TRY(date_parse(text, &job.due));
	*ret = job;
	return FAIL_NONE;
}

static void undrawn(struct job_desk *desk, enum fail code)
{
	log_fail("job.undrawn", code);
	on_changed(desk, PRESS_ERROR, "printer.drawing");
	end_job(desk, NEWS_UNSURE);
}

/* The hub has it on the disk that the printer may have a part of it: now it may. */
static void on_written(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct job_desk *desk = context;

	(void)reply, (void)blob_fd;
	if (code == FAIL_NONE) {
		const struct press_job job = { .number = desk->job.number, .receipt = &desk->receipt, .slip = &desk->slip, .torn = desk->torn };
		code = press_print(desk->press, &job);
		if (code != FAIL_NONE)
			undrawn(desk, code);
		return;
	}
	if (code != FAIL_OFFLINE)
		log_fail("job.unwritten", code); /* it has its end: nothing may come out */
	drop_job(desk);
	if (code == FAIL_DENIED || code == FAIL_EMPTY)
		claim(desk);
	else if (code != FAIL_OFFLINE)
		loop_timer_set(desk->loop, CLAIM_AGAIN_MS, claim_again, desk);
}

static void start_job(struct job_desk *desk, const json_t *reply)
{
	bool bare = false;

	if (json_bool_or(reply, "sent", false)) {
		enum fail code = press_recall(desk->press, desk->job.number);
		if (code != FAIL_NONE)
			log_fail("job.recall", code);
		return;
	}
	if (press_confirmed(desk->press, desk->job.number)) {
		end_job(desk, NEWS_DONE); /* whoever sent it died before saying so, and the printer remembered */
		return;
	}
	desk->torn = json_bool_or(reply, "tried", false);
	enum fail code = draw_job(desk->draw, &desk->job, &desk->receipt, &desk->slip, &bare);
	if (code == FAIL_NONE) {
		log_event("job.started", "job=%lld rows=%d torn=%d bare=%d", (long long)desk->job.number, desk->receipt.rows, desk->torn, bare);
		code = caller_ask(desk->caller, json_pack("{s:s, s:I, s:i}", "verb", "spool.writing", "job", (json_int_t)desk->job.number, "witness", -1), -1, on_written, desk);
	}
	if (code != FAIL_NONE)
		undrawn(desk, code);
}

static void on_claimed(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct job_desk *desk = context;

	(void)blob_fd;
	desk->asking = false;
	if (code == FAIL_OFFLINE || code == FAIL_EMPTY)
		return; /* the door's return or the next bell asks again */
	if (code != FAIL_NONE) {
		log_fail("job.unclaimed", code);
		loop_timer_set(desk->loop, CLAIM_AGAIN_MS, claim_again, desk);
		return;
	}
	desk->has_job = true;
	desk->job = (struct receipt_job){ .number = json_int_or(reply, "job", 0) };
	code = read_job(reply, &desk->job);
	if (code == FAIL_NONE) {
		start_job(desk, reply);
		return;
	}
	log_fail("job.unreadable", code);
	end_job(desk, NEWS_UNSURE); /* never again: the ones behind it wait */
}

static bool retire(struct job_desk *desk)
{
	if (!desk->retiring || desk->asking || desk->telling || desk->has_job)
		return false;
	desk->retired = true;
	loop_stop(desk->loop);
	return true;
}

static void claim(struct job_desk *desk)
{
	if (retire(desk) || desk->retiring)
		return;
	if (desk->asking || desk->has_job || !desk->press || !press_free_now(desk->press) || !caller_is_up(desk->caller))
		return;
	enum fail code = caller_ask(desk->caller, json_pack("{s:s}", "verb", "spool.claim"), -1, on_claimed, desk);
	desk->asking = code == FAIL_NONE;
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
		desk->state_key = "printer.none";
		code = press_open(desk->loop, where, draw_profile(desk->draw), &press_events, desk, &desk->press);
	}
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
	enum fail code = caller_ask(desk->caller, json_pack("{s:s, s:I}", "verb", "hello", "version", (json_int_t)desk->version), -1, on_hello, desk);

	if (code != FAIL_NONE)
		log_fail("hub.unasked", code);
}

static void on_down(void *context)
{
	struct job_desk *desk = context;

	log_event("hub.away", "job=%lld", desk->has_job ? (long long)desk->job.number : 0LL);
	desk->asking = desk->telling = false;
}

static void on_bell(void *context, const char *bell, const json_t *frame)
{
	struct job_desk *desk = context;
	(void)frame;
	if (strcmp(bell, "retire") == 0)
		desk->retiring = true;
	if (desk->retiring || strcmp(bell, "work") == 0)
		claim(desk);
}

static const struct caller_events caller_events = { .up = on_up, .down = on_down, .bell = on_bell };

enum fail job_desk_new(struct loop *loop, const char *doors, const struct assets *assets, struct job_desk **ret)
{
	struct job_desk *desk = calloc(1, sizeof *desk);

	if (!desk)
		abort();
	desk->loop = loop;
	desk->version = assets->version;
	enum fail code = draw_open(assets->folder, &desk->draw);
	if (code == FAIL_NONE)
		code = caller_new(loop, doors, "print", &caller_events, desk, &desk->caller);
	if (code != FAIL_NONE) {
		job_desk_free(desk);
		return code;
	}
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
	press_close(desk->press);
	caller_free(desk->caller);
	drop_job(desk);
	draw_close(desk->draw);
	free(desk);
}
