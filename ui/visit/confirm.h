/* SPDX-License-Identifier: MIT */
/* confirm.h - staff helped somebody to get in somewhere: it is not done before that person says that they are in, or why not. */
/*
 * DESIGN: only services that say so (metadata.kiosk.service.confirms), and only where somebody helped. The hub hears each step, and holds staff to it at
 * the desk; the person here is asked once before they end, and may leave all the same.
 */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stdbool.h>

enum confirm_state { CONFIRM_NONE, CONFIRM_TRYING, CONFIRM_IN, CONFIRM_STUCK, CONFIRM_LATER, CONFIRM_STATE_COUNT };

struct confirm {
	/* in the copy */
	enum confirm_state state;
	bool asked;                /* before the end, once */
	/* made again */
	bool untold;               /* the hub is to be told */
};

struct visit;

/** confirm_state_name - as the hub and the sentences have it: "trying", "in", "stuck", "later"; "" none; static. */
const char *confirm_state_name(enum confirm_state state);

/** confirm_due - whether the person may still say that they are in. */
bool confirm_due(const struct visit *visit);

/** visit_confirm_request - {"verb": "help.confirm", …} for EFFECT_CONFIRM, without the visit's mark; new; NULL nothing is untold. visit_confirm_up - the hub is there: it may have forgotten. Effect bits. */
json_t *visit_confirm_request(struct visit *visit);
unsigned visit_confirm_up(struct visit *visit);

/** confirm_note - what was said so far, into the "meta" of @record. confirm_copy - for the sealed copy, new; confirm_restore - from one (NULL: none). FAIL_INPUT · FAIL_LIMIT. */
void confirm_note(const struct visit *visit, json_t *record);
json_t *confirm_copy(const struct visit *visit);
enum fail confirm_restore(const json_t *copy, struct visit *visit);
