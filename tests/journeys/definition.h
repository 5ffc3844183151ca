/* SPDX-License-Identifier: MIT */
/* definition.h - one visit to one service, whatever its definition: from idle to the confirmation, and what the council got of it. */
#pragma once

#include "tests/lib/walker.h"

enum { DEFINITION_WAY_BYTES = 16 * 1024 };

struct definition_way {
	char headings[DEFINITION_WAY_BYTES]; /* of the pages as they were shown, check answers last: "one|two|two|three" */
	json_t *record;                      /* what arrived; NULL before */
};

/** definition_begin - from idle to the first page of the service @code. definition_record - the one record with this reference among all that arrived, new. */
void definition_begin(struct kiosk *kiosk, const char *code);
json_t *definition_record(struct kiosk *kiosk, const char *reference);

/** definition_walk - idle to idle through the service @code; @answers as walk_to_check() has them. End with definition_done(), also after a failed case. */
void definition_walk(struct kiosk *kiosk, const char *code, const struct walker_answer *answers, struct definition_way *ret);
void definition_done(struct definition_way *way);

/** definition_answers - the record's answers by name; borrowed. */
const json_t *definition_answers(const struct definition_way *way);
