/* SPDX-License-Identifier: MIT */
/* value.h - a record's answers, and what its form calls them. */
#pragma once

#include "firmware/forms/form.h"

#include <jansson.h>

/** value_answers - a record's main answers. value_find - the one at @path, as street_answer(). */
const json_t *value_answers(const json_t *record);
const json_t *value_find(const json_t *record, const char *path);

/** value_component - whose answer the record calls @written; NULL. @form may be NULL. */
const struct form_component *value_component(const struct form *form, const char *written);

/** value_label - what a person calls the question: its short title, or its title, or @written. value_option - what its option with @value says. */
const char *value_label(const struct form_component *component, const char *written);
const char *value_option(const struct form_component *component, const char *value);
