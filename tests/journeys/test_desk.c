/* SPDX-License-Identifier: MIT */
/* journey.desk - a whole kiosk with a resident at it, and somebody of the staff at their own computer: a real Chromium over HTTPS. */
#include "tests/backoffice/browser.h"
#include "tests/journeys/missed_bin.h"
#include "tests/lib/kiosk.h"
#include "tests/lib/screen.h"
#include "tests/lib/staff_list.h"
#include "tests/lib/wait.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* 23 November 2026: the library is open. */
#define MONDAY_AT_TEN_MS INT64_C(1795428000000)

struct given { struct kiosk kiosk; struct browser browser; char url[64]; };

/* One that is free now; foyer-desk takes it a moment later. */
static int free_port(void)
{
	struct sockaddr_in where = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof where;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&where, size), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&where, &size), 0);
	close(fd);
	return ntohs(where.sin_port);
}

/* The desk is switched on as a council does it: in kiosk.json. */
static void name_desk(struct given *given)
{
	char path[GIVEN_PATH_BYTES], listen[32];
	int port = free_port();
	snprintf(listen, sizeof listen, "127.0.0.1:%d", port);
	snprintf(given->url, sizeof given->url, "https://%s/", listen);
	given_path(path, given->kiosk.state, "kiosk.json");
	json_t *file = json_load_file(path, 0, NULL);
	assert_non_null(file);
	json_object_set_new(file, "desk", json_pack("{s:s}", "listen", listen));
	assert_int_equal(json_dump_file(file, path, 0), 0);
	json_decref(file);
}

static int set_up(void **state)
{
	struct given *given = calloc(1, sizeof *given);
	char forms[GIVEN_PATH_BYTES];
	*state = given;
	given_built("assets/forms", forms);
	kiosk_start(&given->kiosk, &(struct kiosk_plan){ .forms = forms, .begins_ms = MONDAY_AT_TEN_MS });
	kiosk_halt(&given->kiosk);
	name_desk(given);
	staff_list(given->kiosk.state, given->kiosk.assets, 0, staff_list_sam());
	kiosk_run(&given->kiosk);
	screen_await(&given->kiosk, "start");
	browser_start(&given->browser, given->kiosk.folder);
	return 0;
}

static int tear_down(void **state)
{
	struct given *given = *state;
	browser_stop(&given->browser);
	kiosk_end(&given->kiosk);
	free(given);
	return 0;
}

/* The page says @words by itself, however it was told. */
static void await_words(struct given *given, const char *words)
{
	char script[256], page[8192];
	snprintf(script, sizeof script, "document.body.innerText.includes('%s')", words);
	if (browser_until(&given->browser, script))
		return;
	browser_eval(&given->browser, "document.body.innerText", page, sizeof page);
	fail_msg("the desk does not say \"%s\" but: %s", words, page);
}

static void sign_in(struct given *given)
{
	char page[64];
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	for (;;) {
		browser_go(&given->browser, given->url);
		browser_eval(&given->browser, "String(!!document.querySelector('#pin'))", page, sizeof page);
		if (strcmp(page, "true") == 0)
			break;
		assert_true(deadline_pause(deadline)); /* it does not listen yet */
	}
	browser_eval(&given->browser, "document.querySelector('#who').value = '4471', document.querySelector('#pin').value = '839205', document.querySelector('main form').submit(), ''", page, sizeof page);
	await_words(given, "Signed in as Sam");
}

static void press(struct given *given, const char *id)
{
	char script[128], nothing[8];
	snprintf(script, sizeof script, "!!document.getElementById('%s')", id);
	if (!browser_until(&given->browser, script))
		fail_msg("the desk has no %s", id);
	snprintf(script, sizeof script, "document.getElementById('%s').click(), ''", id);
	browser_eval(&given->browser, script, nothing, sizeof nothing);
}

static void run(const char *script, char *ret, size_t room)
{
	assert_int_equal(process_run((char *[]){ "/bin/sh", "-c", (char *)script, NULL }, ret, room), 0);
}

static void the_page_follows_the_kiosk(void **state)
{
	struct given *given = *state;
	sign_in(given);
	await_words(given, "Free");
	browser_shot(&given->browser, "desk-free");
	missed_bin_check(&given->kiosk);
	await_words(given, "In use since");
	printer_switch(&given->kiosk.printer, "paper out");
	await_words(given, "No paper");
	printer_switch(&given->kiosk.printer, "paper in");
	await_words(given, "The printer is ready.");
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
	struct given *given = *state;
	struct kiosk *kiosk = &given->kiosk;
	sign_in(given);
	await_words(given, "Nobody is waiting for help.");
	screen_touch(kiosk, "person");
	screen_await_words(kiosk, "The desk knows that you need a person");
	screen_await_words(kiosk, "Your number is A1");
	await_words(given, "Wants help");
	browser_shot(&given->browser, "desk-call");
	kiosk_kill(kiosk, "foyer-ui");
	screen_await_words(kiosk, "The desk knows that you need a person");
	press(given, "take-A1-5");
	screen_await_words(kiosk, "Sam is coming");
	screen_await_words(kiosk, "In about 5 minutes");
	await_words(given, "Sam is coming");
	press(given, "arrive-A1");
	screen_await_words(kiosk, "Sam is here");
	await_words(given, "Sam is there");
	press(given, "done-A1");
	screen_await_words(kiosk, "Sam has finished helping");
	await_words(given, "Nobody is waiting for help.");
}

/* Nobody is signed in: the screen says so, and what there is instead. Who comes to the desk later sees it, also after the hub was killed. */
static void nobody_hears_at_first_and_the_number_stays(void **state)
{
	struct given *given = *state;
	struct kiosk *kiosk = &given->kiosk;
	screen_touch(kiosk, "person");
	screen_await_words(kiosk, "Nobody at the desk can hear this now");
	screen_await_words(kiosk, "01632 960 140");
	screen_await_words(kiosk, "Your number is A1");
	sign_in(given);
	screen_await_words(kiosk, "The desk knows that you need a person");
	kiosk_kill(kiosk, "foyer-hub");
	screen_await_words(kiosk, "Nobody at the desk can hear this now"); /* the sign-in went with it */
	sign_in(given);
	screen_await_words(kiosk, "Your number is A1");
	press(given, "take-A1-5");
	screen_await_words(kiosk, "Sam is coming");
	screen_press(kiosk, "call-off");
	await_words(given, "Nobody is waiting for help.");
}

/* Somebody at the desk is given a ticket; whoever has its code finds the form at the kiosk, and nobody's visit is in its way. */
static void a_form_is_laid_ready_for_who_stands_at_the_desk(void **state)
{
	struct given *given = *state;
	struct kiosk *kiosk = &given->kiosk;
	char code[32], nothing[8];
	sign_in(given);
	browser_eval(&given->browser, "document.querySelector('#service').value = 'missed-bin', ''", nothing, sizeof nothing);
	press(given, "offer");
	await_words(given, "Waiting at the kiosk since");
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
	await_words(given, "Opened at the kiosk");
	screen_press(kiosk, "back");
	await_words(given, "They did not want this form");
	press(given, "unoffer");
	press(given, "offer");
	await_words(given, "Waiting at the kiosk since");
	kiosk_kill(kiosk, "foyer-ui");
	screen_await(kiosk, "push"); /* a screen that comes anew knows of it */
}

static void the_fingerprint_is_the_one_that_foyer_status_says(void **state)
{
	struct given *given = *state;
	char script[GIVEN_PATH_BYTES * 2 + 64], said[4096], shown[512], foyer[GIVEN_PATH_BYTES];
	given_built("bin/foyer", foyer);
	sign_in(given);
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
	struct given *given = *state;
	for (int i = 0; i < 3; i++) {
		sign_in(given);
		kiosk_kill(&given->kiosk, i < 2 ? "foyer-desk" : "foyer-hub");
		await_words(given, "Sign in to the help desk");
	}
	sign_in(given);
	await_words(given, "Free");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_page_follows_the_kiosk, set_up, tear_down),
		cmocka_unit_test_setup_teardown(one_touch_brings_sam, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nobody_hears_at_first_and_the_number_stays, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_form_is_laid_ready_for_who_stands_at_the_desk, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_fingerprint_is_the_one_that_foyer_status_says, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_killed_desk_or_hub_is_back_and_the_page_finds_it, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
