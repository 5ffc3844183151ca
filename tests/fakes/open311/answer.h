/* SPDX-License-Identifier: MIT */
/* answer.h - a reply of GeoReport in JSON, or the same in XML. */
#pragma once

#include "tests/backoffice/https.h"

#include <jansson.h>
#include <stdbool.h>

/** answer_write - @value, which is taken over, as @answer with @status; in XML under @root. */
void answer_write(struct https_answer *answer, int status, const char *root, json_t *value, bool xml);

/** answer_errors - <errors><error><code/><description/>. */
void answer_errors(struct https_answer *answer, int status, const char *words, bool xml);
