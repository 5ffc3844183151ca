/* SPDX-License-Identifier: MIT */
/* gather.c - one request: the bodies of a group as the hub gives them out, a token over them, and off. */
#include "firmware/sync/deliver_state.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/envelope/envelope.h"

#include <stdio.h>

/* The hub keeps it for the time after a power cut. */
static void tell_time(struct deliver *deliver)
{
	int64_t now_ms;
	if (moment_telling(&deliver->moment, &now_ms))
		(void)caller_ask(deliver->caller, json_pack("{s:s, s:I}", "verb", "clock", "now_ms", (json_int_t)now_ms), -1, NULL, NULL);
}

static void sent(void *context, const struct send_result *result)
{
	struct deliver *deliver = context;
	signer_learn(&deliver->moment, result);
	tell_time(deliver);
	settle(deliver, result);
}

/* @token: NULL where the settings bring their own authorization. */
static void request_start(struct deliver *deliver, const char *token)
{
	const struct sink *sink = &deliver->office.sink;
	size_t count = deliver->batch.group_count;
	char key[ID_TEXT_BYTES + 2];
	snprintf(key, sizeof key, "\"%s\"", batch_group_item(&deliver->batch, 0)->id.text);
	const struct send_request request = {
		.content_type = sink_type(sink, count),
		.token = token,
		.idempotency_key = sink_keyed(sink, count) ? key : NULL,
		.lines = { &deliver->office.lines, &deliver->lines },
		.bytes = deliver->body.bytes,
		.size_bytes = deliver->body.size_bytes,
	};
	deliver->began_ms = clock_mono_ms();
	enum fail fail = send_start(deliver->send, &request, sent, deliver);
	if (fail != FAIL_NONE)
		deliver_failed(deliver, fail);
}

static void token_came(void *context, enum fail code, const json_t *reply, int)
{
	struct deliver *deliver = context;
	const char *token = NULL;
	code = signer_token(code, reply, &token);
	if (code == FAIL_NONE)
		request_start(deliver, token);
	else
		deliver_failed(deliver, code);
}

void gather_resend(struct deliver *deliver)
{
	if (deliver->office.authorized) {
		request_start(deliver, NULL);
		return;
	}
	json_t *request = signer_request(&deliver->moment, deliver->office.audience, deliver->body.bytes, deliver->body.size_bytes);
	deliver_ask(deliver, request, token_came);
}

/* The next event of the group into the request. */
static enum fail body_take(struct deliver *deliver, const json_t *event)
{
	struct batch *batch = &deliver->batch;
	if (!json_is_string(event) || json_string_length(event) > ENVELOPE_EVENT_MAX_BYTES || deliver->bodies == batch->group_count)
		return FAIL(INPUT, "the hub gave no event, or one too many");
	TRY(sink_add(&deliver->office.sink, deliver->bodies, batch->group_count, &batch_group_item(batch, deliver->bodies)->id, json_string_value(event),
		json_string_length(event), &deliver->body, &deliver->lines));
	deliver->bodies++;
	return FAIL_NONE;
}

static void body_came(void *context, enum fail code, const json_t *reply, int)
{
	struct deliver *deliver = context;
	if (code == FAIL_EMPTY || code == FAIL_INPUT || code == FAIL_SIGNATURE) {
		/* The hub no longer has it, or will not give it out: not ours to send. The claim ends with the door. */
		log_fail("deliver.body", code);
		batch_drop(&deliver->batch, batch_group_item(&deliver->batch, deliver->bodies)->id.text);
		deliver_go_on(deliver);
		return;
	}
	if (code == FAIL_NONE)
		code = body_take(deliver, json_object_get(reply, "event"));
	size_t index;
	json_t *more;
	json_array_foreach(json_object_get(reply, "more"), index, more)
		if (code == FAIL_NONE)
			code = body_take(deliver, more);
	if (code != FAIL_NONE) {
		deliver_failed(deliver, code);
		return;
	}
	if (deliver->bodies < deliver->batch.group_count) {
		gather(deliver);
		return;
	}
	deliver->token_renewed = false;
	gather_resend(deliver);
}

/* One frame has room for several: the hub adds what fits. */
void gather(struct deliver *deliver)
{
	json_t *more = json_array();
	for (size_t i = deliver->bodies + 1; i < deliver->batch.group_count; i++)
		json_array_append_new(more, json_string(batch_group_item(&deliver->batch, i)->id.text));
	const struct batch_item *item = batch_group_item(&deliver->batch, deliver->bodies);
	deliver_ask(deliver, json_pack("{s:s, s:s, s:o}", "verb", "outbox.body", "id", item->id.text, "more", more), body_came);
}
