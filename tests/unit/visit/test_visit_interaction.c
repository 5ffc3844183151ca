/* SPDX-License-Identifier: MIT */
/* unit.visit_interaction - how much a form took of others: what its service says, raised by what happened, never lowered. */
#include "tests/unit/visit/visit_given.h"

#include "firmware/base/buffer.h"
#include "firmware/base/json.h"
#include "ui/visit/copy.h"

#include <string.h>

static void is(struct given *given, const char *final, const char *reasons)
{
	char words[128] = "";
	size_t index;
	json_t *json = interaction_json(&given->visit), *reason;
	json_array_foreach(json_object_get(json, "reasons"), index, reason)
		snprintf(words + strlen(words), sizeof words - strlen(words), "%s%s", index > 0 ? " " : "", json_string_value(reason));
	assert_string_equal(json_text_or(json, "base", ""), "simple");
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
	assert_true(do_(given, ACTION_CONTINUE) & EFFECT_ERRORS);
	is(given, "assisted", "failed-twice");
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
	assert_int_equal(copy_read(&given->visit, buffer_text(&copy), copy.size_bytes), FAIL_NONE);
	is(given, "assisted", "failed-twice");
	do_(given, ACTION_FINISH);
	begin(given, "walk");
	is(given, "simple", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_person_asked_for_twice_raises_it, given_visit, gone_visit),
		cmocka_unit_test_setup_teardown(the_same_box_wrong_twice_raises_it, given_visit, gone_visit),
		cmocka_unit_test_setup_teardown(another_service_begins_anew_and_a_copy_keeps_the_reasons, given_visit, gone_visit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
