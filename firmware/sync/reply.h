/* SPDX-License-Identifier: MIT */
/* reply.h - what the back office says of each event; only its own words, naming the event, prove a delivery. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/id.h"

#include <stdbool.h>
#include <stddef.h>

enum { REPLY_MAX_BYTES = 256 * 1024, REPLY_RESULTS_MAX = 100, REPLY_NOTE_BYTES = 97 };

enum reply_verdict {
	REPLY_MISSING = 0, /* not named, named twice in two ways, or with a status we do not know */
	REPLY_ACCEPTED,
	REPLY_DUPLICATE,   /* it has it already: as good as accepted */
	REPLY_REJECTED,
	REPLY_COUNT
};

struct reply_result {
	enum reply_verdict verdict;
	char note[REPLY_NOTE_BYTES]; /* the problem's title in printable ASCII; for technicians */
};

/**
 * reply_read - {"results":[{"id","status","problem"?}]} about the events @ids.
 * @content_type: must be JSON. @ret: one for each of the @count ids, in their order; ids nobody asked about are passed over.
 * FAIL_INPUT not JSON of that shape: nothing is proven · FAIL_LIMIT more than REPLY_MAX_BYTES or REPLY_RESULTS_MAX.
 */
enum fail reply_read(const char *content_type, const char *bytes, size_t size, const struct event_id *ids, size_t count, struct reply_result *ret);

/**
 * reply_read_offsets - Kafka's REST: {"offsets":[{"partition","offset"} or {"error_code","message"}]}, one element for each of the @count events,
 * in their order; another number of them proves nothing. An error that is the record's own (400, 413, 422) is REPLY_REJECTED, every other REPLY_MISSING.
 * @content_type, failures: as reply_read().
 */
enum fail reply_read_offsets(const char *content_type, const char *bytes, size_t size, size_t count, struct reply_result *ret);

/** reply_is_page - whether @content_type (may be NULL) is a web page's: then somebody else answered, whatever the status says. */
bool reply_is_page(const char *content_type);
