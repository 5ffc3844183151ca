/* SPDX-License-Identifier: MIT */
/*
 * deliver.c - DESIGN: the claim is committed before anything is sent, so a program that ends in the middle leaves a claim that nobody settled;
 * the next one looks first whether the submission arrived. What cannot be asked is sent again under the same id.
 */
#include "tests/backoffice/forward/deliver_inside.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/instant.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

/* ---- opening it ---- */

static enum fail form_read(struct delivery *delivery)
{
	char path[PATH_MAX], name[FORM_NAME_MAX_BYTES + 8];
	const char *service = delivery->input.service, *folder = delivery->forward->forms;
	BUFFER_AUTO text;
	buffer_init(&text, FORM_MAX_BYTES);
	if (!folder || strspn(service, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(service) || strlen(service) > FORM_NAME_MAX_BYTES)
		return FAIL_NONE;
	snprintf(name, sizeof name, "%s.json", service);
	TRY(file_path(path, sizeof path, folder, name));
	enum fail fail = file_read(path, &text);
	if (fail == FAIL_EMPTY)
		return FAIL_NONE;
	TRY(fail);
	return form_load(text.bytes, text.size_bytes, service, &delivery->form);
}

static enum fail open_event(struct delivery *delivery)
{
	struct forward *forward = delivery->forward;
	json_t *event = NULL;
	TRY(envelope_event_check(delivery->event.bytes, delivery->event.size_bytes, &event));
	enum fail fail = keyring_event_open(forward->ring, event, &delivery->record);
	json_decref(event);
	TRY(fail);
	const json_t *meta = json_object_get(delivery->record, "meta");
	delivery->input = (struct shape_input){
		.setting = delivery->target->setting, .record = delivery->record, .service = shape_text(meta, "formId"), .reference = shape_text(meta, "referenceNumber"),
		.language = json_text_or(meta, "language", "en"), .id = delivery->id, .now_ms = clock_wall_ms(),
	};
	struct reference reference;
	TRY(instant_read(shape_text(delivery->record, "time"), &delivery->event_ms));
	TRY(reference_parse(delivery->input.reference, &reference));
	TRY(form_read(delivery));
	delivery->input.form = delivery->form;
	return forward->storage->engine->reference_add(forward->storage, reference.text, delivery->source, delivery->id);
}

/* ---- sending it ---- */

enum fail target_ask(struct forward *forward, const struct target *target, const struct shape_request *request, bool get, struct exchange_reply *ret)
{
	const struct send_way way = { .url = shape_text(target->setting, "url"), .ca = buffer_text(&target->ca), .pins = "", .proxy = "", .proxy_user = "", .proxy_password = "",
		.certificate = "", .key = "" };
	TRY(send_configure(forward->send, &way));
	return exchange_do(forward->loop, forward->send, request, get, ret);
}

enum fail delivery_ask(struct delivery *delivery, const struct shape_request *request, bool get, struct exchange_reply *ret)
{
	return target_ask(delivery->forward, delivery->target, request, get, ret);
}

/* Whether an earlier request arrived. @ret_settled: it did, or the answer is still out; else it may be sent. */
static enum fail look_up(struct delivery *delivery, bool *ret_settled)
{
	const struct shape *shape = delivery->target->shape;
	struct attempt *attempt = &delivery->attempt;
	SHAPE_REQUEST_AUTO request;
	EXCHANGE_REPLY_AUTO reply;
	shape_request_init(&request);
	exchange_reply_init(&reply);
	*ret_settled = false;
	if (!attempt->perhaps_sent || !shape->look_up || !delivery->target->can_look_up || attempt->asked >= ATTEMPT_ASKED_MAX)
		return FAIL_NONE;
	TRY(shape->look_up(&delivery->input, attempt->since_ms ? attempt->since_ms : delivery->event_ms, &request));
	TRY(delivery_ask(delivery, &request, true, &reply));
	json_t *list = NULL;
	struct open311_receipt receipt = { 0 };
	bool answered = reply.net == OUTCOME_NET_ANSWERED && reply.status == 200 &&
		open311_read(reply.content_type, buffer_text(&reply.body), reply.body.size_bytes, &list) == FAIL_NONE;
	enum fail fail = answered ? shape->found(list, delivery->id, delivery->input.reference, &receipt) : FAIL_OFFLINE;
	json_decref(list);
	bool never = fail != FAIL_NONE && fail != FAIL_OFFLINE, gone = fail == FAIL_OFFLINE && reply.net == OUTCOME_NET_ANSWERED && outcome_of(reply.net, reply.status)->pace == OUTCOME_PACE_CONFIG;
	if (never || gone) /* it is not there, or this server cannot be asked */
		return FAIL_NONE;
	*ret_settled = true;
	if (fail == FAIL_NONE)
		return delivery_done(delivery, receipt.id);
	attempt->asked++;
	return delivery_hold(delivery, &reply, "Whether it arrived could not be asked");
}

static enum fail judged(struct delivery *delivery, const struct exchange_reply *reply)
{
	struct open311_result result;
	struct attempt *attempt = &delivery->attempt;
	delivery->target->shape->judge(reply->net, reply->status, reply->content_type, buffer_text(&reply->body), reply->body.size_bytes, delivery->input.reference, &result);
	switch (result.verdict) {
	case OPEN311_CREATED:
		return result.receipt.id[0] ? delivery_done(delivery, result.receipt.id) : service_token_wait(delivery, result.receipt.token);
	case OPEN311_KNOWN:
		return delivery_done(delivery, "");
	case OPEN311_REFUSED:
		delivery->target->failures = 0;
		return delivery_refused(delivery, *result.note ? result.note : outcome_of(reply->net, reply->status)->words);
	case OPEN311_UNSURE:
		attempt->perhaps_sent = true;
		attempt->since_ms = attempt->since_ms ? attempt->since_ms : delivery->input.now_ms;
		break;
	case OPEN311_LATER:
	case OPEN311_VERDICT_COUNT:
		break;
	}
	return delivery_hold(delivery, reply, result.note);
}

static enum fail post(struct delivery *delivery)
{
	SHAPE_REQUEST_AUTO request;
	EXCHANGE_REPLY_AUTO reply;
	shape_request_init(&request);
	exchange_reply_init(&reply);
	enum fail fail = delivery->target->shape->write(&delivery->input, &request);
	if (fail == FAIL_EMPTY)
		return delivery_settle(delivery, STORAGE_DONE, 0, "not for this target");
	if (fail != FAIL_NONE)
		return delivery_refused(delivery, fail_words());
	bool settled = false;
	TRY(look_up(delivery, &settled));
	if (settled)
		return FAIL_NONE;
	TRY(service_look(delivery, &settled));
	if (settled)
		return FAIL_NONE;
	delivery->attempt.perhaps_sent = false;
	delivery->attempt.asked = 0;
	TRY(delivery_ask(delivery, &request, false, &reply));
	return judged(delivery, &reply);
}

static enum fail carry_out(struct delivery *delivery)
{
	fail_clear();
	attempt_read(delivery->note, delivery->claim, &delivery->attempt);
	enum fail fail = open_event(delivery);
	if (fail == FAIL_STORE)
		return fail;
	if (fail != FAIL_NONE)
		return delivery_settle(delivery, STORAGE_PARKED, 0, fail_words());
	return delivery->attempt.token[0] ? service_token_ask(delivery) : post(delivery);
}

static enum fail claimed(void *context, const struct storage_delivery *row)
{
	struct delivery *delivery = context;
	delivery->claim = row->attempts;
	snprintf(delivery->source, sizeof delivery->source, "%s", row->source);
	snprintf(delivery->id, sizeof delivery->id, "%s", row->id);
	snprintf(delivery->note, sizeof delivery->note, "%s", row->note);
	return buffer_add(&delivery->event, row->event, strlen(row->event));
}

enum fail deliver_due(struct forward *forward, struct target *target)
{
	struct delivery delivery = { .forward = forward, .target = target };
	buffer_init(&delivery.event, ENVELOPE_EVENT_MAX_BYTES);
	enum fail fail = forward->storage->engine->delivery_claim(forward->storage, target->name, clock_wall_ms(), ATTEMPT_LEASE_MS, 1, claimed, &delivery);
	if (fail == FAIL_NONE)
		fail = carry_out(&delivery);
	json_decref(delivery.record);
	form_free(delivery.form);
	buffer_done(&delivery.event);
	return fail;
}
