/* SPDX-License-Identifier: MIT */
/* exchange.c - firmware/sync's sender, awaited. */
#include "tests/backoffice/forward/exchange.h"

#include <stdio.h>

struct exchange { struct exchange_reply *reply; bool over; };

void exchange_reply_init(struct exchange_reply *reply)
{
	*reply = (struct exchange_reply){ .retry_after_s = -1 };
	buffer_init(&reply->body, SEND_REPLY_MAX_BYTES);
}

void exchange_reply_done(struct exchange_reply *reply)
{
	buffer_done(&reply->body);
}

static void done(void *context, const struct send_result *result)
{
	struct exchange *exchange = context;
	struct exchange_reply *reply = exchange->reply;
	reply->net = result->net;
	reply->status = result->status;
	snprintf(reply->content_type, sizeof reply->content_type, "%s", result->content_type ? result->content_type : "");
	if (buffer_add(&reply->body, result->bytes, result->size_bytes) != FAIL_NONE)
		reply->net = OUTCOME_NET_LARGE;
	reply->retry_after_s = result->net == OUTCOME_NET_ANSWERED ? outcome_retry_after_s(result->retry_after, result->date) : -1;
	exchange->over = true;
}

enum fail exchange_do(struct loop *loop, struct send *send, const struct shape_request *request, bool get, struct exchange_reply *ret)
{
	struct exchange exchange = { .reply = ret };
	const struct send_request wanted = {
		.url = buffer_text(&request->url), .content_type = get ? NULL : request->content_type, .lines = { &request->lines },
		.bytes = buffer_text(&request->body), .size_bytes = request->body.size_bytes, .once = !get,
	};
	TRY(send_start(send, &wanted, done, &exchange));
	while (!exchange.over && !loop_stopped(loop)) {
		enum fail fail = loop_once(loop, -1);
		if (fail != FAIL_NONE) {
			send_cancel(send);
			return fail;
		}
	}
	if (exchange.over)
		return FAIL_NONE;
	send_cancel(send);
	return FAIL(BUSY, "told to end in the middle of a request");
}
