/* SPDX-License-Identifier: MIT */
/* keys.c - which of a council's keys seals now. DESIGN: keys overlap, so that a kiosk that hears late of a new one still seals with one that is read. */
#include "firmware/envelope/envelope.h"

#include "firmware/base/json.h"

#include <string.h>

/* A key of the set, and from when until when it may seal. */
struct choice { const json_t *jwk; int64_t from_ms, until_ms; };

/* NumericDate (RFC 7519): seconds since 1970. */
static enum fail moment_take(const json_t *jwk, const char *name, int64_t *ret_ms)
{
	int64_t seconds;
	if (!json_object_get(jwk, name))
		return FAIL_NONE;
	TRY(json_take_int(jwk, name, 0, ENVELOPE_SECONDS_MAX, &seconds));
	*ret_ms = seconds * 1000;
	return FAIL_NONE;
}

static enum fail choice_read(const json_t *jwk, struct choice *ret)
{
	struct envelope_key *key;
	*ret = (struct choice){ .jwk = jwk, .from_ms = 0, .until_ms = INT64_MAX };
	TRY(moment_take(jwk, "nbf", &ret->from_ms));
	TRY(moment_take(jwk, "exp", &ret->until_ms));
	TRY(envelope_key_read(jwk, &key));
	envelope_key_free(key);
	return FAIL_NONE;
}

/* Those that can seal at all; others are left to whoever understands them (RFC 7517 §5). A private part is nobody's business here. */
static enum fail choices_read(const json_t *keys, struct choice ret[static ENVELOPE_KEYS_MAX], size_t *ret_count)
{
	const json_t *list = json_object_get(keys, "keys");
	size_t count = list ? json_array_size(list) : 1;
	enum fail fail = FAIL_EMPTY;
	if (count > ENVELOPE_KEYS_MAX)
		return FAIL(LIMIT, "%zu keys, the most is %d", count, ENVELOPE_KEYS_MAX);
	*ret_count = 0;
	for (size_t i = 0; i < count; i++) {
		const json_t *jwk = list ? json_array_get(list, i) : keys;
		if (json_object_get(jwk, "d"))
			return FAIL(INPUT, "a key holds its private part");
		fail = choice_read(jwk, &ret[*ret_count]);
		*ret_count += fail == FAIL_NONE;
	}
	if (*ret_count > 0)
		fail_clear();
	return *ret_count > 0 ? FAIL_NONE : fail == FAIL_EMPTY ? FAIL(INPUT, "there is no key in the set") : fail;
}

/* The newest that holds now. A clock that is before them all is wrong: then the first, which the council has had longest. */
static const struct choice *choose(const struct choice *choices, size_t count, int64_t now_ms)
{
	const struct choice *newest = NULL, *first = NULL;
	for (size_t i = 0; i < count; i++) {
		const struct choice *one = &choices[i];
		if (one->from_ms <= now_ms && now_ms < one->until_ms && (!newest || one->from_ms > newest->from_ms))
			newest = one;
		if (now_ms < one->from_ms && (!first || one->from_ms < first->from_ms))
			first = one;
	}
	return newest ? newest : first;
}

enum fail envelope_key_pick(const json_t *keys, int64_t now_ms, struct envelope_key **ret, int64_t *ret_until_ms)
{
	struct choice choices[ENVELOPE_KEYS_MAX];
	size_t count;
	TRY(choices_read(keys, choices, &count));
	*ret_until_ms = INT64_MAX;
	for (size_t i = 0; i < count; i++) {
		if (choices[i].from_ms > now_ms && choices[i].from_ms < *ret_until_ms)
			*ret_until_ms = choices[i].from_ms;
		if (choices[i].until_ms > now_ms && choices[i].until_ms < *ret_until_ms)
			*ret_until_ms = choices[i].until_ms;
	}
	const struct choice *choice = choose(choices, count, now_ms);
	return choice ? envelope_key_read(choice->jwk, ret) : FAIL(EMPTY, "every key of the council's has expired");
}
