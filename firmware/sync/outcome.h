/* SPDX-License-Identifier: MIT */
/* outcome.h - what a request came to, and what to do then: one table, no state, no clock. */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How far a request got. */
enum outcome_net {
	OUTCOME_NET_ANSWERED, /* an HTTP status came, over verified TLS */
	OUTCOME_NET_NAME,     /* no address for the host's name */
	OUTCOME_NET_CONNECT,
	OUTCOME_NET_PROXY,    /* the network's proxy was not found, or did not let us through */
	OUTCOME_NET_SIGN_IN,  /* it wants a name and a password, or others than ours */
	OUTCOME_NET_TLS,      /* somebody else answered, or in another way than we accept */
	OUTCOME_NET_TIMEOUT,
	OUTCOME_NET_BROKEN,   /* cut off in the middle */
	OUTCOME_NET_LARGE,    /* a reply above the maximum */
	OUTCOME_NET_COUNT
};

enum outcome_act {
	OUTCOME_READ,    /* the reply decides, event by event; without a readable reply it is OUTCOME_WAIT */
	OUTCOME_WAIT,    /* the way or the far end: no event is judged, try all of it again later */
	OUTCOME_TOKEN,   /* not let in: once more at once with a fresh token, then wait */
	OUTCOME_SMALLER, /* too much at once: at once again with half */
	OUTCOME_SPLIT,   /* one of several is not wanted: find it by halves, at once */
	OUTCOME_BLAME,   /* this one event is not wanted */
};

/* How long OUTCOME_WAIT waits. */
enum outcome_pace {
	OUTCOME_PACE_JITTER,  /* anywhere between 0 and 5 s · 2^failures, at most 15 min */
	OUTCOME_PACE_DENIED,  /* 15 min ± 50 % */
	OUTCOME_PACE_CONFIG,  /* 15 min, until somebody changed a setting */
	OUTCOME_PACE_GONE,    /* 6 h */
	OUTCOME_PACE_COUNT
};

/* How an event that is not wanted is tried again, and when it may be parked. */
enum outcome_blame { OUTCOME_BLAME_CONTENT, OUTCOME_BLAME_CONFLICT, OUTCOME_BLAME_SIZE, OUTCOME_BLAME_COUNT };

struct outcome {
	int from, to;                /* HTTP status */
	enum outcome_act one, many;  /* for a request with one event, with several */
	enum outcome_pace pace;
	enum outcome_blame blame;
	const char *words;           /* a plain sentence for the status page */
};

/** outcome_of - the row for what happened. @status: only looked at when @net is OUTCOME_NET_ANSWERED. Static, never NULL. */
const struct outcome *outcome_of(enum outcome_net net, int status);

/** outcome_unread - the row for a 2xx whose body was not the back office's: a portal, a proxy. Static. */
const struct outcome *outcome_unread(void);

/**
 * outcome_wait_ms - how long to wait. @failures: in a row before this one. @retry_after_s: the server's wish, or -1;
 * it is honoured up to 6 h, with up to a tenth (at most 60 s) on top. @chance: 64 random bits.
 */
int64_t outcome_wait_ms(enum outcome_pace pace, unsigned failures, int64_t retry_after_s, uint64_t chance);

/** outcome_retry_ms - when an event that is not wanted is tried again, after @attempts earlier tries. */
int64_t outcome_retry_ms(enum outcome_blame blame, int64_t attempts);

/**
 * outcome_parks - whether after @attempts earlier tries such an event is set aside for a person. The steps of outcome_retry_ms()
 * up to there take more than a day for OUTCOME_BLAME_CONTENT. The caller also needs proof that other events are accepted.
 */
bool outcome_parks(enum outcome_blame blame, int64_t attempts);

/**
 * outcome_retry_after_s - Retry-After's @value in seconds, or -1 where there is none or it cannot be read. An HTTP date counts from
 * the reply's own @date, so that our clock does not matter. Both may be NULL; a value is at most 64 bytes.
 */
int64_t outcome_retry_after_s(const char *value, const char *date);

/** outcome_http_date - seconds since 1970 of one of the three forms of RFC 9110 §5.6.7. FAIL_INPUT. */
enum fail outcome_http_date(const char *text, int64_t *ret_s);
