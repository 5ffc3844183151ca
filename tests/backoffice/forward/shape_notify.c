/* SPDX-License-Identifier: MIT */
/*
 * shape_notify.c - a confirmation to the resident who asked for one, by GOV.UK Notify's API. Asked for one: the answer to the question that
 * metadata.kiosk.reuse calls contact.preferred is "email" or "text"; the address is the answer called contact.email or contact.phone.
 * The message has the reference and the service's name, and no answer. SOURCE: GOV.UK Notify's REST API documentation.
 */
#include "tests/backoffice/forward/shape.h"

#include "firmware/base/json.h"
#include "firmware/envelope/base64url.h"
#include "tests/backoffice/forward/value.h"
#include "tests/backoffice/forward/webhook.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UUID_BYTES = 36, TOKEN_MAX_BYTES = 1024, MAC_BYTES = 32 };

static const struct way { const char *answer, *path, *member, *reuse; } ways[] = {
	{ "email", "/v2/notifications/email", "email_address", "contact.email" },
	{ "text",  "/v2/notifications/sms",   "phone_number",  "contact.phone" },
};

static enum fail check(const json_t *setting)
{
	const char *key = shape_text(setting, "api_key");
	const json_t *templates = json_object_get(setting, "templates");
	if (strlen(key) < 2 * UUID_BYTES + 1 || strlen(key) > SHAPE_KEY_MAX_BYTES || key[strlen(key) - UUID_BYTES - 1] != '-')
		return FAIL(INPUT, "\"api_key\" is not of the kind name-service-secret");
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
		if (json_object_get(templates, ways[i].answer) && !*shape_text(json_object_get(templates, ways[i].answer), "en"))
			return FAIL(INPUT, "\"templates\".\"%s\" has no template for \"en\"", ways[i].answer);
	return json_object_size(templates) > 0 ? FAIL_NONE : FAIL(INPUT, "\"templates\" names none");
}

/* ---- the token ---- */

static enum fail part_add(struct buffer *ret, const char *text)
{
	char coded[TOKEN_MAX_BYTES];
	base64url_write(text, strlen(text), coded);
	return buffer_printf(ret, "%s", coded);
}

/* HS256 over service and second; the key is name-service-secret, both of them UUIDs. */
static enum fail token_add(const char *key, int64_t now_ms, struct shape_request *ret)
{
	const char *secret = key + strlen(key) - UUID_BYTES, *service = secret - UUID_BYTES - 1;
	char payload[128], coded[2 * MAC_BYTES];
	uint8_t mac[MAC_BYTES];
	unsigned size = 0;
	BUFFER_AUTO token;
	buffer_init(&token, TOKEN_MAX_BYTES);
	snprintf(payload, sizeof payload, "{\"iss\":\"%.*s\",\"iat\":%lld}", UUID_BYTES, service, (long long)(now_ms / 1000));
	TRY(part_add(&token, "{\"typ\":\"JWT\",\"alg\":\"HS256\"}"));
	TRY(buffer_printf(&token, "."));
	TRY(part_add(&token, payload));
	if (!HMAC(EVP_sha256(), secret, UUID_BYTES, (const uint8_t *)token.bytes, token.size_bytes, mac, &size) || size != sizeof mac)
		return FAIL(IO, "the token could not be signed");
	base64url_write(mac, sizeof mac, coded);
	TRY(buffer_printf(&token, ".%s", coded));
	TRY(buffer_printf(&ret->lines, "Authorization: Bearer %s", buffer_text(&token)));
	return buffer_add(&ret->lines, "", 1);
}

/* ---- to whom ---- */

static const char *answer_to(const struct shape_input *input, const char *reuse)
{
	for (size_t i = 0; i < input->form->page_count; i++)
		for (size_t k = 0; k < input->form->page[i].count; k++) {
			const struct form_component *component = &input->form->page[i].component[k];
			const json_t *value = strcmp(component->reuse, reuse) == 0 ? value_find(input->record, component->written) : NULL;
			if (json_is_string(value))
				return json_string_value(value);
		}
	return "";
}

/* A number or an address that is not safe to leave word at is left alone: "unless_false" names the questions, "safe" by default. */
static bool is_safe(const struct shape_input *input)
{
	const json_t *names = json_object_get(input->setting, "unless_false");
	if (!names)
		return !json_is_false(value_find(input->record, "safe"));
	for (size_t i = 0; i < json_array_size(names); i++)
		if (json_is_false(value_find(input->record, json_string_value(json_array_get(names, i)))))
			return false;
	return true;
}

static enum fail way_find(const struct shape_input *input, const struct way **ret, const char **ret_to, const char **ret_template)
{
	if (!input->form)
		return FAIL(INPUT, "the definition of %s is not there, which says how somebody asks for a confirmation", input->service);
	const char *answer = answer_to(input, "contact.preferred");
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		const json_t *templates = json_object_get(json_object_get(input->setting, "templates"), ways[i].answer);
		if (strcmp(ways[i].answer, answer) != 0 || !templates)
			continue;
		*ret = &ways[i];
		*ret_to = answer_to(input, ways[i].reuse);
		*ret_template = json_text_or(templates, input->language, shape_text(templates, "en"));
		return **ret_to && is_safe(input) ? FAIL_NONE : FAIL(EMPTY, "nobody is to be written to");
	}
	return FAIL(EMPTY, "nobody asked for a confirmation");
}

/* ---- the request ---- */

static enum fail write_message(const struct shape_input *input, struct shape_request *ret)
{
	const struct way *way;
	const char *to, *template;
	TRY(way_find(input, &way, &to, &template));
	TRY(token_add(shape_text(input->setting, "api_key"), input->now_ms, ret));
	TRY(buffer_printf(&ret->url, "%s%s", shape_text(input->setting, "url"), way->path));
	const char *service = form_text(input->form, input->language, "form", "", "title", input->form->name, NULL);
	return shape_json(ret, json_pack("{s:s, s:s, s:{s:s, s:s}, s:s}", way->member, to, "template_id", template, "personalisation", "reference", input->reference,
		"service", service, "reference", input->id));
}

static enum fail look_up(const struct shape_input *input, int64_t, struct shape_request *ret)
{
	TRY(token_add(shape_text(input->setting, "api_key"), input->now_ms, ret));
	return buffer_printf(&ret->url, "%s/v2/notifications?reference=%s", shape_text(input->setting, "url"), input->id);
}

static enum fail id_read(const json_t *notification, const char *id, struct open311_receipt *ret)
{
	const char *theirs = shape_text(notification, "id");
	if (strcmp(shape_text(notification, "reference"), id) != 0 || !*theirs || strlen(theirs) > OPEN311_ID_MAX_BYTES)
		return FAIL(EMPTY, "no notification has this id");
	memcpy(ret->id, theirs, strlen(theirs) + 1);
	return FAIL_NONE;
}

static enum fail found(const json_t *reply, const char *id, const char *, struct open311_receipt *ret)
{
	const json_t *list = json_object_get(reply, "notifications");
	if (!json_is_array(list))
		return FAIL(INPUT, "the answer is no list of notifications");
	for (size_t i = 0; i < json_array_size(list); i++)
		if (id_read(json_array_get(list, i), id, ret) == FAIL_NONE)
			return FAIL_NONE;
	return FAIL(EMPTY, "no notification has this id");
}

/* 201 with an id of theirs and our reference. */
static void judge(enum outcome_net net, int status, const char *content_type, const char *bytes, size_t size, const char *, struct open311_result *ret)
{
	json_t *reply = NULL;
	*ret = (struct open311_result){ .verdict = webhook_verdict(net, status) };
	if (net != OUTCOME_NET_ANSWERED || open311_read(content_type, bytes, size, &reply) != FAIL_NONE)
		return;
	const char *id = shape_text(reply, "id"), *words = shape_text(json_array_get(json_object_get(reply, "errors"), 0), "message");
	if (status == 201 && *id && strlen(id) <= OPEN311_ID_MAX_BYTES) {
		ret->verdict = OPEN311_CREATED;
		memcpy(ret->receipt.id, id, strlen(id) + 1);
	}
	snprintf(ret->note, sizeof ret->note, "%.*s", (int)sizeof ret->note - 1, words);
	json_decref(reply);
}

const struct shape shape_notify = { .name = "notify", .check = check, .write = write_message, .judge = judge, .look_up = look_up, .found = found };
