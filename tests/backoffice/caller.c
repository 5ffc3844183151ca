/* SPDX-License-Identifier: MIT */
/* caller.c - the key comes from our own list, or, where that is allowed, from the token that proves it. */
#include "tests/backoffice/caller.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/envelope/jwk.h"
#include "tests/backoffice/answer.h"

#include <stdio.h>
#include <string.h>

enum fail token_of(const struct https_request *request, const char **ret)
{
	static const char bearer[] = "Bearer ";
	if (!request->authorization || strncmp(request->authorization, bearer, sizeof bearer - 1) != 0)
		return FAIL(INPUT, "a signed token is needed");
	*ret = request->authorization + sizeof bearer - 1;
	return FAIL_NONE;
}

enum fail token_holds(const struct office *office, const struct https_request *request, const char *token, const json_t *jwk, char ret_source[static DEVICE_SOURCE_MAX_BYTES])
{
	char digest[SHA256_TEXT_BYTES];
	sha256_text(request->bytes, request->size_bytes, digest);
	enum fail fail = FAIL_DENIED;
	for (int i = 0; i < OFFICE_AUDIENCES_MAX && office->audiences[i] && fail == FAIL_DENIED; i++)
		fail = token_check(token, jwk, office->audiences[i], digest, clock_wall_ms() / 1000, ret_source, DEVICE_SOURCE_MAX_BYTES);
	return fail;
}

static enum fail kiosk_meet(const struct office *office, const char *kid, const json_t *jwk)
{
	char thumbprint[SHA256_TEXT_BYTES];
	if (!office->accept_new)
		return FAIL(EMPTY, "this kiosk is not registered");
	TRY(jwk_thumbprint(jwk, thumbprint));
	if (strcmp(thumbprint, kid) != 0)
		return FAIL(INPUT, "the key's name is not its thumbprint");
	TRY(office->storage->engine->kiosk_add(office->storage, kid, NULL, jwk, clock_wall_ms()));
	log_event("kiosk.met", "kid=%s", kid);
	return FAIL_NONE;
}

/* A revoked kiosk that comes again is somebody's news: it is told, and shown on the page. */
static enum fail revoked_tell(const struct office *office, const struct caller *caller)
{
	metrics_count(office->metrics, METRIC_REVOKED_CAME);
	log_event("kiosk.revoked.came", "source=%s kid=%s", caller->source, caller->kid);
	TRY(office->storage->engine->kiosk_refused(office->storage, caller->kid, clock_wall_ms()));
	return FAIL(DENIED, "this kiosk is revoked");
}

/* With the option, the token alone is not enough: the connection is the kiosk's own too. */
static enum fail connection_check(const struct office *office, const struct https_request *request, const struct caller *caller)
{
	size_t size = 0;
	if (!office->clients)
		return FAIL_NONE;
	const void *shown = https_peer(request, &size);
	return client_ca_check(office->clients, shown, size, caller->source, caller->kid);
}

/* @header is not proven yet: it only says whose key to try. */
static enum fail known_check(const struct office *office, const struct https_request *request, const char *token, const json_t *header, struct caller *ret, bool *ret_revoked)
{
	json_t *jwk = NULL;
	enum fail fail = office->storage->engine->kiosk_find(office->storage, ret->kid, &jwk, ret_revoked);
	const bool met = fail == FAIL_EMPTY;
	if (fail != FAIL_NONE && !met)
		return fail;
	fail = token_holds(office, request, token, met ? json_object_get(header, "jwk") : jwk, ret->source);
	json_decref(jwk);
	return fail == FAIL_NONE && met ? kiosk_meet(office, ret->kid, json_object_get(header, "jwk")) : fail;
}

static enum fail check(const struct office *office, const struct https_request *request, struct caller *ret, bool *ret_revoked)
{
	json_t *header;
	const char *token, *kid;
	TRY(token_of(request, &token));
	TRY(token_peek(token, &header));
	enum fail fail = json_take_text(header, "kid", SHA256_TEXT_BYTES - 1, &kid);
	if (fail == FAIL_NONE) {
		snprintf(ret->kid, sizeof ret->kid, "%s", kid);
		fail = known_check(office, request, token, header, ret, ret_revoked);
	}
	json_decref(header);
	TRY(fail);
	if (!*ret_revoked)
		TRY(connection_check(office, request, ret));
	return *ret_revoked ? revoked_tell(office, ret) : office->storage->engine->kiosk_bind(office->storage, ret->kid, ret->source, clock_wall_ms());
}

enum fail caller_check(const struct office *office, const struct https_request *request, struct caller *ret)
{
	bool revoked = false;
	return check(office, request, ret, &revoked);
}

bool caller_answered(const struct office *office, const struct https_request *request, struct https_answer *answer, struct caller *ret)
{
	bool revoked = false;
	fail_clear();
	enum fail fail = check(office, request, ret, &revoked);
	if (fail == FAIL_NONE)
		return false;
	log_event("caller.denied", "fail=%s words=\"%s\"", fail_name(fail), fail_words());
	metrics_count(office->metrics, fail == FAIL_STORE ? METRIC_STORAGE_FAILED : METRIC_DENIED);
	if (fail == FAIL_STORE)
		answer_problem(answer, 503, "The storage does not answer");
	else if (revoked && fail == FAIL_DENIED)
		answer_problem(answer, 403, "This kiosk is revoked");
	else
		answer_problem(answer, 401, "This kiosk is not known, or its token does not hold");
	return true;
}

bool operator_called(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	if (office->operator_limiter && !limiter_open(office->operator_limiter, clock_mono_ms())) {
		answer_problem(answer, 429, "The secret was wrong too often");
		answer_header(answer, "Retry-After", "60");
		return false;
	}
	if (operator_bearer(&office->operator, request->authorization))
		return true;
	if (office->operator_limiter && request->authorization)
		limiter_missed(office->operator_limiter);
	log_event("operator.denied", "path=%s", request->path);
	answer_problem(answer, 401, "This needs the operator's secret");
	answer_header(answer, "WWW-Authenticate", "Bearer");
	return false;
}
