/* SPDX-License-Identifier: MIT */
/* profile.h - what a make of receipt printer can do, as data (assets/profiles). */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>

enum { PROFILE_MAX_BYTES = 16 * 1024, PROFILE_DOTS_MAX = 832, PROFILE_STRIP_MAX_ROWS = 256 };

/* How a printer can be asked whether paper came out. */
enum profile_confirm {
	CONFIRM_PROBE,      /* ask it once whether it knows process ids; else by fence */
	CONFIRM_PROCESS_ID, /* GS ( H */
	CONFIRM_FENCE,      /* GS r 1: answered once what came before was worked through */
	CONFIRM_COUNT
};

struct profile {
	char name[64];
	int dots;               /* across the paper, a multiple of 8 */
	int rows_per_second;    /* of its mechanism, at least */
	int strip_rows;         /* of one raster command, 8..PROFILE_STRIP_MAX_ROWS */
	int feed_units;         /* of ESC J for one row; 0: send white rows as raster */
	int cut_feed_units;     /* beyond the cutter, in GS V 66 */
	bool cut;               /* it has a cutter; else feed for tearing */
	enum profile_confirm confirm;
};

/** profile_read - @path → @ret. FAIL_EMPTY no such file · FAIL_INPUT a member is missing, unknown or out of range · FAIL_LIMIT · FAIL_IO. */
enum fail profile_read(const char *path, struct profile *ret);

/** profile_parse - the same from bytes. */
enum fail profile_parse(const char *bytes, size_t size, struct profile *ret);
