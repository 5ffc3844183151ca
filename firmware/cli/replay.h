/* SPDX-License-Identifier: MIT */
/* replay.h - a recording of a reference engine, compared with this one. */
/*
 * Journeys recorded from a reference engine, answered again here and compared step by step.
 * A recording is JSON lines, perhaps compressed: {set, def, i, today?, steps: [{path, itemId?, payload, errors?, viewErrors?, next?, paths?, state?}],
 * summary?}. XGov's have no day and no paths, state nested by section, and details and a webhook's body for summary.
 */
#pragma once

#include "firmware/forms/answers.h"
#include "firmware/forms/check.h"
#include "firmware/forms/form.h"
#include "firmware/forms/review.h"

#include <jansson.h>

enum replay_aspect { REPLAY_ERRORS, REPLAY_NEXT, REPLAY_PATHS, REPLAY_STATE, REPLAY_ROWS, REPLAY_MACHINE, REPLAY_SUBMIT, REPLAY_ASPECTS };

/* Where results differ on purpose or cannot agree; each is named with its reason in tests/peers/forms/README.md. */
enum replay_exception {
	REPLAY_NO_EXCEPTION,
	REPLAY_REDIRECT,    /* a page that leads out of the form */
	REPLAY_EXCEPTIONS
};

struct replay_count { size_t agreed, total, excepted, said; };

struct replay {
	struct replay_count count[REPLAY_ASPECTS];
	size_t exception[REPLAY_EXCEPTIONS];
	size_t journeys, steps, loaded, refused, skipped; /* definitions loaded and refused; journeys through refused ones */
	struct date today; /* for recordings that do not say theirs */
	bool quiet;        /* nothing is printed */
};

/**
 * replay_recording - all journeys of the recording at @path, through the definitions under @corpus/SET/DEF. Differences and refusals are printed, the
 * first of each kind. FAIL_EMPTY no such file · FAIL_INPUT · FAIL_LIMIT · FAIL_IO.
 */
enum fail replay_recording(struct replay *replay, const char *corpus, const char *path);

/** replay_journey - one line of a recording, through @form. */
void replay_journey(struct replay *replay, const struct form *form, const json_t *recorded);

/** replay_agrees - whether nothing differed but listed exceptions. replay_print - agreed and total for each thing compared. */
bool replay_agrees(const struct replay *replay);
void replay_print(const struct replay *replay);

/* ---- inside ---- */

struct journey {
	struct replay *replay;
	const struct form *form;
	struct answers *answers;
	struct date today;
	const json_t *payload;
	json_t *state, *items; /* items: the ids of each repeated page's, by its name */
	const char *definition, *path;
	bool xgov;
};

/** replay_compare - count whether @ours (taken) and @theirs (may be NULL) are the same. */
void replay_compare(struct journey *journey, enum replay_aspect aspect, json_t *ours, const json_t *theirs);

/** replay_errors - what is wrong with @page now, in the recording's terms: [{"name", "rule", "limits"?}], new. replay_recorded_errors - @step's, likewise. */
json_t *replay_errors(const struct journey *journey, const struct form_page *page);
json_t *replay_recorded_errors(const struct journey *journey, const struct form_page *page, const json_t *step);

/** defra_state - the answers of @page as that engine keeps them, added to @state. xgov_state - likewise. */
void defra_state(const struct form_page *page, const struct answers *answers, json_t *state);
void xgov_state(const struct form_page *page, const struct answers *answers, json_t *state);

/** defra_summary, xgov_summary - compare the recorded @summary. */
void defra_summary(struct journey *journey, const json_t *summary);
void xgov_summary(struct journey *journey, const json_t *summary);

/** replay_rule_of_words - the rule that a message of a reference engine names; "other". */
const char *replay_rule_of_words(const char *text);
/** replay_field - what @field of @component is called in a payload: its author's name, and its part. New. */
json_t *replay_field(const struct form_component *component, const char *field);
/** replay_row_text - a row's value as both engines write it for people; lines divided by @line. New; null for a blank one. */
json_t *replay_row_text(const struct review_row *row, const char *line);
