/* SPDX-License-Identifier: MIT */
/* unit.staff_pin - which PINs are refused, and what is kept of one. */
#include "tests/lib/given.h"

#include "firmware/staff/pin.h"

#include <stdio.h>
#include <string.h>

static void what_people_try_first_is_refused(void **state)
{
	static const char *const weak[] = { "000000", "111121", "001000", "121212", "123123", "907907", "123456", "654321", "234567", "890123", "012345", "512345", "765431",
		"240389", "032489", "890324", "311299", "010100", "481927", "748192", "", "12345", "1234567", "12a456", " 83920", "83920\n" };
	static const char *const good[] = { "839205", "507463", "958414", "480375" };
	(void)state;
	for (size_t i = 0; i < sizeof weak / sizeof weak[0]; i++)
		if (pin_check(weak[i], "48192") != FAIL_INPUT && pin_check(weak[i], "4819") != FAIL_INPUT)
			fail_msg("%s is taken", weak[i]);
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		if (pin_check(good[i], "4471") != FAIL_NONE)
			fail_msg("%s is refused: %s", good[i], fail_words());
	assert_int_equal(pin_check("839205", "83920511"), FAIL_INPUT);
	assert_int_equal(pin_check("839205", "920"), FAIL_INPUT);
}

static void a_drawn_one_is_never_weak_and_seldom_twice(void **state)
{
	char before[PIN_DIGITS + 1] = "", pin[PIN_DIGITS + 1];
	int same = 0;
	(void)state;
	for (int i = 0; i < 2000; i++) {
		pin_draw("4471", pin);
		assert_int_equal(pin_check(pin, "4471"), FAIL_NONE);
		same += strcmp(before, pin) == 0;
		memcpy(before, pin, sizeof before);
	}
	assert_true(same < 5);
}

static void only_the_same_pin_person_and_pepper_match(void **state)
{
	unsigned char pepper[PIN_PEPPER_BYTES] = "a pepper", other[PIN_PEPPER_BYTES] = "another", seasoned[PIN_SEASONED_BYTES];
	char verifier[PIN_VERIFIER_MAX_BYTES + 1], again[PIN_VERIFIER_MAX_BYTES + 1];
	(void)state;
	pin_season(pepper, "sam", "839205", seasoned);
	assert_int_equal(pin_keep(seasoned, verifier), FAIL_NONE);
	assert_int_equal(pin_keep(seasoned, again), FAIL_NONE);
	assert_string_not_equal(verifier, again); /* each has its own salt */
	assert_int_equal(pin_verifier_check(verifier), FAIL_NONE);
	assert_null(strstr(verifier, "839205"));
	assert_int_equal(pin_matches(verifier, seasoned), FAIL_NONE);
	pin_season(pepper, "sam", "839206", seasoned);
	assert_int_equal(pin_matches(verifier, seasoned), FAIL_DENIED);
	pin_season(pepper, "priya", "839205", seasoned);
	assert_int_equal(pin_matches(verifier, seasoned), FAIL_DENIED);
	pin_season(other, "sam", "839205", seasoned);
	assert_int_equal(pin_matches(verifier, seasoned), FAIL_DENIED);
	pin_season(pepper, "", "839205", seasoned);
	assert_int_equal(pin_matches(pin_nobody(), seasoned), FAIL_DENIED);
}

#define SALT "AAAAAAAAAAAAAAAAAAAAAA"
#define HASH "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
static void a_verifier_is_argon2id_at_a_bounded_cost(void **state)
{
	static const struct { const char *text; enum fail fail; } rows[] = {
		{ "$argon2id$v=19$m=19456,t=2,p=1$" SALT "$" HASH, FAIL_NONE }, { "$argon2id$v=19$m=65536,t=4,p=1$" SALT "$" HASH, FAIL_NONE },
		{ "$argon2id$v=19$m=65537,t=2,p=1$" SALT "$" HASH, FAIL_LIMIT }, { "$argon2id$v=19$m=19456,t=5,p=1$" SALT "$" HASH, FAIL_LIMIT },
		{ "$argon2id$v=19$m=19456,t=0,p=1$" SALT "$" HASH, FAIL_LIMIT }, { "$argon2id$v=19$m=19456,t=2,p=2$" SALT "$" HASH, FAIL_INPUT },
		{ "$argon2i$v=19$m=19456,t=2,p=1$" SALT "$" HASH, FAIL_INPUT }, { "$argon2id$v=19$m=19456,t=2,p=1$" SALT "$" HASH "A", FAIL_INPUT },
		{ "$argon2id$v=19$m=19456,t=2,p=1$" SALT, FAIL_INPUT }, { "839205", FAIL_INPUT }, { "", FAIL_INPUT },
	};
	char longest[PIN_VERIFIER_MAX_BYTES + 2];
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (pin_verifier_check(rows[i].text) != rows[i].fail)
			fail_msg("%s: %s", rows[i].text, fail_words());
	memset(longest, 'A', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	assert_int_equal(pin_verifier_check(longest), FAIL_LIMIT);
	assert_int_equal(pin_verifier_check(pin_nobody()), FAIL_NONE);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(what_people_try_first_is_refused), cmocka_unit_test(a_drawn_one_is_never_weak_and_seldom_twice),
		cmocka_unit_test(only_the_same_pin_person_and_pepper_match), cmocka_unit_test(a_verifier_is_argon2id_at_a_bounded_cost) };
	return cmocka_run_group_tests_name("staff_pin", cases, NULL, NULL);
}
