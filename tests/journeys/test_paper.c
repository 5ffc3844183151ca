/* SPDX-License-Identifier: MIT */
/* journey.paper - whose receipt it is: what did not come out in its own visit never comes out for the next person, and staff can print it. */
#include "tests/journeys/missed_bin.h"
#include "tests/lib/wait.h"

#include <string.h>
#include <unistd.h>

/* Sheet @number says @reference and no other, as far as somebody is there who reads it. */
static void assert_sheet(const struct kiosk *kiosk, int number, const char *reference)
{
	char path[GIVEN_PATH_BYTES], name[32], said[256];
	snprintf(name, sizeof name, "receipt-%d.png", number);
	given_path(path, kiosk->printer.folder, name);
	assert_int_equal(access(path, F_OK), 0);
	if (access("/usr/bin/zbarimg", X_OK) != 0)
		return;
	assert_int_equal(process_run((char *[]){ "/usr/bin/zbarimg", "--quiet", "--raw", path, NULL }, said, sizeof said), 0);
	said[strcspn(said, "\n")] = '\0';
	assert_string_equal(said, reference);
}

/* @faster_ms: so much sooner at each look, for what programs wait long for. */
static void await_log_faster(struct kiosk *kiosk, const char *line, int64_t faster_ms)
{
	char path[GIVEN_PATH_BYTES];
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	given_path(path, kiosk->folder, "said");
	for (bool there = false; !there;) {
		char *log = given_text(path);
		there = strstr(log, line) != NULL;
		free(log);
		if (!there && faster_ms > 0)
			kiosk_move_clock(kiosk, faster_ms);
		if (!there && !deadline_pause(deadline))
			fail_msg("the log never says %s", line);
	}
}

static void await_log(struct kiosk *kiosk, const char *line)
{
	await_log_faster(kiosk, line, 0);
}

static void finish(struct kiosk *kiosk)
{
	screen_press(kiosk, "finish-clear");
	screen_await(kiosk, "start");
}

static void the_next_visitor_gets_their_own_receipt_and_no_other(void **state)
{
	struct kiosk *kiosk = *state;
	char first[32], second[32];
	kiosk_start(kiosk, &(struct kiosk_plan){ 0 });
	printer_switch(&kiosk->printer, "paper out");
	missed_bin_send(kiosk, first);
	screen_await_sentence(kiosk, "receipt.paper");
	screen_press(kiosk, "photo"); /* for their camera */
	assert_string_equal(node_text(screen_await(kiosk, "reference"), "name"), first);
	screen_press(kiosk, "close");
	finish(kiosk);
	await_log(kiosk, "job=1 outcome=withdrawn reason=visit-ended");
	printer_switch(&kiosk->printer, "paper in");
	missed_bin_send(kiosk, second);
	screen_await_sentence(kiosk, "receipt.done");
	printer_await(&kiosk->printer, 1);
	assert_sheet(kiosk, 1, second);
	finish(kiosk);
	print_at_the_desk(kiosk, first);
	printer_await(&kiosk->printer, 2);
	assert_sheet(kiosk, 2, first);
	await_log(kiosk, "job=3 outcome=done");
	assert_int_equal(printer_receipts(&kiosk->printer), 2);
}

/* How many sheets say @reference. */
static int sheets_of(const struct kiosk *kiosk, const char *reference)
{
	int found = 0, count = printer_receipts(&kiosk->printer);
	for (int i = 1; i <= count; i++) {
		char path[GIVEN_PATH_BYTES], name[32], said[256] = "";
		snprintf(name, sizeof name, "receipt-%d.png", i);
		given_path(path, kiosk->printer.folder, name);
		(void)process_run((char *[]){ "/usr/bin/zbarimg", "--quiet", "--raw", path, NULL }, said, sizeof said); /* a torn sheet has no code */
		found += strstr(said, reference) != NULL;
	}
	return found;
}

/* The roll ends in the middle of somebody's receipt. */
static void given_stuck(struct kiosk *kiosk, char reference[static 32])
{
	kiosk_start(kiosk, &(struct kiosk_plan){ 0 });
	printer_switch(&kiosk->printer, "speed 4000"); /* slow enough to be in the middle of it */
	missed_bin_send(kiosk, reference);
	await_log(kiosk, "foyer-hub spool.writing job=1");
	printer_switch(&kiosk->printer, "paper out");
	screen_await_sentence(kiosk, "receipt.paper");
}

/* With paper in again, and a quick printer: the next person has their own, and nothing says @first. */
static void only_their_own_comes_out(struct kiosk *kiosk, const char *first)
{
	char second[32];
	printer_switch(&kiosk->printer, "speed 115000");
	printer_switch(&kiosk->printer, "paper in");
	missed_bin_send(kiosk, second);
	screen_await_sentence(kiosk, "receipt.done");
	await_log(kiosk, "job=2 outcome=done");
	if (access("/usr/bin/zbarimg", X_OK) != 0)
		return;
	assert_int_equal(sheets_of(kiosk, first), 0);
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (sheets_of(kiosk, second) == 0) /* its picture is written a little later */
		assert_true(deadline_pause(deadline));
}

/* The printer has a part of it, or all, when the roll ends and its person goes: it gives the rest back. */
static void what_is_stuck_in_the_printer_is_given_back(void **state)
{
	struct kiosk *kiosk = *state;
	char first[32];
	given_stuck(kiosk, first);
	finish(kiosk);
	await_log(kiosk, "job=1 outcome=withdrawn");
	only_their_own_comes_out(kiosk, first);
}

static void also_when_the_hub_died_meanwhile(void **state)
{
	struct kiosk *kiosk = *state;
	char first[32];
	given_stuck(kiosk, first);
	kiosk_kill(kiosk, "foyer-hub");
	finish(kiosk);
	await_log(kiosk, "job=1 outcome=withdrawn");
	only_their_own_comes_out(kiosk, first);
}

/* The kiosk's power was gone, the printer's was not: it takes nothing more, and until that is noticed nobody knows how it is. */
static void also_when_all_programs_died_meanwhile(void **state)
{
	struct kiosk *kiosk = *state;
	char first[32];
	given_stuck(kiosk, first);
	kiosk_cut_power(kiosk);
	kiosk_run(kiosk);
	screen_await(kiosk, "start");
	await_log_faster(kiosk, "spool.ended job=1 outcome=withdrawn", 500);
	only_their_own_comes_out(kiosk, first);
}

/* Nobody presses anything: time ends the visit. */
static void a_visit_that_times_out_leaves_no_receipt_behind(void **state)
{
	struct kiosk *kiosk = *state;
	char reference[32];
	kiosk_start(kiosk, &(struct kiosk_plan){ .no_printer = true });
	missed_bin_send(kiosk, reference);
	screen_await_sentence(kiosk, "receipt.no_printer");
	kiosk_move_clock(kiosk, 10 * 60 * 1000);
	screen_await(kiosk, "start");
	await_log(kiosk, "job=1 outcome=withdrawn reason=visit-ended");
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, kiosk_set_up_later, kiosk_tear_down)
	const struct CMUnitTest cases[] = {
		CASE(the_next_visitor_gets_their_own_receipt_and_no_other),
		CASE(what_is_stuck_in_the_printer_is_given_back), CASE(also_when_the_hub_died_meanwhile), CASE(also_when_all_programs_died_meanwhile),
		CASE(a_visit_that_times_out_leaves_no_receipt_behind),
	};
	return cmocka_run_group_tests_name("paper", cases, NULL, NULL);
}
