/* SPDX-License-Identifier: MIT */
/* journey.desk - a whole kiosk with a resident at it, and somebody of the staff at their own computer: a real Chromium over HTTPS. */
#include "firmware/base/door.h"
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

static int set_up_as(void **state, bool no_ui)
{
	struct given *given = calloc(1, sizeof *given);
	char forms[GIVEN_PATH_BYTES];
	*state = given;
	given_built("assets/forms", forms);
	kiosk_start(&given->kiosk, &(struct kiosk_plan){ .forms = forms, .no_ui = no_ui });
	kiosk_halt(&given->kiosk);
	name_desk(given);
	staff_list(given->kiosk.state, given->kiosk.assets, 0, staff_list_sam());
	kiosk_run(&given->kiosk);
	if (!no_ui)
		screen_await(&given->kiosk, "start");
	browser_start(&given->browser, given->kiosk.folder);
	return 0;
}

static int set_up(void **state)
{
	return set_up_as(state, false);
}

static int set_up_without_screen(void **state)
{
	return set_up_as(state, true);
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

/* What the screen's program does when somebody touches "Ask for help". */
static int call_for_help(struct given *given)
{
	char doors[GIVEN_PATH_BYTES];
	int ui = -1;
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	given_path(doors, given->kiosk.state, "doors");
	while (door_connect(doors, "ui", &ui) != FAIL_NONE)
		assert_true(deadline_pause(deadline));
	json_t *call = json_pack("{s:s, s:s, s:s, s:s, s:s}", "verb", "help.call", "visit", "0123456789abcdef", "from", "missed-bin.place", "language", "ur", "service", "missed-bin");
	assert_int_equal(door_send(ui, call, -1), FAIL_NONE);
	json_decref(call);
	return ui;
}

/* The screen hears @state, whatever else it hears. */
static void hear(int ui, const char *state)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	for (;;) {
		json_t *frame = NULL;
		int blob_fd = -1;
		enum fail fail = door_receive(ui, DOOR_FRAME_MAX_BYTES, &frame, &blob_fd);
		const char *heard = json_string_value(json_object_get(frame, "state"));
		bool found = fail == FAIL_NONE && heard && strcmp(heard, state) == 0;
		json_decref(frame);
		if (found)
			return;
		assert_true(fail == FAIL_NONE || deadline_pause(deadline));
	}
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

/* Both ends of it: the screen hears what the desk does, and the desk what the screen asks. */
static void a_call_is_taken_and_ended_at_the_desk(void **state)
{
	struct given *given = *state;
	sign_in(given);
	await_words(given, "Nobody is waiting for help.");
	int ui = call_for_help(given);
	hear(ui, "waiting");
	await_words(given, "Report a missed bin, in Urdu");
	await_words(given, "Wants help");
	browser_shot(&given->browser, "desk-call");
	press(given, "take-A1-5");
	hear(ui, "coming");
	await_words(given, "Sam is coming");
	press(given, "arrive-A1");
	hear(ui, "here");
	await_words(given, "Sam is there");
	press(given, "done-A1");
	hear(ui, "done");
	await_words(given, "Nobody is waiting for help.");
	close(ui);
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
		cmocka_unit_test_setup_teardown(a_call_is_taken_and_ended_at_the_desk, set_up_without_screen, tear_down),
		cmocka_unit_test_setup_teardown(the_fingerprint_is_the_one_that_foyer_status_says, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_killed_desk_or_hub_is_back_and_the_page_finds_it, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
