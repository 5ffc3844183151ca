/* SPDX-License-Identifier: MIT */
/* handout.h - what anybody may have on paper: what a service needs, where this branch is, what becomes of what is told here. Nothing on it comes from an answer. */
#pragma once

#include "firmware/base/fail.h"
#include "ui/visit/offers.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum { HANDOUT_TITLE_MAX_BYTES = 200, HANDOUT_ITEM_MAX_BYTES = 300, HANDOUT_WHERE_MAX_BYTES = 300, HANDOUT_NUMBER_MAX_BYTES = 60 };

enum handout { HANDOUT_LIST /* what the service that is shown needs */, HANDOUT_BRANCH, HANDOUT_CHARTER, HANDOUT_COUNT };

/* One at a time; of another nobody waits to hear. Of it the copy has what is shown. */
struct handouts {
	enum handout shown;       /* what SHEET_HANDOUT is about */
	enum offer_state state;   /* of it */
	int64_t job;              /* 0: none is under way, or the hub has not said its number yet */
	bool asking;              /* the hub has not answered */
};

struct visit;

/** handout_has - whether it can be offered: there is something to print, and a printer, with paper or without. */
bool handout_has(const struct visit *visit, enum handout handout);

/** handout_paper - {"verb": "print", …} for EFFECT_HANDOUT; new. */
json_t *handout_paper(const struct visit *visit);
/** visit_handout_kept - the hub's answer. visit_handout_state - @job is "printing", "waiting", "done", "unsure" or "withdrawn". handout_lost - the hub is gone. Effect bits. */
unsigned visit_handout_kept(struct visit *visit, enum fail code, int64_t job);
unsigned visit_handout_state(struct visit *visit, int64_t job, const char *state);
void handout_lost(struct visit *visit);
