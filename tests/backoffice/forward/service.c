/* SPDX-License-Identifier: MIT */
/* service.c - what only Open311 servers have: services with attributes, and tokens that become numbers. */
#include "firmware/base/json.h"
#include "tests/backoffice/forward/deliver_inside.h"
#include "tests/backoffice/forward/shape_open311.h"

#include <stdio.h>
#include <string.h>

/* ---- services ---- */

/* @ret: the answer, or NULL where this server does not say, for good or (@ret_later) for now. */
static enum fail answer_get(struct delivery *delivery, const struct shape_request *request, json_t **ret, struct exchange_reply *reply, bool *ret_later)
{
	*ret = NULL;
	*ret_later = false;
	TRY(delivery_ask(delivery, request, true, reply));
	bool told = reply->net == OUTCOME_NET_ANSWERED && (reply->status < 500 || reply->status == 501) && reply->status != 429;
	if (told && reply->status == 200 && open311_read(reply->content_type, buffer_text(&reply->body), reply->body.size_bytes, ret) != FAIL_NONE)
		*ret = NULL;
	*ret_later = !told;
	return FAIL_NONE;
}

/* Whether @setting has something for the attribute; the reference goes along by itself. */
static bool fills(void *context, const char *code)
{
	const struct delivery *delivery = context;
	return strcmp(code, "fixmystreet_id") == 0 || json_object_get(json_object_get(shape_form(delivery->target->setting, delivery->input.service), "attributes"), code);
}

static enum fail definition_look(struct delivery *delivery, const char *code, struct exchange_reply *reply, bool *ret_later)
{
	json_t *definition = NULL;
	SHAPE_REQUEST_AUTO request;
	shape_request_init(&request);
	const struct open311_office office = street_office(delivery->target->setting);
	TRY(open311_service_url(&office, code, &request.url));
	TRY(answer_get(delivery, &request, &definition, reply, ret_later));
	enum fail fail = definition ? open311_attributes_check(definition, fills, delivery) : FAIL_NONE;
	json_decref(definition);
	return fail;
}

static enum fail services_look(struct delivery *delivery, const char *code, struct exchange_reply *reply, bool *ret_later)
{
	json_t *list = NULL;
	bool metadata = false;
	SHAPE_REQUEST_AUTO request;
	EXCHANGE_REPLY_AUTO second;
	shape_request_init(&request);
	exchange_reply_init(&second);
	const struct open311_office office = street_office(delivery->target->setting);
	TRY(open311_services_url(&office, &request.url));
	TRY(answer_get(delivery, &request, &list, reply, ret_later));
	enum fail fail = list ? open311_service_find(list, code, &metadata) : FAIL_NONE;
	json_decref(list);
	if (fail != FAIL_NONE || !metadata || *ret_later)
		return fail;
	fail = definition_look(delivery, code, &second, ret_later);
	reply->net = second.net;
	reply->status = second.status;
	reply->retry_after_s = second.retry_after_s;
	return fail;
}

enum fail service_look(struct delivery *delivery, bool *ret_settled)
{
	const char *code;
	struct street_words words;
	const struct street_report report = shape_report(&delivery->input, &words);
	bool later = false;
	EXCHANGE_REPLY_AUTO reply;
	exchange_reply_init(&reply);
	*ret_settled = false;
	if (delivery->target->shape != &shape_open311)
		return FAIL_NONE;
	TRY(street_service(&report, &code));
	if (json_object_get(delivery->target->known, code))
		return FAIL_NONE;
	enum fail fail = services_look(delivery, code, &reply, &later);
	if (fail == FAIL_BUSY || fail == FAIL_IO)
		return fail;
	*ret_settled = later || fail != FAIL_NONE;
	if (later)
		return delivery_hold(delivery, &reply, "Its services could not be asked for");
	if (fail != FAIL_NONE)
		return delivery_refused(delivery, fail_words());
	json_object_set_new(delivery->target->known, code, json_true());
	return FAIL_NONE;
}

/* ---- tokens ---- */

enum fail service_token_wait(struct delivery *delivery, const char *token)
{
	if (token != delivery->attempt.token)
		snprintf(delivery->attempt.token, sizeof delivery->attempt.token, "%s", token);
	delivery->attempt.perhaps_sent = false;
	delivery->target->failures = 0;
	int64_t wait_ms = attempt_poll_ms(&delivery->attempt);
	delivery->attempt.polls++;
	return delivery_settle(delivery, STORAGE_WAITING, wait_ms, "It is taken; its number is not known yet");
}

enum fail service_token_ask(struct delivery *delivery)
{
	struct open311_receipt receipt;
	SHAPE_REQUEST_AUTO request;
	EXCHANGE_REPLY_AUTO reply;
	shape_request_init(&request);
	exchange_reply_init(&reply);
	const struct open311_office office = street_office(delivery->target->setting);
	TRY(open311_token_url(&office, delivery->attempt.token, &request.url));
	TRY(delivery_ask(delivery, &request, true, &reply));
	json_t *answer = NULL;
	if (reply.net != OUTCOME_NET_ANSWERED || reply.status != 200 ||
	    open311_read(reply.content_type, buffer_text(&reply.body), reply.body.size_bytes, &answer) != FAIL_NONE)
		return delivery_hold(delivery, &reply, "Its number could not be asked for");
	enum fail fail = open311_token_read(answer, &receipt);
	json_decref(answer);
	return fail == FAIL_NONE ? delivery_done(delivery, receipt.id) : service_token_wait(delivery, delivery->attempt.token);
}
