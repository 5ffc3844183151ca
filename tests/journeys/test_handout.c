/* SPDX-License-Identifier: MIT */
/* journey.handout - what anybody may have on paper: a service's list, the branch, how information is used. Pressed as a resident would, and read off the printer's paper. */
#include "tests/lib/screen.h"
#include "tests/lib/wait.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What lies on the counter as picture @number, read by eyes that are not ours; new text, or NULL where nobody is there who reads. */
static char *paper_text(struct kiosk *kiosk, int number)
{
	char path[GIVEN_PATH_BYTES], name[32];
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	if (access("/usr/bin/tesseract", X_OK) != 0)
		return NULL;
	snprintf(name, sizeof name, "receipt-%d.txt", number);
	given_path(path, kiosk->printer.folder, name);
	while (access(path, R_OK) != 0)
		if (!deadline_pause(deadline))
			fail_msg("%s was never written", path);
	return given_text(path);
}

/* @words: what has to be on it, ends with NULL; @never: what must not. */
static void assert_paper(struct kiosk *kiosk, int number, const char *const *words, const char *never)
{
	printer_await(&kiosk->printer, number);
	char *text = paper_text(kiosk, number);
	for (; text && *words; words++)
		if (!strstr(text, *words))
			fail_msg("paper %d does not say \"%s\" but: %s", number, *words, text);
	if (text && strstr(text, never))
		fail_msg("paper %d says \"%s\": %s", number, never, text);
	free(text);
}

static void await_printer(struct kiosk *kiosk)
{
	screen_await_words(kiosk, "receipt"); /* the idle screen promises one when the printer is known */
}

static void to_service(struct kiosk *kiosk)
{
	await_printer(kiosk);
	screen_press(kiosk, "start");
	screen_service(kiosk, "parking-permit");
	screen_await(kiosk, "begin"); /* all of it is on one part */
}

static void what_a_service_needs_goes_home_on_paper(void **state)
{
	static const char *const words[] = { "Bring these with you", "Your number plate", "log book", NULL };
	struct kiosk *kiosk = *state;
	to_service(kiosk);
	screen_press(kiosk, "print-list");
	screen_await_named(kiosk, "sheet/handout");
	screen_await_words(kiosk, "It is printed. Take it with you.");
	assert_paper(kiosk, 1, words, "Market Square");
	screen_press(kiosk, "close");
	screen_await(kiosk, "begin"); /* they go on */
}

static void where_the_branch_is_goes_home_on_paper(void **state)
{
	static const char *const words[] = { "Central Library", "12 Market Square", "Thursday", "01632 960 140", "18001", NULL };
	struct kiosk *kiosk = *state;
	to_service(kiosk);
	screen_press(kiosk, "person");
	screen_press(kiosk, "print-branch");
	screen_await_words(kiosk, "It is printed. Take it with you.");
	assert_paper(kiosk, 1, words, "parking");
	screen_press(kiosk, "close");
	screen_await(kiosk, "begin");
}

static void how_information_is_used_can_be_read_and_taken_home(void **state)
{
	static const char *const words[] = { "How we use your information", "privacy notice", "Our promise", NULL };
	struct kiosk *kiosk = *state;
	to_service(kiosk);
	screen_press(kiosk, "charter");
	screen_await_named(kiosk, "sheet/charter");
	assert_true(screen_says(kiosk, "Our promise"));
	screen_press(kiosk, "print-charter");
	screen_await_words(kiosk, "It is printed. Take it with you.");
	assert_paper(kiosk, 1, words, "parking");
}

/* The screen says what is in the way; when somebody puts paper in, it comes out, and only then it is printed. */
static void without_paper_it_says_so_and_comes_out_later(void **state)
{
	static const char *const words[] = { "Your number plate", NULL };
	struct kiosk *kiosk = *state;
	to_service(kiosk);
	printer_switch(&kiosk->printer, "paper out");
	screen_press(kiosk, "print-list");
	screen_await_words(kiosk, "The printer has no paper. Ask a person to put some in.");
	assert_false(screen_says(kiosk, "It is printed"));
	assert_int_equal(printer_receipts(&kiosk->printer), 0);
	printer_switch(&kiosk->printer, "paper in");
	screen_await_words(kiosk, "It is printed. Take it with you.");
	assert_paper(kiosk, 1, words, "Market Square");
}

/* Somebody who went without it leaves nothing behind for the next one. */
static void nothing_comes_out_for_the_next_visitor(void **state)
{
	static const char *const words[] = { "Central Library", NULL };
	struct kiosk *kiosk = *state;
	to_service(kiosk);
	printer_switch(&kiosk->printer, "paper out");
	screen_press(kiosk, "print-list");
	screen_await_words(kiosk, "The printer has no paper. Ask a person to put some in.");
	screen_press(kiosk, "close");
	screen_press(kiosk, "finish");
	screen_press(kiosk, "start");
	printer_switch(&kiosk->printer, "paper in");
	screen_press(kiosk, "person");
	screen_press(kiosk, "print-branch");
	screen_await_words(kiosk, "It is printed. Take it with you.");
	assert_paper(kiosk, 1, words, "number plate");
	assert_int_equal(printer_receipts(&kiosk->printer), 1);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, kiosk_set_up, kiosk_tear_down)
	const struct CMUnitTest cases[] = {
		CASE(what_a_service_needs_goes_home_on_paper), CASE(where_the_branch_is_goes_home_on_paper), CASE(how_information_is_used_can_be_read_and_taken_home),
		CASE(without_paper_it_says_so_and_comes_out_later), CASE(nothing_comes_out_for_the_next_visitor),
	};
	return cmocka_run_group_tests_name("handout", cases, NULL, NULL);
}
