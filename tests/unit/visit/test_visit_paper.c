/* SPDX-License-Identifier: MIT */
/* unit.visit_paper - nothing promises paper that would not come, and what the printer lacks is said with what to do. */
#include "tests/unit/visit/visit_given.h"
#include "ui/visit/paper.h"

#include <string.h>

static void a_roll_that_is_nearly_finished_changes_nothing(void **state)
{
	struct given *given = *state;
	given->visit.hub_down = false;
	assert_true(paper_comes(&given->visit));
	assert_int_equal(visit_trouble(&given->visit, "printer.low", "ready"), 0);
	assert_true(paper_comes(&given->visit));
	assert_string_equal(paper_key(&given->visit), "printer.people.ready");
}

static void each_cause_is_said_as_residents_need_it(void **state)
{
	static const struct { const char *key, *state, *people; } causes[] = {
		{ "printer.paper", "paper", "printer.people.paper" }, { "printer.cover", "cover", "printer.people.cover" }, { "printer.cutter", "error", "printer.people.stuck" },
		{ "printer.hot", "error", "printer.people.wait" }, { "printer.ticket", "error", "printer.people.ticket" }, { "printer.gone", "none", "printer.people.none" }, { "", "error", "printer.people.none" },
	};
	struct given *given = *state;
	given->visit.hub_down = false;
	for (size_t i = 0; i < sizeof causes / sizeof causes[0]; i++) {
		(void)visit_trouble(&given->visit, "printer.ready", "ready");
		assert_int_equal(visit_trouble(&given->visit, causes[i].key, causes[i].state), EFFECT_REBUILD);
		assert_false(paper_comes(&given->visit));
		assert_string_equal(paper_key(&given->visit), causes[i].people);
	}
	assert_int_equal(visit_trouble(&given->visit, "printer.mute", "error"), 0); /* the same to them */
}

/* A kiosk that has just started: no paper is promised, and none is said to be lacking. */
static void before_anyone_looked_nothing_is_said_of_printing(void **state)
{
	struct given *given = *state;
	given->visit.hub_down = false;
	begin(given, "missed-bin");
	assert_int_equal(visit_trouble(&given->visit, "printer.unknown", "unknown"), EFFECT_REBUILD);
	assert_false(paper_comes(&given->visit) || paper_lacks(&given->visit) || paper_missed(&given->visit));
	assert_int_equal(visit_trouble(&given->visit, "printer.none", "none"), EFFECT_REBUILD);
	assert_true(paper_lacks(&given->visit) && paper_missed(&given->visit));
	(void)visit_trouble(&given->visit, "printer.unknown", "unknown");
	given->visit.hub_down = true;
	assert_true(paper_lacks(&given->visit));
}

static void without_the_hub_nothing_comes_out(void **state)
{
	struct given *given = *state;
	(void)visit_trouble(&given->visit, "printer.ready", "ready");
	given->visit.hub_down = true;
	assert_false(paper_comes(&given->visit));
	assert_string_equal(paper_key(&given->visit), "printer.people.none");
}

/* What the printer is outlives the visit, and a form without a policy promises nothing. */
static void only_a_form_that_always_prints_misses_it(void **state)
{
	struct given *given = *state;
	given->visit.hub_down = false;
	(void)visit_trouble(&given->visit, "printer.paper", "paper");
	assert_false(paper_missed(&given->visit));
	begin(given, "missed-bin");
	assert_int_equal(given->visit.form->service.receipt_print, RECEIPT_PRINT_ALWAYS);
	assert_true(paper_missed(&given->visit));
	(void)visit_trouble(&given->visit, "printer.low", "ready");
	assert_false(paper_missed(&given->visit));
	(void)visit_trouble(&given->visit, "printer.paper", "paper");
	(void)do_(given, ACTION_FINISH);
	assert_int_equal(given->visit.trouble, TROUBLE_PAPER);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_shipped, gone_visit)
	const struct CMUnitTest cases[] = {
		CASE(a_roll_that_is_nearly_finished_changes_nothing), CASE(each_cause_is_said_as_residents_need_it), CASE(without_the_hub_nothing_comes_out),
		CASE(before_anyone_looked_nothing_is_said_of_printing), CASE(only_a_form_that_always_prints_misses_it),
	};
	return cmocka_run_group_tests_name("visit_paper", cases, NULL, NULL);
}
