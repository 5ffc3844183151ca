/* SPDX-License-Identifier: MIT */
/* value.h - an answer of a record in other words. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/forms/form.h"

#include <jansson.h>

/** value_find - the answer @path ("street", "place.easting") among a record's main answers; NULL where there is none or null. */
const json_t *value_find(const json_t *record, const char *path);

/**
 * value_add - @value as one text: a date as 2024-12-25, a month as 2024-12, an address or a list with commas. @component: whose options
 * say what they mean instead of their values, yes and no too; NULL as the record has it. FAIL_LIMIT.
 */
enum fail value_add(const json_t *value, const struct form_component *component, struct buffer *ret);

/** value_component - whose answer the record calls @written; NULL. */
const struct form_component *value_component(const struct form *form, const char *written);

/** value_label - what a person calls the question: its short title, or its title, or @written. */
const char *value_label(const struct form_component *component, const char *written);
