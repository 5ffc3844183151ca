/* SPDX-License-Identifier: MIT */
/* question_lookup.h - an address by its postcode, as a question in stages: the box, the list, somewhere else, the one that was picked. */
#pragma once

#include "ui/screens/question.h"

enum { QUESTION_BUTTON_MAX = 6 };

struct action_row;
struct question_button { const char *id, *words, *brief /* beside the box that types */, *icon; struct node_action action; const char *label /* what is seen where @words are only heard; NULL: the same */; };

/** lookup_stage_of - where the person stands with @component; LOOKUP_OFF for any other question. */
enum lookup_stage lookup_stage_of(const struct question *question, const struct form_component *component);

/** lookup_types - whether boxes of the page's question are shown: not while it is a list or something to read, nor while it is hidden. */
bool lookup_types(const struct question *question, const struct form_component *component);

/** lookup_together - whether an address is typed here: its stage is better full than in parts. */
bool lookup_together(const struct question *question);

/** lookup_title, lookup_hint - instead of the form's own; @otherwise is what they give when the form's are right. */
const char *lookup_title(const struct question *question, const char *otherwise);
const char *lookup_hint(const struct question *question, const char *otherwise);

/** question_buttons - the small buttons of a view, in order. Returns how many. */
int question_buttons(const struct question *question, bool first, struct question_button ret[static QUESTION_BUTTON_MAX]);

/** lookup_action - the main button, where it is not "Continue". */
void lookup_action(const struct question *question, struct action_row *row);

/** lookup_row - the addresses of the list as choices, in order: @ret_value (its place, from 1) and @ret_label of row @index. False behind the last. lookup_checked - whether it is the one that was picked. */
bool lookup_checked(const struct question *question, const char *value);
bool lookup_row(const struct question *question, size_t index, const char **ret_value, const char **ret_label);

/** lookup_text - the paragraphs to read at this stage: text @index; NULL behind the last. @ret_apart: set apart, as an address. */
const char *lookup_text(const struct question *question, int index, bool *ret_apart);
