/* SPDX-License-Identifier: MIT */
/* unit.base_id - ids sort by time, references survive how people say them. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/id.h"

static void ids_are_valid_and_sort_in_order(void **state)
{
	(void)state;
	struct event_id last = id_new(1000);
	for (int i = 0; i < 20000; i++) {
		struct event_id id = id_new(1000 + i / 5000);
		assert_true(id_valid(id.text));
		assert_true(strcmp(id.text, last.text) > 0);
		last = id;
	}
	assert_false(id_valid(""));
	assert_false(id_valid("019AA7C4-6B1E-7C3A-9F42-0C6D1B7E55A1"));
	assert_false(id_valid("019aa7c4-6b1e-4c3a-9f42-0c6d1b7e55a1"));
	assert_false(id_valid("019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1x"));
}

static void a_reference_is_written_in_threes(void **state)
{
	(void)state;
	struct reference reference = reference_new("MB");
	assert_int_equal(strlen(reference.text), 14);
	assert_memory_equal(reference.text, "MB ", 3);
	assert_int_equal(reference.text[6], ' ');
	assert_int_equal(reference.text[10], ' ');
	struct reference longest = reference_new("ABCDEFGH");
	assert_int_equal(strlen(longest.text), 18);
}

static void what_people_say_comes_back_as_printed(void **state)
{
	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct reference made = reference_new("OIL"), read;
		char said[64];
		size_t at = 0;
		for (const char *c = made.text; *c; c++) {
			if (*c == ' ')
				continue;
			char spoken = *c == '0' ? 'o' : *c == '1' ? 'l' : *c;
			said[at++] = (char)(spoken >= 'A' && spoken <= 'Z' ? spoken + 32 : spoken);
			if (at % 2)
				said[at++] = '-';
		}
		said[at] = '\0';
		assert_ok(reference_parse(said, &read));
		assert_string_equal(read.text, made.text);
	}
}

static void every_single_slip_and_every_swap_shows(void **state)
{
	(void)state;
	static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	struct reference made = reference_new("MB"), read;
	for (size_t place = 3; place < strlen(made.text); place++) {
		if (made.text[place] == ' ')
			continue;
		for (size_t i = 0; i < 32; i++) {
			struct reference slip = made;
			slip.text[place] = alphabet[i];
			if (strcmp(slip.text, made.text) != 0)
				assert_int_equal(reference_parse(slip.text, &read), FAIL_INPUT);
		}
		for (size_t other = place + 1; other < strlen(made.text); other++) {
			struct reference swap = made;
			if (made.text[other] == ' ' || made.text[other] == made.text[place])
				continue;
			swap.text[place] = made.text[other];
			swap.text[other] = made.text[place];
			assert_int_equal(reference_parse(swap.text, &read), FAIL_INPUT);
		}
	}
}

static void nonsense_is_refused(void **state)
{
	(void)state;
	static const char *const wrong[] = { "", "MB", "MB 123 456 78", "1234567890123456", "ABCDEFG123456789", "MB 7U4 29Q XM3", "MB 7K4 29Q XM3 MB 7K4 29Q XM3" };
	struct reference read;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(reference_parse(wrong[i], &read), FAIL_INPUT);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(ids_are_valid_and_sort_in_order), CASE(a_reference_is_written_in_threes), CASE(what_people_say_comes_back_as_printed),
		CASE(every_single_slip_and_every_swap_shows), CASE(nonsense_is_refused),
	};
	return cmocka_run_group_tests_name("base_id", cases, NULL, NULL);
}
