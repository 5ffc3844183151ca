/* SPDX-License-Identifier: MIT */
/* unit.stage_still - what moves by itself, pixel by pixel on a clock that the case moves: nothing flashes, and nothing goes on for long. */
#include "tests/unit/stage/stage_given.h"

#include "drivers/display/window.h"
#include "firmware/base/clock.h"
#include "ui/stage/stage.h"

#include <stdlib.h>

enum { STEP_MS = 100, STEPS_A_SECOND = 10, SECONDS = 8, SETTLES_BY = 5, FLASHES_MOST = 3 };

static bool greeted(struct kiosk_given *kiosk) { return kiosk->hub.hellos > 0 && kiosk->ui.greeted; }

static void turn(struct kiosk_given *kiosk)
{
	for (int i = 0; i < 2; i++) {
		ui_now(&kiosk->ui);
		ui_settle(&kiosk->ui);
		assert_int_equal(loop_once(kiosk->ui.loop, 0), FAIL_NONE);
		hub_step(kiosk);
	}
}

static uint64_t picture(struct kiosk_given *kiosk)
{
	const SDL_Surface *surface = window_surface(stage_window(kiosk->ui.stage));
	uint64_t hash = 0xcbf29ce484222325ull;
	for (int y = 0; y < surface->h; y++) {
		const uint32_t *row = (const uint32_t *)((const char *)surface->pixels + (size_t)y * (size_t)surface->pitch);
		for (int x = 0; x < surface->w; x++)
			hash = (hash ^ row[x]) * 0x100000001b3ull;
	}
	return hash;
}

/* Eight seconds in which nobody does anything, and a little more, for the machine's own time passes too. @counts: seconds are shown as they go. */
static void look_on(struct kiosk_given *kiosk, const char *clock, bool counts)
{
	uint64_t before = picture(kiosk);
	for (int second = 0; second < SECONDS; second++) {
		int changes = 0;
		for (int step = 0; step < STEPS_A_SECOND; step++) {
			assert_int_equal(clock_page_move(clock, STEP_MS), FAIL_NONE);
			turn(kiosk);
			uint64_t now = picture(kiosk);
			changes += now != before;
			before = now;
		}
		if (changes > FLASHES_MOST)
			fail_msg("%s changes %d times in a second", root_id(kiosk), changes);
		if (second >= SETTLES_BY && changes > (counts ? 2 : 0))
			fail_msg("%s still moves after %d seconds", root_id(kiosk), second);
	}
}

static void nothing_flashes_and_nothing_moves_for_long(void **state)
{
	struct kiosk_given *kiosk = *state;
	char clock[GIVEN_PATH_BYTES];
	given_path(clock, kiosk->folder, "clock");
	assert_int_equal(clock_page_create(clock, 0), FAIL_NONE);
	setenv("FOYER_CLOCK", clock, 1);
	assert_int_equal(clock_open(), FAIL_NONE);
	hub_open(kiosk);
	kiosk_open(kiosk);
	until(kiosk, greeted, "the hub answers hello");
	settle(kiosk);
	look_on(kiosk, clock, false);
	press_on(kiosk, "start");
	look_on(kiosk, clock, false);
	press_on(kiosk, "service:small");
	look_on(kiosk, clock, false);
	press_on(kiosk, "begin"); /* with a caret and a keyboard */
	look_on(kiosk, clock, false);
	press_on(kiosk, "person");
	look_on(kiosk, clock, false);
	press_on(kiosk, "close");
	assert_int_equal(clock_page_move(clock, VISIT_IDLE_MS), FAIL_NONE);
	turn(kiosk);
	assert_true(shown(kiosk, "more-time"));
	look_on(kiosk, clock, true);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test_setup_teardown(nothing_flashes_and_nothing_moves_for_long, given_kiosk, gone_kiosk) };
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	return cmocka_run_group_tests_name("stage_still", cases, NULL, NULL);
}
