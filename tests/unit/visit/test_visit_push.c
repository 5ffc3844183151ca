/* SPDX-License-Identifier: MIT */
/* unit.visit_push - a form that the desk laid ready: it is met by who has begun nothing, opened by its code, and refused by going back. */
#include "tests/unit/visit/visit_given.h"

#include "firmware/base/buffer.h"
#include "firmware/base/json.h"
#include "ui/visit/copy.h"

#include <string.h>

static unsigned told(struct given *given, const char *ticket)
{
	json_t *bell = *ticket ? json_pack("{s:s}", "ticket", ticket) : json_object();
	unsigned effects = visit_push_told(&given->visit, bell);
	json_decref(bell);
	return effects;
}

static void asks(struct given *given, const char *verb, const char *code)
{
	json_t *request = visit_push_request(&given->visit);
	assert_string_equal(json_text_or(request, "verb", ""), verb);
	assert_string_equal(json_text_or(request, "code", ""), code);
	json_decref(request);
}

static unsigned answered(struct given *given, enum fail code, const char *service)
{
	json_t *reply = json_pack("{s:s, s:s}", "ticket", "A12", "service", service);
	unsigned effects = visit_push_answered(&given->visit, code, reply);
	json_decref(reply);
	return effects;
}

static void type_code(struct given *given, const char *code)
{
	given->visit.hub_down = false;
	told(given, "A12");
	assert_true(do_(given, ACTION_PUSH) & EFFECT_MOVED);
	assert_int_equal(given->visit.place, PLACE_PUSH);
	do_text(given, ACTION_TYPE, code);
}

static void its_code_opens_it(void **state)
{
	struct given *given = *state;
	assert_false(push_shows(&given->visit));
	given->visit.hub_down = false;
	assert_true(told(given, "A12") & EFFECT_REBUILD);
	assert_true(push_shows(&given->visit));
	type_code(given, "k7m 4qx");
	assert_true(do_(given, ACTION_CONTINUE) & EFFECT_PUSH);
	asks(given, "push.open", "k7m 4qx");
	assert_int_equal(do_(given, ACTION_CONTINUE) & EFFECT_PUSH, 0); /* one is on its way */
	told(given, "");
	assert_true(answered(given, FAIL_NONE, "walk") & EFFECT_MOVED);
	assert_int_equal(given->visit.place, PLACE_SERVICE);
	assert_string_equal(given->visit.form->service.code, "walk");
	assert_string_equal(given->visit.push.typed, "");
	do_(given, ACTION_BEGIN);
	assert_int_equal(given->visit.place, PLACE_QUESTION);
	assert_null(visit_push_request(&given->visit));
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.place, PLACE_SERVICE);
	assert_int_equal(do_(given, ACTION_BACK) & EFFECT_PUSH, 0); /* who has begun has not refused it */
}

static void who_goes_back_does_not_want_it(void **state)
{
	struct given *given = *state;
	type_code(given, "K7M4QX");
	do_(given, ACTION_CONTINUE);
	asks(given, "push.open", "K7M4QX");
	answered(given, FAIL_NONE, "walk");
	assert_true(do_(given, ACTION_BACK) & EFFECT_PUSH);
	asks(given, "push.refuse", "");
	assert_null(visit_push_request(&given->visit));
	assert_int_equal(given->visit.place, PLACE_HOME);
}

static void another_code_opens_nothing(void **state)
{
	struct given *given = *state;
	type_code(given, "K7M 4Q");
	assert_int_equal(do_(given, ACTION_CONTINUE) & EFFECT_PUSH, 0);
	assert_int_equal(given->visit.push.trouble, PUSH_SHORT);
	do_text(given, ACTION_TYPE, "2");
	assert_int_equal(given->visit.push.trouble, PUSH_FINE);
	assert_true(do_(given, ACTION_CONTINUE) & EFFECT_PUSH);
	asks(given, "push.open", "K7M 4Q2");
	assert_true(answered(given, FAIL_DENIED, "") & EFFECT_ERRORS);
	assert_int_equal(given->visit.push.trouble, PUSH_WRONG);
	assert_int_equal(given->visit.place, PLACE_PUSH);
	assert_string_equal(given->visit.push.typed, "K7M 4Q2"); /* most often one letter is wrong */
	do_(given, ACTION_CONTINUE);
	asks(given, "push.open", "K7M 4Q2");
	answered(given, FAIL_EMPTY, "");
	assert_int_equal(given->visit.push.trouble, PUSH_GONE);
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.place, PLACE_HOME);
	assert_string_equal(given->visit.push.typed, "");
}

static void whoever_has_begun_something_is_left_alone(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	answer_page(given);
	given->visit.hub_down = false;
	assert_int_equal(told(given, "A12"), 0);
	assert_int_equal(do_(given, ACTION_PUSH), 0);
	do_(given, ACTION_HOME);
	assert_false(push_shows(&given->visit)); /* their answers are still there */
	assert_int_equal(do_(given, ACTION_PUSH), 0);
	do_(given, ACTION_FINISH);
	assert_true(push_shows(&given->visit));
	do_(given, ACTION_START);
	assert_true(push_shows(&given->visit)); /* at home, with nothing begun */
	assert_true(do_(given, ACTION_PUSH) & EFFECT_MOVED);
}

static void a_form_that_is_opened_for_nobody_ends(void **state)
{
	struct given *given = *state;
	type_code(given, "K7M4QX");
	do_(given, ACTION_CONTINUE);
	asks(given, "push.open", "K7M4QX");
	do_(given, ACTION_FINISH);
	assert_true(answered(given, FAIL_NONE, "walk") & EFFECT_PUSH);
	asks(given, "push.refuse", "");
	assert_int_equal(given->visit.place, PLACE_IDLE);
	type_code(given, "K7M4QX");
	do_(given, ACTION_CONTINUE);
	asks(given, "push.open", "K7M4QX");
	assert_true(answered(given, FAIL_NONE, "of-another-council") & EFFECT_PUSH);
	assert_int_equal(given->visit.place, PLACE_HOME);
	asks(given, "push.refuse", "");
}

static void without_a_hub_nothing_waits(void **state)
{
	struct given *given = *state;
	type_code(given, "K7M4QX");
	given->visit.hub_down = true;
	assert_int_equal(do_(given, ACTION_CONTINUE) & EFFECT_PUSH, 0);
	assert_int_equal(given->visit.push.trouble, PUSH_NOT_NOW);
	do_(given, ACTION_BACK);
	assert_false(push_shows(&given->visit));
	assert_int_equal(do_(given, ACTION_PUSH), 0);
}

static void the_code_is_in_no_copy(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO copy;
	buffer_init(&copy, VISIT_COPY_MAX_BYTES);
	type_code(given, "K7M4QX");
	assert_int_equal(copy_write(&given->visit, &copy), FAIL_NONE);
	assert_null(strstr(buffer_text(&copy), "K7M4QX"));
	memset(given->visit.push.typed, 0, sizeof given->visit.push.typed);
	assert_int_equal(copy_read(&given->visit, buffer_text(&copy), copy.size_bytes), FAIL_NONE);
	assert_int_equal(given->visit.place, PLACE_PUSH);
	do_text(given, ACTION_TYPE, "K7");
	assert_string_equal(given->visit.push.typed, "K7");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(its_code_opens_it, given_visit, gone_visit),
		cmocka_unit_test_setup_teardown(who_goes_back_does_not_want_it, given_visit, gone_visit),
		cmocka_unit_test_setup_teardown(another_code_opens_nothing, given_visit, gone_visit),
		cmocka_unit_test_setup_teardown(whoever_has_begun_something_is_left_alone, given_visit, gone_visit),
		cmocka_unit_test_setup_teardown(a_form_that_is_opened_for_nobody_ends, given_visit, gone_visit),
		cmocka_unit_test_setup_teardown(without_a_hub_nothing_waits, given_visit, gone_visit),
		cmocka_unit_test_setup_teardown(the_code_is_in_no_copy, given_visit, gone_visit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
