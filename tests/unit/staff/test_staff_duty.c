/* SPDX-License-Identifier: MIT */
/* unit.staff_duty - how long somebody stays signed in. */
#include "tests/lib/given.h"

#include "firmware/staff/duty.h"

enum { S = 1000 };

static enum duty_state at(const struct duty *duty, int64_t now_ms, int64_t expected_next_ms)
{
	int64_t next_ms = -1;
	enum duty_state state = duty_look(duty, now_ms, &next_ms);
	if (expected_next_ms >= 0)
		assert_int_equal(next_ms, expected_next_ms);
	return state;
}

static void idle_is_warned_of_and_then_over(void **state)
{
	struct duty duty = duty_begin(STAFF_ROLE_STAFF, 5 * S, INT64_MAX);
	(void)state;
	assert_int_equal(at(&duty, 5 * S, 90 * S), DUTY_ON);
	assert_int_equal(at(&duty, 95 * S, 30 * S), DUTY_WARN);
	assert_int_equal(duty_warns_of(&duty), DUTY_IDLE);
	assert_int_equal(at(&duty, 125 * S - 1, 1), DUTY_WARN);
	assert_int_equal(at(&duty, 125 * S, -1), DUTY_IDLE);
	duty_seen(&duty, 124 * S);
	assert_int_equal(at(&duty, 125 * S, 89 * S), DUTY_ON);
}

static void twenty_minutes_are_the_most(void **state)
{
	struct duty duty = duty_begin(STAFF_ROLE_SUPERVISOR, 0, INT64_MAX);
	(void)state;
	for (int s = 0; s < 1200; s += 10)
		duty_seen(&duty, s * S);
	assert_int_equal(at(&duty, 1169 * S, 1 * S), DUTY_ON);
	assert_int_equal(at(&duty, 1170 * S, 30 * S), DUTY_WARN);
	assert_int_equal(duty_warns_of(&duty), DUTY_OVERALL);
	assert_int_equal(at(&duty, 1200 * S, -1), DUTY_OVERALL);
}

static void a_technician_has_five_minutes_and_an_hour(void **state)
{
	struct duty duty = duty_begin(STAFF_ROLE_TECHNICIAN, 0, INT64_MAX);
	(void)state;
	assert_int_equal(at(&duty, 299 * S, 1 * S), DUTY_WARN);
	assert_int_equal(at(&duty, 300 * S, -1), DUTY_IDLE);
	duty_seen(&duty, 3590 * S);
	assert_int_equal(at(&duty, 3600 * S, -1), DUTY_OVERALL);
}

static void time_stands_still_during_a_job(void **state)
{
	struct duty duty = duty_begin(STAFF_ROLE_STAFF, 0, INT64_MAX);
	(void)state;
	duty_pause(&duty, true, 100 * S);
	duty_pause(&duty, true, 200 * S); /* still the same one */
	assert_int_equal(at(&duty, 100000 * S, INT64_MAX), DUTY_ON);
	duty_pause(&duty, false, 100100 * S);
	duty_pause(&duty, false, 100101 * S);
	assert_int_equal(at(&duty, 100119 * S, 1 * S), DUTY_WARN);
	assert_int_equal(at(&duty, 100120 * S, -1), DUTY_IDLE);
	duty_seen(&duty, 100119 * S);
	assert_int_equal(at(&duty, 100000 * S + 1200 * S, -1), DUTY_OVERALL);
}

static void what_is_touched_during_a_job_counts_from_its_end(void **state)
{
	struct duty duty = duty_begin(STAFF_ROLE_STAFF, 0, INT64_MAX);
	(void)state;
	duty_pause(&duty, true, 10 * S);
	duty_seen(&duty, 500 * S);
	duty_pause(&duty, false, 510 * S);
	assert_int_equal(at(&duty, 510 * S, 90 * S), DUTY_ON);
}

static void closing_time_ends_it_job_or_not(void **state)
{
	struct duty duty = duty_begin(STAFF_ROLE_VOLUNTEER, 0, 60 * S);
	(void)state;
	assert_int_equal(at(&duty, 0, 60 * S), DUTY_ON);
	duty_pause(&duty, true, 1 * S);
	assert_int_equal(at(&duty, 59 * S, 1 * S), DUTY_ON);
	assert_int_equal(at(&duty, 60 * S, -1), DUTY_CLOSING);
	assert_string_equal(duty_why(DUTY_CLOSING), "closing");
	assert_string_equal(duty_why(DUTY_WARN), "");
}

/* A page left open in a manned library: nobody acts there after two minutes, and it goes on hearing. */
static void a_desk_is_locked_when_idle_and_hears_on(void **state)
{
	struct duty duty = duty_begin_desk(STAFF_ROLE_STAFF, 0, INT64_MAX);
	(void)state;
	duty_hears(&duty, true, 1 * S);
	assert_int_equal(at(&duty, 1 * S, 89 * S), DUTY_ON);
	assert_int_equal(at(&duty, 90 * S, 30 * S), DUTY_WARN);
	assert_int_equal(at(&duty, 120 * S, DUTY_SHIFT_MS - 120 * S), DUTY_LOCKED);
	duty_seen(&duty, 130 * S); /* no touch opens it */
	assert_int_equal(at(&duty, 131 * S, -1), DUTY_LOCKED);
	assert_int_equal(at(&duty, DUTY_SHIFT_MS - 1, 1), DUTY_LOCKED);
	assert_int_equal(at(&duty, DUTY_SHIFT_MS, -1), DUTY_OVERALL);
	assert_true(duty_again(&duty, 3600 * S));
	assert_int_equal(at(&duty, 3600 * S, 90 * S), DUTY_ON);
	assert_true(duty_again(&duty, 7200 * S)); /* as often as it takes */
	for (int s = 0; s < 1200; s += 10)
		duty_seen(&duty, (7200 + s) * S);
	assert_int_equal(at(&duty, (7200 + 1199) * S, 1 * S), DUTY_WARN);
	assert_int_equal(at(&duty, (7200 + 1200) * S, -1), DUTY_LOCKED); /* twenty minutes of acting are the most here too */
}

static void a_desk_without_a_page_is_left(void **state)
{
	struct duty duty = duty_begin_desk(STAFF_ROLE_STAFF, 0, INT64_MAX);
	(void)state;
	assert_int_equal(at(&duty, 119 * S, 1 * S), DUTY_WARN);
	assert_int_equal(at(&duty, 120 * S, -1), DUTY_IDLE); /* no page ever listened */
	duty_hears(&duty, true, 10 * S);
	assert_int_equal(at(&duty, 1000 * S, -1), DUTY_LOCKED);
	duty_hears(&duty, false, 1000 * S); /* it was closed, or is being loaded again */
	assert_int_equal(at(&duty, 1119 * S, 1 * S), DUTY_LOCKED);
	assert_int_equal(at(&duty, 1120 * S, -1), DUTY_IDLE);
	duty_hears(&duty, true, 1119 * S);
	assert_int_equal(at(&duty, 5000 * S, -1), DUTY_LOCKED);
	duty.closes_ms = 5001 * S;
	assert_int_equal(at(&duty, 5000 * S, 1 * S), DUTY_LOCKED);
	assert_int_equal(at(&duty, 5001 * S, -1), DUTY_CLOSING);
}

static void a_desk_that_helps_somebody_is_not_locked(void **state)
{
	struct duty duty = duty_begin_desk(STAFF_ROLE_STAFF, 0, INT64_MAX);
	(void)state;
	duty_hears(&duty, true, 0);
	duty_pause(&duty, true, 100 * S);
	assert_int_equal(at(&duty, 500 * S, DUTY_SHIFT_MS - 500 * S), DUTY_ON);
	duty_seen(&duty, 510 * S);
	duty_pause(&duty, false, 600 * S);
	assert_int_equal(at(&duty, 689 * S, 1 * S), DUTY_ON);
	assert_int_equal(at(&duty, 720 * S, -1), DUTY_LOCKED);
	duty_pause(&duty, true, 730 * S); /* what is locked stays so */
	assert_int_equal(at(&duty, 731 * S, -1), DUTY_LOCKED);
}

static void at_a_kiosk_the_pin_gives_as_much_time_again_once(void **state)
{
	struct duty duty = duty_begin(STAFF_ROLE_STAFF, 0, INT64_MAX);
	(void)state;
	for (int s = 0; s < 1190; s += 10)
		duty_seen(&duty, s * S);
	assert_true(duty_again(&duty, 1190 * S));
	assert_int_equal(at(&duty, 1190 * S, 90 * S), DUTY_ON);
	for (int s = 1200; s < 2400; s += 10)
		duty_seen(&duty, s * S);
	assert_false(duty_again(&duty, 2390 * S));
	assert_int_equal(at(&duty, 2399 * S, 1 * S), DUTY_WARN);
	assert_int_equal(at(&duty, 2400 * S, -1), DUTY_OVERALL);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(idle_is_warned_of_and_then_over), cmocka_unit_test(twenty_minutes_are_the_most),
		cmocka_unit_test(a_technician_has_five_minutes_and_an_hour), cmocka_unit_test(time_stands_still_during_a_job),
		cmocka_unit_test(what_is_touched_during_a_job_counts_from_its_end), cmocka_unit_test(closing_time_ends_it_job_or_not),
		cmocka_unit_test(a_desk_is_locked_when_idle_and_hears_on), cmocka_unit_test(a_desk_without_a_page_is_left), cmocka_unit_test(a_desk_that_helps_somebody_is_not_locked), cmocka_unit_test(at_a_kiosk_the_pin_gives_as_much_time_again_once) };
	return cmocka_run_group_tests_name("staff_duty", cases, NULL, NULL);
}
