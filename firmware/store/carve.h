/* SPDX-License-Identifier: MIT */
/* carve.h - inside firmware/store only: events out of a database that SQLite may not be able to read any more. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/base/id.h"

#include <stdint.h>

struct carve;

struct carved {
	struct event_id id;
	struct reference reference; /* "" of an event from before events carried it */
	int64_t sequence, created_ms;
	struct buffer event;   /* its bytes, as they were frozen */
};

/** carve_open - store.db and its log in the folder @place; what is not there has no pages. @ret: end with carve_close(). FAIL_IO · FAIL_LIMIT. */
enum fail carve_open(const char *place, struct carve **ret);
void carve_close(struct carve *carve);

/** carve_pages, carve_at - pages there are in both files together, and the one looked at next. */
int64_t carve_pages(const struct carve *carve);
int64_t carve_at(const struct carve *carve);

/** carve_seek - go on with page @at (0…carve_pages()). */
void carve_seek(struct carve *carve, int64_t at);

/**
 * carve_next - the next event whose bytes are whole: a row of a body table that passes envelope_event_check() and
 * envelope_event_whole(). Events come more than once, and some were delivered long ago: the caller looks them up.
 * At most @pages are looked at. @ret: initialised by the caller; overwritten. @ret_damaged: rows that began like an event and were not whole, added up.
 * FAIL_EMPTY none in these pages, or (carve_at() = carve_pages()) none at all any more · FAIL_IO a page cannot be read; it is passed over next time.
 * Source: sqlite.org/fileformat2.html.
 */
enum fail carve_next(struct carve *carve, int64_t pages, struct carved *ret, int64_t *ret_damaged);
