/* SPDX-License-Identifier: MIT */
/* moment.h - what time it is at the far end, and by which date certificates are checked: our own clock may be wrong by years, and may jump. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct moment {
	bool known;            /* a reply over verified TLS said what time it is */
	bool synced;           /* our clock follows another one */
	int64_t ahead_ms;      /* known: the far end's clock before the steady one, which never jumps */
	int64_t floor_ms;      /* the latest time that was certain, in this life of the kiosk or an earlier one */
	int64_t told_ms;       /* when the hub heard of it, by the steady clock */
	unsigned doubts;       /* certificates refused since something was known */
};

enum { MOMENT_TELL_MS = 6 * 60 * 60 * 1000 };

/** moment_begin - what the hub knows: @floor_ms, and whether the system's clock is @synced. What was learned before stays. */
void moment_begin(struct moment *moment, int64_t floor_ms, bool synced);
/** moment_learn - the far end said @far_ms. moment_doubt - it was not let in by its certificate: perhaps by a wrong date. */
void moment_learn(struct moment *moment, int64_t far_ms);
void moment_doubt(struct moment *moment);

/** moment_ahead_s - the far end's clock before ours as it is now; 0 while it is not known, or is more than anybody believes. */
int64_t moment_ahead_s(const struct moment *moment);
/**
 * moment_tls_ms - the date to check certificates by. Known: the far end's. Else our clock's, but never before @floor_ms; a clock that is not synced
 * and more than a year ahead of it takes turns with it, refusal by refusal: one of them is right.
 */
int64_t moment_tls_ms(const struct moment *moment);
/** moment_telling - whether the hub has not heard for MOMENT_TELL_MS what time it is; says so once. @ret_ms: the time. */
bool moment_telling(struct moment *moment, int64_t *ret_ms);
