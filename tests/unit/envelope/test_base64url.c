/* SPDX-License-Identifier: MIT */
/* unit.base64url - text that stands for bytes, in one way only. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/envelope/base64url.h"

#include <string.h>

/* RFC 4648 §10 without padding, and the two characters that differ from base64. */
static const struct { const char *bytes; size_t size; const char *text; } pair[] = {
	{ "", 0, "" }, { "f", 1, "Zg" }, { "fo", 2, "Zm8" }, { "foo", 3, "Zm9v" }, { "foob", 4, "Zm9vYg" },
	{ "fooba", 5, "Zm9vYmE" }, { "foobar", 6, "Zm9vYmFy" }, { "\xfb\xff\xfe", 3, "-__-" }, { "\0\0\0\0", 4, "AAAAAA" },
};
enum { PAIRS = sizeof pair / sizeof pair[0] };

static void writes_the_known_texts(void **)
{
	for (size_t i = 0; i < PAIRS; i++) {
		char text[16];
		assert_int_equal(base64url_write(pair[i].bytes, pair[i].size, text), strlen(pair[i].text));
		assert_int_equal(base64url_size(pair[i].size), strlen(pair[i].text));
		assert_string_equal(text, pair[i].text);
	}
}

static void reads_the_known_texts(void **)
{
	for (size_t i = 0; i < PAIRS; i++) {
		char bytes[16];
		size_t size;
		assert_int_equal(base64url_read(pair[i].text, strlen(pair[i].text), bytes, sizeof bytes, &size), FAIL_NONE);
		assert_int_equal(size, pair[i].size);
		assert_memory_equal(bytes, pair[i].bytes, size);
	}
}

static void reads_back_what_it_wrote_of_every_length(void **)
{
	uint8_t bytes[300], again[300];
	char text[401];
	for (size_t size = 0; size <= sizeof bytes; size++) {
		for (size_t i = 0; i < size; i++)
			bytes[i] = (uint8_t)(i * 37 + size);
		size_t length = base64url_write(bytes, size, text), got;
		assert_int_equal(base64url_read(text, length, again, sizeof again, &got), FAIL_NONE);
		assert_int_equal(got, size);
		assert_memory_equal(again, bytes, size);
	}
}

static void refuses_foreign_characters(void **)
{
	char bytes[16];
	size_t size;
	for (const char *const *text = (const char *const[]){ "Zg==", "Zm9+", "Zm9/", "Zm 9", "Zm\n9", "Zm9\xc3", NULL }; *text; text++)
		assert_int_equal(base64url_read(*text, strlen(*text), bytes, sizeof bytes, &size), FAIL_INPUT);
}

static void refuses_lengths_that_cannot_be(void **)
{
	char bytes[16];
	size_t size;
	assert_int_equal(base64url_read("Zm9vY", 5, bytes, sizeof bytes, &size), FAIL_INPUT);
	assert_int_equal(base64url_read("A", 1, bytes, sizeof bytes, &size), FAIL_INPUT);
}

static void refuses_a_second_text_for_the_same_bytes(void **)
{
	char bytes[16];
	size_t size;
	assert_int_equal(base64url_read("Zh", 2, bytes, sizeof bytes, &size), FAIL_INPUT);
	assert_int_equal(base64url_read("Zm9", 3, bytes, sizeof bytes, &size), FAIL_INPUT);
}

static void refuses_one_byte_more_than_there_is_room_for(void **)
{
	char bytes[3];
	size_t size;
	assert_int_equal(base64url_read("Zm9v", 4, bytes, 3, &size), FAIL_NONE);
	assert_int_equal(base64url_read("Zm9vYg", 6, bytes, 3, &size), FAIL_LIMIT);
}

static void digests_as_text(void **)
{
	char text[SHA256_TEXT_BYTES];
	sha256_text("abc", 3, text); /* FIPS 180-2 B.1 */
	assert_string_equal(text, "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(writes_the_known_texts),
		cmocka_unit_test(reads_the_known_texts),
		cmocka_unit_test(reads_back_what_it_wrote_of_every_length),
		cmocka_unit_test(refuses_foreign_characters),
		cmocka_unit_test(refuses_lengths_that_cannot_be),
		cmocka_unit_test(refuses_a_second_text_for_the_same_bytes),
		cmocka_unit_test(refuses_one_byte_more_than_there_is_room_for),
		cmocka_unit_test(digests_as_text),
	};
	return cmocka_run_group_tests_name("base64url", cases, NULL, NULL);
}
