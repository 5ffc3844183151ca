/* SPDX-License-Identifier: MIT */
/* journey.panels - a real X server whose panels are unplugged, plugged in again, joined by a second one and set to another size: the picture comes back. */
#include "tests/journeys/missed_bin.h"
#include "tests/journeys/picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PANEL "1920x1080"
enum { SKIPPED = 77 };

struct desk { struct kiosk kiosk; char page[PICTURE_BYTES], sheet[PICTURE_BYTES]; };

#define XRANDR(DESK, ...) display_xrandr(&(DESK)->kiosk.display, (const char *const[]){ __VA_ARGS__, NULL })

/* In the middle of a visit, and on no screen that shows the time. */
static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);
	assert_non_null(desk);
	*state = desk;
	kiosk_start(&desk->kiosk, &(struct kiosk_plan){ .panels = true, .panel = PANEL });
	screen_press(&desk->kiosk, "start");
	screen_service(&desk->kiosk, "missed-bin");
	screen_await(&desk->kiosk, "back");
	picture_of(&desk->kiosk, desk->page);
	screen_press(&desk->kiosk, "easier");
	screen_await(&desk->kiosk, "close");
	picture_of(&desk->kiosk, desk->sheet);
	assert_string_not_equal(desk->page, desk->sheet);
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;
	kiosk_end(&desk->kiosk);
	free(desk);
	return 0;
}

/* The picture is the one before, and a finger on it does what it says. */
static void still_there(struct desk *desk, const char *after)
{
	picture_await(&desk->kiosk, desk->sheet, after);
	screen_touch(&desk->kiosk, "close");
	picture_await(&desk->kiosk, desk->page, after);
	screen_touch(&desk->kiosk, "easier");
	picture_await(&desk->kiosk, desk->sheet, after);
}

static void a_panel_that_is_unplugged_and_back_shows_what_is_so_now(void **state)
{
	struct desk *desk = *state;
	XRANDR(desk, "--output", "DUMMY0", "--off");
	XRANDR(desk, "--output", "DUMMY0", "--mode", PANEL);
	still_there(desk, "the panel was off");
	XRANDR(desk, "--output", "DUMMY0", "--off");
	screen_press(&desk->kiosk, "close"); /* what happens in the dark is seen in the light */
	XRANDR(desk, "--output", "DUMMY0", "--mode", PANEL);
	picture_await(&desk->kiosk, desk->page, "something happened in the dark");
}

static void a_second_panel_takes_nothing_from_the_first(void **state)
{
	struct desk *desk = *state;
	XRANDR(desk, "--addmode", "DUMMY1", "1280x800");
	XRANDR(desk, "--output", "DUMMY1", "--mode", "1280x800", "--right-of", "DUMMY0");
	still_there(desk, "a second panel came beside it");
	XRANDR(desk, "--output", "DUMMY1", "--mode", "1280x800", "--same-as", "DUMMY0");
	still_there(desk, "the second panel showed the same");
	XRANDR(desk, "--output", "DUMMY1", "--off");
	still_there(desk, "the second panel was unplugged");
}

static void with_the_second_panel_alone_for_a_while_the_first_comes_back(void **state)
{
	struct desk *desk = *state;
	XRANDR(desk, "--addmode", "DUMMY1", "1280x800");
	XRANDR(desk, "--output", "DUMMY1", "--mode", "1280x800", "--right-of", "DUMMY0");
	XRANDR(desk, "--output", "DUMMY0", "--off"); /* the display is 1280 x 800 now */
	XRANDR(desk, "--output", "DUMMY0", "--mode", PANEL, "--pos", "0x0", "--output", "DUMMY1", "--off");
	still_there(desk, "only the second panel was there");
}

static void a_panel_that_is_set_to_another_size_and_back_is_whole_again(void **state)
{
	static const char *const sizes[] = { "640x480", "1280x800", "2048x1536" };
	struct desk *desk = *state;
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		XRANDR(desk, "--output", "DUMMY0", "--mode", sizes[i]);
		XRANDR(desk, "--output", "DUMMY0", "--mode", PANEL);
		still_there(desk, sizes[i]);
	}
}

static bool server_runs_here(void)
{
	char folder[GIVEN_PATH_BYTES];
	struct display display = { 0 };
	given_folder(folder);
	bool runs = display_start_panels(&display, folder, PANEL);
	display_stop(&display);
	given_done(folder);
	return runs;
}

int main(void)
{
	const struct CMUnitTest cases[] = {
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, set_up, tear_down)
		CASE(a_panel_that_is_unplugged_and_back_shows_what_is_so_now), CASE(a_second_panel_takes_nothing_from_the_first),
		CASE(with_the_second_panel_alone_for_a_while_the_first_comes_back), CASE(a_panel_that_is_set_to_another_size_and_back_is_whole_again),
	};
	if (!server_runs_here()) {
		print_message("skipped: Xorg with the driver \"dummy\" does not run on this machine, so no panel can be unplugged\n");
		return SKIPPED;
	}
	return cmocka_run_group_tests_name("panels", cases, NULL, NULL);
}
