/* SPDX-License-Identifier: MIT */
/* journey.window - a finger on real pixels: every touch goes through the display server, none through the test door. */
#include "tests/journeys/missed_bin.h"

#include "tests/lib/wait.h"

#include <stdlib.h>
#include <string.h>

static int set_up(void **state)
{
	struct kiosk *kiosk = calloc(1, sizeof *kiosk);
	assert_non_null(kiosk);
	*state = kiosk;
	kiosk_start(kiosk, &(struct kiosk_plan){ 0 });
	return 0;
}

static int tear_down(void **state)
{
	kiosk_end(*state);
	free(*state);
	return 0;
}

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

/* As import sees it. */
static void picture_of(struct kiosk *kiosk, char ret[static 128])
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, kiosk->folder, "screen.png");
	display_picture(&kiosk->display, path);
	assert_int_equal(process_run((char *[]){ "identify", "-format", "%#", path, NULL }, ret, 128), 0);
}

static void await_picture(struct kiosk *kiosk, const char *picture, const char *after)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	char now[128];
	for (picture_of(kiosk, now); strcmp(now, picture) != 0; picture_of(kiosk, now))
		if (!deadline_pause(deadline))
			fail_msg("after %s the picture never came back", after);
}

/* A panel that is unplugged and comes back, a stray tool: the window is taken away, shrunk, moved off, and stands there again as it was. */
static void a_window_that_is_taken_away_comes_back_as_it_was(void **state)
{
	struct kiosk *kiosk = *state;
	char picture[128];
	screen_touch(kiosk, "start");
	screen_service(kiosk, "missed-bin"); /* home would change with each minute: it shows the time */
	screen_press(kiosk, "person");
	screen_await(kiosk, "close");
	picture_of(kiosk, picture);
	tool("windowunmap", NULL, NULL);
	await_picture(kiosk, picture, "it was unmapped");
	tool("windowsize", "1", "1");
	await_picture(kiosk, picture, "it was shrunk to nothing");
	tool("windowsize", "4000", "17");
	await_picture(kiosk, picture, "it was stretched");
	screen_touch(kiosk, "close");
	screen_await(kiosk, "finish");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(a_window_that_is_taken_away_comes_back_as_it_was, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_report_is_made_with_a_finger, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("window", cases, NULL, NULL);
}
