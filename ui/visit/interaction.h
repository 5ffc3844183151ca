/* SPDX-License-Identifier: MIT */
/* interaction.h - how much a person needs of others for one form: done alone, with somebody, or too much for a screen alone. */
/*
 * DESIGN: it begins with what the service says and is only ever raised, each time with its reason; nothing lowers it but staff, who say why. What happened on the
 * screen is a reason as soon as it did, what was answered as it stands. The council reads the reasons in the sealed record; outside of it, where they are counted,
 * those of answers are one word. It goes with the form's row, so that a council sees which services it takes for simple that are not.
 */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/forms/form.h"

#include <jansson.h>
#include <stdint.h>

enum { INTERACTION_FAILED_MAX = 32 };

enum interaction_reason { INTERACTION_HELP_TWICE, INTERACTION_FAILED_TWICE /* the same box was wrong twice */, INTERACTION_LANGUAGE /* not all of it is in theirs */, INTERACTION_PERSON /* somebody came */,
	INTERACTION_SHOW_ME /* somebody is wished for */, INTERACTION_SEVERAL /* the second service of the visit that somebody has to decide */, INTERACTION_REASON_COUNT };

/* Why staff say that it is another type. */
enum interaction_word { INTERACTION_WORD_GUIDANCE, INTERACTION_WORD_PARTS, INTERACTION_WORD_DISTRESS, INTERACTION_WORD_CONCERN, INTERACTION_WORD_ALONE, INTERACTION_WORD_COUNT };

struct interaction {
	/* in the copy */
	unsigned reasons;                          /* 1 << enum interaction_reason */
	unsigned event;                            /* 1 << enum form_raise_why: of the life event that led here */
	enum form_interaction told;                /* for which the ways to do it were offered, or stood on its first page */
	bool set; enum form_interaction as; enum interaction_word word; /* staff say what it is, and why */
	/* made again */
	int helps;                                 /* how often a person was asked for */
	uint64_t failed[INTERACTION_FAILED_MAX]; int failed_count; /* boxes that were wrong once, as hashes of their names */
};

struct visit;

/** interaction_helped - a person was asked for. interaction_came - one is there. interaction_failed - the page shown has errors. interaction_chosen - a service was chosen. */
void interaction_helped(struct visit *visit);
void interaction_came(struct visit *visit);
void interaction_failed(struct visit *visit);
void interaction_chosen(struct visit *visit);

/** interaction_type - what the form at hand is by now. interaction_turn - Continue was pressed: where that made it more, the ways to do it open. Effect bits. */
enum form_interaction interaction_type(const struct visit *visit);
unsigned interaction_turn(struct visit *visit);

/** interaction_name - "simple" …, interaction_word_name - "guidance" …; static. */
const char *interaction_name(enum form_interaction type);
const char *interaction_word_name(enum interaction_word word);

/** interaction_json - {"base", "final", "reasons": ["help-twice", "answers" …]} of the form at hand; new. interaction_record - the same for the sealed record, with which answers. */
json_t *interaction_json(const struct visit *visit);
json_t *interaction_record(const struct visit *visit);
