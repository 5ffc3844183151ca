/* SPDX-License-Identifier: MIT */
/* unit.keyring - several private keys: each opens what was sealed for it, and what is missing is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/jwk.h"
#include "tests/backoffice/council.h"
#include "tests/backoffice/keyring.h"
#include "tests/backoffice/known_keys.h"
#include "tests/unit/backoffice/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DAY_S = 24 * 3600 };
#define NOW_S INT64_C(1795255530)
static const struct envelope_head head = {
	.id = { "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1" }, .source = "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42", .type = "uk.foyer.submission.v1", .time_ms = NOW_S * 1000,
};

static const char *in(void **state, const char *name)
{
	static char path[512];
	snprintf(path, sizeof path, "%s/%s", (const char *)*state, name);
	return path;
}

/* An event as a kiosk that has this set seals it at @now_s; for which key, in @ret_kid. */
static json_t *sealed(void **state, int64_t now_s, char ret_kid[static JWK_KID_MAX_BYTES + 1])
{
	json_t *set = NULL, *event = NULL, *record = json_pack("{s:{s:s}}", "data", "name", "Zoë");
	struct envelope_key *key = NULL;
	int64_t until_ms;
	BUFFER_AUTO jwe;
	BUFFER_AUTO bytes;
	buffer_init(&jwe, ENVELOPE_JWE_MAX_BYTES);
	buffer_init(&bytes, ENVELOPE_EVENT_MAX_BYTES);
	assert_int_equal(keyring_set(*state, &set), FAIL_NONE);
	assert_int_equal(envelope_key_pick(set, now_s * 1000, &key, &until_ms), FAIL_NONE);
	snprintf(ret_kid, JWK_KID_MAX_BYTES + 1, "%s", envelope_key_name(key));
	assert_int_equal(envelope_seal(key, &head, record, &jwe), FAIL_NONE);
	assert_int_equal(envelope_event(&head, 1, "synced", buffer_text(&jwe), &bytes), FAIL_NONE);
	assert_int_equal(envelope_event_check(bytes.bytes, bytes.size_bytes, &event), FAIL_NONE);
	envelope_key_free(key);
	json_decref(set);
	json_decref(record);
	return event;
}

static enum fail opened(void **state, const json_t *event)
{
	struct keyring *ring = NULL;
	json_t *record = NULL;
	fail_clear();
	enum fail fail = keyring_open(*state, &ring);
	if (fail == FAIL_NONE)
		fail = keyring_event_open(ring, event, &record);
	if (fail == FAIL_NONE)
		assert_string_equal(json_text_or(json_object_get(record, "data"), "name", ""), "Zoë");
	keyring_free(ring);
	json_decref(record);
	return fail;
}

static void each_key_opens_what_was_sealed_for_it(void **state)
{
	char kid[2][129], first[129], picked[129];
	struct stat seen;
	assert_int_equal(council_key_make(*state), FAIL_NONE);
	json_t *before = sealed(state, NOW_S, first);
	assert_int_equal(keyring_add(*state, "ec", NOW_S + DAY_S, 30 * DAY_S, kid[0]), FAIL_NONE);
	assert_int_equal(keyring_add(*state, "rsa", NOW_S + 2 * DAY_S, 30 * DAY_S, kid[1]), FAIL_NONE);
	json_t *still = sealed(state, NOW_S, picked);
	assert_string_equal(picked, first); /* the new ones do not hold yet */
	json_t *ec = sealed(state, NOW_S + DAY_S, picked);
	assert_string_equal(picked, kid[0]);
	json_t *rsa = sealed(state, NOW_S + 2 * DAY_S, picked);
	assert_string_equal(picked, kid[1]);
	json_t *const all[] = { before, still, ec, rsa };
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(opened(state, all[i]), FAIL_NONE);
		json_decref(all[i]);
	}
	char name[160];
	snprintf(name, sizeof name, "keys/%s.jwk", kid[1]);
	assert_int_equal(stat(in(state, name), &seen), 0);
	assert_int_equal(seen.st_mode & 07777, 0600);
}

static void a_key_that_is_not_here_is_named_and_opens_again_when_it_is_back(void **state)
{
	char kid[129], picked[129], safe[512];
	assert_int_equal(council_key_make(*state), FAIL_NONE);
	json_t *event = sealed(state, NOW_S, picked);
	assert_int_equal(keyring_add(*state, "ec", NOW_S, 0, kid), FAIL_NONE);
	snprintf(safe, sizeof safe, "%s", in(state, "safe"));
	assert_int_equal(rename(in(state, "council-private.jwk"), safe), 0);
	assert_int_equal(opened(state, event), FAIL_EMPTY);
	assert_non_null(strstr(fail_words(), picked));
	assert_non_null(strstr(fail_words(), "is not here"));
	assert_int_equal(rename(safe, in(state, "keys/first.jwk")), 0);
	assert_int_equal(opened(state, event), FAIL_NONE);
	json_decref(event);
}

static void only_a_key_that_seals_no_more_is_retired(void **state)
{
	char kid[129], first[129];
	assert_int_equal(council_key_make(*state), FAIL_NONE);
	json_t *event = sealed(state, NOW_S, first);
	assert_int_equal(keyring_retire(*state, first, NOW_S * 1000), FAIL_DENIED);
	assert_int_equal(keyring_retire(*state, "nobody", NOW_S * 1000), FAIL_EMPTY);
	assert_int_equal(keyring_retire(*state, "../council", NOW_S * 1000), FAIL_INPUT);
	assert_int_equal(keyring_add(*state, "ec", NOW_S, 0, kid), FAIL_NONE);
	assert_int_equal(keyring_retire(*state, kid, NOW_S * 1000 + 1), FAIL_DENIED);
	assert_int_equal(keyring_retire(*state, kid, NOW_S * 1000 - 1000), FAIL_DENIED); /* it will */
	assert_int_equal(keyring_retire(*state, first, NOW_S * 1000 + 1), FAIL_NONE);
	assert_int_not_equal(access(in(state, "council-private.jwk"), F_OK), 0);
	assert_int_equal(opened(state, event), FAIL_EMPTY);
	assert_non_null(strstr(fail_words(), "was retired"));
	json_decref(event);
}

static void a_key_that_others_may_read_is_refused(void **state)
{
	struct keyring *ring;
	assert_int_equal(keyring_open(*state, &ring), FAIL_EMPTY);
	assert_int_equal(council_key_make(*state), FAIL_NONE);
	assert_int_equal(chmod(in(state, "council-private.jwk"), 0640), 0);
	assert_int_equal(keyring_open(*state, &ring), FAIL_DENIED);
	assert_int_equal(chmod(in(state, "council-private.jwk"), 0600), 0);
	assert_int_equal(keyring_open(*state, &ring), FAIL_NONE);
	keyring_free(ring);
}

static void there_is_room_for_so_many_keys_and_no_more(void **state)
{
	char kid[129], name[64];
	struct keyring *ring;
	json_t *jwk = NULL;
	assert_int_equal(council_key_make(*state), FAIL_NONE);
	for (int i = 1; i < ENVELOPE_KEYS_MAX; i++)
		assert_int_equal(keyring_add(*state, "ec", NOW_S + i, 0, kid), FAIL_NONE);
	assert_int_equal(keyring_add(*state, "ec", NOW_S + ENVELOPE_KEYS_MAX, 0, kid), FAIL_LIMIT);
	assert_int_equal(keyring_add(*state, "dsa", NOW_S, 0, kid), FAIL_LIMIT);
	assert_int_equal(json_read(in(state, "council-private.jwk"), 4096, &jwk), FAIL_NONE);
	char *text = json_dumps(jwk, 0);
	for (int i = ENVELOPE_KEYS_MAX; i < KEYRING_MAX; i++) {
		snprintf(name, sizeof name, "keys/%d.jwk", i);
		assert_int_equal(file_replace(in(state, name), text, strlen(text), 0600), FAIL_NONE);
	}
	assert_int_equal(keyring_open(*state, &ring), FAIL_NONE);
	keyring_free(ring);
	assert_int_equal(file_replace(in(state, "keys/more.jwk"), text, strlen(text), 0600), FAIL_NONE);
	assert_int_equal(keyring_open(*state, &ring), FAIL_LIMIT);
	free(text);
	json_decref(jwk);
}

static void the_server_knows_the_keys_names_without_having_them(void **state)
{
	char kid[129], first[129];
	struct known_keys known = { .folder = *state };
	assert_int_equal(council_key_make(*state), FAIL_NONE);
	assert_int_equal(unlink(in(state, "council-private.jwk")), 0);
	json_t *event = sealed(state, NOW_S, first);
	const char *jwe = json_text_or(event, "data", "");
	assert_true(known_keys_has(&known, jwe));
	assert_false(known_keys_has(&known, "e30.a.b.c.d"));
	assert_false(known_keys_has(&known, ""));
	assert_int_equal(keyring_add(*state, "ec", NOW_S, 0, kid), FAIL_NONE);
	json_t *next = sealed(state, NOW_S, kid);
	assert_true(known_keys_has(&known, json_text_or(next, "data", ""))); /* of a set that changed meanwhile */
	assert_int_equal(keyring_retire(*state, first, NOW_S * 1000 + 1), FAIL_NONE);
	struct known_keys later = { .folder = *state };
	assert_false(known_keys_has(&later, jwe));
	struct known_keys nothing = { .folder = "/nonexistent/foyer" };
	assert_true(known_keys_has(&nothing, jwe)); /* there is nothing to go by */
	json_decref(event);
	json_decref(next);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		FOLDER_CASE(each_key_opens_what_was_sealed_for_it), FOLDER_CASE(a_key_that_is_not_here_is_named_and_opens_again_when_it_is_back),
		FOLDER_CASE(only_a_key_that_seals_no_more_is_retired), FOLDER_CASE(a_key_that_others_may_read_is_refused),
		FOLDER_CASE(there_is_room_for_so_many_keys_and_no_more), FOLDER_CASE(the_server_knows_the_keys_names_without_having_them),
	};
	return cmocka_run_group_tests_name("keyring", cases, NULL, NULL);
}
