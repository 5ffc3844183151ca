/* SPDX-License-Identifier: MIT */
/* suggest.h - names of towns and streets from the council's list, offered while an address is typed. */
/*
 * DESIGN: only what the list has is offered, and only in the boxes of an address: nothing is learned from anybody. Asked for when a person pauses,
 * in no copy, forgotten with the box; what does not come in time does not come.
 */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum suggest_kind { SUGGEST_NOTHING, SUGGEST_TOWN, SUGGEST_STREET };
enum {
	SUGGEST_MAX = 3, SUGGEST_NAME_MAX_BYTES = 100, SUGGEST_BEGINS_MAX_BYTES = 64, SUGGEST_LEAST = 2 /* characters */,
	SUGGEST_PAUSE_MS = 120,         /* behind the last key */
	SUGGEST_WAIT_MS = 1000,         /* then they are not shown any more */
};

struct suggest {
	enum suggest_kind kind;         /* of what is in the box now */
	char begins[SUGGEST_BEGINS_MAX_BYTES + 1];
	int64_t due_ms;                 /* steady: to be asked for then; 0 not */
	int64_t asked_ms;               /* when they were asked for; 0 not */
	char name[SUGGEST_MAX][SUGGEST_NAME_MAX_BYTES + 1];
	int count;
};

struct visit;

/** suggest_kind_of - what is offered in the box @field of the page shown. NOTHING on a kiosk without a list. */
enum suggest_kind suggest_kind_of(const struct visit *visit, const char *field);

/** visit_suggest_request - {"verb": "place.suggest", …} for EFFECT_SUGGEST; new. NULL: nothing is asked for. */
json_t *visit_suggest_request(const struct visit *visit);

/** visit_suggested - the hub's answer; what is no answer to the newest request, or none of ours, changes nothing. Effect bits. */
unsigned visit_suggested(struct visit *visit, enum fail code, const json_t *reply);
