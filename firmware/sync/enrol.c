/* SPDX-License-Identifier: MIT */
/* enrol.c - one request, and what the council makes of it. The code works once; the same key with it again is let in again, so a lost answer does no harm. */
#include "firmware/sync/enrol.h"

#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/sync/chance.h"
#include "firmware/sync/deliver_state.h"

#include <stdlib.h>
#include <string.h>

enum { ENROL_REPLY_MAX_BYTES = 16 * 1024 };

static void go(void *context);

static void forget(struct enrol *enrol)
{
	json_decref(enrol->wanted);
	enrol->wanted = NULL;
	enrol->failures = 0;
	buffer_clear(&enrol->body);
	loop_timer_clear(enrol->deliver->loop, go, enrol);
}

static void done_told(void *context, enum fail code, const json_t *, int)
{
	struct enrol *enrol = context;
	if (code != FAIL_NONE && code != FAIL_OFFLINE)
		log_fail("enrol.not-told", code);
	if (code == FAIL_NONE && enrol->certified)
		deliver_renew(enrol->deliver);
}

/* @reply: what the council said; NULL nothing to keep. */
static void done_tell(struct enrol *enrol, const char *result, int status, const json_t *reply)
{
	json_t *certificate = json_object_get(reply, "certificate");
	log_event("enrol.done", "result=%s status=%d", result, status);
	forget(enrol);
	json_t *request = json_pack("{s:s, s:s}", "verb", "enrol.done", "result", result);
	enrol->certified = json_is_string(certificate);
	if (enrol->certified)
		json_object_set(request, "certificate", certificate);
	enum fail fail = caller_ask(enrol->deliver->caller, request, -1, done_told, enrol);
	if (fail != FAIL_NONE && fail != FAIL_OFFLINE) /* offline: the next hello brings the code again */
		log_fail("enrol.not-told", fail);
}

static void answered(void *context, const struct send_result *result)
{
	struct enrol *enrol = context;
	enrol->flies = false;
	if (!enrol->wanted)
		return;
	bool read = result->net == OUTCOME_NET_ANSWERED && !reply_is_page(result->content_type);
	bool said_no = read && (result->status == 400 || result->status == 403 || result->status == 409 || result->status == 422);
	if (read && (result->status == 200 || result->status == 201)) {
		json_t *reply = NULL;
		if (json_parse(result->bytes, result->size_bytes, ENROL_REPLY_MAX_BYTES, &reply) != FAIL_NONE)
			fail_clear(); /* an older council says nothing more */
		done_tell(enrol, "known", result->status, reply);
		json_decref(reply);
		deliver_now(enrol->deliver); /* what was refused so far is taken from here on */
	} else if (said_no) {
		done_tell(enrol, "refused", result->status, NULL);
	} else {
		int64_t after_ms = outcome_wait_ms(OUTCOME_PACE_JITTER, enrol->failures++, outcome_retry_after_s(result->retry_after, result->date), chance());
		log_event("enrol.waits", "status=%d after_ms=%lld", result->status, (long long)after_ms);
		loop_timer_set(enrol->deliver->loop, after_ms, go, enrol);
	}
}

static enum fail body_write(struct enrol *enrol)
{
	const char *code;
	TRY(json_take_text(enrol->wanted, "code", ENROL_CODE_MAX_BYTES, &code));
	json_t *jwk = json_object_get(enrol->wanted, "jwk");
	json_t *body = json_pack("{s:s, s:s, s:O}", "code", code, "source", enrol->deliver->office.source, "jwk", jwk);
	if (body && json_object_get(enrol->wanted, "tls"))
		json_object_set(body, "tls", json_object_get(enrol->wanted, "tls"));
	char *text = body ? json_dumps(body, JSON_COMPACT) : NULL;
	json_decref(body);
	if (!text)
		return FAIL(INPUT, "the hub gave no key to enrol with");
	buffer_clear(&enrol->body);
	enum fail fail = buffer_add(&enrol->body, text, strlen(text));
	free(text);
	return fail;
}

static void go(void *context)
{
	struct enrol *enrol = context;
	if (!enrol->wanted || enrol->flies)
		return;
	enum fail fail = body_write(enrol);
	const struct errand errand = { .path = "/v1/enrol", .content_type = "application/json", .bytes = buffer_text(&enrol->body),
		.size_bytes = enrol->body.size_bytes, .done = answered, .context = enrol };
	if (fail == FAIL_NONE)
		fail = errands_send(enrol->deliver->errands, &errand);
	enrol->flies = fail == FAIL_NONE;
	if (fail == FAIL_EMPTY)
		log_event("enrol.nowhere", "why=\"there is no management address\"");
	else if (fail != FAIL_NONE)
		log_fail("enrol.not-sent", fail);
}

void enrol_init(struct enrol *enrol, struct deliver *deliver)
{
	*enrol = (struct enrol){ .deliver = deliver };
	buffer_init(&enrol->body, ENROL_BODY_MAX_BYTES);
}

void enrol_stop(struct enrol *enrol)
{
	forget(enrol);
	buffer_done(&enrol->body);
	enrol_init(enrol, enrol->deliver);
}

void enrol_want(struct enrol *enrol, const json_t *wanted)
{
	bool flies = enrol->flies;
	forget(enrol);
	enrol->wanted = json_is_object(wanted) ? json_deep_copy(wanted) : NULL;
	if (enrol->wanted && !flies)
		loop_timer_set(enrol->deliver->loop, 0, go, enrol);
}
