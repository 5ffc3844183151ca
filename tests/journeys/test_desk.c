/* SPDX-License-Identifier: MIT */
/* journey.desk - a whole kiosk with a resident at it, and somebody of the staff at their own computer: a real Chromium over HTTPS. */
#include "tests/journeys/at_desk.h"
#include "tests/journeys/missed_bin.h"
#include "tests/lib/screen.h"

#include <stdio.h>
#include <string.h>

static void run(const char *script, char *ret, size_t room)
{
	assert_int_equal(process_run((char *[]){ "/bin/sh", "-c", (char *)script, NULL }, ret, room), 0);
}

static void the_page_follows_the_kiosk(void **state)
{
	struct at_desk *given = *state;
	at_desk_sign_in(given);
	at_desk_words(given, "Free");
	browser_shot(&given->browser, "desk-free");
	missed_bin_check(&given->kiosk);
	at_desk_words(given, "In use since");
	printer_switch(&given->kiosk.printer, "paper out");
	at_desk_words(given, "No paper");
	printer_switch(&given->kiosk.printer, "paper in");
	at_desk_words(given, "The printer is ready.");
	browser_shot(&given->browser, "desk-in-use");
	char page[32 * 1024]; /* what a resident typed is nowhere on it */
	browser_eval(&given->browser, "document.documentElement.outerHTML", page, sizeof page);
	for (const struct walker_answer *answer = missed_bin_answers; answer->node; answer++)
		if (answer->value && strlen(answer->value) > 3 && strstr(page, answer->value))
			fail_msg("the desk has what was answered: %s", answer->value);
}

/* Bernard wants a person, not a screen: one touch. Both ends hear each other; a screen's program that dies meanwhile knows who comes. */
static void one_touch_brings_sam(void **state)
{
	struct at_desk *given = *state;
	struct kiosk *kiosk = &given->kiosk;
	at_desk_sign_in(given);
	at_desk_words(given, "Nobody is waiting for help.");
	screen_touch(kiosk, "person");
	screen_await_words(kiosk, "The desk knows that you need a person");
	screen_await_words(kiosk, "Your number is A1");
	at_desk_words(given, "Wants help");
	browser_shot(&given->browser, "desk-call");
	kiosk_kill(kiosk, "foyer-ui");
	screen_await_words(kiosk, "The desk knows that you need a person");
	at_desk_press(given, "take-A1-5");
	screen_await_words(kiosk, "Sam is coming");
	screen_await_words(kiosk, "In about 5 minutes");
	at_desk_words(given, "Sam is coming");
	at_desk_press(given, "arrive-A1");
	screen_await_words(kiosk, "Sam is here");
	at_desk_words(given, "Sam is there");
	at_desk_press(given, "done-A1");
	screen_await_words(kiosk, "Sam has finished helping");
	at_desk_words(given, "Nobody is waiting for help.");
}

/* Nobody is signed in: the screen says so, and what there is instead. Who comes to the desk later sees it, also after the hub was killed. */
static void nobody_hears_at_first_and_the_number_stays(void **state)
{
	struct at_desk *given = *state;
	struct kiosk *kiosk = &given->kiosk;
	screen_touch(kiosk, "person");
	screen_await_words(kiosk, "Nobody at the desk can hear this now");
	screen_await_words(kiosk, "01632 960 140");
	screen_await_words(kiosk, "Your number is A1");
	at_desk_sign_in(given);
	screen_await_words(kiosk, "The desk knows that you need a person");
	kiosk_kill(kiosk, "foyer-hub");
	screen_await_words(kiosk, "Nobody at the desk can hear this now"); /* the sign-in went with it */
	at_desk_sign_in(given);
	screen_await_words(kiosk, "Your number is A1");
	at_desk_press(given, "take-A1-5");
	screen_await_words(kiosk, "Sam is coming");
	screen_press(kiosk, "call-off");
	at_desk_words(given, "Nobody is waiting for help.");
}

/* Somebody at the desk is given a ticket; whoever has its code finds the form at the kiosk, and nobody's visit is in its way. */
static void a_form_is_laid_ready_for_who_stands_at_the_desk(void **state)
{
	struct at_desk *given = *state;
	struct kiosk *kiosk = &given->kiosk;
	char code[32], nothing[8];
	at_desk_sign_in(given);
	browser_eval(&given->browser, "document.querySelector('#service').value = 'missed-bin', ''", nothing, sizeof nothing);
	at_desk_press(given, "offer");
	at_desk_words(given, "Waiting at the kiosk since");
	browser_eval(&given->browser, "document.querySelector('.code').textContent", code, sizeof code);
	screen_await(kiosk, "push");
	screen_press(kiosk, "push");
	screen_await_words(kiosk, "Type the code on your ticket");
	screen_set(kiosk, "field:push", "222222");
	screen_press(kiosk, "continue");
	screen_await_words(kiosk, "That is not the code");
	screen_set(kiosk, "field:push", code);
	screen_press(kiosk, "continue");
	screen_await(kiosk, "begin");
	at_desk_words(given, "Opened at the kiosk");
	screen_press(kiosk, "back");
	at_desk_words(given, "They did not want this form");
	at_desk_press(given, "unoffer");
	at_desk_press(given, "offer");
	at_desk_words(given, "Waiting at the kiosk since");
	kiosk_kill(kiosk, "foyer-ui");
	screen_await(kiosk, "push"); /* a screen that comes anew knows of it */
}

static void the_fingerprint_is_the_one_that_foyer_status_says(void **state)
{
	struct at_desk *given = *state;
	char script[GIVEN_PATH_BYTES * 2 + 64], said[4096], shown[512], foyer[GIVEN_PATH_BYTES];
	given_built("bin/foyer", foyer);
	at_desk_sign_in(given);
	snprintf(script, sizeof script, "%s status --state %s", foyer, given->kiosk.state);
	run(script, said, sizeof said);
	snprintf(script, sizeof script, "openssl s_client -connect %.*s </dev/null 2>/dev/null | openssl x509 -noout -fingerprint -sha256", (int)strlen(given->url) - 9, given->url + 8);
	run(script, shown, sizeof shown);
	char *print = strchr(shown, '=');
	assert_non_null(print);
	print[strcspn(print, "\n")] = '\0';
	if (!strstr(said, print + 1) || !strstr(said, given->url))
		fail_msg("%s is not in: %s", print + 1, said);
}

static void a_killed_desk_or_hub_is_back_and_the_page_finds_it(void **state)
{
	struct at_desk *given = *state;
	for (int i = 0; i < 3; i++) {
		at_desk_sign_in(given);
		kiosk_kill(&given->kiosk, i < 2 ? "foyer-desk" : "foyer-hub");
		at_desk_words(given, "Sign in to the help desk");
	}
	at_desk_sign_in(given);
	at_desk_words(given, "Free");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_page_follows_the_kiosk, at_desk_set_up, at_desk_tear_down),
		cmocka_unit_test_setup_teardown(one_touch_brings_sam, at_desk_set_up, at_desk_tear_down),
		cmocka_unit_test_setup_teardown(nobody_hears_at_first_and_the_number_stays, at_desk_set_up, at_desk_tear_down),
		cmocka_unit_test_setup_teardown(a_form_is_laid_ready_for_who_stands_at_the_desk, at_desk_set_up, at_desk_tear_down),
		cmocka_unit_test_setup_teardown(the_fingerprint_is_the_one_that_foyer_status_says, at_desk_set_up, at_desk_tear_down),
		cmocka_unit_test_setup_teardown(a_killed_desk_or_hub_is_back_and_the_page_finds_it, at_desk_set_up, at_desk_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
