/* SPDX-License-Identifier: MIT */
/* unit.base_buffer - a buffer has its maximum from birth. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/buffer.h"

static void holds_up_to_its_maximum_and_not_a_byte_more(void **state)
{
	(void)state;
	BUFFER_AUTO buffer;
	buffer_init(&buffer, 5);
	assert_ok(buffer_add(&buffer, "abcde", 5));
	assert_int_equal(buffer_add(&buffer, "f", 1), FAIL_LIMIT);
	assert_string_equal(buffer_text(&buffer), "abcde");
	assert_int_equal(buffer_printf(&buffer, "%d", 1), FAIL_LIMIT);
	assert_string_equal(buffer_text(&buffer), "abcde");
}

static void grows_and_stays_terminated(void **state)
{
	(void)state;
	BUFFER_AUTO buffer;
	buffer_init(&buffer, 100000);
	assert_string_equal(buffer_text(&buffer), "");
	for (int i = 0; i < 5000; i++)
		assert_ok(buffer_printf(&buffer, "%d,", i % 10));
	assert_int_equal(strlen(buffer_text(&buffer)), buffer.size_bytes);
	assert_int_equal(buffer.size_bytes, 10000);
}

static void clear_wipes_the_bytes(void **state)
{
	(void)state;
	BUFFER_AUTO buffer;
	buffer_init(&buffer, 100);
	assert_ok(buffer_add(&buffer, "answer", 6));
	char *bytes = buffer.bytes;
	buffer_clear(&buffer);
	assert_int_equal(bytes[0], 0);
	assert_int_equal(bytes[5], 0);
	assert_int_equal(buffer.size_bytes, 0);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(holds_up_to_its_maximum_and_not_a_byte_more), CASE(grows_and_stays_terminated), CASE(clear_wipes_the_bytes),
	};
	return cmocka_run_group_tests_name("base_buffer", cases, NULL, NULL);
}
