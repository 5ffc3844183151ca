/* SPDX-License-Identifier: MIT */
/* A signed word from kiosk to kiosk. */
#include "firmware/envelope/voucher.h"

#include "firmware/base/json.h"
#include "firmware/envelope/device.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEMBERS = 7 };

enum fail voucher_write(const struct voucher *voucher, const struct device *device, char **ret_text, char ret_signature[static SIGN_TEXT_BYTES])
{
	json_t *json = json_pack("{s:i, s:s, s:s, s:s, s:s, s:s, s:O}", "foyer-voucher", 1, "from", voucher->from, "to", voucher->to, "nonce", voucher->nonce,
	                         "staff", voucher->staff, "role", voucher->role, "act", voucher->act);
	char *text = json ? json_dumps(json, JSON_COMPACT) : NULL;
	json_decref(json);
	if (!text)
		return FAIL(INPUT, "a voucher's words are no text");
	enum fail fail = strlen(text) <= VOUCHER_MAX_BYTES ? device_sign(device, text, strlen(text), ret_signature) : FAIL(LIMIT, "a voucher has at most %d bytes", VOUCHER_MAX_BYTES);
	if (fail != FAIL_NONE) {
		free(text);
		return fail;
	}
	*ret_text = text;
	return FAIL_NONE;
}

static enum fail take(const json_t *json, const char *member, char *ret, size_t room)
{
	const char *text = NULL;
	TRY(json_take_text(json, member, room - 1, &text));
	snprintf(ret, room, "%s", text);
	return FAIL_NONE;
}

static enum fail take_all(const json_t *json, struct voucher *ret)
{
	int64_t version = 0;
	TRY(json_take_int(json, "foyer-voucher", 1, 1, &version));
	TRY(take(json, "from", ret->from, sizeof ret->from));
	TRY(take(json, "to", ret->to, sizeof ret->to));
	TRY(take(json, "nonce", ret->nonce, sizeof ret->nonce));
	TRY(take(json, "staff", ret->staff, sizeof ret->staff));
	TRY(take(json, "role", ret->role, sizeof ret->role));
	const json_t *act = json_object_get(json, "act");
	if (!json_is_object(act) || json_object_size(json) != MEMBERS)
		return FAIL(INPUT, "a voucher asks for one act, and says nothing else");
	ret->act = json_incref((json_t *)act);
	return FAIL_NONE;
}

enum fail voucher_parse(const char *text, size_t size, struct voucher *ret)
{
	json_t *json = NULL;
	*ret = (struct voucher){ 0 };
	TRY(json_parse(text, size, VOUCHER_MAX_BYTES, &json));
	enum fail fail = json_is_object(json) ? take_all(json, ret) : FAIL(INPUT, "a voucher is an object");
	json_decref(json);
	return fail;
}

enum fail voucher_read(const char *text, size_t size, const char *signature, const json_t *jwk, struct voucher *ret)
{
	*ret = (struct voucher){ 0 };
	if (size > VOUCHER_MAX_BYTES)
		return FAIL(LIMIT, "a voucher has at most %d bytes", VOUCHER_MAX_BYTES);
	TRY(sign_check(jwk, text, size, signature));
	return voucher_parse(text, size, ret);
}

void voucher_done(struct voucher *voucher)
{
	json_decref(voucher->act);
	*voucher = (struct voucher){ 0 };
}
