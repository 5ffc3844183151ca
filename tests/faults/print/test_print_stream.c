/* SPDX-License-Identifier: MIT */
/* fault.print_stream - foyer-print and foyer-virtual-printer as they run on a laptop: the paper can be read, the trouble is told. */
#include "firmware/base/clock.h" /* ours before cmocka.h, which has a macro called fail */
#include "tests/faults/print/hub_double.h"

#include "tests/lib/printer.h"
#include "tests/lib/process.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TURN_MS = 5, WAIT_MS = 60000 };

static const char reference[] = "MB 7K4 29Q XMP";

struct given {
	char folder[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES], where[GIVEN_PATH_BYTES + 8];
	struct loop *loop;
	struct hub_double hub;
	struct printer printer;
	struct process print;
};

static struct given *given_all(void)
{
	struct given *given = calloc(1, sizeof *given);
	char program[GIVEN_PATH_BYTES], assets[GIVEN_PATH_BYTES];

	assert_non_null(given);
	given_folder(given->folder);
	given_path(given->said, given->folder, "said");
	given_path(given->hub.doors, given->folder, "");
	printer_place(&given->printer, given->folder);
	snprintf(given->where, sizeof given->where, "unix:%s", given->printer.socket);
	given->hub.printer = given->where;
	assert_int_equal(loop_new(&given->loop), FAIL_NONE);
	given->hub.loop = given->loop;
	hub_double_open(&given->hub);
	printer_start(&given->printer);
	given_built("bin/foyer-print", program);
	given_built("tests/print-assets", assets);
	process_start(&given->print, given->said, (char *[]){ program, "--doors", given->hub.doors, "--assets", assets, NULL });
	return given;
}

static void given_end(struct given *given)
{
	assert_int_equal(process_stop(&given->print), 0);
	hub_double_close(&given->hub);
	printer_stop(&given->printer);
	loop_free(given->loop);
	given_done(given->folder);
	free(given);
}

#define TURN_UNTIL(GIVEN, CONDITION) \
	do { \
		int64_t end_ms = clock_mono_ms() + WAIT_MS; \
		while (!(CONDITION) && clock_mono_ms() < end_ms) \
			assert_int_equal(loop_once((GIVEN)->loop, TURN_MS), FAIL_NONE); \
		assert_true(CONDITION); \
	} while (0)

static void receipt_path(const struct given *given, int number, const char *ending, char ret[static GIVEN_PATH_BYTES])
{
	char name[64];

	snprintf(name, sizeof name, "receipt-%d.%s", number, ending);
	given_path(ret, given->printer.folder, name);
}

/* @phrase is in @text, wherever the paper's lines were broken: the reader of a picture puts breaks of its own between large lines. */
static bool says(const char *text, const char *phrase)
{
	for (; *text; text++) {
		const char *at = text, *want = phrase;
		while (*want && (*want == *at || (*want == ' ' && *at == '\n'))) {
			if (*want == ' ')
				at += strspn(at, " \n");
			else
				at++;
			want++;
		}
		if (*want == '\0')
			return true;
	}
	return false;
}

/* The text beside picture @number says each of @phrases. */
static void assert_paper_says(struct given *given, int number, const char *const *phrases)
{
	char path[GIVEN_PATH_BYTES];

	receipt_path(given, number, "txt", path);
	TURN_UNTIL(given, access(path, R_OK) == 0);
	char *text = given_text(path);
	assert_non_null(text);
	for (; *phrases; phrases++)
		if (!says(text, *phrases))
			fail_msg("\"%s\" is not on the paper:\n%s", *phrases, text);
	free(text);
}

static void receipts_become_pictures_and_texts(void **state)
{
	static const char *const facts[] = {
		"receipt: 1\n", "cut: yes\n", "bytes printed as letters: 0\n", "unknown commands: 0\n", "too long: no\n", "QR code: MB 7K4 29Q XMP\n", NULL,
	};
	static const char *const english[] = { "Mereford Council", "Report a missed bin", "By Thursday 26 November", "Need a person?", NULL };
	static const char *const welsh[] = { "Cyngor Mereford", "Erbyn Dydd Iau 26 Tachwedd", NULL };
	struct given *given = given_all();
	char path[GIVEN_PATH_BYTES];

	(void)state;
	hub_double_add(&given->hub, 1, reference, "en");
	hub_double_add(&given->hub, 2, reference, "cy");
	TURN_UNTIL(given, given->hub.row[0].state == HUB_DONE && given->hub.row[1].state == HUB_DONE);
	assert_paper_says(given, 1, facts);
	receipt_path(given, 2, "png", path);
	TURN_UNTIL(given, access(path, R_OK) == 0);
	if (access("/usr/bin/tesseract", X_OK) == 0) {
		assert_paper_says(given, 1, english);
		assert_paper_says(given, 2, welsh);
	}
	assert_int_equal(printer_receipts(&given->printer), 2);
	given_end(given);
}

static void each_state_is_told_in_words(void **state)
{
	static const struct { const char *on, *off, *state, *words; } troubles[] = {
		{ "paper out", "paper in", "paper", "The printer has no paper. Put in a new roll: printing goes on by itself." },
		{ "cover open", "cover closed", "cover", "The printer's cover is open. Close it: printing goes on by itself." },
		{ "cutter stuck", "cutter free", "error", "The printer's cutter is stuck. Open the cover, take out the stuck paper and close it." },
		{ "head hot", "head cool", "error", "The printer is too hot. It goes on by itself when it has cooled." },
		{ "broken", "mended", "error", "The printer has broken down. Switch it off and on. If it stays, call for repair." },
		{ "paper low", "paper in", "ready", "The printer is ready. The paper roll is nearly finished: put in a new one soon." },
	};
	struct given *given = given_all();

	(void)state;
	TURN_UNTIL(given, strcmp(given->hub.words, "The printer is ready.") == 0);
	assert_string_equal(given->hub.key, "printer.ready");
	for (size_t i = 0; i < sizeof troubles / sizeof troubles[0]; i++) {
		printer_switch(&given->printer, troubles[i].on);
		TURN_UNTIL(given, strcmp(given->hub.words, troubles[i].words) == 0);
		assert_string_equal(given->hub.state, troubles[i].state);
		assert_int_equal(given->hub.low, strcmp(troubles[i].on, "paper low") == 0);
		printer_switch(&given->printer, troubles[i].off);
		TURN_UNTIL(given, strcmp(given->hub.words, "The printer is ready.") == 0);
	}
	given_end(given);
}

static void without_paper_a_job_stays_in_the_spool(void **state)
{
	struct given *given = given_all();

	(void)state;
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	printer_switch(&given->printer, "paper out");
	TURN_UNTIL(given, strcmp(given->hub.state, "paper") == 0);
	hub_double_add(&given->hub, 1, reference, "en");
	for (int turns = 0; turns < 40; turns++)
		assert_int_equal(loop_once(given->loop, TURN_MS), FAIL_NONE);
	assert_int_equal(given->hub.row[0].state, HUB_WAITING);
	assert_int_equal(given->hub.row[0].claims, 0);
	printer_switch(&given->printer, "paper in");
	TURN_UNTIL(given, given->hub.row[0].state == HUB_DONE);
	given_end(given);
}

static void switched_off_in_the_middle_it_is_voided_and_printed_whole(void **state)
{
	static const char *const voided[] = { "throw this one away", NULL };
	static const char *const whole[] = { "QR code: MB 7K4 29Q XMP", NULL };
	struct given *given = given_all();

	(void)state;
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	printer_switch(&given->printer, "unplug after 60000");
	hub_double_add(&given->hub, 1, reference, "en");
	TURN_UNTIL(given, given->hub.row[0].state == HUB_DONE);
	if (access("/usr/bin/tesseract", X_OK) == 0)
		assert_paper_says(given, 1, voided);
	assert_paper_says(given, 2, whole);
	assert_int_equal(printer_receipts(&given->printer), 2);
	given_end(given);
}

static void what_is_no_receipt_is_printed_as_well(void **state)
{
	struct given *given = given_all();

	(void)state;
	hub_double_add(&given->hub, 1, "", "en");
	given->hub.row[0].kind = "test";
	TURN_UNTIL(given, given->hub.row[0].state == HUB_DONE);
	assert_int_equal(printer_receipts(&given->printer), 1);
	given_end(given);
}

static void a_job_that_the_hub_refuses_is_not_begun(void **state)
{
	struct given *given = given_all();

	(void)state;
	given->hub.refuses = "denied"; /* its visit has ended meanwhile */
	hub_double_add(&given->hub, 1, reference, "en");
	TURN_UNTIL(given, given->hub.row[0].state == HUB_WITHDRAWN);
	assert_string_equal(given->hub.row[0].reason, "visit-ended");
	given->hub.refuses = "input"; /* a hub that does not know the question */
	hub_double_add(&given->hub, 2, reference, "en");
	TURN_UNTIL(given, given->hub.row[1].state == HUB_DONE);
	assert_int_equal(printer_receipts(&given->printer), 1);
	given_end(given);
}

static void a_visit_that_ends_takes_its_paper_along(void **state)
{
	struct given *given = given_all();

	(void)state;
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	hub_double_withdraw(&given->hub, 1); /* no such job */
	given->hub.deaf = true;
	hub_double_add(&given->hub, 1, reference, "en");
	TURN_UNTIL(given, given->hub.writing_heard == 1);
	hub_double_withdraw(&given->hub, 1);
	given->hub.deaf = false;
	hub_double_add(&given->hub, 2, reference, "en");
	hub_double_close(&given->hub); /* the answer never came */
	hub_double_open(&given->hub);
	TURN_UNTIL(given, given->hub.row[0].state == HUB_WITHDRAWN && given->hub.row[1].state == HUB_DONE);
	assert_int_equal(printer_receipts(&given->printer), 1);
	given_end(given);
}

static void a_printer_that_comes_later_is_found(void **state)
{
	struct given *given = given_all();

	(void)state;
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	printer_stop(&given->printer);
	TURN_UNTIL(given, strcmp(given->hub.state, "none") == 0);
	hub_double_add(&given->hub, 1, reference, "en");
	printer_start(&given->printer);
	TURN_UNTIL(given, given->hub.row[0].state == HUB_DONE);
	given_end(given);
}

static void a_row_that_cannot_be_read_does_not_stop_the_next(void **state)
{
	struct given *given = given_all();

	(void)state;
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	hub_double_add(&given->hub, 1, "MB 7K4 29Q XM0", "en");
	hub_double_add(&given->hub, 2, reference, "xx"); /* a language that nobody speaks here: the site's first */
	hub_double_add(&given->hub, 3, reference, "en");
	given->hub.row[2].service = "../../site/site";
	hub_double_add(&given->hub, 4, "", "en");
	given->hub.row[3].kind = "a-picture-nobody-draws";
	TURN_UNTIL(given, given->hub.row[2].state == HUB_DONE && given->hub.row[3].state == HUB_WITHDRAWN);
	assert_int_equal(given->hub.row[0].state, HUB_WITHDRAWN);
	assert_string_equal(given->hub.row[0].reason, "drawing");
	assert_string_equal(given->hub.row[3].reason, "drawing");
	assert_string_equal(given->hub.state, "ready");
	assert_int_equal(given->hub.row[1].state, HUB_DONE);
	given_end(given);
}

static void without_doors_or_assets_it_says_so(void **state)
{
	char program[GIVEN_PATH_BYTES], folder[GIVEN_PATH_BYTES], said[1024];

	(void)state;
	given_built("bin/foyer-print", program);
	given_folder(folder);
	assert_int_equal(process_run((char *[]){ program, "--doors", folder, NULL }, said, sizeof said), 2);
	assert_int_equal(process_run((char *[]){ program, "--doors", folder, "--assets", folder, NULL }, said, sizeof said), 1);
	assert_int_equal(process_run((char *[]){ program, "--help", NULL }, said, sizeof said), 0);
	assert_non_null(strstr(said, "--assets"));
	given_done(folder);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(receipts_become_pictures_and_texts),
		cmocka_unit_test(each_state_is_told_in_words),
		cmocka_unit_test(without_paper_a_job_stays_in_the_spool),
		cmocka_unit_test(switched_off_in_the_middle_it_is_voided_and_printed_whole),
		cmocka_unit_test(what_is_no_receipt_is_printed_as_well),
		cmocka_unit_test(a_job_that_the_hub_refuses_is_not_begun),
		cmocka_unit_test(a_visit_that_ends_takes_its_paper_along),
		cmocka_unit_test(a_printer_that_comes_later_is_found),
		cmocka_unit_test(a_row_that_cannot_be_read_does_not_stop_the_next),
		cmocka_unit_test(without_doors_or_assets_it_says_so),
	};
	return cmocka_run_group_tests_name("print_stream", cases, NULL, NULL);
}
