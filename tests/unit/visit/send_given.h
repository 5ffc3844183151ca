/* SPDX-License-Identifier: MIT */
/* send_given.h - a visit with a key to seal with, and what was sent. */
#pragma once

#include "tests/unit/visit/visit_given.h"

#include "ui/visit/send.h"

#include <string.h>

#define SOURCE "urn:uuid:01890f3e-7b2a-7cc1-8f00-000000000001"

static inline int given_key(void **state)
{
	given_visit(state);
	struct given *given = *state;
	struct envelope_key *key = NULL;
	json_t *jwk = json_pack("{s:s, s:s, s:s, s:s, s:s}", "kty", "EC", "crv", "P-256", "kid", "test",
	                        "x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
	assert_int_equal(envelope_key_read(jwk, &key), FAIL_NONE);
	json_decref(jwk);
	visit_hub_up(&given->visit, key, SOURCE);
	return 0;
}

static inline int gone_key(void **state)
{
	struct given *given = *state;
	envelope_key_free((struct envelope_key *)given->visit.council_key);
	return gone_visit(state);
}

static inline const char *member(json_t *request, const char *key)
{
	return json_string_value(json_object_get(request, key));
}

static inline void sent(struct given *given, const char *code)
{
	begin(given, code);
	advance_to(given, "check");
	do_(given, ACTION_SEND);
	visit_sent(&given->visit, given->visit.id.text, FAIL_NONE);
	assert_int_equal(given->visit.place, PLACE_DONE);
}

static inline void send_done(struct given *given)
{
	begin(given, "walk");
	advance_to(given, "check");
	do_(given, ACTION_SEND);
	visit_sent(&given->visit, given->visit.id.text, FAIL_NONE);
	assert_int_equal(given->visit.place, PLACE_DONE);
}
