/* SPDX-License-Identifier: MIT */
/* repeat.h - pages that are asked several times. */
/*
 * Pages whose questions are asked once for each answer: vehicles, children, rooms.
 * What is being typed has the fields' plain names, so that a repeated page is asked, checked and filled like any other; once it is right it is kept
 * as an item, "name#0", "name#1", … Only items count.
 */
#pragma once

#include "firmware/forms/answers.h"
#include "firmware/forms/check.h"
#include "firmware/forms/form.h"

/** repeat_count - how many items @page has, 0 to FORM_REPEAT_MAX. */
size_t repeat_count(const struct answers *answers, const struct form_page *page);

/** repeat_keep - what is being typed becomes item @index; repeat_count() means one more. FAIL_LIMIT full: nothing is lost. FAIL_INPUT no such item. */
enum fail repeat_keep(struct answers *answers, const struct form_page *page, size_t index);

/** repeat_open - item @index is being typed again; the item stays until it is kept. repeat_discard - nothing is being typed. */
enum fail repeat_open(struct answers *answers, const struct form_page *page, size_t index);
void repeat_discard(struct answers *answers, const struct form_page *page);

/** repeat_remove - without item @index; those behind it move up. */
void repeat_remove(struct answers *answers, const struct form_page *page, size_t index);

enum { REPEAT_FIELD_BYTES = FORM_NAME_MAX_BYTES + 24 };
/** repeat_field - the name that @field of item @index is kept under. */
const char *repeat_field(const char *field, size_t index, char ret[static REPEAT_FIELD_BYTES]);

/** repeat_rule - RULE_REPEATS_MIN or RULE_REPEATS_MAX when @page has too few or too many items (see form_repeat), else RULE_NONE. */
enum rule repeat_rule(const struct answers *answers, const struct form_page *page);

/** repeat_item_new - new answers that hold item @index under its plain names, to show or record it. Ends with answers_free(). */
[[gnu::returns_nonnull]] struct answers *repeat_item_new(const struct answers *answers, const struct form_page *page, size_t index);
