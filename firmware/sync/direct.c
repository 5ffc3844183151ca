/* SPDX-License-Identifier: MIT */
/*
 * direct.c - DESIGN: a council without a back office. The hub opens the report, for it alone has the key. GeoReport has no idempotency, so "sending"
 * is committed in the hub before the POST, as one attempt more that is due in a quarter of an hour; whatever was tried before is looked up first.
 */
#include "firmware/sync/deliver_state.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/envelope/instant.h"
#include "firmware/sync/street.h"

#include <stdio.h>
#include <string.h>

enum {
	SENDING_MS = 15 * 60 * 1000,      /* longer than a request may take */
	ASKED_MAX = 5,                    /* look-ups without an answer, then it is sent again without */
	DAY_MS = 24 * 3600 * 1000,
	LOOK_DAYS = 89,                   /* GeoReport gives at most 90 days */
	TRY_ATTEMPTS = 2,                 /* marked as being sent, and refused */
	HUB_PAUSE_MS = 30 * 1000,
};

void direct_init(struct direct *direct)
{
	buffer_init(&direct->url, SEND_URL_MAX_BYTES);
}

void direct_done(struct direct *direct)
{
	buffer_done(&direct->url);
}

static const struct batch_item *item_of(struct deliver *deliver)
{
	return batch_group_item(&deliver->batch, 0);
}

static void unwanted(struct deliver *deliver, const char *note)
{
	char cut[REPLY_NOTE_BYTES];
	snprintf(cut, sizeof cut, "%.*s", (int)sizeof cut - 1, note);
	settle_unwanted(deliver, item_of(deliver)->attempts / TRY_ATTEMPTS, cut);
}

/* Nothing left, or nothing can be said about it now. */
static void hold(struct deliver *deliver, const struct send_result *result)
{
	deliver->status = result->status;
	deliver->retry_after_s = result->net == OUTCOME_NET_ANSWERED ? outcome_retry_after_s(result->retry_after, result->date) : -1;
	const struct outcome *row = outcome_of(result->net, result->status);
	settle_wait(deliver, row->one == OUTCOME_READ ? outcome_unread() : row); /* a good status with something else behind it */
}

static enum fail request_start(struct deliver *deliver, bool get, send_done done)
{
	const struct send_request request = {
		.url = buffer_text(&deliver->direct.url), .content_type = get ? NULL : sink_type(&deliver->office.sink, 1), .lines = { &deliver->office.lines },
		.bytes = buffer_text(&deliver->body), .size_bytes = deliver->body.size_bytes, .once = !get,
	};
	deliver->began_ms = clock_mono_ms();
	return send_start(deliver->send, &request, done, deliver);
}

/* ---- the POST ---- */

static void posted(void *context, const struct send_result *result)
{
	struct deliver *deliver = context;
	struct open311_result judged;
	deliver->status = result->status;
	open311_judge(result->net, result->status, result->content_type, result->bytes, result->size_bytes, deliver->direct.reference, &judged);
	log_event("direct.posted", "status=%d verdict=%d note=\"%s\"", result->status, (int)judged.verdict, judged.note);
	switch (judged.verdict) {
	case OPEN311_CREATED:
	case OPEN311_KNOWN:
		settle_accepted(deliver);
		return;
	case OPEN311_REFUSED:
		unwanted(deliver, judged.note);
		return;
	case OPEN311_LATER:
	case OPEN311_UNSURE:
	case OPEN311_VERDICT_COUNT:
		break;
	}
	batch_drop(&deliver->batch, item_of(deliver)->id.text); /* the hub has it as tried; it is looked up when it is due again */
	hold(deliver, result);
}

static void marked(void *context, enum fail code, const json_t *, int)
{
	struct deliver *deliver = context;
	const struct open311_office office = street_office(deliver->office.street);
	buffer_clear(&deliver->direct.url);
	if (code == FAIL_NONE)
		code = open311_requests_url(&office, &deliver->direct.url);
	if (code == FAIL_NONE)
		code = request_start(deliver, false, posted);
	if (code == FAIL_NONE)
		return;
	log_fail("direct.unmarked", code);
	deliver_wait(deliver, HUB_PAUSE_MS);
}

static void mark(struct deliver *deliver)
{
	deliver_ask(deliver, json_pack("{s:s, s:[s], s:i, s:s, s:i}", "verb", "outbox.retry", "ids", item_of(deliver)->id.text, "code", 0, "note", "being sent",
		"after_ms", SENDING_MS), marked);
}

/* ---- the look-up ---- */

static void looked_up(void *context, const struct send_result *result)
{
	struct deliver *deliver = context;
	struct open311_receipt receipt;
	json_t *list = NULL;
	bool listed = result->net == OUTCOME_NET_ANSWERED && result->status == 200 &&
		open311_read(result->content_type, result->bytes, result->size_bytes, &list) == FAIL_NONE;
	bool there = listed && open311_find(list, deliver->direct.reference, &receipt) == FAIL_NONE;
	json_decref(list);
	bool never = result->net == OUTCOME_NET_ANSWERED && outcome_of(result->net, result->status)->pace == OUTCOME_PACE_CONFIG; /* this server cannot be asked */
	log_event("direct.looked-up", "status=%d there=%d", result->status, there);
	if (there) {
		settle_accepted(deliver);
	} else if (listed || never || ++deliver->direct.asked >= ASKED_MAX) {
		deliver->direct.asked = 0;
		mark(deliver);
	} else {
		hold(deliver, result);
	}
}

static void look_up(struct deliver *deliver)
{
	const struct open311_office office = street_office(deliver->office.street);
	const int64_t now_ms = clock_wall_ms(), earliest_ms = now_ms - LOOK_DAYS * (int64_t)DAY_MS;
	int64_t from_ms = (deliver->direct.time_ms < now_ms ? deliver->direct.time_ms : now_ms) - DAY_MS;
	buffer_clear(&deliver->direct.url);
	enum fail fail = open311_look_up_url(&office, deliver->direct.code, from_ms > earliest_ms ? from_ms : earliest_ms, now_ms + DAY_MS, &deliver->direct.url);
	if (fail == FAIL_NONE)
		fail = request_start(deliver, true, looked_up);
	if (fail == FAIL_NONE)
		return;
	log_fail("direct.look-up", fail);
	deliver_wait(deliver, HUB_PAUSE_MS);
}

/* ---- the report ---- */

static enum fail report_write(struct deliver *deliver, const json_t *reply)
{
	struct direct *direct = &deliver->direct;
	const char *service, *reference, *time, *code;
	TRY(json_take_text(reply, "service", STREET_NAME_MAX_BYTES, &service));
	TRY(json_take_text(reply, "reference", sizeof direct->reference - 1, &reference));
	TRY(json_take_text(reply, "time", INSTANT_TEXT_BYTES, &time));
	TRY(instant_read(time, &direct->time_ms));
	memcpy(direct->reference, reference, strlen(reference) + 1);
	const struct street_report report = { .setting = deliver->office.street, .answers = json_object_get(reply, "answers"), .service = service, .reference = direct->reference };
	TRY(street_service(&report, &code));
	if (strlen(code) > OPEN311_ID_MAX_BYTES)
		return FAIL(LIMIT, "a service code longer than %d bytes", OPEN311_ID_MAX_BYTES);
	memcpy(direct->code, code, strlen(code) + 1);
	return street_write(&report, &deliver->body);
}

static void report_came(void *context, enum fail code, const json_t *reply, int)
{
	struct deliver *deliver = context;
	if (code == FAIL_OFFLINE) {
		deliver->turning = false;
		return;
	}
	if (code == FAIL_STORE || code == FAIL_DENIED || code == FAIL_IO) { /* not the event's fault */
		log_fail("direct.report", code);
		deliver_wait(deliver, HUB_PAUSE_MS);
		return;
	}
	if (code == FAIL_EMPTY) {
		batch_drop(&deliver->batch, item_of(deliver)->id.text);
		deliver_go_on(deliver);
		return;
	}
	if (code == FAIL_NONE)
		code = report_write(deliver, reply);
	if (code != FAIL_NONE) {
		log_fail("direct.unwritten", code);
		deliver->status = 0;
		unwanted(deliver, fail_words());
	} else if (item_of(deliver)->attempts > 0) {
		look_up(deliver);
	} else {
		mark(deliver);
	}
}

void direct_begin(struct deliver *deliver)
{
	deliver_ask(deliver, json_pack("{s:s, s:s}", "verb", "outbox.report", "id", item_of(deliver)->id.text), report_came);
}
