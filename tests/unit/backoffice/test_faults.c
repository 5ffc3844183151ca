/* SPDX-License-Identifier: MIT */
/* unit.faults - lies come as often as asked for, and are the right ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/backoffice/faults.h"

#include <string.h>

static void reads_names(void **)
{
	struct faults faults = { 0 };
	assert_int_equal(faults_read("503", &faults), FAIL_NONE);
	assert_int_equal(faults.kinds, 1 << FAULT_BUSY);
	assert_int_equal(faults_read("html-200,slow", &faults), FAIL_NONE);
	assert_int_equal(faults.kinds, 1 << FAULT_BUSY | 1 << FAULT_HTML | 1 << FAULT_SLOW);
	for (const char *const *wrong = (const char *const[]){ "", "504", "503,", ",503", "503,,slow", "slow ", NULL }; *wrong; wrong++)
		assert_int_equal(faults_read(*wrong, &faults), FAIL_INPUT);
}

static void comes_as_often_as_asked(void **)
{
	struct faults faults = { .kinds = 1 << FAULT_SLOW | 1 << FAULT_HTML, .percent = 100, .left = 3 };
	for (int i = 0; i < 3; i++) {
		enum fault fault = faults_draw(&faults);
		assert_true(fault == FAULT_SLOW || fault == FAULT_HTML);
	}
	assert_int_equal(faults_draw(&faults), FAULT_NONE);

	struct faults never = { .kinds = 1 << FAULT_SLOW, .percent = 0, .left = -1 }, none = { .percent = 100, .left = -1 };
	struct faults half = { .kinds = 1 << FAULT_SLOW, .percent = 50, .left = -1 };
	int hits = 0;
	for (int i = 0; i < 1000; i++) {
		assert_int_equal(faults_draw(&never), FAULT_NONE);
		assert_int_equal(faults_draw(&none), FAULT_NONE);
		hits += faults_draw(&half) == FAULT_SLOW;
	}
	assert_in_range(hits, 350, 650); /* nine standard deviations */
}

static void lies_as_named(void **)
{
	static const struct { enum fault fault; int status; const char *type, *text; } lie[] = {
		{ FAULT_BUSY, 503, "application/problem+json", "busy" }, { FAULT_HTML, 200, "text/html", "<h1>" },
		{ FAULT_REDIRECT, 302, "text/html", "" }, { FAULT_WRONG_IDS, 200, "application/json", "accepted" },
	};
	for (size_t i = 0; i < sizeof lie / sizeof lie[0]; i++) {
		struct https_answer answer = { 0 };
		buffer_init(&answer.body, 4096);
		assert_true(faults_before(lie[i].fault, &answer));
		assert_int_equal(answer.status, lie[i].status);
		assert_string_equal(answer.content_type, lie[i].type);
		assert_non_null(strstr(buffer_text(&answer.body), lie[i].text));
		buffer_done(&answer.body);
	}
}

static void spoils_true_answers(void **)
{
	const struct faults faults = { .slow_ms = 700 };
	struct https_answer answer = { 0 };
	for (int fault = FAULT_NONE; fault < FAULT_COUNT; fault++)
		if (fault == FAULT_NONE || fault == FAULT_DROP_REPLY || fault == FAULT_SLOW || fault == FAULT_TRUNCATE)
			assert_false(faults_before((enum fault)fault, &answer));
	faults_after(FAULT_NONE, &faults, &answer);
	assert_int_equal(answer.end, HTTPS_END_WHOLE);
	assert_int_equal(answer.after_ms, 0);
	faults_after(FAULT_SLOW, &faults, &answer);
	assert_int_equal(answer.after_ms, 700);
	faults_after(FAULT_DROP_REPLY, &faults, &answer);
	assert_int_equal(answer.end, HTTPS_END_DROPPED);
	faults_after(FAULT_TRUNCATE, &faults, &answer);
	assert_int_equal(answer.end, HTTPS_END_CUT);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(reads_names),
		cmocka_unit_test(comes_as_often_as_asked),
		cmocka_unit_test(lies_as_named),
		cmocka_unit_test(spoils_true_answers),
	};
	return cmocka_run_group_tests_name("faults", cases, NULL, NULL);
}
