/* SPDX-License-Identifier: MIT */
/*
 * errand.c - DESIGN: a connection of its own beside deliver's, so that a large download holds no event up. A refusal for the
 * token's sake is answered once with a fresh one by the server's clock, as for events; all else is the asker's to judge.
 */
#include "firmware/sync/errand.h"

#include "firmware/base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct waiting { struct errand errand; char url[SEND_URL_MAX_BYTES + 1]; bool plain; };

struct errands {
	struct loop *loop;
	struct caller *caller;
	const struct office *office;
	struct send *send;
	struct moment *moment;
	bool open, busy, renewed;
	int signing;                                 /* tokens asked for: only the newest one's answer counts */
	struct waiting waiting[ERRANDS_WAITING_MAX]; /* the first is under way while busy */
	size_t count;
};

static void begin(void *context);

static void finish(struct errands *errands, const struct send_result *result)
{
	const struct errand errand = errands->waiting[0].errand;
	errands->busy = false;
	errands->count--;
	memmove(&errands->waiting[0], &errands->waiting[1], errands->count * sizeof errands->waiting[0]);
	if (errands->count > 0)
		loop_timer_set(errands->loop, 0, begin, errands);
	errand.done(errand.context, result);
}

static void broken(struct errands *errands)
{
	finish(errands, &(struct send_result){ .net = OUTCOME_NET_BROKEN });
}

static void sign(struct errands *errands);

static void sent(void *context, const struct send_result *result)
{
	struct errands *errands = context;
	if (!errands->waiting[0].plain)
		signer_learn(errands->moment, result);
	bool unsure = result->net == OUTCOME_NET_ANSWERED && result->status == 401 && !errands->office->authorized && !errands->waiting[0].plain;
	if (unsure && !errands->renewed) {
		errands->renewed = true;
		sign(errands);
		return;
	}
	finish(errands, result);
}

static bool taken(void *context, int status, const char *bytes, size_t size_bytes)
{
	const struct errands *errands = context;
	const struct errand *errand = &errands->waiting[0].errand;
	return errand->take(errand->context, status, bytes, size_bytes);
}

static void go(struct errands *errands, const char *token)
{
	static const struct buffer none = { 0 };
	const struct waiting *waiting = &errands->waiting[0];
	const struct errand *errand = &waiting->errand;
	const struct send_request request = {
		.url = waiting->url, .content_type = errand->content_type, .token = token, .bytes = errand->bytes, .size_bytes = errand->size_bytes,
		.lines = { waiting->plain ? &none : &errands->office->lines, errand->lines }, .plain = waiting->plain, .take = errand->take ? taken : NULL,
	};
	enum fail fail = send_start(errands->send, &request, sent, errands);
	if (fail == FAIL_NONE)
		return;
	log_fail("errand.not-sent", fail);
	broken(errands);
}

static void signed_call(void *context, enum fail code, const json_t *reply, int)
{
	struct errands *errands = context;
	const char *token = NULL;
	if (--errands->signing > 0 || !errands->open || !errands->busy)
		return; /* it was shut meanwhile */
	code = signer_token(code, reply, &token);
	if (code == FAIL_NONE) {
		go(errands, token);
		return;
	}
	if (code != FAIL_OFFLINE)
		log_fail("errand.not-signed", code);
	broken(errands);
}

static void sign(struct errands *errands)
{
	const struct errand *errand = &errands->waiting[0].errand;
	if (errands->office->authorized || errands->waiting[0].plain) {
		go(errands, NULL);
		return;
	}
	json_t *request = signer_request(errands->moment, errands->office->management, errand->bytes ? errand->bytes : "", errand->size_bytes);
	enum fail fail = caller_ask(errands->caller, request, -1, signed_call, errands);
	errands->signing += fail == FAIL_NONE;
	if (fail != FAIL_NONE)
		broken(errands);
}

static void begin(void *context)
{
	struct errands *errands = context;
	if (errands->busy || errands->count == 0 || !errands->open)
		return;
	errands->busy = true;
	errands->renewed = false;
	sign(errands);
}

enum fail errands_new(struct loop *loop, struct caller *caller, const struct office *office, struct moment *moment, struct errands **ret)
{
	struct errands *errands = calloc(1, sizeof *errands);
	if (!errands)
		abort();
	*errands = (struct errands){ .loop = loop, .caller = caller, .office = office, .moment = moment };
	enum fail fail = send_new(loop, &errands->send);
	if (fail != FAIL_NONE) {
		free(errands);
		return fail;
	}
	send_by(errands->send, moment);
	*ret = errands;
	return FAIL_NONE;
}

void errands_free(struct errands *errands)
{
	if (!errands)
		return;
	errands_shut(errands);
	send_free(errands->send);
	free(errands);
}

enum fail errands_open(struct errands *errands)
{
	errands_shut(errands);
	TRY(send_configure(errands->send, &errands->office->way));
	errands->open = true;
	return FAIL_NONE;
}

void errands_shut(struct errands *errands)
{
	send_cancel(errands->send);
	loop_timer_clear(errands->loop, begin, errands);
	errands->open = errands->busy = false;
	errands->count = 0;
}

enum fail errands_send(struct errands *errands, const struct errand *errand)
{
	bool plain = errand->path[0] != '/';
	if (!errands->open || (!plain && errands->office->management[0] == '\0'))
		return FAIL_EMPTY;
	if (errands->count == ERRANDS_WAITING_MAX)
		return FAIL(BUSY, "too many errands wait");
	struct waiting *waiting = &errands->waiting[errands->count];
	int wanted = snprintf(waiting->url, sizeof waiting->url, "%s%s", plain ? "" : errands->office->management, errand->path);
	if (wanted < 0 || (size_t)wanted >= sizeof waiting->url)
		return FAIL(LIMIT, "an address of the back office is too long");
	waiting->errand = *errand;
	waiting->plain = plain;
	errands->count++;
	loop_timer_set(errands->loop, 0, begin, errands);
	return FAIL_NONE;
}
