/* SPDX-License-Identifier: MIT */
/*
 * open311_reply.c - DESIGN: only what cannot be anything else counts as taken. A FixMyStreet answers a POST with the list of reports that
 * it has; a portal answers with a page; a server that breaks after it took a request answers with 500. SOURCE: Open311 GeoReport v2.
 */
#include "firmware/sync/open311_reply.h"

#include "firmware/base/json.h"
#include "firmware/sync/open311_xml.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool type_ends(const char *type, size_t length, const char *ending)
{
	size_t size = strlen(ending);
	return length >= size && strncasecmp(type + length - size, ending, size) == 0;
}

enum fail open311_read(const char *content_type, const char *bytes, size_t size, json_t **ret)
{
	size_t length = content_type ? strcspn(content_type, "; \t") : 0;
	json_t *reply = NULL;
	if (type_ends(content_type, length, "/json") || type_ends(content_type, length, "+json"))
		TRY(json_parse(bytes, size, OPEN311_REPLY_MAX_BYTES, &reply));
	else if (type_ends(content_type, length, "/xml") || (type_ends(content_type, length, "+xml") && !type_ends(content_type, length, "/xhtml+xml")))
		TRY(open311_xml_read(bytes, size, OPEN311_REPLY_MAX_BYTES, &reply));
	else
		return FAIL(INPUT, "the answer is neither XML nor JSON");
	if (json_is_array(reply) || json_is_object(reply)) {
		*ret = reply;
		return FAIL_NONE;
	}
	json_decref(reply);
	return FAIL(INPUT, "the answer is no list");
}

/* ---- members ---- */

/* A number or a text, as a text of printable ASCII; "" when it is neither or too long. */
static void id_take(const json_t *object, const char *name, char ret[static OPEN311_ID_MAX_BYTES + 1])
{
	const json_t *value = json_object_get(object, name);
	ret[0] = '\0';
	if (json_is_integer(value))
		snprintf(ret, OPEN311_ID_MAX_BYTES + 1, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	const char *text = json_is_string(value) ? json_string_value(value) : "";
	size_t size = strlen(text);
	if (size == 0 || size > OPEN311_ID_MAX_BYTES)
		return;
	for (size_t i = 0; i < size; i++)
		if (text[i] < ' ' || text[i] > '~')
			return;
	memcpy(ret, text, size + 1);
}

static struct open311_receipt receipt_of(const json_t *request)
{
	struct open311_receipt receipt;
	id_take(request, "service_request_id", receipt.id);
	id_take(request, "token", receipt.token);
	return receipt;
}

static bool is_true(const json_t *value)
{
	return json_is_true(value) || (json_is_string(value) && strcasecmp(json_string_value(value), "true") == 0);
}

static enum fail list_check(const json_t *reply)
{
	if (!json_is_array(reply))
		return FAIL(INPUT, "the answer is no list");
	return json_array_size(reply) <= OPEN311_LIST_MAX ? FAIL_NONE : FAIL(LIMIT, "the answer lists more than %d", OPEN311_LIST_MAX);
}

/* ---- what a POST came to ---- */

/* @plain: without readable errors; @said: with them. The first row that holds the status counts. */
static const struct { int from, to; enum open311_verdict plain, said; } judgements[] = {
	{ 400, 400, OPEN311_REFUSED, OPEN311_REFUSED },
	{ 404, 404, OPEN311_LATER,   OPEN311_REFUSED }, /* no such service code; without words there is no server here */
	{ 408, 409, OPEN311_UNSURE,  OPEN311_UNSURE },
	{ 413, 413, OPEN311_REFUSED, OPEN311_REFUSED },
	{ 422, 422, OPEN311_REFUSED, OPEN311_REFUSED },
	{ 400, 499, OPEN311_LATER,   OPEN311_LATER },
	{ 501, 501, OPEN311_LATER,   OPEN311_LATER },
	{ 0,   9999, OPEN311_UNSURE, OPEN311_UNSURE },
};

static enum open311_verdict judged(enum outcome_net net, int status, bool said)
{
	if (net == OUTCOME_NET_TIMEOUT || net == OUTCOME_NET_BROKEN || net == OUTCOME_NET_LARGE)
		return OPEN311_UNSURE;
	if (net != OUTCOME_NET_ANSWERED)
		return OPEN311_LATER; /* the request did not leave */
	size_t row = 0;
	while ((status < judgements[row].from || status > judgements[row].to) && judgements[row].to != 9999)
		row++;
	return said ? judgements[row].said : judgements[row].plain;
}

static bool was_created(const json_t *reply, struct open311_receipt *ret)
{
	const json_t *request = json_array_get(reply, 0);
	if (!json_is_array(reply) || json_array_size(reply) != 1 || json_object_get(request, "status") || json_object_get(request, "requested_datetime"))
		return false;
	*ret = receipt_of(request);
	return ret->id[0] || ret->token[0];
}

/* The first error's code and words. False: no error stands there. */
static bool error_take(const json_t *reply, char ret[static OPEN311_NOTE_BYTES])
{
	const json_t *list = json_is_object(reply) ? json_object_get(reply, "errors") : reply, *error = json_array_get(list, 0);
	const char *words = json_text_or(error, "description", NULL);
	char code[OPEN311_ID_MAX_BYTES + 1];
	if (!words)
		return false;
	id_take(error, "code", code);
	size_t at = (size_t)snprintf(ret, OPEN311_NOTE_BYTES, "%s%s", code, code[0] ? ": " : "");
	for (; *words && at < OPEN311_NOTE_BYTES - 1; words++)
		ret[at++] = *words >= ' ' && *words <= '~' ? *words : '?';
	ret[at] = '\0';
	return true;
}

void open311_judge(enum outcome_net net, int status, const char *content_type, const char *bytes, size_t size, const char *reference,
	struct open311_result *ret)
{
	json_t *reply = NULL;
	*ret = (struct open311_result){ 0 };
	bool read = net == OUTCOME_NET_ANSWERED && open311_read(content_type, bytes, size, &reply) == FAIL_NONE;
	if (read && status >= 200 && status <= 299 && was_created(reply, &ret->receipt)) {
		ret->verdict = OPEN311_CREATED;
	} else {
		bool said = read && error_take(reply, ret->note);
		bool known = said && status >= 400 && strcasestr(ret->note, "already exists") && strstr(ret->note, reference);
		ret->verdict = known ? OPEN311_KNOWN : judged(net, status, said);
		if (read && !said && status >= 200 && status <= 299)
			snprintf(ret->note, sizeof ret->note, "The address answers with a list: it may take no reports");
	}
	json_decref(reply);
}

/* ---- lists ---- */

enum fail open311_token_read(const json_t *reply, struct open311_receipt *ret)
{
	TRY(list_check(reply));
	if (json_array_size(reply) > 1)
		return FAIL(INPUT, "the answer about one token has several requests");
	struct open311_receipt receipt = receipt_of(json_array_get(reply, 0));
	if (!receipt.id[0])
		return FAIL(EMPTY, "the token has no number yet");
	*ret = receipt;
	return FAIL_NONE;
}

static bool member_is(const json_t *object, const char *text)
{
	const char *name;
	json_t *value;
	json_object_foreach((json_t *)object, name, value)
		if (json_is_string(value) && strcmp(json_string_value(value), text) == 0)
			return true;
	return false;
}

static bool carries(const json_t *request, const char *reference, const char *mark)
{
	return strstr(json_text_or(request, "description", ""), mark) || member_is(request, reference) ||
		member_is(json_object_get(request, "attributes"), reference) || member_is(json_object_get(request, "extended_attributes"), reference);
}

enum fail open311_find(const json_t *reply, const char *reference, struct open311_receipt *ret)
{
	char mark[OPEN311_ID_MAX_BYTES + 3];
	TRY(list_check(reply));
	snprintf(mark, sizeof mark, "[%s]", reference);
	for (size_t i = 0; i < json_array_size(reply); i++) {
		const json_t *request = json_array_get(reply, i);
		struct open311_receipt receipt = receipt_of(request);
		if (!receipt.id[0] || !carries(request, reference, mark))
			continue;
		*ret = receipt;
		return FAIL_NONE;
	}
	return FAIL(EMPTY, "no request carries this reference");
}

/* ---- how far it is ---- */

const char *open311_stage_name(enum open311_stage stage)
{
	static const char *const names[OPEN311_STAGE_COUNT] = {
		[OPEN311_RECEIVED] = "received", [OPEN311_LOOKING] = "looking-into-it", [OPEN311_PLANNED] = "work-planned", [OPEN311_DONE] = "done",
		[OPEN311_NOT_OURS] = "not-ours",
	};
	return names[stage];
}

/* Core v2 knows open and closed; the others are in use at UK councils. */
static const struct { const char *status; enum open311_stage stage; } stages[] = {
	{ "open", OPEN311_RECEIVED }, { "for_triage", OPEN311_RECEIVED },
	{ "investigating", OPEN311_LOOKING }, { "internal_referral", OPEN311_LOOKING },
	{ "planned", OPEN311_PLANNED }, { "action_scheduled", OPEN311_PLANNED }, { "in_progress", OPEN311_PLANNED },
	{ "closed", OPEN311_DONE }, { "fixed", OPEN311_DONE }, { "no_further_action", OPEN311_DONE }, { "duplicate", OPEN311_DONE }, { "cancelled", OPEN311_DONE },
	{ "not_councils_responsibility", OPEN311_NOT_OURS },
};

enum fail open311_stage_read(const json_t *reply, const char *id, enum open311_stage *ret)
{
	TRY(list_check(reply));
	for (size_t i = 0; i < json_array_size(reply); i++) {
		const json_t *request = json_array_get(reply, i);
		const char *status = json_text_or(request, "status", "");
		if (strcmp(receipt_of(request).id, id) != 0)
			continue;
		for (size_t row = 0; row < sizeof stages / sizeof stages[0]; row++)
			if (strcasecmp(stages[row].status, status) == 0) {
				*ret = stages[row].stage;
				return FAIL_NONE;
			}
	}
	return FAIL(EMPTY, "the answer does not say how far it is");
}

/* ---- what there is to ask for ---- */

enum fail open311_service_find(const json_t *reply, const char *code, bool *ret_metadata)
{
	TRY(list_check(reply));
	for (size_t i = 0; i < json_array_size(reply); i++) {
		const json_t *service = json_array_get(reply, i);
		char found[OPEN311_ID_MAX_BYTES + 1];
		id_take(service, "service_code", found);
		if (strcmp(found, code) != 0)
			continue;
		*ret_metadata = is_true(json_object_get(service, "metadata"));
		return FAIL_NONE;
	}
	return FAIL(EMPTY, "the server has no service %s", code);
}

enum fail open311_attributes_check(const json_t *reply, open311_fills *fills, void *context)
{
	const json_t *definition = json_is_array(reply) ? json_array_get(reply, 0) : reply, *attributes = json_object_get(definition, "attributes");
	TRY(list_check(attributes));
	for (size_t i = 0; i < json_array_size(attributes); i++) {
		const json_t *attribute = json_array_get(attributes, i);
		const char *code = json_text_or(attribute, "code", "");
		bool by_server = strcmp(json_text_or(attribute, "automated", ""), "server_set") == 0;
		if (is_true(json_object_get(attribute, "required")) && !by_server && !fills(context, code))
			return FAIL(INPUT, "the service asks for \"%.64s\", which nothing fills", code);
	}
	return FAIL_NONE;
}
