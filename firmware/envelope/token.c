/* SPDX-License-Identifier: MIT */
/* token.c - ES256 JSON Web Tokens (RFC 7519): made for one audience and one body, and checked on the other side. */
#include "firmware/envelope/device.h"

#include "firmware/base/buffer.h"
#include "firmware/base/id.h"
#include "firmware/base/json.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/device_key.h"
#include "firmware/envelope/sign.h"

#include <stdlib.h>
#include <string.h>

enum { PART_MAX_BYTES = DEVICE_TOKEN_MAX_BYTES };

/* @object (stolen) as base64url of its JSON behind what @ret has. */
static enum fail part_add(struct buffer *ret, json_t *object)
{
	char *json = object ? json_dumps(object, JSON_COMPACT) : NULL;
	json_decref(object);
	size_t size = json ? strlen(json) : 0;
	enum fail fail = FAIL_NONE;
	if (!json)
		fail = FAIL(INPUT, "a part of the token is not text");
	else if (base64url_size(size) > PART_MAX_BYTES)
		fail = FAIL(LIMIT, "a token of more than %d bytes", DEVICE_TOKEN_MAX_BYTES);
	if (fail == FAIL_NONE) {
		char text[PART_MAX_BYTES + 1];
		fail = buffer_add(ret, text, base64url_write(json, size, text));
	}
	free(json);
	return fail;
}

enum fail device_token(const struct device *device, const char *source, const char *audience, const char *body_sha256, int64_t now_s, char *ret, size_t room)
{
	BUFFER_AUTO text;
	buffer_init(&text, room < DEVICE_TOKEN_MAX_BYTES ? room - 1 : DEVICE_TOKEN_MAX_BYTES - 1);
	struct event_id id = id_new(now_s * 1000);
	json_t *jwk = device_jwk(device);
	json_object_del(jwk, "kid");
	TRY(part_add(&text, json_pack("{s:s, s:s, s:s, s:o}", "alg", "ES256", "typ", "JWT", "kid", json_text_or(device->jwk, "kid", ""), "jwk", jwk)));
	TRY(buffer_add(&text, ".", 1));
	TRY(part_add(&text, json_pack("{s:s, s:s, s:s, s:I, s:I, s:s, s:s}", "iss", source, "sub", source, "aud", audience,
		"iat", (json_int_t)now_s, "exp", (json_int_t)(now_s + DEVICE_TOKEN_LIFE_S), "jti", id.text, "bsh", body_sha256)));

	char tail[1 + SIGN_TEXT_BYTES] = ".";
	TRY(sign_text(device->key, text.bytes, text.size_bytes, tail + 1));
	TRY(buffer_add(&text, tail, strlen(tail)));
	memcpy(ret, text.bytes, text.size_bytes + 1);
	return FAIL_NONE;
}

/* The JSON object in the base64url text from @from to @to. */
static enum fail part_read(const char *from, const char *to, json_t **ret)
{
	char json[PART_MAX_BYTES];
	size_t size;
	json_t *value;
	if (base64url_read(from, (size_t)(to - from), json, sizeof json, &size) != FAIL_NONE ||
	    json_parse(json, size, sizeof json, &value) != FAIL_NONE)
		return FAIL(INPUT, "a part of the token cannot be read");
	if (!json_is_object(value)) {
		json_decref(value);
		return FAIL(INPUT, "a part of the token is no object");
	}
	*ret = value;
	return FAIL_NONE;
}

/* The dots of a token of the right length and three parts. */
static enum fail dots_find(const char *token, const char **ret_first, const char **ret_second)
{
	if (strnlen(token, DEVICE_TOKEN_MAX_BYTES) >= DEVICE_TOKEN_MAX_BYTES)
		return FAIL(INPUT, "the token is longer than %d bytes", DEVICE_TOKEN_MAX_BYTES - 1);
	const char *first = strchr(token, '.'), *second = first ? strchr(first + 1, '.') : NULL;
	if (!second || strchr(second + 1, '.'))
		return FAIL(INPUT, "a token has three parts");
	*ret_first = first;
	*ret_second = second;
	return FAIL_NONE;
}

enum fail token_peek(const char *token, json_t **ret_header)
{
	const char *first = NULL, *second = NULL;
	TRY(dots_find(token, &first, &second));
	json_t *header = NULL;
	TRY(part_read(token, first, &header));
	/* One algorithm and no other: a token must not choose how it is checked. */
	if (strcmp(json_text_or(header, "alg", ""), "ES256") != 0) {
		json_decref(header);
		return FAIL(INPUT, "the token is not signed with ES256");
	}
	*ret_header = header;
	return FAIL_NONE;
}

static enum fail claims_check(const json_t *claims, const char *audience, const char *body_sha256, int64_t now_s, char *ret_source, size_t room)
{
	const char *source = NULL;
	int64_t issued = 0, expires = 0;
	TRY(json_take_text(claims, "sub", room - 1, &source));
	TRY(json_take_int(claims, "iat", 0, INT32_MAX * INT64_C(1000), &issued));
	TRY(json_take_int(claims, "exp", 0, INT32_MAX * INT64_C(1000), &expires));
	if (strcmp(json_text_or(claims, "iss", ""), source) != 0)
		return FAIL(INPUT, "the token was issued by another than its subject");
	if (strcmp(json_text_or(claims, "aud", ""), audience) != 0)
		return FAIL(DENIED, "the token is for another audience");
	if (strcmp(json_text_or(claims, "bsh", ""), body_sha256) != 0)
		return FAIL(DENIED, "the token is for another body");
	if (expires - issued > DEVICE_TOKEN_LIFE_S || issued > now_s + DEVICE_TOKEN_LIFE_S || now_s > expires)
		return FAIL(DENIED, "the token is not of this time");
	memcpy(ret_source, source, strlen(source) + 1);
	return FAIL_NONE;
}

enum fail token_check(const char *token, const json_t *jwk, const char *audience, const char *body_sha256, int64_t now_s, char *ret_source, size_t room)
{
	const char *first = NULL, *second = NULL;
	json_t *header = NULL, *claims = NULL;
	TRY(dots_find(token, &first, &second));
	TRY(token_peek(token, &header));
	json_decref(header);
	TRY(sign_check(jwk, token, (size_t)(second - token), second + 1));
	TRY(part_read(first + 1, second, &claims));
	enum fail fail = claims_check(claims, audience, body_sha256, now_s, ret_source, room);
	json_decref(claims);
	return fail == FAIL_LIMIT ? FAIL_INPUT : fail;
}
