/* SPDX-License-Identifier: MIT */
/* where.h - "Where is my form?": the council is asked how far it is with one reference, while somebody stands there. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/id.h"

#include <stddef.h>
#include <stdint.h>

struct deliver;
struct errands;
struct send_result;

enum { WHERE_WAIT_MS = 6000, WHERE_REPLY_MAX_BYTES = 4096 };

struct where {
	struct deliver *deliver;
	struct errands *errands;    /* a connection of its own: a large download holds nobody up */
	struct reference asked;     /* "": nobody waits */
};

struct where_told { const char *state; /* static */ int64_t since_ms, changed_ms; /* 0: not said */ };

/** where_init - nothing is asked yet. @where and @deliver stay where they are until where_done(). FAIL_IO. */
enum fail where_init(struct where *where, struct deliver *deliver);
void where_done(struct where *where);

/** where_open - the office was read. where_shut - it is gone: who waits hears nothing more from here. FAIL_INPUT as errands_open(). */
enum fail where_open(struct where *where);
void where_shut(struct where *where);

/**
 * where_ask - GET /v1/references/@reference, and tell the hub (verb "where.told") what became of it within WHERE_WAIT_MS. Who asked before is forgotten.
 * @reference: as the hub rang it; what is no reference is not asked for.
 */
void where_ask(struct where *where, const char *reference);

/**
 * where_read - the council's answer. States: "received", "in-progress", "planned", "done", "not-ours"; 404 in the back office's own words is "unknown".
 * FAIL_OFFLINE it is no answer to this question: a portal's page, another status · FAIL_INPUT of another shape · FAIL_LIMIT above WHERE_REPLY_MAX_BYTES.
 */
enum fail where_read(const struct send_result *result, struct where_told *ret);
