/* SPDX-License-Identifier: MIT */
/* where.h - "Where is my form?": a reference is typed, this kiosk or the council is asked, and what is known is told. */
/*
 * DESIGN: what is told says nothing of anybody, not even which service it was. A reference that is written wrong gets the same words as one
 * that nobody knows. The copy of the visit has what was typed and no answer.
 */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/id.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#define WHERE_FIELD "reference"

enum { WHERE_TYPED_MAX_CHARACTERS = 24, WHERE_TYPED_MAX_BYTES = 4 * WHERE_TYPED_MAX_CHARACTERS, WHERE_PATIENCE_MS = 8000 };

enum where_stage { WHERE_TYPING, WHERE_ASKING, WHERE_TOLD };

/* What is told; the first five only when the council, or our own proof, said so. */
enum where_state {
	WHERE_RECEIVED, WHERE_LOOKING, WHERE_PLANNED, WHERE_DONE, WHERE_NOT_OURS,
	WHERE_WAITING /* in this kiosk */, WHERE_HELD /* the same, and it could not be sent */,
	WHERE_UNKNOWN, WHERE_OFFLINE /* nobody could be asked */, WHERE_BUSY /* too many were asked for */, WHERE_STATE_COUNT
};

struct where {
	enum where_stage stage;
	char typed[WHERE_TYPED_MAX_BYTES + 1];
	bool missing;              /* nothing was typed: said at the box */
	struct reference reference; /* that is asked for; "" it is none */
	enum where_state state;
	bool unasked;              /* WHERE_RECEIVED by our own proof alone: how far it is nobody could be asked */
	int64_t since_ms, changed_ms; /* wall clock; 0 not said */
	int64_t asked_ms;          /* steady */
};

struct visit;

/** visit_where_request - {"verb": "where", …} for EFFECT_WHERE; new. NULL: nothing is asked for. */
json_t *visit_where_request(const struct visit *visit);

/** visit_where_answered - the hub's answer to that request. visit_where_told - its bell, later. Whatever is of another shape counts as no answer. Effect bits. */
unsigned visit_where_answered(struct visit *visit, enum fail code, const json_t *reply);
unsigned visit_where_told(struct visit *visit, const json_t *bell);
