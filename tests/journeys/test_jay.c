/* SPDX-License-Identifier: MIT */
/* journey.jay - days he tried to get into his Homesearch account: Sam comes, and stays until he is in. Real kiosk, real desk, a real browser. */
#include "tests/journeys/at_desk.h"
#include "tests/lib/screen.h"
#include "tests/lib/walker.h"

#include <stdio.h>
#include <string.h>

static const struct walker_answer jay[] = {
	{ "choice:problem", "password" }, { "field:member", "HS40711" }, { "choice:howLong", "days" }, { "choice:bidNow", "true" }, { "field:fullName", "Jay Quillfeather" },
	{ "field:born__day", "27" }, { "field:born__month", "3" }, { "field:born__year", "2004" }, { "choice:contact", "here" }, { NULL, NULL },
};

/* As "foyer audit list" prints its rows. */
static void assert_audited(const struct kiosk *kiosk, const char *const *rows)
{
	char foyer[GIVEN_PATH_BYTES], state[GIVEN_PATH_BYTES], bytes[1 << 14];
	given_built("bin/foyer", foyer);
	snprintf(state, sizeof state, "%s", kiosk->state);
	assert_int_equal(process_run((char *[]){ foyer, "audit", "list", "--state", state, NULL }, bytes, sizeof bytes), 0);
	for (; *rows; rows++) {
		char wanted[80];
		snprintf(wanted, sizeof wanted, "%-16s  %s", "confirmation", *rows);
		if (!strstr(bytes, wanted))
			fail_msg("no row of %s in:\n%s", wanted, bytes);
	}
	assert_null(strstr(bytes, "Quillfeather"));
}

static bool may_end(struct at_desk *given)
{
	return at_desk_is(given, "!!document.querySelector('button[value^=\"done A1\"]')");
}

/* He asks from inside the form, and Sam goes there. */
static void sam_comes(struct at_desk *given)
{
	struct kiosk *kiosk = &given->kiosk;
	at_desk_sign_in(given);
	screen_press(kiosk, "start");
	screen_service(kiosk, "homesearch-help");
	screen_press(kiosk, "begin");
	screen_await(kiosk, "back");
	screen_touch(kiosk, "person");
	screen_await_words(kiosk, "Your number is A1");
	at_desk_press(given, "take-A1");
	screen_await_words(kiosk, "Sam is coming");
	at_desk_words(given, "They have not said yet that they are in.");
	at_desk_press(given, "arrive-A1");
	screen_await_words(kiosk, "Sam is here");
	screen_await_words(kiosk, "Are you in?"); /* he may be in already, without any form */
	at_desk_words(given, "This ends when they say on the screen that they are in");
	browser_shot(&given->browser, "desk-not-in-yet");
	assert_false(may_end(given));
}

static void his_case_is_not_closed_before_he_is_in(void **state)
{
	struct at_desk *given = *state;
	struct kiosk *kiosk = &given->kiosk;
	sam_comes(given);
	screen_touch(kiosk, "close");
	walk_to_check(kiosk, jay, NULL, NULL);
	screen_press(kiosk, "send");
	screen_await(kiosk, "reference");
	screen_await(kiosk, "confirm");
	assert_false(may_end(given));
	screen_touch(kiosk, "finish-clear"); /* before he goes he is asked */
	screen_await_words(kiosk, "Are you in now?");
	screen_touch(kiosk, "confirm:stuck");
	at_desk_words(given, "They say that they are still stuck.");
	assert_false(may_end(given));
	kiosk_kill(kiosk, "foyer-ui"); /* the screen that comes back waits for it as well */
	screen_await(kiosk, "confirm");
	screen_touch(kiosk, "confirm");
	screen_await_words(kiosk, "Are you in now?");
	screen_touch(kiosk, "confirm:in");
	screen_await(kiosk, "another");
	at_desk_words(given, "They say that they are in.");
	at_desk_press(given, "code-A1-V");
	at_desk_words(given, "Nobody is waiting for help.");
	screen_touch(kiosk, "finish-clear");
	screen_await(kiosk, "start");
	assert_audited(kiosk, (const char *[]){ "homesearch-help  trying", "homesearch-help  stuck", "homesearch-help  in", NULL });
}

/* He has to catch his bus: Sam says so, and only then it has its end. */
static void who_leaves_before_is_not_forgotten(void **state)
{
	struct at_desk *given = *state;
	struct kiosk *kiosk = &given->kiosk;
	sam_comes(given);
	kiosk_kill(kiosk, "foyer-hub"); /* the hub that comes back hears it again from the screen */
	at_desk_sign_in(given);
	at_desk_words(given, "They have not said yet that they are in.");
	at_desk_press(given, "take-A1"); /* who was there the new hub does not know */
	at_desk_press(given, "arrive-A1");
	screen_await_words(kiosk, "Sam is here");
	assert_false(may_end(given));
	screen_touch(kiosk, "close");
	screen_press(kiosk, "finish");
	screen_press(kiosk, "finish-clear");
	screen_await(kiosk, "start");
	at_desk_until(given, "!!document.querySelector('li[data-state=\"left\"]')");
	assert_false(may_end(given));
	at_desk_press(given, "confirmed-A1-left");
	at_desk_words(given, "They have left.");
	at_desk_press(given, "done-A1");
	at_desk_words(given, "Nobody is waiting for help.");
	assert_audited(kiosk, (const char *[]){ "homesearch-help  trying", "homesearch-help  left: A1", NULL });
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test_setup_teardown(his_case_is_not_closed_before_he_is_in, at_desk_set_up, at_desk_tear_down),
		cmocka_unit_test_setup_teardown(who_leaves_before_is_not_forgotten, at_desk_set_up, at_desk_tear_down) };
	return cmocka_run_group_tests_name("jay", cases, NULL, NULL);
}
