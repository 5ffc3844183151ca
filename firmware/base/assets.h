/* SPDX-License-Identifier: MIT */
/* assets.h - which forms, words and themes a program runs with: those of the version in use, or those that came with the firmware. */
#pragma once

#include "firmware/base/fail.h"

#include <limits.h>
#include <stdint.h>

struct assets {
	char folder[PATH_MAX]; /* its real path: it stays the same when another version comes into use */
	int64_t version;       /* 0: the firmware's own */
};

/**
 * assets_settle - what @current (a link to "versions/N") leads to; else @builtin. @current may be NULL.
 * A link that leads nowhere, or not to a version, counts as none: there is always something to run with. FAIL_LIMIT @builtin is too long.
 */
enum fail assets_settle(const char *current, const char *builtin, struct assets *ret);
