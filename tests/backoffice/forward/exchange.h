/* SPDX-License-Identifier: MIT */
/* exchange.h - one request and its answer, while the loop turns. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/loop.h"
#include "firmware/sync/send.h"
#include "tests/backoffice/forward/shape.h"

enum { EXCHANGE_TYPE_BYTES = 128 };

struct exchange_reply {
	enum outcome_net net;
	int status;
	char content_type[EXCHANGE_TYPE_BYTES];
	int64_t retry_after_s; /* -1 none */
	struct buffer body;    /* at most SEND_REPLY_MAX_BYTES */
};

/** exchange_reply_init, exchange_reply_done - empty; wipe and free. */
void exchange_reply_init(struct exchange_reply *reply);
void exchange_reply_done(struct exchange_reply *reply);
#define EXCHANGE_REPLY_AUTO [[gnu::cleanup(exchange_reply_done)]] struct exchange_reply

/**
 * exchange_do - POST @request, or GET it where @get, and wait for the answer. What went wrong on the way is in @ret.
 * FAIL_BUSY the program was told to end: whether the request arrived is not known · FAIL_INPUT, FAIL_IO nothing was sent.
 */
enum fail exchange_do(struct loop *loop, struct send *send, const struct shape_request *request, bool get, struct exchange_reply *ret);
