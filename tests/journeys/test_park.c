/* SPDX-License-Identifier: MIT */
/* journey.park - somebody stops in the middle and goes on later: the kiosk is free at once, the ticket opens their answers once, and the disk tells nobody anything. */
#include "tests/journeys/missed_bin.h"
#include "tests/journeys/parked.h"
#include "tests/journeys/searched.h"
#include "tests/lib/wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* 23 November 2026: the library is open. */
#define MONDAY_AT_TEN_MS INT64_C(1795428000000)

static void start(struct kiosk *kiosk, bool printer)
{
	kiosk_start(kiosk, &(struct kiosk_plan){ .begins_ms = MONDAY_AT_TEN_MS, .no_printer = !printer });
}

/* Where more is said there, as that nothing can be printed, it is further down; it may move from under a finger while the printer is found. */
static void to_resume(struct kiosk *kiosk)
{
	screen_await_named(kiosk, "home");
	for (struct deadline deadline = deadline_in(PROCESS_WAIT_MS); !screen_find(kiosk, "field:code") && deadline_pause(deadline); screen_look(kiosk)) {
		const char *other = screen_find(kiosk, "page-next") ? "page-next" : "page-previous";
		if (screen_find(kiosk, "resume"))
			screen_touch(kiosk, "resume");
		else if (screen_find(kiosk, other))
			screen_touch(kiosk, other);
	}
}

static void type_code(struct kiosk *kiosk, const char *code)
{
	screen_press(kiosk, "start");
	to_resume(kiosk);
	screen_set(kiosk, "field:code", code);
	screen_press(kiosk, "continue");
}

static void they_go_on_where_they_were(void **state)
{
	struct kiosk *kiosk = *state;
	char code[8], heading[256];
	start(kiosk, true);
	parked_answer(kiosk);
	snprintf(heading, sizeof heading, "%s", screen_heading(kiosk));
	parked_keep(kiosk, code);
	printer_await(&kiosk->printer, 1);
	screen_await_words(kiosk, "Take your ticket.");
	assert_false(screen_says(kiosk, PARKED_ANSWER));
	screen_press(kiosk, "finish");
	/* the next person comes and goes */
	screen_press(kiosk, "start");
	screen_await(kiosk, "resume");
	screen_press(kiosk, "finish");
	type_code(kiosk, "ZZZ ZZZ");
	screen_await_words(kiosk, "We cannot find answers with that code");
	screen_press(kiosk, "back");
	screen_set(kiosk, "field:code", code);
	screen_press(kiosk, "continue");
	screen_await_value(kiosk, PARKED_NODE, PARKED_ANSWER);
	assert_string_equal(screen_heading(kiosk), heading);
	walk_to_check(kiosk, missed_bin_answers, NULL, NULL); /* nothing is asked twice */
	screen_press(kiosk, "finish");
	screen_press(kiosk, "finish-clear");
	type_code(kiosk, code); /* once */
	screen_await_words(kiosk, "We cannot find answers with that code");
}

/* The hub, then the screen, then both are killed while it is kept: the code goes on. */
static void killed_programs_keep_it(void **state)
{
	struct kiosk *kiosk = *state;
	char code[8];
	start(kiosk, false);
	parked_answer(kiosk);
	parked_keep(kiosk, code);
	kiosk->fresh = false;
	kiosk_kill(kiosk, "foyer-ui"); /* who did not write it down yet still can */
	screen_await_named(kiosk, "parked");
	screen_press(kiosk, "finish");
	kiosk->fresh = false;
	kiosk_kill(kiosk, "foyer-hub");
	screen_await(kiosk, "start");
	type_code(kiosk, code);
	screen_await_value(kiosk, PARKED_NODE, PARKED_ANSWER);
	kiosk->fresh = false;
	kiosk_kill(kiosk, "foyer-ui"); /* opened, it is in the visit's copy */
	screen_await_value(kiosk, PARKED_NODE, PARKED_ANSWER);
}

/* The ticket's square, read by eyes that are not ours; "" where nobody is there who reads. */
static void read_square(const struct kiosk *kiosk, char ret[static 64])
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, kiosk->printer.folder, "receipt-1.png");
	if (access("/usr/bin/zbarimg", X_OK) != 0)
		return;
	assert_int_equal(process_run((char *[]){ "/usr/bin/zbarimg", "--quiet", "--raw", path, NULL }, ret, 64), 0);
	ret[strcspn(ret, "\n")] = '\0';
	assert_int_equal(strlen(ret), 26);
}

static void the_disk_tells_nobody_and_a_power_cut_ends_the_code(void **state)
{
	struct kiosk *kiosk = *state;
	struct searched *searched = calloc(1, sizeof *searched);
	char code[8], token[64] = "";
	start(kiosk, true);
	parked_answer(kiosk);
	parked_keep(kiosk, code);
	printer_await(&kiosk->printer, 1);
	read_square(kiosk, token);
	kiosk_cut_power(kiosk);
	searched_add(searched, PARKED_ANSWER);
	searched_add(searched, code);
	if (token[0])
		searched_add(searched, token);
	searched_folder(searched, kiosk->state);
	assert_string_equal(searched->found, "");
	assert_true(searched->files > 3);
	free(searched);
	kiosk_run(kiosk);
	screen_await(kiosk, "start");
	type_code(kiosk, code);
	screen_await_words(kiosk, "We cannot find answers with that code");
	if (!token[0])
		return;
	screen_press(kiosk, "back");
	screen_set(kiosk, "field:code", token); /* as a reader of squares types it */
	screen_press(kiosk, "continue");
	screen_await_value(kiosk, PARKED_NODE, PARKED_ANSWER);
}

/* Longer than the ticket says: nobody's answers are left, and the screen says so as for a code that never was. */
static void after_its_time_nobody_has_it(void **state)
{
	struct kiosk *kiosk = *state;
	char code[8];
	start(kiosk, false);
	parked_answer(kiosk);
	parked_keep(kiosk, code);
	screen_press(kiosk, "finish");
	screen_await(kiosk, "start");
	kiosk_move_clock(kiosk, INT64_C(31) * 60 * 1000);
	type_code(kiosk, code);
	screen_await_words(kiosk, "We cannot find answers with that code");
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, kiosk_set_up_later, kiosk_tear_down)
	const struct CMUnitTest cases[] = { CASE(they_go_on_where_they_were), CASE(killed_programs_keep_it), CASE(after_its_time_nobody_has_it), CASE(the_disk_tells_nobody_and_a_power_cut_ends_the_code) };
	return cmocka_run_group_tests_name("park", cases, NULL, NULL);
}
