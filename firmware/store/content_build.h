/* SPDX-License-Identifier: MIT */
/* content_build.h - content.db from what a council sends: its addresses, its rounds, its neighbours. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/store/content.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	CONTENT_ADDRESSES_MAX = 1000000,
	CONTENT_ROUNDS_FILE_MAX_BYTES = 16 * 1024 * 1024,
	CONTENT_ROUNDS_FILE_MAX = 5000,
	CONTENT_AREA_ROWS_MAX = 10000,
};

struct content_sources {
	const char *addresses;    /* CSV: uprn, line1 … line4, town, postcode, easting, northing, rounds (codes, spaces between) */
	const char *rounds;       /* JSON: see firmware/rounds/README.md; NULL for none */
	const char *areas;        /* CSV: outward, council, phone, web; NULL for none */
	int64_t max_addresses;    /* 0: CONTENT_ADDRESSES_MAX */
};

enum content_source { CONTENT_SOURCE_ADDRESSES, CONTENT_SOURCE_ROUNDS, CONTENT_SOURCE_AREAS, CONTENT_SOURCE_COUNT };

/** content_source_name - "addresses", "rounds", "areas"; static. */
const char *content_source_name(enum content_source source);

/* Something in a source that is not as it should be. @words never hold what a row says. */
struct content_problem {
	enum content_source source;
	int64_t at;               /* the line, from 1 with the header; of rounds which one, from 1 */
	bool left_out;            /* the whole row; else it is kept without what the words name */
	const char *words;
};

struct content_report {
	struct { int64_t kept, left_out; } source[CONTENT_SOURCE_COUNT];
	int64_t postcodes, notes; /* notes: problems that left nothing out */
	size_t unknown_columns;   /* of addresses and areas together */
};

struct content_listener { void (*problem)(void *context, const struct content_problem *problem); void *context; };

/**
 * content_build - @sources → the file @path, replaced whole or not at all. The same sources give the same bytes.
 * A bad row is told to @listener and left out; a later row with the UPRN of an earlier one counts as bad.
 * FAIL_EMPTY a source is not there · FAIL_INPUT a header or the rounds' frame is wrong, or no address is left · FAIL_LIMIT · FAIL_STORE · FAIL_IO.
 * Cost: 150,000 addresses in about three seconds and 32 MiB, which more addresses do not change; sorting goes through a temporary file.
 */
enum fail content_build(const struct content_sources *sources, const char *path, const struct content_listener *listener, struct content_report *ret);
