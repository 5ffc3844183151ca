/* SPDX-License-Identifier: MIT */
/* journey.site - three kiosks of a library and one browser: whoever is signed in at one has all of them on their page, and acts at each. */
#include "firmware/base/clock.h"
#include "firmware/envelope/device.h"
#include "firmware/envelope/site_certificate.h"
#include "tests/backoffice/browser.h"
#include "tests/journeys/missed_bin.h"
#include "tests/journeys/parked.h"
#include "tests/lib/kiosk.h"
#include "tests/lib/screen.h"
#include "tests/lib/staff_list.h"
#include "tests/lib/wait.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { KIOSKS = 3, OFF_WITHIN_MS = 10 * 1000, LISTEN_BYTES = 32 };

/* 23 November 2026: the library is open. */
#define MONDAY_AT_TEN_MS INT64_C(1795428000000)
#define CHOICE "choice:bin:recycling"

struct given { struct kiosk kiosk[KIOSKS]; struct browser browser; char listen[KIOSKS][LISTEN_BYTES], peers[KIOSKS][LISTEN_BYTES], url[64]; };

/* Ports that are free now; foyer-desk takes them a moment later. All at once, so that no two are one. */
static void free_ports(struct given *given)
{
	int fds[2 * KIOSKS];
	for (int i = 0; i < 2 * KIOSKS; i++) {
		struct sockaddr_in where = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
		socklen_t size = sizeof where;
		fds[i] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		assert_int_equal(bind(fds[i], (struct sockaddr *)&where, size), 0);
		assert_int_equal(getsockname(fds[i], (struct sockaddr *)&where, &size), 0);
		snprintf(i % 2 ? given->peers[i / 2] : given->listen[i / 2], LISTEN_BYTES, "127.0.0.1:%d", ntohs(where.sin_port));
	}
	for (int i = 0; i < 2 * KIOSKS; i++)
		close(fds[i]);
	snprintf(given->url, sizeof given->url, "https://%s/", given->listen[1]);
}

static json_t *desks(struct given *given)
{
	json_t *list = json_array();
	for (int i = 0; i < KIOSKS; i++) {
		struct device *device = NULL;
		char path[GIVEN_PATH_BYTES], name[16];
		snprintf(name, sizeof name, "Kiosk %d", i + 1);
		given_path(path, given->kiosk[i].state, "device.pem");
		assert_int_equal(device_open(path, &device), FAIL_NONE);
		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:o}", "name", name, "listen", given->listen[i], "peers", given->peers[i], "key", device_jwk(device)));
		device_close(device);
	}
	return list;
}

static void name_desks(struct given *given)
{
	json_t *list = desks(given);
	for (int i = 0; i < KIOSKS; i++) {
		char path[GIVEN_PATH_BYTES], name[16];
		snprintf(name, sizeof name, "Kiosk %d", i + 1);
		given_path(path, given->kiosk[i].state, "kiosk.json");
		json_t *file = json_load_file(path, 0, NULL);
		assert_non_null(file);
		json_object_set(file, "desks", list);
		json_object_set_new(file, "name", json_string(name));
		assert_int_equal(json_dump_file(file, path, 0), 0);
		json_decref(file);
	}
	json_decref(list);
}

/* A resident stands at the first; the others have no screen here. The page is the second's. */
static int set_up(void **state)
{
	struct given *given = calloc(1, sizeof *given);
	char forms[GIVEN_PATH_BYTES];
	*state = given;
	given_built("assets/forms", forms);
	for (int i = 0; i < KIOSKS; i++) {
		kiosk_start(&given->kiosk[i], &(struct kiosk_plan){ .forms = forms, .begins_ms = MONDAY_AT_TEN_MS, .beside = i ? &given->kiosk[0] : NULL, .no_ui = i > 0 });
		kiosk_halt(&given->kiosk[i]);
		staff_list(given->kiosk[i].state, given->kiosk[i].assets, 0, staff_list_sam());
	}
	free_ports(given);
	name_desks(given);
	for (int i = 0; i < KIOSKS; i++)
		kiosk_run(&given->kiosk[i]);
	screen_await(&given->kiosk[0], "start");
	browser_start(&given->browser, given->kiosk[0].folder);
	return 0;
}

static int tear_down(void **state)
{
	struct given *given = *state;
	browser_stop(&given->browser);
	for (int i = KIOSKS - 1; i >= 0; i--)
		kiosk_end(&given->kiosk[i]);
	free(given);
	return 0;
}

static void await(struct given *given, const char *script, const char *what)
{
	char page[8192];
	if (browser_until(&given->browser, script))
		return;
	browser_eval(&given->browser, "document.body.innerText", page, sizeof page);
	fail_msg("the page does not show %s but: %s", what, page);
}

static void await_words(struct given *given, const char *words)
{
	char script[256];
	snprintf(script, sizeof script, "document.body.innerText.includes('%s')", words);
	await(given, script, words);
}

/* The card of kiosk @number says @words. */
static void await_card(struct given *given, int number, const char *words)
{
	char script[256];
	snprintf(script, sizeof script, "[...document.querySelectorAll('.card')].some((card) => card.innerText.includes('Kiosk %d') && card.innerText.includes('%s'))", number, words);
	await(given, script, words);
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
	await(given, "document.readyState === 'complete'", "its script");
}

static void press(struct given *given, const char *begins)
{
	char script[160], nothing[8];
	snprintf(script, sizeof script, "!!document.querySelector('button[id^=\"%s\"]')", begins);
	await(given, script, begins);
	snprintf(script, sizeof script, "document.querySelector('button[id^=\"%s\"]').click(), ''", begins);
	browser_eval(&given->browser, script, nothing, sizeof nothing);
}

static void sam_at_the_second_helps_at_the_first(void **state)
{
	struct given *given = *state;
	struct kiosk *first = &given->kiosk[0];
	sign_in(given);
	for (int i = 1; i <= KIOSKS; i++)
		await_card(given, i, "Free");
	await_words(given, "Nobody is waiting for help.");
	browser_shot(&given->browser, "site-free");
	screen_touch(first, "person");
	screen_await_words(first, "The desk knows that you need a person"); /* who is signed in at another kiosk's page hears it too */
	await_card(given, 1, "Wants help");
	await_words(given, "Asked for a person to come");
	browser_shot(&given->browser, "site-call");
	press(given, "take-A1@");
	screen_await_words(first, "Sam is coming");
	await_words(given, "Sam is coming");
	press(given, "arrive-A1@");
	screen_await_words(first, "Sam is here");
	press(given, "done-A1@");
	screen_await_words(first, "Sam has finished helping");
	await_words(given, "Nobody is waiting for help.");
}

/* A form for who stands at the desk, at the first's screen; and answers that were kept there are back there, by their ticket. */
static void sam_at_the_second_lays_a_form_ready_and_brings_kept_answers_at_the_first(void **state)
{
	struct given *given = *state;
	struct kiosk *first = &given->kiosk[0];
	char code[16], script[256], nothing[8];
	sign_in(given);
	for (int i = 1; i <= KIOSKS; i++)
		await_card(given, i, "Free");
	await(given, "[...document.querySelectorAll('#offer-at option')].some((option) => option.innerText === 'Kiosk 1')", "a form for the first");
	browser_eval(&given->browser, "document.querySelector('#service').value = 'missed-bin', document.querySelector('#offer-at').selectedIndex = 0, document.querySelector('#offer').click(), ''", nothing, sizeof nothing);
	await(given, "!!document.querySelector('.push .code')", "the form's code");
	browser_eval(&given->browser, "document.querySelector('.push .code').innerText", code, sizeof code);
	browser_shot(&given->browser, "site-push");
	screen_await(first, "push");
	screen_press(first, "push");
	screen_await_words(first, "Type the code on your ticket");
	screen_set(first, "field:push", code);
	screen_press(first, "continue");
	screen_await(first, "begin");
	await_words(given, "Opened at the kiosk at");
	press(given, "unoffer-");
	screen_press(first, "finish");
	screen_await(first, "start");
	parked_answer(first);
	parked_keep(first, code);
	screen_press(first, "finish");
	await_words(given, "Kept at ");
	browser_shot(&given->browser, "site-kept");
	await_card(given, 1, "Free");
	snprintf(script, sizeof script, "document.querySelector('#kept').value = '%s', document.querySelector('#pick').click(), ''", code);
	browser_eval(&given->browser, script, nothing, sizeof nothing);
	screen_await_words(first, "Your answers are here");
	await_words(given, "Sam has brought them to the screen");
	screen_press(first, "continue");
	screen_await_value(first, PARKED_NODE, PARKED_ANSWER);
	await_words(given, "Nothing is kept now.");
	browser_eval(&given->browser, "String(document.documentElement.innerHTML.includes('" PARKED_ANSWER "'))", nothing, sizeof nothing);
	assert_string_equal(nothing, "false");
}

/* A resident who is asked which bin it is. */
static void to_choice(struct kiosk *kiosk)
{
	missed_bin_begin(kiosk);
	for (int i = 0; i < 20 && !screen_find(kiosk, CHOICE); i++) {
		walk_page(kiosk, missed_bin_answers);
		screen_press(kiosk, "continue");
		screen_await(kiosk, "back");
	}
	assert_non_null(screen_find(kiosk, CHOICE));
}

static void ask(struct given *given, const char *answer)
{
	press(given, "join-kiosk-");
	await_words(given, "You see nothing until they say yes.");
	screen_await_words(&given->kiosk[0], "May Sam help you?");
	screen_press(&given->kiosk[0], answer);
	await(given, "!!document.querySelector('#join .screen')", "their screen");
	screen_await_words(&given->kiosk[0], "Sam is helping you");
}

/* Sam at the second's page sees the first's screen as far as the resident there lets them, presses, is stopped; and what dies ends it. */
static void sam_at_the_second_helps_from_there_at_the_first(void **state)
{
	struct given *given = *state;
	struct kiosk *first = &given->kiosk[0];
	char took[16];
	sign_in(given);
	await_card(given, 1, "Free");
	to_choice(first);
	ask(given, "assist-types");
	await_card(given, 1, "Sam is helping from a desk");
	browser_shot(&given->browser, "site-join");
	browser_eval(&given->browser, "window.before = showJoin, window.showJoin = (markup) => { before(markup); window.took = window.took || performance.now() - window.began; }, window.began = performance.now(), ''", took, sizeof took);
	press(given, "press-" CHOICE);
	await(given, "document.getElementById('press-" CHOICE "').getAttribute('aria-pressed') === 'true'", "what was pressed");
	browser_eval(&given->browser, "String(Math.round(window.took))", took, sizeof took);
	print_message("a press at one kiosk's desk, done at another and seen here again: %s ms\n", took);
	screen_look(first);
	assert_true(node_is(screen_await(first, CHOICE), "checked"));
	screen_press(first, "person"); /* Stop is one touch */
	await_words(given, "They stopped it. You can\\'t see their screen any more.");
	await(given, "!document.querySelector('#join .screen')", "nothing of it");
	screen_press(first, "handback-keep");
	ask(given, "assist-looks");
	kiosk_kill(first, "foyer-hub");
	await(given, "document.querySelector('#join .join-state').dataset.state === 'over'", "that it is over");
	screen_await_words(first, "The line to Sam at the desk has broken.");
	screen_press(first, "close");
	ask(given, "assist-looks");
	kiosk_kill(first, "foyer-desk");
	await(given, "document.querySelector('#join .join-state').dataset.state === 'over'", "that it is over");
	screen_await_words(first, "The line to Sam at the desk has broken.");
}

/* Dead with its power, or alive behind a cable that is out: within ten seconds the page says so; and it is back by itself. */
static void a_kiosk_that_is_gone_is_said_to_be(void **state)
{
	struct given *given = *state;
	struct kiosk *third = &given->kiosk[2];
	sign_in(given);
	await_card(given, 3, "Free");
	int64_t began_ms = real_ms();
	kiosk_cut_power(third);
	await_card(given, 3, "Not connected");
	int64_t cut_ms = real_ms() - began_ms;
	await_card(given, 3, "No answer since");
	browser_shot(&given->browser, "site-off");
	kiosk_run(third);
	await_card(given, 3, "Free");
	began_ms = real_ms();
	pid_t desk = kiosk_pid(third, "foyer-desk");
	assert_int_equal(kill(desk, SIGSTOP), 0); /* nothing is refused, nothing answers: as a cable that is out */
	await_card(given, 3, "Not connected");
	int64_t silent_ms = real_ms() - began_ms;
	assert_int_equal(kill(desk, SIGCONT), 0);
	await_card(given, 3, "Free");
	print_message("a kiosk without power was off after %lld ms, one behind a cable that is out after %lld ms; the most is %d\n", (long long)cut_ms, (long long)silent_ms, OFF_WITHIN_MS);
}

/* Sam signs in at the third's own page; nothing is kept at one kiosk alone. When the second is gone, the others have one another. */
static void no_kiosk_is_the_one_that_all_need(void **state)
{
	struct given *given = *state;
	kiosk_cut_power(&given->kiosk[1]);
	snprintf(given->url, sizeof given->url, "https://%s/", given->listen[2]);
	sign_in(given);
	await_card(given, 1, "Free");
	await_card(given, 3, "Free");
	await_card(given, 2, "Not connected");
	kiosk_run(&given->kiosk[1]);
	await_card(given, 2, "Free");
}

/* The status that the peers' port of the first answers with to whoever shows @shown (NULL: nothing) and asks for @path; 0 none. */
static int stranger(struct given *given, const struct site_certificate *shown, const char *path)
{
	char pem[GIVEN_PATH_BYTES], script[GIVEN_PATH_BYTES * 3], said[4096], with[GIVEN_PATH_BYTES * 2 + 32] = "";
	given_path(pem, given->kiosk[0].folder, "shown.pem");
	if (shown) {
		char text[2 * SITE_PEM_MAX_BYTES];
		snprintf(text, sizeof text, "%s%s", shown->certificate, shown->key);
		unlink(pem);
		given_file(pem, text, 0600);
		snprintf(with, sizeof with, "-cert %s -key %s", pem, pem);
	}
	snprintf(script, sizeof script, "printf 'POST %s HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 2\\r\\nConnection: close\\r\\n\\r\\n{}' | openssl s_client -quiet -connect %s %s 2>/dev/null | head -c 4000; true",
		path, given->peers[0], with);
	assert_int_equal(process_run((char *[]){ "/bin/sh", "-c", script, NULL }, said, sizeof said), 0);
	int status = 0;
	return sscanf(said, "HTTP/1.1 %3d", &status) == 1 ? status : 0;
}

static void only_the_kiosks_of_the_site_are_answered(void **state)
{
	struct given *given = *state;
	struct site_certificate third, other;
	struct device *device = NULL;
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->kiosk[2].state, "device.pem");
	assert_int_equal(device_open(path, &device), FAIL_NONE);
	assert_int_equal(site_certificate_make(device, &third), FAIL_NONE);
	device_close(device);
	given_path(path, given->kiosk[0].folder, "stranger.pem");
	assert_int_equal(device_open(path, &device), FAIL_NONE);
	assert_int_equal(site_certificate_make(device, &other), FAIL_NONE);
	device_close(device);
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (stranger(given, &third, "/site") != 200)
		assert_true(deadline_pause(deadline)); /* it does not listen yet */
	assert_int_equal(stranger(given, NULL, "/site"), 403);
	assert_int_equal(stranger(given, &other, "/site"), 403);
	assert_int_equal(stranger(given, &third, "/"), 404);
	assert_int_equal(stranger(given, &third, "/events"), 404);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(sam_at_the_second_helps_at_the_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(sam_at_the_second_lays_a_form_ready_and_brings_kept_answers_at_the_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(sam_at_the_second_helps_from_there_at_the_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_kiosk_that_is_gone_is_said_to_be, set_up, tear_down),
		cmocka_unit_test_setup_teardown(only_the_kiosks_of_the_site_are_answered, set_up, tear_down),
		cmocka_unit_test_setup_teardown(no_kiosk_is_the_one_that_all_need, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
