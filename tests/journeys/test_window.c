/* SPDX-License-Identifier: MIT */
/* journey.window - a finger on real pixels: every touch goes through the display server, none through the test door. */
#include "tests/journeys/missed_bin.h"
#include "tests/journeys/picture.h"

#include <stdlib.h>
#include <string.h>

static void a_report_is_made_with_a_finger(void **state)
{
	struct kiosk *kiosk = *state;
	char reference[32];
	screen_touch(kiosk, "start");
	screen_turn_to(kiosk, "missed-bin");
	screen_touch(kiosk, "service:missed-bin");
	screen_touch(kiosk, "begin");
	screen_await(kiosk, "continue");
	walk_with(kiosk, missed_bin_answers, screen_touch);
	screen_touch(kiosk, "send");
	missed_bin_reference(kiosk, reference);
	json_t *all = council_await(&kiosk->council, 1);
	const json_t *meta = json_object_get(json_array_get(all, 0), "meta");
	assert_string_equal(json_string_value(json_object_get(meta, "referenceNumber")), reference);
	json_decref(all);
	screen_touch(kiosk, "finish-clear");
	screen_await(kiosk, "start");
}

static void tool(const char *what, const char *x, const char *y)
{
	char window[256] = "", said[256];
	assert_int_equal(process_run((char *[]){ "xdotool", "search", "--name", "^Foyer$", NULL }, window, sizeof window), 0);
	window[strcspn(window, "\n")] = '\0';
	assert_int_equal(process_run((char *[]){ "xdotool", (char *)what, window, (char *)x, (char *)y, NULL }, said, sizeof said), 0);
}

/* A stray tool: the window is taken away, shrunk, moved off, and stands there again as it was. */
static void a_window_that_is_taken_away_comes_back_as_it_was(void **state)
{
	struct kiosk *kiosk = *state;
	char picture[PICTURE_BYTES];
	screen_touch(kiosk, "start");
	screen_service(kiosk, "missed-bin"); /* home would change with each minute: it shows the time */
	screen_press(kiosk, "easier");
	screen_await(kiosk, "close");
	picture_of(kiosk, picture);
	tool("windowunmap", NULL, NULL);
	picture_await(kiosk, picture, "it was unmapped");
	tool("windowsize", "1", "1");
	picture_await(kiosk, picture, "it was shrunk to nothing");
	tool("windowsize", "4000", "17");
	picture_await(kiosk, picture, "it was stretched");
	screen_touch(kiosk, "close");
	screen_await(kiosk, "finish");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(a_window_that_is_taken_away_comes_back_as_it_was, kiosk_set_up, kiosk_tear_down),
		cmocka_unit_test_setup_teardown(a_report_is_made_with_a_finger, kiosk_set_up, kiosk_tear_down),
	};
	return cmocka_run_group_tests_name("window", cases, NULL, NULL);
}
