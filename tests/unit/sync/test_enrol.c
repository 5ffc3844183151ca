/* SPDX-License-Identifier: MIT */
/* unit.enrol_sync - a code goes to the council until it has said yes or no. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/json.h"
#include "tests/unit/sync/stage.h"

#include <string.h>

static void given(struct stage *stage, const char *code)
{
	stage->hub.way = json_pack("{s:s, s:{s:s, s:O}}", "management", stage->place.url, "enrol", "code", code, "jwk", stage->far.jwk);
}

static bool said(void *context)
{
	return ((struct stage *)context)->hub.enrolled[0] != '\0';
}

static bool asked(void *context)
{
	struct stage *stage = context;
	return stage->far.enrols >= stage->number;
}

static void await_asked(struct stage *stage, int times)
{
	stage->number = times;
	assert_true(place_until(&stage->place, asked, stage));
	for (int i = 0; i < 5; i++)
		stage_pass(stage, 0);
}

static void a_code_is_carried_with_the_key_it_is_for(void **state)
{
	struct stage *stage = *state;
	given(stage, "ABCD-EFGH-JKLM");
	stage->far.enrol_status = 201;
	stage_start(stage);
	assert_true(place_until(&stage->place, said, stage));
	assert_string_equal(stage->hub.enrolled, "known");
	assert_string_equal(json_text_or(stage->far.enrol, "code", ""), "ABCD-EFGH-JKLM");
	assert_string_equal(json_text_or(stage->far.enrol, "source", ""), stage->hub.source);
	assert_true(json_equal(json_object_get(stage->far.enrol, "jwk"), stage->far.jwk));
	stage_pass(stage, 24 * 3600 * 1000);
	assert_int_equal(stage->far.enrols, 1);
}

static void a_no_is_told_and_not_asked_again(void **state)
{
	static const int noes[] = { 400, 403, 409, 422 };
	struct stage *stage = *state;
	given(stage, "ABCD-EFGH-JKLM");
	stage_start(stage);
	for (size_t i = 0; i < sizeof noes / sizeof noes[0]; i++) {
		hub_door_shut(&stage->hub);
		stage_pass(stage, 10);
		stage->hub.enrolled[0] = '\0';
		stage->far.enrol_status = noes[i];
		hub_door_reopen(&stage->hub);
		stage_pass(stage, 1000);
		assert_true(place_until(&stage->place, said, stage));
		assert_string_equal(stage->hub.enrolled, "refused");
		int asked_so_far = stage->far.enrols;
		stage_pass(stage, 3600 * 1000);
		assert_int_equal(stage->far.enrols, asked_so_far);
	}
}

static void without_an_answer_it_is_asked_again(void **state)
{
	static const int later[] = { 503, 429, 404, 401, 302 };
	struct stage *stage = *state;
	given(stage, "ABCD-EFGH-JKLM");
	stage->far.enrol_status = 500;
	stage_start(stage);
	await_asked(stage, 1);
	for (size_t i = 0; i < sizeof later / sizeof later[0]; i++) {
		stage->far.enrol_status = later[i];
		int so_far = stage->far.enrols;
		stage_pass(stage, 900 * 1000);
		await_asked(stage, so_far + 1);
		assert_string_equal(stage->hub.enrolled, "");
	}
	stage->far.enrol_status = 200; /* the code was taken long ago; only the answer was lost */
	stage_pass(stage, 900 * 1000);
	assert_true(place_until(&stage->place, said, stage));
	assert_string_equal(stage->hub.enrolled, "known");
}

static void without_a_code_nobody_is_asked(void **state)
{
	struct stage *stage = *state;
	stage->hub.way = json_pack("{s:s}", "management", stage->place.url);
	stage_start(stage);
	for (int i = 0; i < 3; i++)
		stage_pass(stage, 900 * 1000);
	assert_int_equal(stage->far.enrols, 0);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, stage_open, stage_close)
	const struct CMUnitTest cases[] = {
		CASE(a_code_is_carried_with_the_key_it_is_for),
		CASE(a_no_is_told_and_not_asked_again),
		CASE(without_an_answer_it_is_asked_again),
		CASE(without_a_code_nobody_is_asked),
	};
	return cmocka_run_group_tests_name("enrol_sync", cases, NULL, NULL);
}
