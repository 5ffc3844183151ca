/* SPDX-License-Identifier: MIT */
/* unit.stage_sleep - the screen is dark while the place is closed and nobody is here, and what wakes it does nothing else; nor do touches while it is wiped. */
#include "tests/unit/stage/stage_given.h"

#include "firmware/base/clock.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { AWAKE_MINUTES = 30, QUIET_MS = 3 * 60 * 1000 };

/* ---- when ---- */

/* Monday 23 November 2026; the site is open from 9.00 to 18.00 then, and not at all on Sunday the 22nd. */
static struct visit *at(struct kiosk_given *kiosk, int day, int hour, int minute)
{
	struct tm local = { .tm_year = 126, .tm_mon = 10, .tm_mday = day, .tm_hour = hour, .tm_min = minute, .tm_isdst = -1 };
	visit_now(&kiosk->ui.visit, (int64_t)mktime(&local) * 1000, kiosk->ui.visit.mono_ms);
	return &kiosk->ui.visit;
}

static struct opening_day { int hour, minute; bool sleeps; } const monday[] = {
	{ 0, 0, true }, { 8, 29, true }, { 8, 31, false }, { 9, 0, false }, { 12, 0, false }, { 18, 1, false }, { 18, 29, false }, { 18, 31, true }, { 23, 59, true },
};

static void sleeps_out_of_hours_and_not_around_them(void **state)
{
	struct kiosk_given *kiosk = *state;
	kiosk_open(kiosk);
	for (size_t i = 0; i < sizeof monday / sizeof monday[0]; i++)
		if (sleep_hours(at(kiosk, 23, monday[i].hour, monday[i].minute), AWAKE_MINUTES) != monday[i].sleeps)
			fail_msg("at %d.%02d", monday[i].hour, monday[i].minute);
	assert_true(sleep_hours(at(kiosk, 22, 12, 0), AWAKE_MINUTES));
	assert_false(sleep_hours(at(kiosk, 22, 23, 50), 600)); /* nine hours to Monday's opening */
}

static void clock_that_nobody_can_believe_keeps_it_awake(void **state)
{
	struct kiosk_given *kiosk = *state;
	kiosk_open(kiosk);
	struct visit *visit = at(kiosk, 22, 3, 0);
	assert_true(sleep_hours(visit, AWAKE_MINUTES));
	visit_now(visit, 0, visit->mono_ms); /* 1970: a battery is empty */
	assert_false(sleep_hours(visit, AWAKE_MINUTES));
	visit_now(visit, INT64_C(7258118400000), visit->mono_ms); /* 2200 */
	assert_false(sleep_hours(visit, AWAKE_MINUTES));
}

/* ---- asleep ---- */

/* All programs' time is the next night's three o'clock. */
static void begin_at_night(struct kiosk_given *kiosk)
{
	char path[GIVEN_PATH_BYTES];
	time_t now = time(NULL);
	struct tm local;
	localtime_r(&now, &local);
	local.tm_mday += 1;
	local.tm_hour = 3;
	local.tm_min = local.tm_sec = 0;
	local.tm_isdst = -1;
	given_path(path, kiosk->folder, "clock");
	assert_int_equal(clock_page_create(path, ((int64_t)mktime(&local) - now) * 1000), FAIL_NONE);
	setenv("FOYER_CLOCK", path, 1);
	assert_int_equal(clock_open(), FAIL_NONE);
	kiosk_open(kiosk);
	settle(kiosk);
	ui_picture(&kiosk->ui);
	kiosk->ui.awake_minutes = AWAKE_MINUTES;
}

static void nobody_for_a_while(struct kiosk_given *kiosk)
{
	kiosk->ui.felt_ms -= QUIET_MS;
	ui_now(&kiosk->ui);
	ui_settle(&kiosk->ui);
}

static bool is_black(struct kiosk_given *kiosk)
{
	const SDL_Surface *surface = window_surface(stage_window(kiosk->ui.stage));
	for (int y = 0; y < surface->h; y += 7)
		for (int x = 0; x < surface->w; x++)
			if (((const uint32_t *)(const void *)((const uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch))[x] & 0xffffff)
				return false;
	return true;
}

static void touch_that_wakes_it_does_nothing_else(void **state)
{
	struct kiosk_given *kiosk = *state;
	begin_at_night(kiosk);
	assert_false(kiosk->ui.asleep);
	assert_false(is_black(kiosk));
	nobody_for_a_while(kiosk);
	assert_true(kiosk->ui.asleep);
	assert_true(is_black(kiosk));
	press_on(kiosk, "start");
	assert_false(kiosk->ui.asleep);
	assert_false(is_black(kiosk));
	assert_int_equal(kiosk->ui.visit.place, PLACE_IDLE);
	press_on(kiosk, "start");
	assert_int_equal(kiosk->ui.visit.place, PLACE_HOME);
}

static void key_that_wakes_it_does_nothing_else(void **state)
{
	struct kiosk_given *kiosk = *state;
	SDL_Event key = { .key = { .type = SDL_KEYDOWN, .state = SDL_PRESSED, .keysym = { .sym = SDLK_RETURN } } };
	begin_at_night(kiosk);
	nobody_for_a_while(kiosk);
	assert_true(kiosk->ui.asleep);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(kiosk->ui.visit.place, PLACE_IDLE);
		assert_int_equal(SDL_PushEvent(&key), 1);
		ui_now(&kiosk->ui);
		ui_settle(&kiosk->ui);
		assert_false(kiosk->ui.asleep);
	}
	assert_int_equal(kiosk->ui.visit.place, PLACE_HOME);
}

static void it_never_sleeps_while_somebody_is_here_or_listens(void **state)
{
	struct kiosk_given *kiosk = *state;
	begin_at_night(kiosk);
	press_on(kiosk, "start");
	nobody_for_a_while(kiosk);
	assert_false(kiosk->ui.asleep);
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_FINISH }, NULL);
	kiosk->ui.visit.voice.on = true;
	nobody_for_a_while(kiosk);
	assert_false(kiosk->ui.asleep);
	kiosk->ui.visit.voice.on = false;
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_HIDE }, NULL);
	nobody_for_a_while(kiosk);
	assert_false(kiosk->ui.asleep);
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_START }, NULL);
	nobody_for_a_while(kiosk);
	assert_true(kiosk->ui.asleep);
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_START }, NULL); /* from elsewhere */
	assert_false(kiosk->ui.asleep);
}

/* ---- wiped ---- */

static void touches_do_nothing_while_the_screen_is_wiped(void **state)
{
	struct kiosk_given *kiosk = *state;
	struct visit *visit = &kiosk->ui.visit;
	kiosk_open(kiosk);
	ui_picture(&kiosk->ui);
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_CLEAN, .number = 1 }, NULL);
	assert_string_equal(root_id(kiosk), "clean");
	press_on(kiosk, "person");
	press_on(kiosk, "easier");
	assert_string_equal(root_id(kiosk), "clean");
	assert_int_equal(visit->sheet, SHEET_NONE);
	visit->clean_until_ms = visit->mono_ms;
	ui_now(&kiosk->ui);
	ui_settle(&kiosk->ui);
	settle(kiosk);
	assert_string_equal(root_id(kiosk), "idle");
	press_on(kiosk, "person");
	assert_int_equal(visit->sheet, SHEET_PERSON);
}

static int gone_night(void **state)
{
	unsetenv("FOYER_CLOCK");
	assert_int_equal(clock_open(), FAIL_NONE);
	return gone_kiosk(state);
}

#define STAGE_CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_kiosk, gone_night)

int main(void)
{
	const struct CMUnitTest cases[] = {
		STAGE_CASE(sleeps_out_of_hours_and_not_around_them), STAGE_CASE(clock_that_nobody_can_believe_keeps_it_awake), STAGE_CASE(touch_that_wakes_it_does_nothing_else),
		STAGE_CASE(key_that_wakes_it_does_nothing_else), STAGE_CASE(it_never_sleeps_while_somebody_is_here_or_listens), STAGE_CASE(touches_do_nothing_while_the_screen_is_wiped),
	};
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	return cmocka_run_group_tests_name("stage_sleep", cases, NULL, NULL);
}
