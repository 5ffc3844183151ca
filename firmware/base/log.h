/* SPDX-License-Identifier: MIT */
/* log.h - what a program did, one line an event on standard error. Only programs log; libraries return. */
#pragma once

#include "firmware/base/fail.h"

/** log_open - @program's name stands in front of each line. @program: static text. */
void log_open(const char *program);

/**
 * log_event - one line: time, program, event name, then @format's "key=value" pairs.
 * @event: dotted name such as "outbox.proved".  @format: printf style, may be "".
 * Never an answer, a name or an address: only ids, counts, codes and our own words. Line breaks become spaces.
 */
[[gnu::format(printf, 2, 3)]]
void log_event(const char *event, const char *format, ...);

/** log_fail - one line for a failure: @event, the code's name and the trail; then the trail is forgotten. */
void log_fail(const char *event, enum fail code);
