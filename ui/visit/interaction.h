/* SPDX-License-Identifier: MIT */
/* interaction.h - how much a person needed of others for one form: done alone, with somebody, or too much for a screen alone. */
/*
 * DESIGN: it begins with what the service says and is only ever raised, each time with its reason; nothing lowers it. Reasons are of what happened on the
 * screen, never of an answer. It goes with the form's row, so that a council sees which services it takes for simple that are not.
 */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stdint.h>

enum { INTERACTION_FAILED_MAX = 32 };

enum interaction_reason { INTERACTION_HELP_TWICE, INTERACTION_FAILED_TWICE /* the same box was wrong twice */, INTERACTION_LANGUAGE /* not all of it is in theirs */, INTERACTION_PERSON /* somebody came */, INTERACTION_REASON_COUNT };

struct interaction {
	unsigned reasons;                          /* 1 << enum interaction_reason */
	int helps;                                 /* how often a person was asked for */
	uint64_t failed[INTERACTION_FAILED_MAX]; int failed_count; /* boxes that were wrong once, as hashes of their names */
};

struct visit;

/** interaction_helped - a person was asked for. interaction_came - one is there. interaction_failed - the page shown has errors. interaction_chosen - a service was chosen. */
void interaction_helped(struct visit *visit);
void interaction_came(struct visit *visit);
void interaction_failed(struct visit *visit);
void interaction_chosen(struct visit *visit);

/** interaction_json - {"base", "final", "reasons": ["help-twice", …]} of the form at hand; new. */
json_t *interaction_json(const struct visit *visit);
