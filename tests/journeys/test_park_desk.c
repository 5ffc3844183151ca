/* SPDX-License-Identifier: MIT */
/* journey.park_desk - somebody's answers are kept; at the desk they show their ticket, and the desk brings them to the kiosk's screen without seeing any. */
#include "tests/journeys/at_desk.h"
#include "tests/journeys/parked.h"
#include "tests/lib/screen.h"

#include <stdio.h>

/* As a scanner types, which ends with Enter. */
static void pick(struct at_desk *given, const char *ticket)
{
	char script[256], nothing[8];
	at_desk_until(given, "!!document.getElementById('kept')");
	snprintf(script, sizeof script, "document.getElementById('kept').value = '%s', document.getElementById('pick').click(), ''", ticket);
	browser_eval(&given->browser, script, nothing, sizeof nothing);
}

static void never_shown(struct at_desk *given)
{
	assert_false(at_desk_is(given, "document.documentElement.innerHTML.includes(\"" PARKED_ANSWER "\")"));
}

static void the_desk_brings_it_and_sees_nothing_of_it(void **state)
{
	struct at_desk *given = *state;
	struct kiosk *kiosk = &given->kiosk;
	char code[8], typed[16];
	at_desk_sign_in(given);
	at_desk_words(given, "Nothing is kept now.");
	parked_answer(kiosk);
	parked_keep(kiosk, code);
	at_desk_words(given, "Kept at ");
	snprintf(typed, sizeof typed, "%.3s %s", code, code + 3);
	pick(given, typed);
	at_desk_words(given, "Somebody is using that kiosk.");
	screen_press(kiosk, "finish");
	pick(given, "ZZZ ZZZ");
	at_desk_words(given, "No answers are kept with that code.");
	browser_shot(&given->browser, "park-desk-kept");
	pick(given, typed);
	at_desk_words(given, "Sam has brought them to the screen");
	screen_await_words(kiosk, "Your answers are here");
	assert_false(screen_says(kiosk, PARKED_ANSWER));
	never_shown(given);
	browser_shot(&given->browser, "park-desk-brought");
	screen_press(kiosk, "back"); /* not now: it is kept still */
	screen_await(kiosk, "start");
	at_desk_words(given, "Kept at ");
	pick(given, typed);
	screen_await_words(kiosk, "Your answers are here");
	screen_press(kiosk, "continue");
	screen_await_value(kiosk, PARKED_NODE, PARKED_ANSWER);
	at_desk_words(given, "Nothing is kept now."); /* once */
	never_shown(given);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test_setup_teardown(the_desk_brings_it_and_sees_nothing_of_it, at_desk_set_up, at_desk_tear_down) };
	return cmocka_run_group_tests_name("park_desk", tests, NULL, NULL);
}
