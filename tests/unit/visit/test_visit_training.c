/* SPDX-License-Identifier: MIT */
/* unit.visit_training - a practice: who begins and ends it, that no visit is half of each, and that nothing typed comes to the hub. */
#include "tests/unit/visit/send_given.h"

static unsigned told(struct given *given, bool on, const char *fault)
{
	json_t *bell = json_pack("{s:b, s:b, s:[s], s:b}", "on", on, "fixed", false, "faults", fault, "desk", !on);
	unsigned effects = visit_training_told(&given->visit, bell);
	json_decref(bell);
	return effects;
}

static void staff_in(struct given *given, const char *right)
{
	json_t *hello = json_pack("{s:b, s:i, s:{s:s, s:s, s:[s]}}", "ready", true, "number", 1, "in", "name", "Sam", "role", "supervisor", "rights", right);
	given->visit.hub_down = false;
	(void)visit_staff_hello(&given->visit, hello);
	json_decref(hello);
}

static void expect_request(struct given *given, const char *verb, const char *fault, bool on)
{
	json_t *request = visit_training_request(&given->visit);
	assert_non_null(request);
	assert_string_equal(json_string_value(json_object_get(request, "verb")), verb);
	if (fault) {
		assert_string_equal(json_string_value(json_object_get(request, "fault")), fault);
		assert_int_equal(json_is_true(json_object_get(request, "on")), on);
	}
	json_decref(request);
	assert_null(visit_training_request(&given->visit));
}

static void who_supervises_begins_it_on_the_idle_screen_only(void **state)
{
	struct given *given = *state;
	staff_in(given, "print");
	do_number(given, ACTION_OPEN, SHEET_STAFF);
	assert_int_equal(do_text(given, ACTION_TRAINING, "begin") & EFFECT_TRAINING, 0);
	do_(given, ACTION_CLOSE);
	staff_in(given, "supervise");
	do_(given, ACTION_START);
	do_number(given, ACTION_OPEN, SHEET_STAFF);
	assert_int_equal(do_text(given, ACTION_TRAINING, "begin") & EFFECT_TRAINING, 0);
	do_(given, ACTION_CLOSE);
	do_(given, ACTION_FINISH);
	do_number(given, ACTION_OPEN, SHEET_STAFF);
	unsigned effects = do_text(given, ACTION_TRAINING, "begin");
	assert_true(effects & EFFECT_TRAINING && effects & EFFECT_DROP);
	expect_request(given, "training.begin", NULL, false);
}

static void a_visit_ends_when_its_kind_does(void **state)
{
	struct given *given = *state;
	do_(given, ACTION_START);
	assert_true(told(given, true, "") & EFFECT_WIPE);
	assert_int_equal(given->visit.place, PLACE_IDLE);
	assert_string_equal(given->visit.ended, "training-began");
	assert_false(given->visit.has_desk);
	do_(given, ACTION_START);
	assert_int_equal(told(given, true, "paper") & EFFECT_WIPE, 0); /* what goes wrong ends nothing */
	assert_int_equal(given->visit.place, PLACE_HOME);
	assert_true(told(given, false, "") & EFFECT_WIPE);
	assert_int_equal(given->visit.place, PLACE_IDLE);
	assert_true(given->visit.has_desk);
}

static void its_sheet_makes_faults_and_ends_it_after_a_question(void **state)
{
	struct given *given = *state;
	do_number(given, ACTION_OPEN, SHEET_TRAINING);
	assert_int_equal(given->visit.sheet, SHEET_NONE); /* there is none */
	told(given, true, "paper");
	do_(given, ACTION_START);
	do_number(given, ACTION_OPEN, SHEET_TRAINING);
	assert_int_equal(do_text(given, ACTION_TRAINING, "full") & EFFECT_TRAINING, 0);
	do_text(given, ACTION_TRAINING, "faults");
	assert_true(do_text(given, ACTION_TRAINING, "full") & EFFECT_TRAINING);
	expect_request(given, "training.fault", "full", true);
	do_text(given, ACTION_TRAINING, "paper");
	expect_request(given, "training.fault", "paper", false);
	do_text(given, ACTION_TRAINING, "back");
	assert_int_equal(do_text(given, ACTION_TRAINING, "sure") & EFFECT_TRAINING, 0);
	do_text(given, ACTION_TRAINING, "end");
	assert_true(do_text(given, ACTION_TRAINING, "sure") & EFFECT_TRAINING);
	expect_request(given, "training.end", NULL, false);
	assert_int_equal(given->visit.place, PLACE_HOME); /* until the hub says so */
}

static void what_is_sent_has_no_answers_and_no_reference(void **state)
{
	struct given *given = *state;
	told(given, true, "");
	begin(given, "walk");
	advance_to(given, "check");
	assert_true(do_(given, ACTION_SEND) & EFFECT_SEND);
	json_t *request = visit_submission(&given->visit);
	assert_true(json_is_true(json_object_get(request, "training")));
	assert_string_equal(json_string_value(json_object_get(request, "jwe")), "");
	assert_string_equal(json_string_value(json_object_get(request, "reference")), "TRAINING");
	json_decref(request);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_key, gone_key)
	const struct CMUnitTest cases[] = { CASE(who_supervises_begins_it_on_the_idle_screen_only), CASE(a_visit_ends_when_its_kind_does),
		CASE(its_sheet_makes_faults_and_ends_it_after_a_question), CASE(what_is_sent_has_no_answers_and_no_reference) };
	return cmocka_run_group_tests_name("visit_training", cases, NULL, NULL);
}
