/* SPDX-License-Identifier: MIT */
/* unit.visit_interaction - how much a form took of others: what its service says, raised by what happened, never lowered. */
#include "tests/unit/visit/visit_given.h"

#include "firmware/base/buffer.h"
#include "firmware/base/json.h"
#include "ui/visit/copy.h"

#include <stdio.h>
#include <string.h>

static void is(struct given *given, const char *final, const char *reasons)
{
	char words[128] = "";
	size_t index;
	json_t *json = interaction_json(&given->visit), *reason;
	json_array_foreach(json_object_get(json, "reasons"), index, reason)
		snprintf(words + strlen(words), sizeof words - strlen(words), "%s%s", index > 0 ? " " : "", json_string_value(reason));
	assert_string_equal(json_text_or(json, "final", ""), final);
	assert_string_equal(words, reasons);
	json_decref(json);
}

static void a_person_asked_for_twice_raises_it(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	given->visit.hub_down = false;
	given->visit.has_desk = true;
	is(given, "simple", "");
	do_(given, ACTION_CALL);
	is(given, "simple", "");
	do_(given, ACTION_CALL_OFF);
	do_(given, ACTION_CALL);
	is(given, "assisted", "help-twice");
	json_t *told = json_pack("{s:s, s:s, s:s, s:s}", "ticket", "A1", "state", "here", "visit", given->visit.mark, "name", "Sam");
	visit_call_told(&given->visit, told);
	json_decref(told);
	is(given, "assisted", "help-twice person");
}

static void the_same_box_wrong_twice_raises_it(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	assert_true(do_(given, ACTION_CONTINUE) & EFFECT_ERRORS);
	is(given, "simple", "");
	unsigned effects = do_(given, ACTION_CONTINUE);
	assert_true(effects & EFFECT_MOVED);
	assert_false(effects & EFFECT_ERRORS); /* they are said when the ways are closed */
	is(given, "assisted", "failed-twice");
	assert_int_equal(given->visit.sheet, SHEET_WAYS);
	do_(given, ACTION_CLOSE);
	assert_true(given->visit.error_count > 0);
	assert_true(do_(given, ACTION_CONTINUE) & EFFECT_ERRORS); /* it is offered once */
	answer_page(given);
	do_(given, ACTION_CONTINUE);
	is(given, "assisted", "failed-twice"); /* nothing lowers it */
}

static void another_service_begins_anew_and_a_copy_keeps_the_reasons(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO copy;
	buffer_init(&copy, VISIT_COPY_MAX_BYTES);
	begin(given, "walk");
	do_(given, ACTION_CONTINUE);
	do_(given, ACTION_CONTINUE);
	assert_int_equal(copy_write(&given->visit, &copy), FAIL_NONE);
	given->visit.interaction = (struct interaction){ 0 };
	assert_int_equal(given->visit.sheet, SHEET_WAYS);
	assert_int_equal(copy_read(&given->visit, buffer_text(&copy), copy.size_bytes), FAIL_NONE);
	is(given, "assisted", "failed-twice");
	assert_int_equal(given->visit.interaction.told, FORM_INTERACTION_ASSISTED);
	do_(given, ACTION_FINISH);
	begin(given, "walk");
	is(given, "simple", "");
}

/* ---- the services that are shipped ---- */

static void service(struct given *given, const char *code)
{
	do_(given, ACTION_START);
	do_text(given, ACTION_SERVICE, code);
	assert_int_equal(given->visit.place, PLACE_SERVICE);
}

static void to_court(struct given *given)
{
	advance_to(given, "/before");
	do_(given, ACTION_CONTINUE);
	choose(given, "way", "screen");
	do_(given, ACTION_CONTINUE);
	choose(given, "onTheBill", "true");
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/court");
	choose(given, "court", "true");
}

static void answers_raise_it_while_they_stand_and_are_one_word_outside(void **state)
{
	struct given *given = *state;
	service(given, "council-tax-direct-debit");
	is(given, "assisted", "");
	(void)answers_set(given->visit.answers, "onTheBill", "true");
	(void)answers_set(given->visit.answers, "court", "true");
	is(given, "complex", "answers");
	json_t *record = interaction_record(&given->visit);
	assert_string_equal(json_string_value(json_array_get(json_object_get(record, "reasons"), 0)), "arrears");
	assert_string_equal(json_text_or(record, "base", ""), "assisted");
	json_decref(record);
	(void)answers_set(given->visit.answers, "court", "false");
	is(given, "assisted", "");
}

static void a_case_that_turns_opens_the_ways_and_loses_nothing(void **state)
{
	struct given *given = *state;
	service(given, "council-tax-direct-debit");
	do_(given, ACTION_BEGIN);
	to_court(given);
	assert_true(do_(given, ACTION_CONTINUE) & EFFECT_MOVED);
	assert_int_equal(given->visit.sheet, SHEET_WAYS);
	assert_string_equal(page_path(given), "/talk-first");
	do_(given, ACTION_CLOSE);
	do_(given, ACTION_BACK);
	assert_string_equal(value(given, "court"), "true");
	do_(given, ACTION_CONTINUE);
	assert_int_equal(given->visit.sheet, SHEET_NONE); /* said once */
}

static void who_has_a_person_beside_them_is_offered_none(void **state)
{
	struct given *given = *state;
	service(given, "council-tax-direct-debit");
	do_(given, ACTION_BEGIN);
	given->visit.hub_down = false;
	given->visit.has_desk = true;
	do_(given, ACTION_CALL);
	do_(given, ACTION_CLOSE);
	to_court(given);
	do_(given, ACTION_CONTINUE);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	is(given, "complex", "answers");
}

static void what_led_here_can_make_it_complex(void **state)
{
	struct given *given = *state;
	do_(given, ACTION_START);
	do_text(given, ACTION_NEED, "zoo");
	do_text(given, ACTION_SERVICE, "animals");
	is(given, "complex", "answers");
	do_(given, ACTION_FINISH);
	service(given, "animals");
	is(given, "simple", "");
}

static void the_second_that_somebody_decides_is_complex(void **state)
{
	struct given *given = *state;
	service(given, "bus-pass");
	is(given, "assisted", "");
	snprintf(given->visit.sent[given->visit.sent_count++], FORM_NAME_MAX_BYTES, "bus-pass");
	do_text(given, ACTION_SERVICE, "missed-bin");
	is(given, "simple", "");
	do_text(given, ACTION_SERVICE, "parking-permit");
	is(given, "complex", "several answers");
}

static void to_do_it_with_a_person_is_a_reason(void **state)
{
	struct given *given = *state;
	service(given, "missed-bin");
	assert_int_equal(do_text(given, ACTION_WAY, "staff"), 0); /* nobody was asked */
	assert_true(do_number(given, ACTION_OPEN, SHEET_WAYS) & EFFECT_MOVED);
	assert_int_equal(do_text(given, ACTION_WAY, "desk"), 0);
	assert_true(do_text(given, ACTION_WAY, "staff") & EFFECT_MOVED);
	assert_int_equal(given->visit.sheet, SHEET_PERSON);
	is(given, "assisted", "show-me");
}

static void there_are_no_ways_where_there_is_no_service(void **state)
{
	struct given *given = *state;
	assert_int_equal(do_number(given, ACTION_OPEN, SHEET_WAYS), 0);
	do_(given, ACTION_START);
	assert_int_equal(do_number(given, ACTION_OPEN, SHEET_WAYS), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_person_asked_for_twice_raises_it, given_visit, gone_visit),
		cmocka_unit_test_setup_teardown(the_same_box_wrong_twice_raises_it, given_visit, gone_visit),
		cmocka_unit_test_setup_teardown(another_service_begins_anew_and_a_copy_keeps_the_reasons, given_visit, gone_visit),
		cmocka_unit_test_setup_teardown(answers_raise_it_while_they_stand_and_are_one_word_outside, given_shipped, gone_visit),
		cmocka_unit_test_setup_teardown(a_case_that_turns_opens_the_ways_and_loses_nothing, given_shipped, gone_visit),
		cmocka_unit_test_setup_teardown(who_has_a_person_beside_them_is_offered_none, given_shipped, gone_visit),
		cmocka_unit_test_setup_teardown(what_led_here_can_make_it_complex, given_visit_needs, gone_visit),
		cmocka_unit_test_setup_teardown(the_second_that_somebody_decides_is_complex, given_shipped, gone_visit),
		cmocka_unit_test_setup_teardown(to_do_it_with_a_person_is_a_reason, given_shipped, gone_visit),
		cmocka_unit_test_setup_teardown(there_are_no_ways_where_there_is_no_service, given_shipped, gone_visit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
