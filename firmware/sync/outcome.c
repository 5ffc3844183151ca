/* SPDX-License-Identifier: MIT */
/* outcome.c - the table of outcomes. Nothing here can lose an event: only a reply that names it proves it delivered. */
#include "firmware/sync/outcome.h"

#include <string.h>
#include <time.h>

enum {
	JITTER_FIRST_MS = 5 * 1000,
	JITTER_MAX_MS = 900 * 1000,
	CONFIG_MS = 900 * 1000,
	GONE_MS = 6 * 3600 * 1000,
	RETRY_AFTER_MAX_S = 6 * 3600,
	HEADER_MAX_BYTES = 64,
};

#define SENTENCE_ELSEWHERE "Something other than the back office answered: the network may want somebody to sign in"
#define SENTENCE_SIGN_IN "The network's proxy wants somebody to sign in"
#define SENTENCE_UNWANTED "The back office answered that it does not want what was sent"

/* The first row whose span holds the status is used. */
static const struct outcome answered[] = {
	{ 200, 299, OUTCOME_READ,  OUTCOME_READ,    OUTCOME_PACE_JITTER, OUTCOME_BLAME_CONTENT,  "The back office answers" },
	{ 300, 399, OUTCOME_WAIT,  OUTCOME_WAIT,    OUTCOME_PACE_JITTER, OUTCOME_BLAME_CONTENT,  SENTENCE_ELSEWHERE },
	{ 400, 400, OUTCOME_BLAME, OUTCOME_SPLIT,   OUTCOME_PACE_JITTER, OUTCOME_BLAME_CONTENT,  SENTENCE_UNWANTED },
	{ 401, 401, OUTCOME_TOKEN, OUTCOME_TOKEN,   OUTCOME_PACE_DENIED, OUTCOME_BLAME_CONTENT,  "The back office does not know this kiosk, or its clock is wrong" },
	{ 403, 403, OUTCOME_TOKEN, OUTCOME_TOKEN,   OUTCOME_PACE_DENIED, OUTCOME_BLAME_CONTENT,  "The back office does not let this kiosk in" },
	{ 404, 405, OUTCOME_WAIT,  OUTCOME_WAIT,    OUTCOME_PACE_CONFIG, OUTCOME_BLAME_CONTENT,  "There is no back office at this address" },
	{ 407, 407, OUTCOME_WAIT,  OUTCOME_WAIT,    OUTCOME_PACE_DENIED, OUTCOME_BLAME_CONTENT,  SENTENCE_SIGN_IN },
	{ 408, 408, OUTCOME_WAIT,  OUTCOME_WAIT,    OUTCOME_PACE_JITTER, OUTCOME_BLAME_CONTENT,  "The back office did not get the request in time" },
	{ 409, 409, OUTCOME_BLAME, OUTCOME_SPLIT,   OUTCOME_PACE_JITTER, OUTCOME_BLAME_CONFLICT, "The back office is still busy with the same event" },
	{ 410, 410, OUTCOME_WAIT,  OUTCOME_WAIT,    OUTCOME_PACE_GONE,   OUTCOME_BLAME_CONTENT,  "The back office has left this address" },
	{ 413, 413, OUTCOME_BLAME, OUTCOME_SMALLER, OUTCOME_PACE_CONFIG, OUTCOME_BLAME_SIZE,     "The back office takes only smaller requests" },
	{ 415, 415, OUTCOME_WAIT,  OUTCOME_WAIT,    OUTCOME_PACE_CONFIG, OUTCOME_BLAME_CONTENT,  "The back office does not know the format of events" },
	{ 421, 421, OUTCOME_WAIT,  OUTCOME_WAIT,    OUTCOME_PACE_CONFIG, OUTCOME_BLAME_CONTENT,  "Another server answered at the back office's address" },
	{ 422, 422, OUTCOME_BLAME, OUTCOME_SPLIT,   OUTCOME_PACE_JITTER, OUTCOME_BLAME_CONTENT,  SENTENCE_UNWANTED },
	{ 425, 425, OUTCOME_WAIT,  OUTCOME_WAIT,    OUTCOME_PACE_JITTER, OUTCOME_BLAME_CONTENT,  "The back office asks to try later" },
	{ 429, 429, OUTCOME_WAIT,  OUTCOME_WAIT,    OUTCOME_PACE_JITTER, OUTCOME_BLAME_CONTENT,  "The back office asks to send less often" },
	{ 400, 499, OUTCOME_WAIT,  OUTCOME_WAIT,    OUTCOME_PACE_CONFIG, OUTCOME_BLAME_CONTENT,  SENTENCE_UNWANTED },
	{ 500, 599, OUTCOME_WAIT,  OUTCOME_WAIT,    OUTCOME_PACE_JITTER, OUTCOME_BLAME_CONTENT,  "The back office is out of order at the moment" },
	{ 0, 9999,  OUTCOME_WAIT,  OUTCOME_WAIT,    OUTCOME_PACE_JITTER, OUTCOME_BLAME_CONTENT,  SENTENCE_ELSEWHERE },
};

#define NET(SENTENCE) { 0, 0, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_JITTER, OUTCOME_BLAME_CONTENT, SENTENCE }
static const struct outcome unanswered[OUTCOME_NET_COUNT] = {
	[OUTCOME_NET_ANSWERED] = NET(SENTENCE_ELSEWHERE), /* answered, but not by the back office: outcome_unread() */
	[OUTCOME_NET_NAME] = NET("The back office's address cannot be found: the network may be down"),
	[OUTCOME_NET_CONNECT] = NET("The back office cannot be reached"),
	[OUTCOME_NET_SIGN_IN] = { 0, 0, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_DENIED, OUTCOME_BLAME_CONTENT, SENTENCE_SIGN_IN },
	[OUTCOME_NET_PROXY] = NET("The network's proxy did not let the request through"),
	[OUTCOME_NET_TLS] = NET("Whoever answered could not prove to be the back office"),
	[OUTCOME_NET_TIMEOUT] = NET("The back office did not answer in time"),
	[OUTCOME_NET_BROKEN] = NET("The connection to the back office broke off"),
	[OUTCOME_NET_LARGE] = NET("The answer was too long to be the back office's"),
};

const struct outcome *outcome_of(enum outcome_net net, int status)
{
	if (net != OUTCOME_NET_ANSWERED)
		return &unanswered[net];
	const struct outcome *row = answered;
	while ((status < row->from || status > row->to) && row->to != 9999)
		row++;
	return row;
}

const struct outcome *outcome_unread(void)
{
	return &unanswered[OUTCOME_NET_ANSWERED];
}

/* @span_ms taken to the share that 32 random bits stand for. */
static int64_t share_ms(int64_t span_ms, uint32_t chance)
{
	return (int64_t)((uint64_t)span_ms * chance >> 32);
}

int64_t outcome_wait_ms(enum outcome_pace pace, unsigned failures, int64_t retry_after_s, uint64_t chance)
{
	const uint32_t first = (uint32_t)chance, second = (uint32_t)(chance >> 32);
	int64_t span_ms = failures < 8 ? (int64_t)JITTER_FIRST_MS << failures : JITTER_MAX_MS;
	int64_t wait_ms = 0;
	switch (pace) {
	case OUTCOME_PACE_JITTER:
	case OUTCOME_PACE_COUNT:
		wait_ms = share_ms(span_ms < JITTER_MAX_MS ? span_ms : JITTER_MAX_MS, first);
		break;
	case OUTCOME_PACE_DENIED:
		wait_ms = CONFIG_MS / 2 + share_ms(CONFIG_MS, first);
		break;
	case OUTCOME_PACE_CONFIG:
		wait_ms = CONFIG_MS;
		break;
	case OUTCOME_PACE_GONE:
		wait_ms = GONE_MS;
		break;
	}
	if (retry_after_s < 0)
		return wait_ms;
	int64_t wish_ms = (retry_after_s < RETRY_AFTER_MAX_S ? retry_after_s : RETRY_AFTER_MAX_S) * 1000;
	int64_t extra_ms = wish_ms / 10 < 60 * 1000 ? wish_ms / 10 : 60 * 1000;
	return (wait_ms > wish_ms ? wait_ms : wish_ms) + share_ms(extra_ms, second);
}

static const struct { int64_t steps_s[5]; int64_t park_attempts; } blame_rule[OUTCOME_BLAME_COUNT] = {
	[OUTCOME_BLAME_CONTENT] = { { 60, 5 * 60, 30 * 60, 6 * 3600, 24 * 3600 }, 5 },
	[OUTCOME_BLAME_CONFLICT] = { { 30, 30, 30, 30, 30 }, 10 },
	[OUTCOME_BLAME_SIZE] = { { 60, 5 * 60, 30 * 60, 6 * 3600, 24 * 3600 }, 1 },
};

int64_t outcome_retry_ms(enum outcome_blame blame, int64_t attempts)
{
	return blame_rule[blame].steps_s[attempts < 0 ? 0 : attempts > 4 ? 4 : attempts] * 1000;
}

bool outcome_parks(enum outcome_blame blame, int64_t attempts)
{
	return attempts >= blame_rule[blame].park_attempts;
}

enum fail outcome_http_date(const char *text, int64_t *ret_s)
{
	static const char *const forms[] = { "%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y" };
	if (strnlen(text, HEADER_MAX_BYTES + 1) > HEADER_MAX_BYTES)
		return FAIL(INPUT, "a date longer than %d bytes", HEADER_MAX_BYTES);
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		struct tm tm = { 0 };
		const char *end = strptime(text, forms[i], &tm);
		if (end && *end == '\0') {
			*ret_s = timegm(&tm);
			return FAIL_NONE;
		}
	}
	return FAIL(INPUT, "a date in none of HTTP's forms");
}

int64_t outcome_retry_after_s(const char *value, const char *date)
{
	if (!value)
		return -1;
	size_t length = strnlen(value, HEADER_MAX_BYTES + 1), digits = strspn(value, "0123456789");
	if (length > 0 && length <= HEADER_MAX_BYTES && digits == length) {
		int64_t seconds = 0;
		for (size_t i = 0; i < digits && seconds <= RETRY_AFTER_MAX_S; i++)
			seconds = seconds * 10 + (value[i] - '0');
		return seconds < RETRY_AFTER_MAX_S ? seconds : RETRY_AFTER_MAX_S;
	}
	int64_t then_s = 0, now_s = 0;
	if (!date || outcome_http_date(value, &then_s) != FAIL_NONE || outcome_http_date(date, &now_s) != FAIL_NONE)
		return -1;
	int64_t left_s = then_s > now_s ? then_s - now_s : 0;
	return left_s < RETRY_AFTER_MAX_S ? left_s : RETRY_AFTER_MAX_S;
}
