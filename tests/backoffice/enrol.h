/* SPDX-License-Identifier: MIT */
/* enrol.h - a new kiosk is let in by a code that a person carries to it: POST /v1/enrol. */
#pragma once

#include "tests/backoffice/https.h"
#include "tests/backoffice/office.h"

enum { ENROL_BODY_MAX_BYTES = 4096, ENROL_CODE_BYTES = 15, ENROL_CODE_LIFE_S = 7 * 24 * 3600, ENROL_TYPED_MAX_BYTES = 64 };

struct enrol_body {
	json_t *json;                                /* end with json_decref(); the rest borrows from it */
	const char *source;
	const json_t *jwk, *tls;                     /* the kiosk's key; the one its connections are to be certified for, or NULL */
	char kid[SHA256_TEXT_BYTES], code_digest[SHA256_TEXT_BYTES];
};

/** enrol_code_make - a new code "XXXX-XXXX-XXXX" (60 random bits), kept by its digest alone; @source NULL: for any kiosk. FAIL_STORE · FAIL_IO. */
enum fail enrol_code_make(struct storage *storage, const char *source, int64_t now_ms, char ret[static ENROL_CODE_BYTES]);
/** enrol_code_digest - of a code as a person typed it: case, spaces, dashes, O/0 and I/L/1 do not matter. FAIL_INPUT · FAIL_LIMIT. */
enum fail enrol_code_digest(const char *typed, char ret[static SHA256_TEXT_BYTES]);

/** enrol_body_read - {"code", "source", "jwk": a public P-256 key, "tls"?: another}, checked. FAIL_INPUT · FAIL_LIMIT. */
enum fail enrol_body_read(const char *bytes, size_t size, struct enrol_body *ret);

/** enrol_answer - 201 let in, 200 the same again, 403 one wording for every code that does not hold, 429 too many wrong ones. */
void enrol_answer(const struct office *office, const struct https_request *request, struct https_answer *answer);
