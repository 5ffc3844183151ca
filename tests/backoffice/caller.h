/* SPDX-License-Identifier: MIT */
/* caller.h - which kiosk is asking: its signed token, over the bytes it sent. */
#pragma once

#include "tests/backoffice/https.h"
#include "tests/backoffice/office.h"

struct caller { char kid[SHA256_TEXT_BYTES], source[DEVICE_SOURCE_MAX_BYTES]; };

/**
 * caller_check - whether @request carries a token that holds, of a kiosk that is let in. Notes when it was seen; a revoked one is told to the log.
 * FAIL_EMPTY its key is not known · FAIL_DENIED revoked, or another's name, address, time or body · FAIL_SIGNATURE · FAIL_INPUT · FAIL_STORE.
 */
enum fail caller_check(const struct office *office, const struct https_request *request, struct caller *ret);

/** caller_answered - as caller_check(), and @answer says so (401, 403 revoked, 503) when it is not let in. */
bool caller_answered(const struct office *office, const struct https_request *request, struct https_answer *answer, struct caller *ret);

/** operator_called - whether @request carries the operator's secret as its bearer token; else @answer says so (401, 429 too many wrong ones). */
bool operator_called(const struct office *office, const struct https_request *request, struct https_answer *answer);

/** token_of - the bearer token of @request; token_holds - whether it is of the key @jwk, for one of our addresses and these bytes, now. As token_check(). */
enum fail token_of(const struct https_request *request, const char **ret);
enum fail token_holds(const struct office *office, const struct https_request *request, const char *token, const json_t *jwk, char ret_source[static DEVICE_SOURCE_MAX_BYTES]);
