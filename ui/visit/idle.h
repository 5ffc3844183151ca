/* SPDX-License-Identifier: MIT */
/* idle.h - what happens when nobody touches anything: a question with a countdown, then everything is wiped. */
#pragma once

#include "ui/visit/act.h"

enum { VISIT_SENDING_MS = 10 * 1000 /* how long the hub may take before the person hears of it */ };

/**
 * visit_tick - let the time of visit_now() do its work: open the countdown, count, end the visit, end the confirmation page,
 * give up waiting for the hub. Returns enum visit_effect bits; 0 when nothing was due.
 */
unsigned visit_tick(struct visit *visit);

/** visit_next_ms - the steady time at which visit_tick() has something to do; -1: nothing is waiting (the idle screen). */
int64_t visit_next_ms(const struct visit *visit);

/** visit_times - how long things take from the next visit on; while somebody is here nothing changes. */
void visit_times(struct visit *visit, const struct times *times);
/** visit_times_usual - whether the words that name the minutes hold. */
bool visit_times_usual(const struct visit *visit);
/** visit_warning_ms - the whole countdown. visit_alone_ms - how long a visit may be left alone, the countdown with it. */
int64_t visit_warning_ms(const struct visit *visit);
int64_t visit_alone_ms(const struct visit *visit);

/** visit_aided - whether longer times hold: asked for, or any easier setting in use. */
bool visit_aided(const struct visit *visit);
