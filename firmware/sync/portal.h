/* SPDX-License-Identifier: MIT */
/* portal.h - does the network want somebody to sign in? Asked in plain HTTP while the back office is out of reach; nothing is decided by it. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct deliver;

enum { PORTAL_EVERY_MS = 5 * 60 * 1000 };

enum portal_state { PORTAL_UNKNOWN, PORTAL_CLEAR, PORTAL_SIGN_IN };

struct portal {
	struct deliver *deliver;
	enum portal_state state;
	bool asking;
	int64_t asked_ms;   /* clock_mono_ms() */
};

/** portal_init - nothing known. @portal and @deliver stay where they are. portal_stop - nothing known any more, nothing asked. */
void portal_init(struct portal *portal, struct deliver *deliver);
void portal_stop(struct portal *portal);

/** portal_ask - the back office was not reached: look why, at most every PORTAL_EVERY_MS. */
void portal_ask(struct portal *portal);
/** portal_clear - the back office answered as itself. */
void portal_clear(struct portal *portal);

/** portal_words - why the line is down: @words, or better ones. Static. */
const char *portal_words(const struct portal *portal, const char *words);

/** portal_name - "unknown", "clear" or "sign-in". Static. */
const char *portal_name(const struct portal *portal);
