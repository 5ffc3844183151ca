/* SPDX-License-Identifier: MIT */
/* unit.council_keys - which of a council's keys seals at which moment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/jwe.h"

#include <string.h>

/* The generator of P-256: a point like any other. */
#define X1 "axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY"
#define Y1 "T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"
#define KEY(KID, MORE) "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" X1 "\",\"y\":\"" Y1 "\",\"kid\":\"" KID "\"" MORE "}"
#define SET(KEYS) "{\"keys\":[" KEYS "]}"

struct picked { enum fail code; char kid[32]; int64_t until_ms; };

static struct picked picked(const char *text, int64_t now_s)
{
	struct picked picked = { .kid = "" };
	struct envelope_key *key = NULL;
	json_t *keys;
	assert_int_equal(json_parse(text, strlen(text), 64 * 1024, &keys), FAIL_NONE);
	picked.code = envelope_key_pick(keys, now_s * 1000, &key, &picked.until_ms);
	if (picked.code == FAIL_NONE)
		memcpy(picked.kid, key->kid, strlen(key->kid) + 1);
	envelope_key_free(key);
	json_decref(keys);
	return picked;
}

static void expect(const char *text, int64_t now_s, const char *kid, int64_t until_s)
{
	struct picked found = picked(text, now_s);
	assert_int_equal(found.code, FAIL_NONE);
	assert_string_equal(found.kid, kid);
	assert_int_equal(found.until_ms, until_s == INT64_MAX ? until_s : until_s * 1000);
}

static void one_key_holds_for_ever(void **)
{
	expect(KEY("a", ""), 0, "a", INT64_MAX);
	expect(SET(KEY("a", "")), 4000000000, "a", INT64_MAX);
}

static void a_new_key_takes_over_at_its_time(void **)
{
	static const char set[] = SET(KEY("old", ",\"exp\":2000") "," KEY("new", ",\"nbf\":1000"));
	expect(set, 999, "old", 1000);
	expect(set, 1000, "new", 2000);
	expect(set, 1999, "new", 2000);
	expect(set, 3000, "new", INT64_MAX);
	static const char turned[] = SET(KEY("new", ",\"nbf\":1000") "," KEY("old", ",\"exp\":2000"));
	expect(turned, 1500, "new", 2000);
}

static void a_clock_that_lags_behind_takes_the_first(void **)
{
	static const char set[] = SET(KEY("second", ",\"nbf\":2000,\"exp\":3000") "," KEY("first", ",\"nbf\":1000,\"exp\":2500"));
	expect(set, 0, "first", 1000);
	expect(set, 2400, "second", 2500);
}

static void all_expired_is_said_as_that(void **)
{
	struct picked found = picked(SET(KEY("a", ",\"exp\":1000") "," KEY("b", ",\"exp\":2000")), 2000);
	assert_int_equal(found.code, FAIL_EMPTY);
	assert_int_equal(found.until_ms, INT64_MAX);
}

static void what_cannot_seal_is_passed_over(void **)
{
	expect(SET("{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AAAA\"}," KEY("sig", ",\"use\":\"sig\"") "," KEY("a", "")), 0, "a", INT64_MAX);
	expect(SET(KEY("bad", ",\"nbf\":-1") "," KEY("far", ",\"exp\":253402300800") "," KEY("a", ",\"exp\":253402300799")), 0, "a", 253402300799);
	assert_int_equal(picked(SET("{\"kty\":\"oct\"}"), 0).code, FAIL_INPUT);
	assert_int_equal(picked("{\"keys\":[]}", 0).code, FAIL_INPUT);
	assert_int_equal(picked("{\"keys\":{}}", 0).code, FAIL_INPUT);
	assert_int_equal(picked("[]", 0).code, FAIL_INPUT);
}

static void a_private_key_is_refused_with_all_others(void **)
{
	assert_int_equal(picked(SET(KEY("a", "") "," KEY("b", ",\"d\":\"AAAA\"")), 0).code, FAIL_INPUT);
}

static void a_set_has_a_largest_size(void **)
{
	BUFFER_AUTO text;
	buffer_init(&text, 64 * 1024);
	assert_int_equal(buffer_printf(&text, "{\"keys\":[" KEY("a", "")), FAIL_NONE);
	for (int i = 1; i < ENVELOPE_KEYS_MAX; i++)
		assert_int_equal(buffer_printf(&text, "," KEY("b", "")), FAIL_NONE);
	BUFFER_AUTO more;
	buffer_init(&more, 64 * 1024);
	assert_int_equal(buffer_printf(&more, "%s," KEY("c", "") "]}", buffer_text(&text)), FAIL_NONE);
	assert_int_equal(buffer_printf(&text, "]}"), FAIL_NONE);
	assert_int_equal(picked(buffer_text(&text), 0).code, FAIL_NONE);
	assert_int_equal(picked(buffer_text(&more), 0).code, FAIL_LIMIT);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(one_key_holds_for_ever),
		cmocka_unit_test(a_new_key_takes_over_at_its_time),
		cmocka_unit_test(a_clock_that_lags_behind_takes_the_first),
		cmocka_unit_test(all_expired_is_said_as_that),
		cmocka_unit_test(what_cannot_seal_is_passed_over),
		cmocka_unit_test(a_private_key_is_refused_with_all_others),
		cmocka_unit_test(a_set_has_a_largest_size),
	};
	return cmocka_run_group_tests_name("council_keys", cases, NULL, NULL);
}
