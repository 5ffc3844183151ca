/* SPDX-License-Identifier: MIT */
/* journey.load_paper - the roll is empty: somebody opens, puts a new one in, closes, and looks at the test page. In a shell, and on the kiosk's own screen. */
#include "tests/lib/screen.h"
#include "tests/lib/wait.h"

#include "firmware/base/json.h"
#include "firmware/base/words.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SHELL_BYTES = 5 * GIVEN_PATH_BYTES };

struct load { struct kiosk kiosk; struct words *words; struct process shell; char fifo[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES]; int hand; };

static int set_up(void **state)
{
	struct load *load = calloc(1, sizeof *load);
	char languages[GIVEN_PATH_BYTES];
	assert_non_null(load);
	load->hand = -1;
	given_built("assets/languages", languages);
	assert_int_equal(words_open(languages, "en", &load->words), FAIL_NONE);
	*state = load;
	kiosk_start(&load->kiosk, &(struct kiosk_plan){ 0 });
	given_path(load->fifo, load->kiosk.folder, "typed");
	given_path(load->said, load->kiosk.folder, "shell.txt");
	return 0;
}

static int tear_down(void **state)
{
	struct load *load = *state;
	(void)process_stop(&load->shell);
	if (load->hand >= 0)
		close(load->hand);
	words_close(load->words);
	kiosk_end(&load->kiosk);
	free(load);
	return 0;
}

/* `foyer printer` as somebody at a terminal would start it. */
static void open_shell(struct load *load)
{
	char foyer[GIVEN_PATH_BYTES], assets[GIVEN_PATH_BYTES], line[SHELL_BYTES];
	given_built("bin/foyer", foyer);
	given_built("assets", assets);
	assert_int_equal(mkfifo(load->fifo, 0600), 0);
	load->hand = open(load->fifo, O_RDWR | O_CLOEXEC); /* both ends, so that nobody waits for the other */
	assert_true(load->hand >= 0);
	snprintf(line, sizeof line, "exec '%s' printer --state '%s' --assets '%s' <'%s'", foyer, load->kiosk.state, assets, load->fifo);
	char *const argv[] = { (char *)"sh", (char *)"-c", line, NULL };
	process_start(&load->shell, load->said, argv);
}

static void type(struct load *load, const char *letter)
{
	assert_int_equal(write(load->hand, letter, strlen(letter)), (ssize_t)strlen(letter));
	assert_int_equal(write(load->hand, "\n", 1), 1);
}

static bool was_said(const struct load *load, const char *sentence)
{
	char *said = given_text(load->said);
	bool found = said && strstr(said, sentence);
	free(said);
	return found;
}

static void await_said(struct load *load, const char *key)
{
	const char *sentence = words_get(load->words, key);
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	assert_string_not_equal(sentence, key);
	while (!was_said(load, sentence))
		if (!deadline_pause(deadline))
			fail_msg("the shell has not said \"%s\"", sentence);
}

static json_t *page_of(struct load *load)
{
	json_t *status = kiosk_status(&load->kiosk), *page = json_incref(json_object_get(json_object_get(status, "printer"), "page"));
	json_decref(status);
	return page;
}

/* Its own messages are on from when it was ready first. */
static void await_printer(struct load *load, const char *state)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	bool is = false;
	while (!is) {
		json_t *status = kiosk_status(&load->kiosk);
		is = strcmp(json_text_or(json_object_get(status, "printer"), "state", ""), state) == 0;
		json_decref(status);
		if (!is && !deadline_pause(deadline))
			fail_msg("the printer is not said to be %s", state);
	}
}

static void a_shell_goes_along_with_the_hands(void **state)
{
	struct load *load = *state;
	struct printer *printer = &load->kiosk.printer;
	json_t *page = page_of(load);
	assert_true(json_is_null(page));
	json_decref(page);
	await_printer(load, "ready");
	printer_switch(printer, "paper out");
	await_printer(load, "paper");
	open_shell(load);
	await_said(load, "printer.paper");
	await_said(load, "guide.open");
	printer_switch(printer, "cover open");
	await_said(load, "guide.roll.2");
	printer_switch(printer, "cover closed");
	await_said(load, "guide.empty"); /* not yet in */
	printer_switch(printer, "cover open");
	printer_switch(printer, "paper in");
	printer_switch(printer, "cover closed");
	await_said(load, "guide.look");
	printer_await(printer, 1);
	type(load, "y");
	await_said(load, "guide.passed");
	assert_int_equal(process_wait(&load->shell), 0);
	page = page_of(load);
	assert_true(json_bool_or(page, "passed", false));
	assert_true(json_int_or(page, "time_ms", 0) > 0);
	json_decref(page);
}

static void a_page_that_is_not_right_says_what_to_do(void **state)
{
	struct load *load = *state;
	await_printer(load, "ready");
	open_shell(load);
	await_said(load, "guide.open");
	type(load, "p"); /* the roll is new already */
	await_said(load, "guide.look");
	type(load, "n");
	await_said(load, "guide.failed");
	json_t *page = page_of(load);
	assert_true(json_is_object(page) && !json_bool_or(page, "passed", true));
	json_decref(page);
	type(load, "q");
	assert_int_equal(process_wait(&load->shell), 1);
	printer_await(&load->kiosk.printer, 1);
}

static void begin_on_screen(struct load *load, const char *expected)
{
	json_t *reply = NULL;
	enum fail code = kiosk_ask(&load->kiosk, json_pack("{s:s, s:s, s:b}", "verb", "printer.guide", "say", "begin", "screen", 1), &reply);
	assert_string_equal(code == FAIL_NONE ? "begun" : fail_name(code), expected);
	json_decref(reply);
	fail_clear();
}

static void the_kiosks_own_screen_shows_it(void **state)
{
	struct load *load = *state;
	struct kiosk *kiosk = &load->kiosk;
	await_printer(load, "ready");
	screen_await_words(kiosk, words_get(load->words, "idle.receipt"));
	printer_switch(&kiosk->printer, "paper out");
	screen_await_words(kiosk, words_get(load->words, "idle.no_receipt"));
	begin_on_screen(load, "begun");
	screen_await_named(kiosk, "guide/open");
	assert_true(screen_says(kiosk, "The printer has no paper"));
	printer_switch(&kiosk->printer, "cover open");
	screen_await_named(kiosk, "guide/roll");
	kiosk_kill(kiosk, "foyer-ui"); /* a screen that comes anew shows it again */
	screen_await_named(kiosk, "guide/roll");
	printer_switch(&kiosk->printer, "paper in");
	printer_switch(&kiosk->printer, "cover closed");
	screen_await_named(kiosk, "guide/look");
	printer_await(&kiosk->printer, 1);
	screen_press(kiosk, "guide-fail");
	screen_await_named(kiosk, "guide/failed");
	screen_press(kiosk, "guide-page");
	screen_await_named(kiosk, "guide/look");
	printer_await(&kiosk->printer, 2);
	screen_press(kiosk, "guide-pass");
	screen_await_named(kiosk, "guide/passed");
	screen_press(kiosk, "guide-stop");
	screen_await(kiosk, "start");
	json_t *page = page_of(load);
	assert_true(json_bool_or(page, "passed", false));
	json_decref(page);
}

static void nobody_is_disturbed_by_it(void **state)
{
	struct load *load = *state;
	struct kiosk *kiosk = &load->kiosk;
	screen_press(kiosk, "start");
	screen_await(kiosk, "topic:bins");
	begin_on_screen(load, "busy");
	screen_look(kiosk);
	assert_non_null(screen_find(kiosk, "topic:bins"));
}

/* `foyer printer --notice WHICH`; what it says is in load->said. */
static int ask_notice(struct load *load, const char *which)
{
	char foyer[GIVEN_PATH_BYTES], assets[GIVEN_PATH_BYTES];
	given_built("bin/foyer", foyer);
	given_built("assets", assets);
	process_start(&load->shell, load->said, (char *[]){ foyer, (char *)"printer", (char *)"--state", load->kiosk.state, (char *)"--assets", assets, (char *)"--notice", (char *)which, NULL });
	return process_wait(&load->shell);
}

static void assert_read(struct load *load, int number, const char *words)
{
	char path[GIVEN_PATH_BYTES], name[32];
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	printer_await(&load->kiosk.printer, number);
	if (access("/usr/bin/tesseract", X_OK) != 0)
		return;
	snprintf(name, sizeof name, "receipt-%d.txt", number);
	given_path(path, load->kiosk.printer.folder, name);
	while (access(path, R_OK) != 0)
		if (!deadline_pause(deadline))
			fail_msg("%s was never written", path);
	char *text = given_text(path);
	if (!strstr(text, words))
		fail_msg("paper %d does not say \"%s\" but: %s", number, words, text);
	free(text);
}

static void a_notice_for_the_door_is_printed_in_time(void **state)
{
	struct load *load = *state;
	await_printer(load, "ready");
	assert_int_not_equal(ask_notice(load, "lunch"), 0);
	assert_true(was_said(load, "there is no notice"));
	assert_int_equal(ask_notice(load, "paper"), 0);
	assert_true(was_said(load, "comes out now"));
	assert_read(load, 1, "Out of paper");
	printer_switch(&load->kiosk.printer, "paper out");
	await_printer(load, "paper");
	assert_int_equal(ask_notice(load, "closed"), 0);
	assert_true(was_said(load, words_get(load->words, "printer.paper")));
	assert_int_equal(printer_receipts(&load->kiosk.printer), 1);
	printer_switch(&load->kiosk.printer, "paper in");
	assert_read(load, 2, "Closed");
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, set_up, tear_down)
	const struct CMUnitTest cases[] = {
		CASE(a_shell_goes_along_with_the_hands), CASE(a_page_that_is_not_right_says_what_to_do), CASE(the_kiosks_own_screen_shows_it), CASE(nobody_is_disturbed_by_it),
		CASE(a_notice_for_the_door_is_printed_in_time),
	};
	return cmocka_run_group_tests_name("load_paper", cases, NULL, NULL);
}
