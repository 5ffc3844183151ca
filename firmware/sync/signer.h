/* SPDX-License-Identifier: MIT */
/* signer.h - what the hub is asked for so that a request is let in, by the far end's own clock. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/sync/moment.h"
#include "firmware/sync/send.h"

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

/** signer_learn - from @result's Date, or that the far end's certificate did not hold. Not for what came in plain: that proves nothing. */
void signer_learn(struct moment *moment, const struct send_result *result);

/** signer_request - the request for a token that lets @bytes in at @audience. New object, for caller_ask(). */
json_t *signer_request(const struct moment *moment, const char *audience, const char *bytes, size_t size_bytes);

/** signer_token - the token in the hub's @reply. @ret: borrowed from it. @code as the hub answered, or FAIL_INPUT · FAIL_LIMIT. */
enum fail signer_token(enum fail code, const json_t *reply, const char **ret);
