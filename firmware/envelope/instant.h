/* SPDX-License-Identifier: MIT */
/* instant.h - a moment as events carry it: RFC 3339 in UTC with milliseconds. */
#pragma once

#include "firmware/base/fail.h"

#include <stdint.h>

enum { INSTANT_TEXT_BYTES = 25 }; /* "2026-11-21T10:15:30.123Z" */

/** instant_write - @time_ms since 1970 UTC as text. FAIL_INPUT before 1970 or after the year 9999. */
enum fail instant_write(int64_t time_ms, char ret[static INSTANT_TEXT_BYTES]);

/** instant_read - exactly the form that instant_write() makes, of a real day and time. FAIL_INPUT. */
enum fail instant_read(const char *text, int64_t *ret_ms);
