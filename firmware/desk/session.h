/* SPDX-License-Identifier: MIT */
/* session.h - who is signed in at this desk: a random mark in the browser's cookie, and behind it, here only, what the hub gave. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stdint.h>

enum { SESSIONS_MAX = 64, SESSION_MARK_BYTES = 65 /* 32 random bytes as hex */, SESSION_HUB_MAX_BYTES = 64, SESSION_NAME_MAX_BYTES = 64, SESSION_KNOWN_BYTES = 260 /* what a browser is known by: the hub's */, SESSION_STREAMS_MAX = 8, SESSION_WAITING_MAX = 4,
       SESSION_LIVE_MAX_BYTES = 48 * 1024, SESSION_JOIN_MAX_BYTES = 96 * 1024, SESSION_OVER_MAX_BYTES = 24, SESSION_AT_BYTES = 7 };

struct stream;
struct exchange;

struct session {
	char mark[SESSION_MARK_BYTES], token[SESSION_MARK_BYTES]; /* the cookie; what every form has to carry */
	char hub[SESSION_HUB_MAX_BYTES + 1], name[SESSION_NAME_MAX_BYTES + 1], id[SESSION_NAME_MAX_BYTES + 1];
	int language;
	const char *said;                    /* static: what came of their last act, where the page itself does not show it; NULL */
	uint64_t number;                     /* never given twice */
	bool stale;                          /* what it shows may have changed */
	bool locked;                         /* it hears, and does nothing without the PIN; as the hub says */
	bool heard;                          /* the hub was told that a window listens */
	const char *problem; int problem_minutes; /* of the PIN that was given last; NULL none. When it may be given again */
	bool blind;                          /* the hub gives them no voucher for other kiosks */
	struct buffer live;                  /* what it shows */
	struct { bool on, stale; struct buffer markup; char over[SESSION_OVER_MAX_BYTES + 1], at[SESSION_AT_BYTES]; } join; /* whom they help from here: on, to be fetched anew, what it shows, why it ended; at another kiosk: its mark, else "" */
	struct stream *streams[SESSION_STREAMS_MAX];
	struct exchange *waiting[SESSION_WAITING_MAX]; /* for what it shows */
};

struct sessions { struct session at[SESSIONS_MAX]; uint64_t last; };

/** session_mark - fresh random hex. session_mark_like - whether @text looks like one. session_same - compared in a time that tells nothing. */
void session_mark(char ret[static SESSION_MARK_BYTES]);
bool session_mark_like(const char *text);
bool session_same(const char *a, const char *b);

/** session_new - a free place, with fresh marks; its hub and name are the caller's to fill in. NULL: all are taken. */
struct session *session_new(struct sessions *sessions);
/** session_find - whose cookie is @mark; NULL nobody's. session_numbered - by its number. */
struct session *session_find(struct sessions *sessions, const char *mark);
struct session *session_numbered(struct sessions *sessions, uint64_t number);
/** session_done - wipe it: the place is free. Its streams and who waits are the caller's to end before. */
void session_done(struct session *session);
