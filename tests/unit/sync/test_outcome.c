/* SPDX-License-Identifier: MIT */
/* unit.outcome - every answer leads to the action in the table, and every pause stays within its bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/sync/outcome.h"

#include <string.h>

static void each_status_has_its_action(void **)
{
	static const struct { int status; enum outcome_act one, many; enum outcome_pace pace; } expected[] = {
		{ 200, OUTCOME_READ, OUTCOME_READ, OUTCOME_PACE_JITTER },       { 202, OUTCOME_READ, OUTCOME_READ, OUTCOME_PACE_JITTER },
		{ 301, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_JITTER },       { 302, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_JITTER },
		{ 400, OUTCOME_BLAME, OUTCOME_SPLIT, OUTCOME_PACE_JITTER },     { 401, OUTCOME_TOKEN, OUTCOME_TOKEN, OUTCOME_PACE_DENIED },
		{ 403, OUTCOME_TOKEN, OUTCOME_TOKEN, OUTCOME_PACE_DENIED },     { 404, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_CONFIG },
		{ 405, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_CONFIG },       { 407, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_DENIED },
		{ 408, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_JITTER },       { 409, OUTCOME_BLAME, OUTCOME_SPLIT, OUTCOME_PACE_JITTER },
		{ 410, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_GONE },         { 413, OUTCOME_BLAME, OUTCOME_SMALLER, OUTCOME_PACE_CONFIG },
		{ 415, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_CONFIG },       { 418, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_CONFIG },
		{ 421, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_CONFIG },       { 422, OUTCOME_BLAME, OUTCOME_SPLIT, OUTCOME_PACE_JITTER },
		{ 425, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_JITTER },       { 429, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_JITTER },
		{ 500, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_JITTER },       { 503, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_JITTER },
		{ 0, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_JITTER },         { 101, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_JITTER },
		{ 600, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_JITTER },       { 99999, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_JITTER },
		{ -1, OUTCOME_WAIT, OUTCOME_WAIT, OUTCOME_PACE_JITTER },
	};
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
		const struct outcome *row = outcome_of(OUTCOME_NET_ANSWERED, expected[i].status);
		assert_int_equal(row->one, expected[i].one);
		assert_int_equal(row->many, expected[i].many);
		assert_int_equal(row->pace, expected[i].pace);
	}
}

static void only_200s_can_prove_anything(void **)
{
	for (int status = -10; status < 1100; status++)
		assert_int_equal(outcome_of(OUTCOME_NET_ANSWERED, status)->one == OUTCOME_READ, status >= 200 && status < 300);
	for (int net = OUTCOME_NET_NAME; net < OUTCOME_NET_COUNT; net++)
		assert_int_equal(outcome_of((enum outcome_net)net, 200)->many, OUTCOME_WAIT);
	assert_int_equal(outcome_unread()->one, OUTCOME_WAIT);
}

static void each_row_has_a_sentence(void **)
{
	for (int net = 0; net < OUTCOME_NET_COUNT; net++)
		assert_true(strlen(outcome_of((enum outcome_net)net, 500)->words) > 10);
	for (int status = 0; status < 1000; status++)
		assert_true(strlen(outcome_of(OUTCOME_NET_ANSWERED, status)->words) > 10);
}

static void jitter_grows_to_15_minutes(void **)
{
	static const int64_t span_ms[] = { 5000, 10000, 20000, 40000, 80000, 160000, 320000, 640000, 900000, 900000 };
	for (unsigned failures = 0; failures < 10; failures++) {
		assert_int_equal(outcome_wait_ms(OUTCOME_PACE_JITTER, failures, -1, 0), 0);
		assert_in_range(outcome_wait_ms(OUTCOME_PACE_JITTER, failures, -1, UINT32_MAX), span_ms[failures] - 1, span_ms[failures]);
		assert_in_range(outcome_wait_ms(OUTCOME_PACE_JITTER, failures, -1, 1u << 31), span_ms[failures] / 2, span_ms[failures] / 2);
	}
	assert_in_range(outcome_wait_ms(OUTCOME_PACE_JITTER, 4000000000u, -1, UINT32_MAX), 899999, 900000);
}

static void other_paces_keep_their_bounds(void **)
{
	assert_int_equal(outcome_wait_ms(OUTCOME_PACE_DENIED, 3, -1, 0), 450000);
	assert_in_range(outcome_wait_ms(OUTCOME_PACE_DENIED, 3, -1, UINT32_MAX), 1349999, 1350000);
	assert_int_equal(outcome_wait_ms(OUTCOME_PACE_CONFIG, 3, -1, UINT64_MAX), 900000);
	assert_int_equal(outcome_wait_ms(OUTCOME_PACE_GONE, 3, -1, UINT64_MAX), 6 * 3600 * 1000);
}

static void the_servers_wish_is_kept_up_to_six_hours(void **)
{
	assert_int_equal(outcome_wait_ms(OUTCOME_PACE_JITTER, 0, 100, 0), 100000);
	assert_in_range(outcome_wait_ms(OUTCOME_PACE_JITTER, 0, 100, UINT64_MAX), 109999, 110000);
	assert_in_range(outcome_wait_ms(OUTCOME_PACE_JITTER, 9, 1, UINT32_MAX), 899999, 900000); /* a longer pause of ours stays */
	assert_in_range(outcome_wait_ms(OUTCOME_PACE_JITTER, 0, 6 * 3600, UINT64_MAX), 6 * 3600 * 1000, 6 * 3600 * 1000 + 60000);
	assert_int_equal(outcome_wait_ms(OUTCOME_PACE_JITTER, 0, 6 * 3600 + 1, 0), 6 * 3600 * 1000);
	assert_int_equal(outcome_wait_ms(OUTCOME_PACE_JITTER, 0, INT64_MAX, 0), 6 * 3600 * 1000);
}

static void reads_retry_after(void **)
{
	static const char now[] = "Sun, 06 Nov 1994 08:49:37 GMT";
	assert_int_equal(outcome_retry_after_s("0", NULL), 0);
	assert_int_equal(outcome_retry_after_s("120", now), 120);
	assert_int_equal(outcome_retry_after_s("Sun, 06 Nov 1994 08:50:37 GMT", now), 60);
	assert_int_equal(outcome_retry_after_s("Sunday, 06-Nov-94 08:50:37 GMT", now), 60);
	assert_int_equal(outcome_retry_after_s("Sun Nov  6 08:50:37 1994", now), 60);
	assert_int_equal(outcome_retry_after_s("Sun, 06 Nov 1994 08:00:00 GMT", now), 0); /* past: at once */
	assert_int_equal(outcome_retry_after_s("Sun, 06 Nov 2094 08:00:00 GMT", now), 6 * 3600);
	assert_int_equal(outcome_retry_after_s("99999999999999999999999999999999", now), 6 * 3600);
}

static void passes_over_retry_after_it_cannot_read(void **)
{
	static const char now[] = "Sun, 06 Nov 1994 08:49:37 GMT";
	static const char *const wrong[] = { "", "-1", "1.5", "12s", " 12", "soon", "Sun, 06 Nov 1994 08:50:37", "Sun, 06 Nov 1994 08:50:37 GMT and more" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(outcome_retry_after_s(wrong[i], now), -1);
	assert_int_equal(outcome_retry_after_s(NULL, now), -1);
	assert_int_equal(outcome_retry_after_s("Sun, 06 Nov 1994 08:50:37 GMT", NULL), -1);
	char digits[66] = "";
	memset(digits, '0', 64);
	assert_int_equal(outcome_retry_after_s(digits, now), 0);
	digits[64] = '0';
	assert_int_equal(outcome_retry_after_s(digits, now), -1);
}

static void an_unwanted_event_is_parked_only_after_a_day(void **)
{
	int64_t tried_ms = 0, attempts = 0;
	for (; !outcome_parks(OUTCOME_BLAME_CONTENT, attempts); attempts++)
		tried_ms += outcome_retry_ms(OUTCOME_BLAME_CONTENT, attempts);
	assert_int_equal(attempts, 5);
	assert_true(tried_ms > 24 * 3600 * 1000);
	assert_int_equal(outcome_retry_ms(OUTCOME_BLAME_CONTENT, 0), 60 * 1000);
	assert_int_equal(outcome_retry_ms(OUTCOME_BLAME_CONTENT, INT64_MAX), 24 * 3600 * 1000);
	assert_int_equal(outcome_retry_ms(OUTCOME_BLAME_CONTENT, -1), 60 * 1000);
	assert_false(outcome_parks(OUTCOME_BLAME_CONFLICT, 9));
	assert_true(outcome_parks(OUTCOME_BLAME_CONFLICT, 10));
	assert_int_equal(outcome_retry_ms(OUTCOME_BLAME_CONFLICT, 3), 30 * 1000);
	assert_false(outcome_parks(OUTCOME_BLAME_SIZE, 0));
	assert_true(outcome_parks(OUTCOME_BLAME_SIZE, 1));
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(each_status_has_its_action),
		cmocka_unit_test(only_200s_can_prove_anything),
		cmocka_unit_test(each_row_has_a_sentence),
		cmocka_unit_test(jitter_grows_to_15_minutes),
		cmocka_unit_test(other_paces_keep_their_bounds),
		cmocka_unit_test(the_servers_wish_is_kept_up_to_six_hours),
		cmocka_unit_test(reads_retry_after),
		cmocka_unit_test(passes_over_retry_after_it_cannot_read),
		cmocka_unit_test(an_unwanted_event_is_parked_only_after_a_day),
	};
	return cmocka_run_group_tests_name("outcome", cases, NULL, NULL);
}
