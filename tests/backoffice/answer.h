/* SPDX-License-Identifier: MIT */
/* answer.h - what is said to a caller, in one shape. */
#pragma once

#include "tests/backoffice/https.h"

#include <jansson.h>

/** answer_json - @value (taken over) as JSON with @status. Ours are far below the maximum. */
void answer_json(struct https_answer *answer, int status, json_t *value);

/** answer_problem - make @answer a problem document (RFC 9457) of @status; problem_new - such a document. */
void answer_problem(struct https_answer *answer, int status, const char *title);
json_t *problem_new(int status, const char *title);

/** answer_header - one more header; @value is copied. Stops the program beyond HTTPS_HEADERS_MAX or HTTPS_ROOM_BYTES in all: ours are short. */
void answer_header(struct https_answer *answer, const char *name, const char *value);
