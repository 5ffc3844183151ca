/* SPDX-License-Identifier: MIT */
/* signer.h - what the hub is asked for so that a request is let in, by the far end's own clock. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/sync/send.h"

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

struct signer { int64_t ahead_s; }; /* the far end's clock before ours, from its verified replies; zero-initialised is ready */

/** signer_learn - from @result's Date. A difference that the hub would refuse is forgotten. */
void signer_learn(struct signer *signer, const struct send_result *result);

/** signer_request - the request for a token that lets @bytes in at @audience. New object, for caller_ask(). */
json_t *signer_request(const struct signer *signer, const char *audience, const char *bytes, size_t size_bytes);

/** signer_token - the token in the hub's @reply. @ret: borrowed from it. @code as the hub answered, or FAIL_INPUT · FAIL_LIMIT. */
enum fail signer_token(enum fail code, const json_t *reply, const char **ret);
