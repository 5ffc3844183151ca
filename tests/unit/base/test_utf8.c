/* SPDX-License-Identifier: MIT */
/* unit.base_utf8 - every script, and every way of breaking it. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/utf8.h"

static void reads_each_length(void **state)
{
	(void)state;
	const char *text = "aŵ€😀";
	assert_int_equal(utf8_next(&text), 'a');
	assert_int_equal(utf8_next(&text), 0x175);
	assert_int_equal(utf8_next(&text), 0x20ac);
	assert_int_equal(utf8_next(&text), 0x1f600);
	assert_int_equal(utf8_next(&text), 0);
}

static void broken_bytes_become_replacement_characters(void **state)
{
	(void)state;
	static const char *const broken[] = { "\x80", "\xc0\xaf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff", "\xe2\x82" };
	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
		const char *at = broken[i];
		assert_int_equal(utf8_next(&at), 0xfffd);
		assert_ptr_equal(at, broken[i] + 1);
		assert_false(utf8_valid(broken[i], strlen(broken[i])));
	}
	assert_false(utf8_valid("a\0b", 3));
	assert_true(utf8_valid("Siân Ŵyn محمد বাংলা", strlen("Siân Ŵyn محمد বাংলা")));
}

static void writes_what_it_reads(void **state)
{
	(void)state;
	for (uint32_t c = 1; c < 0x110000; c += 97) {
		char bytes[5];
		if (c >= 0xd800 && c < 0xe000)
			continue;
		size_t size = utf8_put(c, bytes);
		assert_true(utf8_valid(bytes, size));
		const char *at = bytes;
		assert_int_equal(utf8_next(&at), c);
	}
}

static void back_takes_marks_with_their_base(void **state)
{
	(void)state;
	assert_int_equal(utf8_back("ab", 2), 1);
	assert_int_equal(utf8_back("aŵ", 3), 1);
	assert_int_equal(utf8_back("e\u0301", 3), 0);
	assert_int_equal(utf8_back("", 0), 0);
	assert_int_equal(utf8_back("ab", 99), 1);
	assert_int_equal(utf8_back("কি", strlen("কি")), 0);
	assert_int_equal(utf8_back("স্ত্রী", strlen("স্ত্রী")), 0);
	assert_int_equal(utf8_back("মস্", strlen("মস্")), strlen("ম"));
	assert_int_equal(utf8_back("বাংলা", strlen("বাংলা")), strlen("বাং"));
	assert_int_equal(utf8_back("a\u09cdb", strlen("a\u09cdb")), strlen("a\u09cd")); /* joins nothing */
	assert_int_equal(utf8_length("Siân"), 4);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(reads_each_length), CASE(broken_bytes_become_replacement_characters), CASE(writes_what_it_reads), CASE(back_takes_marks_with_their_base),
	};
	return cmocka_run_group_tests_name("base_utf8", cases, NULL, NULL);
}
