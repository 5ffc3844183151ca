/* SPDX-License-Identifier: MIT */
/* fetch.h - what the council offers this kiosk: a signed manifest and its blobs, fetched into an inbox for foyer-provision. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/bundle/manifest.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

struct deliver;

enum { FETCH_EVERY_MS = 300 * 1000, FETCH_SPREAD_PERCENT = 20, FETCH_FIRST_MS = 30 * 1000, FETCH_ETAG_MAX_BYTES = 128 };
#define FETCH_TOTAL_MAX_BYTES (INT64_C(1) << 30) /* of one version's parts together */

struct fetch {
	struct deliver *deliver;
	const char *inbox;                 /* NULL: nothing is fetched */
	bool flies;                        /* a round is under way */
	struct buffer bytes, signature, lines;
	char etag[FETCH_ETAG_MAX_BYTES + 1];
	struct manifest manifest;
	size_t at;                         /* the part that is being fetched */
	int part_fd;                       /* its file, -1 */
	int64_t part_size, part_began;     /* what of it is there now; and was when this request began */
	bool spoilt;                       /* more came than there may be, or the disk said no */
	unsigned failures;                 /* rounds in a row */
};

/** fetch_init - nothing is fetched before fetch_start(). @fetch and @deliver stay where they are until fetch_stop(). */
void fetch_init(struct fetch *fetch, struct deliver *deliver);

/**
 * fetch_start - ask within FETCH_FIRST_MS, then every FETCH_EVERY_MS ± FETCH_SPREAD_PERCENT: the manifest if it is another one than the last, its
 * signature by a key this kiosk trusts, then the blobs that are not there yet, each from where it broke off. When all are there, and what they
 * should be, manifest.json and its signature are put beside them and the hub is told (verb "bundle.arrived"). Failures are tried again as for events.
 */
void fetch_start(struct fetch *fetch);
void fetch_stop(struct fetch *fetch);
