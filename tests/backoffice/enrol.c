/* SPDX-License-Identifier: MIT */
/* enrol.c - the request is signed with the key it brings: who enrols a key also holds it. */
#include "tests/backoffice/enrol.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/jwk.h"
#include "tests/backoffice/answer.h"
#include "tests/backoffice/caller.h"

#include <ctype.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CODE_CHARACTERS = 12 };
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

enum fail enrol_code_digest(const char *typed, char ret[static SHA256_TEXT_BYTES])
{
	char code[sizeof "foyer-code:" + CODE_CHARACTERS] = "foyer-code:";
	size_t used = strlen(code), most = used + CODE_CHARACTERS;
	if (strlen(typed) > ENROL_TYPED_MAX_BYTES)
		return FAIL(LIMIT, "a code is shorter");
	for (; *typed; typed++) {
		if (*typed == ' ' || *typed == '-')
			continue;
		char c = (char)toupper((unsigned char)*typed);
		c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
		if (used == most || !strchr(alphabet, c))
			return FAIL(INPUT, "this is no code");
		code[used++] = c;
	}
	if (used != most)
		return FAIL(INPUT, "a code has %d characters", CODE_CHARACTERS);
	sha256_text(code, used, ret);
	return FAIL_NONE;
}

enum fail enrol_code_make(struct storage *storage, const char *source, int64_t now_ms, char ret[static ENROL_CODE_BYTES])
{
	uint8_t bytes[CODE_CHARACTERS];
	char digest[SHA256_TEXT_BYTES], *at = ret;
	if (RAND_bytes(bytes, sizeof bytes) != 1)
		return FAIL(IO, "the random source failed");
	for (int i = 0; i < CODE_CHARACTERS; i++) {
		if (i > 0 && i % 4 == 0)
			*at++ = '-';
		*at++ = alphabet[bytes[i] % 32];
	}
	*at = '\0';
	TRY(enrol_code_digest(ret, digest));
	return storage->engine->code_add(storage, digest, source, now_ms, now_ms + INT64_C(1000) * ENROL_CODE_LIFE_S);
}

static enum fail body_check(struct enrol_body *body)
{
	const char *code;
	TRY(json_take_text(body->json, "code", ENROL_TYPED_MAX_BYTES, &code));
	TRY(json_take_text(body->json, "source", ENVELOPE_NAME_MAX_BYTES, &body->source));
	body->jwk = json_object_get(body->json, "jwk");
	if (!envelope_source_valid(body->source))
		return FAIL(INPUT, "\"source\" is not a kiosk's name");
	if (strcmp(json_text_or(body->jwk, "kty", ""), "EC") != 0)
		return FAIL(INPUT, "\"jwk\" is not a P-256 key");
	EVP_PKEY *key;
	TRY(jwk_read_public(body->jwk, &key));
	EVP_PKEY_free(key);
	body->tls = json_object_get(body->json, "tls");
	if (body->tls && (strcmp(json_text_or(body->tls, "kty", ""), "EC") != 0 || json_equal(body->tls, body->jwk)))
		return FAIL(INPUT, "\"tls\" is not a P-256 key of its own");
	if (body->tls) {
		TRY(jwk_read_public(body->tls, &key));
		EVP_PKEY_free(key);
	}
	TRY(jwk_thumbprint(body->jwk, body->kid));
	return enrol_code_digest(code, body->code_digest);
}

enum fail enrol_body_read(const char *bytes, size_t size, struct enrol_body *ret)
{
	TRY(json_parse(bytes, size, ENROL_BODY_MAX_BYTES, &ret->json));
	enum fail fail = body_check(ret);
	if (fail != FAIL_NONE)
		json_decref(ret->json);
	return fail;
}

static enum fail enrol(const struct office *office, const struct https_request *request, const struct enrol_body *body, bool *ret_again)
{
	const char *token;
	char source[DEVICE_SOURCE_MAX_BYTES];
	TRY(token_of(request, &token));
	TRY(token_holds(office, request, token, body->jwk, source));
	if (strcmp(source, body->source) != 0)
		return FAIL(INPUT, "the token is another kiosk's");
	char *text = json_dumps(body->jwk, JSON_COMPACT);
	bool fits = text && strlen(text) <= STORAGE_JWK_MAX_BYTES;
	free(text);
	if (!fits)
		return FAIL(LIMIT, "the key is too long");
	const struct storage_enrolment enrolment = { .code_digest = body->code_digest, .kid = body->kid, .source = body->source, .jwk = body->jwk, .now_ms = clock_wall_ms() };
	return office->storage->engine->enrol(office->storage, &enrolment, ret_again);
}

/* The answer does not tell a code that was never given from one that is used up. */
static void refuse(const struct office *office, enum fail fail, struct https_answer *answer)
{
	log_event("enrol.refused", "fail=%s words=\"%s\"", fail_name(fail), fail_words());
	if (fail == FAIL_STORE) {
		metrics_count(office->metrics, METRIC_STORAGE_FAILED);
		answer_problem(answer, 503, "The storage does not answer");
		return;
	}
	metrics_count(office->metrics, METRIC_ENROL_REFUSED);
	if (office->enrol_limiter)
		limiter_missed(office->enrol_limiter);
	answer_problem(answer, 403, "The code does not hold for this kiosk");
}

/* With the option, what lets its connections in. */
static void certificate_add(const struct office *office, const struct enrol_body *body, json_t *told)
{
	BUFFER_AUTO pem;
	buffer_init(&pem, CLIENT_CERTIFICATE_MAX_BYTES);
	if (!office->clients || !body->tls)
		return;
	enum fail fail = client_ca_issue(office->clients, body->tls, body->source, body->kid, &pem);
	if (fail == FAIL_NONE)
		json_object_set_new(told, "certificate", json_string(buffer_text(&pem)));
	else
		log_fail("enrol.uncertified", fail);
}

void enrol_answer(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	struct enrol_body body = { 0 };
	bool again = false;
	fail_clear();
	if (office->enrol_limiter && !limiter_open(office->enrol_limiter, clock_mono_ms())) {
		answer_problem(answer, 429, "Too many codes were wrong");
		answer_header(answer, "Retry-After", "60");
		return;
	}
	enum fail fail = request->too_large ? FAIL(LIMIT, "the request is too large") : enrol_body_read(request->bytes, request->size_bytes, &body);
	if (fail != FAIL_NONE) {
		answer_problem(answer, fail == FAIL_LIMIT ? 413 : 400, fail_words());
		return;
	}
	fail = enrol(office, request, &body, &again);
	if (fail != FAIL_NONE) {
		refuse(office, fail, answer);
	} else {
		metrics_count(office->metrics, METRIC_ENROLLED);
		log_event("kiosk.enrolled", "source=%s kid=%s again=%d", body.source, body.kid, again);
		json_t *told = json_pack("{s:s, s:s}", "kid", body.kid, "source", body.source);
		certificate_add(office, &body, told);
		answer_json(answer, again ? 200 : 201, told);
	}
	json_decref(body.json);
}
