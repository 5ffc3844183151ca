/* SPDX-License-Identifier: MIT */
/* sink.h - the kinds of far end: how events travel there, and what proves that they arrived. One row each. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/base/id.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum {
	SINK_NAME_MAX_BYTES = 16,
	SINK_PATH_MAX_BYTES = 192,
	SINK_OK_MAX = 4,
	SINK_HEADERS_MAX = 8,
	SINK_HEADER_NAME_MAX_BYTES = 64,
	SINK_HEADER_MAX_BYTES = 2048, /* of a value */
};

enum sink_frame {
	SINK_FRAME_EITHER,   /* one event as it is, several as a JSON list */
	SINK_FRAME_EVENT,    /* one event as it is */
	SINK_FRAME_LIST,     /* a JSON list, also of one */
	SINK_FRAME_HEADERS,  /* CloudEvents' binary mode: attributes as headers, the data alone as body */
	SINK_FRAME_RECORDS,  /* Kafka's REST: {"records":[{"key","value","headers"}]} */
	SINK_FRAME_REPORT,   /* Open311: a street report, not the event: direct.h */
};

enum sink_proof {
	SINK_PROOF_NAMES,    /* the reply names each event: reply_read() */
	SINK_PROOF_STATUS,   /* a status of the row's, and no web page with it */
	SINK_PROOF_OFFSETS,  /* one element for each event, in order: reply_read_offsets() */
	SINK_PROOF_RECEIPT,  /* a number or a token: open311_judge() */
};

struct sink {
	const char *name;
	char path[SINK_PATH_MAX_BYTES + 1];       /* behind the far end's address */
	enum sink_frame frame;
	enum sink_proof proof;
	int ok[SINK_OK_MAX];                      /* the statuses that may prove; 0 ends */
	int duplicate;                            /* a status that says of one event alone "I have it"; 0: none */
	const char *one_type, *many_type;         /* Content-Type */
	const char *line;                         /* a header line more, or NULL */
	size_t max_events, max_bytes;             /* of a request */
	size_t extra_bytes;                       /* what the frame adds to an event at most */
};

/** sink_default - the row for the reference back office. Static. */
const struct sink *sink_default(void);

/**
 * sink_read - @setting: {"profile": one of the rows' names, and where the far end differs from its row: "path", "max_events" 1…50,
 * "max_bytes", "ok": [statuses], "duplicate": status, "proof": "names" | "status" | "offsets"}; NULL: sink_default().
 * FAIL_INPUT names the member that is wrong · FAIL_LIMIT.
 */
enum fail sink_read(const json_t *setting, struct sink *ret);

/** sink_accepts - whether @status may prove a delivery. */
bool sink_accepts(const struct sink *sink, int status);

/** sink_type - the Content-Type of a request with @count events. */
const char *sink_type(const struct sink *sink, size_t count);

/** sink_keyed - whether a request with @count events has an Idempotency-Key: single events only. */
bool sink_keyed(const struct sink *sink, size_t count);

/**
 * sink_add - append the @index-th of @count events to the request. @event: its frozen bytes, never changed but for SINK_FRAME_HEADERS.
 * @lines: gets header lines, each with its NUL; stays empty but for SINK_FRAME_HEADERS. FAIL_LIMIT · FAIL_INPUT bytes that are no event.
 */
enum fail sink_add(const struct sink *sink, size_t index, size_t count, const struct event_id *id, const char *event, size_t size,
	struct buffer *body, struct buffer *lines);
