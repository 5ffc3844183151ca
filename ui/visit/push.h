/* SPDX-License-Identifier: MIT */
/* push.h - the desk laid a form ready here: for which ticket, its code is typed, and the form begins. */
/*
 * DESIGN: it is shown where nobody has begun anything, and nowhere else: no visit is ever in its way. The code is in no copy of the visit. Which form it is
 * says the hub only to the right code; who goes back from its first page does not want it, and the desk hears that.
 */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stdbool.h>

#define PUSH_FIELD "push"

enum { PUSH_TICKET_BYTES = 4, PUSH_LETTERS = 6, PUSH_TYPED_MAX_CHARACTERS = 12, PUSH_TYPED_MAX_BYTES = 4 * PUSH_TYPED_MAX_CHARACTERS };

/* Why it did not open; said at the box. */
enum push_trouble { PUSH_FINE, PUSH_SHORT /* not all six were typed */, PUSH_WRONG, PUSH_GONE /* it waits no more */, PUSH_NOT_NOW /* nobody could be asked */, PUSH_TROUBLE_COUNT };

struct push {
	char ticket[PUSH_TICKET_BYTES];          /* that a form waits for; "" none does */
	char typed[PUSH_TYPED_MAX_BYTES + 1];
	enum push_trouble trouble;
	bool waits;                              /* for the hub's answer */
	bool opened, refuses;                    /* the start page shown is of what was opened; the hub is to hear that it is not wanted */
};

struct visit;

/** push_shows - whether the form that waits may be opened from the screen shown. */
bool push_shows(const struct visit *visit);

/** visit_push_request - {"verb": "push.open" or "push.refuse", …} for EFFECT_PUSH; new. NULL: nothing. visit_push_answered - the hub's answer to push.open. visit_push_told - the bell, and what hello says. Effect bits. */
json_t *visit_push_request(struct visit *visit);
unsigned visit_push_answered(struct visit *visit, enum fail code, const json_t *reply);
unsigned visit_push_told(struct visit *visit, const json_t *told);
