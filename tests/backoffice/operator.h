/* SPDX-License-Identifier: MIT */
/* operator.h - the one secret of the people who run this: for programs as a bearer token, for browsers through a form and a cookie. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/envelope/base64url.h"

#include <stdbool.h>
#include <stdint.h>

enum { OPERATOR_COOKIE_BYTES = 96, OPERATOR_COOKIE_LIFE_S = 8 * 3600, OPERATOR_SECRET_MAX_BYTES = 128, OPERATOR_HEADER_MAX_BYTES = 4096 };

struct operator { char secret[OPERATOR_SECRET_MAX_BYTES + 1]; };

/** operator_make - FOLDER/operator.token (0600) with 256 random bits, unless it is there. FAIL_IO. */
enum fail operator_make(const char *folder);
/** operator_open - read it. FAIL_EMPTY none was made · FAIL_LIMIT · FAIL_INPUT shorter than 16 characters. */
enum fail operator_open(const char *folder, struct operator *ret);

/** operator_is - whether @secret is it; in the same time for every wrong one. */
bool operator_is(const struct operator *operator, const char *secret);
/** operator_bearer - whether the Authorization header (may be NULL) carries it. */
bool operator_bearer(const struct operator *operator, const char *authorization);

/** operator_cookie - a session of OPERATOR_COOKIE_LIFE_S from @now_s on. No table: any instance that has the secret can check it. */
void operator_cookie(const struct operator *operator, int64_t now_s, char ret[static OPERATOR_COOKIE_BYTES]);
/** operator_session - whether the Cookie header (may be NULL) carries a session that holds; @ret: it, for operator_form(). */
bool operator_session(const struct operator *operator, const char *cookies, int64_t now_s, char ret[static OPERATOR_COOKIE_BYTES]);
/** operator_form - what a form of this session must bring back, so that no other site can send it. */
void operator_form(const struct operator *operator, const char *session, char ret[static SHA256_TEXT_BYTES]);
