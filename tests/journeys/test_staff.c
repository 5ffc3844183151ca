/* SPDX-License-Identifier: MIT */
/* journey.staff - Sam signs in at a real kiosk, by its own keys, over a resident's page; the page stays, and of the PIN nothing stays. */
#include "tests/journeys/missed_bin.h"
#include "tests/lib/staff_list.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct signing { struct kiosk kiosk; char assets[GIVEN_PATH_BYTES]; };

/* The built assets, as links, beside which a list of staff may lie. */
static void link_assets(const char *folder)
{
	char built[GIVEN_PATH_BYTES], from[GIVEN_PATH_BYTES], to[GIVEN_PATH_BYTES];
	given_built("assets", built);
	DIR *entries = opendir(built);
	assert_non_null(entries);
	for (struct dirent *entry; (entry = readdir(entries));) {
		if (entry->d_name[0] == '.')
			continue;
		given_path(from, built, entry->d_name);
		given_path(to, folder, entry->d_name);
		assert_int_equal(symlink(from, to), 0);
	}
	closedir(entries);
}

/* The kiosk has made its key when it is up; the list that is sealed to it is there when it starts again. */
static int set_up(void **state)
{
	struct signing *signing = calloc(1, sizeof *signing);
	assert_non_null(signing);
	given_folder(signing->assets);
	link_assets(signing->assets);
	*state = signing;
	kiosk_start(&signing->kiosk, &(struct kiosk_plan){ .assets = signing->assets });
	kiosk_halt(&signing->kiosk);
	staff_list(signing->kiosk.state, signing->assets, 0, staff_list_sam());
	kiosk_run(&signing->kiosk);
	screen_await(&signing->kiosk, "start");
	return 0;
}

static int tear_down(void **state)
{
	struct signing *signing = *state;
	kiosk_end(&signing->kiosk);
	given_done(signing->assets);
	free(signing);
	return 0;
}

static void touch_digits(struct kiosk *kiosk, const char *digits)
{
	for (; *digits; digits++)
		screen_touch(kiosk, (char[]){ 'k', 'e', 'y', ':', *digits, '\0' });
}

static void sign_in(struct kiosk *kiosk, const char *pin)
{
	screen_touch(kiosk, "person");
	screen_await(kiosk, "staff");
	screen_touch(kiosk, "staff");
	screen_await_named(kiosk, "staff/number");
	touch_digits(kiosk, "4471");
	screen_touch(kiosk, "staff-next");
	screen_await_named(kiosk, "staff/pin");
	touch_digits(kiosk, pin);
	screen_touch(kiosk, "staff-next");
}

static void the_residents_answers_stay_and_the_pin_does_not(void **state)
{
	struct signing *signing = *state;
	struct kiosk *kiosk = &signing->kiosk;
	char heading[256];
	missed_bin_begin(kiosk);
	snprintf(heading, sizeof heading, "%s", screen_heading(kiosk));
	sign_in(kiosk, "839206");
	screen_await_words(kiosk, "That is not right.");
	touch_digits(kiosk, "839205");
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
	sign_in(kiosk, "839205");
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
	const struct CMUnitTest cases[] = { cmocka_unit_test_setup_teardown(the_residents_answers_stay_and_the_pin_does_not, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_goes_away_is_out_after_two_minutes, set_up, tear_down) };
	return cmocka_run_group_tests_name("staff", cases, NULL, NULL);
}
