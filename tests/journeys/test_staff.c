/* SPDX-License-Identifier: MIT */
/* journey.staff - Sam signs in at a real kiosk, by its own keys, over a resident's page; the page stays, and of the PIN nothing stays. */
#include "tests/journeys/missed_bin.h"
#include "tests/journeys/signing.h"

#include <stdio.h>
#include <string.h>

static void the_residents_answers_stay_and_the_pin_does_not(void **state)
{
	struct signing *signing = *state;
	struct kiosk *kiosk = &signing->kiosk;
	char heading[256];
	missed_bin_begin(kiosk);
	snprintf(heading, sizeof heading, "%s", screen_heading(kiosk));
	signing_in(kiosk, "839206");
	screen_await_words(kiosk, "That is not right.");
	signing_digits(kiosk, "839205");
	screen_touch(kiosk, "staff-next");
	screen_await_named(kiosk, "staff/menu");
	screen_touch(kiosk, "close");
	screen_await_words(kiosk, heading); /* where they were */
	assert_non_null(screen_await(kiosk, "person"));
	assert_string_equal(node_text(screen_find(kiosk, "person"), "name"), "Sam is signed in");
	kiosk_kill(kiosk, "foyer-ui"); /* the screen's program dies: who is in is told by the hub, the page by its copy */
	screen_await_words(kiosk, heading);
	screen_await_words(kiosk, "Sam is signed in");
	screen_touch(kiosk, "person");
	screen_await_named(kiosk, "staff/menu");
	screen_touch(kiosk, "staff-out");
	screen_await_words(kiosk, heading);
	screen_await_words(kiosk, "A person can help you");
}

static void who_goes_away_is_out_after_two_minutes(void **state)
{
	struct signing *signing = *state;
	struct kiosk *kiosk = &signing->kiosk;
	screen_press(kiosk, "start");
	screen_await(kiosk, "person");
	signing_in(kiosk, "839205");
	screen_await_named(kiosk, "staff/menu");
	kiosk_move_clock(kiosk, 95 * 1000);
	screen_await(kiosk, "staff-stay");
	screen_touch(kiosk, "staff-stay");
	screen_await(kiosk, "staff-out");
	kiosk_move_clock(kiosk, 95 * 1000);
	screen_await(kiosk, "staff-stay");
	kiosk_move_clock(kiosk, 30 * 1000);
	screen_await_words(kiosk, "A person can help you");
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test_setup_teardown(the_residents_answers_stay_and_the_pin_does_not, signing_set_up, signing_tear_down),
		cmocka_unit_test_setup_teardown(who_goes_away_is_out_after_two_minutes, signing_set_up, signing_tear_down) };
	return cmocka_run_group_tests_name("staff", cases, NULL, NULL);
}
