/* SPDX-License-Identifier: MIT */
/* pair.h - two people, two languages: somebody interprets for the resident, and one touch shows the same screen in the other's language. */
/*
 * DESIGN: a whole screen is in one language at a time, so that each is read from its own side, in its own size and voice; the page, the answers and the box
 * that types stay. Before anything is sent, what was answered is read back in both. Who interprets is said by the resident, and is in what the council gets.
 */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stdbool.h>

enum { PAIR_TAG_BYTES = 16 };
enum pair_stage { PAIR_LANGUAGE, PAIR_WHO, PAIR_ON, PAIR_STAGE_COUNT };
enum pair_who { PAIR_FAMILY, PAIR_WORKER, PAIR_INTERPRETER, PAIR_STAFF, PAIR_WHO_COUNT };

struct tongues {
	/* in the copy */
	bool on;
	char tag[2][PAIR_TAG_BYTES];  /* the resident's language, and the other */
	enum pair_who who;
	/* made again */
	enum pair_stage stage;        /* of SHEET_PAIR */
	bool read[2];                 /* check answers was read to its end in that language */
};

struct visit;

/** pair_other - the language that one touch leads to; NULL there is no pair. pair_first - the resident's own, of a pair or not. pair_who_name - as the record and the sentences have it; static. */
const char *pair_other(const struct visit *visit);
const char *pair_first(const struct visit *visit);
const char *pair_who_name(enum pair_who who);
/** pair_unread - whether what was answered has to be read back in the other language before it can be sent. */
bool pair_unread(const struct visit *visit);
/** pair_note - who interpreted, into the "meta" of @record. */
void pair_note(const struct visit *visit, json_t *record);

/** pair_forget - with the visit. pair_copy - for the sealed copy, new; NULL none. pair_restore - from one (NULL: none). FAIL_INPUT · FAIL_LIMIT. */
void pair_forget(struct visit *visit);
json_t *pair_copy(const struct visit *visit);
enum fail pair_restore(const json_t *json, struct visit *visit);
