/* SPDX-License-Identifier: MIT */
/* unit.hub_guide - putting paper in: each step is felt, whatever order people do it in, and only a person's look ends it. */
#include "firmware/hub/guide.h"
#include "tests/lib/given.h"

#include <string.h>

static void feel(struct guide *guide, enum trouble trouble, enum guide_step expected)
{
	(void)guide_feel(guide, trouble);
	assert_string_equal(guide_step_name(guide->step), guide_step_name(expected));
}

static void answer(struct guide *guide, const char *words, enum trouble trouble, enum guide_step expected)
{
	assert_int_equal(guide_answer(guide, words, trouble), FAIL_NONE);
	assert_string_equal(guide_step_name(guide->step), guide_step_name(expected));
}

static void from_an_empty_roll_to_a_page_that_somebody_passed(void **state)
{
	struct guide guide = { 0 };
	(void)state;
	guide_begin(&guide, TROUBLE_PAPER);
	feel(&guide, TROUBLE_PAPER, GUIDE_OPEN);
	feel(&guide, TROUBLE_COVER, GUIDE_ROLL);
	feel(&guide, TROUBLE_COVER, GUIDE_ROLL);
	feel(&guide, TROUBLE_READY, GUIDE_PRINTING);
	assert_int_equal(guide.job, 0);
	guide_page(&guide, 7);
	feel(&guide, TROUBLE_PAPER, GUIDE_PRINTING); /* the page waits as any other */
	feel(&guide, TROUBLE_READY, GUIDE_PRINTING);
	assert_int_equal(guide.job, 7);
	assert_false(guide_paper(&guide, 6, true, TROUBLE_READY));
	assert_true(guide_paper(&guide, 7, true, TROUBLE_READY));
	assert_int_equal(guide.step, GUIDE_LOOK);
	feel(&guide, TROUBLE_COVER, GUIDE_LOOK);
	answer(&guide, "pass", TROUBLE_READY, GUIDE_PASSED);
	answer(&guide, "stop", TROUBLE_READY, GUIDE_OFF);
	feel(&guide, TROUBLE_COVER, GUIDE_OFF);
}

static void a_roll_that_is_not_felt_is_put_in_again(void **state)
{
	struct guide guide = { 0 };
	(void)state;
	guide_begin(&guide, TROUBLE_COVER);
	assert_int_equal(guide.step, GUIDE_ROLL);
	feel(&guide, TROUBLE_PAPER, GUIDE_EMPTY);
	feel(&guide, TROUBLE_COVER, GUIDE_ROLL);
	feel(&guide, TROUBLE_LOW, GUIDE_PRINTING);
}

/* A printer that came up without paper tells nothing of its cover: the paper is enough. */
static void paper_that_is_felt_is_in(void **state)
{
	struct guide guide = { 0 };
	(void)state;
	guide_begin(&guide, TROUBLE_PAPER);
	feel(&guide, TROUBLE_READY, GUIDE_PRINTING);
	guide_begin(&guide, TROUBLE_READY);
	feel(&guide, TROUBLE_READY, GUIDE_OPEN);
	feel(&guide, TROUBLE_LOW, GUIDE_OPEN); /* nothing was put in */
}

static void what_else_is_the_matter_is_said_until_it_is_gone(void **state)
{
	struct guide guide = { 0 };
	(void)state;
	for (enum trouble t = 0; t < TROUBLE_COUNT; t++) {
		if (t == TROUBLE_COVER || t == TROUBLE_PAPER || t == TROUBLE_LOW || t == TROUBLE_READY)
			continue;
		guide_begin(&guide, t);
		feel(&guide, t, GUIDE_TROUBLE);
		feel(&guide, TROUBLE_COVER, GUIDE_ROLL);
		feel(&guide, t, GUIDE_TROUBLE);
		feel(&guide, TROUBLE_READY, GUIDE_PRINTING);
	}
	guide_begin(&guide, TROUBLE_READY);
	feel(&guide, TROUBLE_NONE, GUIDE_TROUBLE);
	feel(&guide, TROUBLE_PAPER, GUIDE_OPEN); /* nobody has put anything in yet */
}

/* Who only wants a page need not change the roll; a page that failed says what to do, and another can be had. */
static void a_page_can_be_had_at_once_and_again(void **state)
{
	struct guide guide = { 0 };
	(void)state;
	guide_begin(&guide, TROUBLE_READY);
	assert_int_equal(guide.step, GUIDE_OPEN);
	answer(&guide, "page", TROUBLE_LOW, GUIDE_PRINTING);
	guide_page(&guide, 3);
	assert_true(guide_paper(&guide, 3, true, TROUBLE_READY));
	answer(&guide, "fail", TROUBLE_READY, GUIDE_FAILED);
	answer(&guide, "page", TROUBLE_READY, GUIDE_PRINTING);
	assert_int_equal(guide.job, 0);
	guide_page(&guide, 4);
	assert_false(guide_paper(&guide, 3, true, TROUBLE_READY));
	assert_true(guide_paper(&guide, 4, false, TROUBLE_NONE));
	assert_int_equal(guide.step, GUIDE_TROUBLE);
	answer(&guide, "again", TROUBLE_READY, GUIDE_OPEN);
	answer(&guide, "page", TROUBLE_READY, GUIDE_PRINTING);
	guide_page(&guide, 5);
	assert_true(guide_paper(&guide, 5, false, TROUBLE_READY)); /* nothing is the matter, and nothing came */
	assert_int_equal(guide.step, GUIDE_FAILED);
}

static void what_cannot_be_said_now_is_refused(void **state)
{
	struct guide guide = { 0 };
	(void)state;
	assert_int_equal(guide_answer(&guide, "page", TROUBLE_READY), FAIL_BUSY);
	guide_begin(&guide, TROUBLE_READY);
	assert_int_equal(guide_answer(&guide, "pass", TROUBLE_READY), FAIL_BUSY); /* nobody has seen a page */
	assert_int_equal(guide_answer(&guide, "fail", TROUBLE_READY), FAIL_BUSY);
	assert_int_equal(guide_answer(&guide, "page", TROUBLE_PAPER), FAIL_BUSY);
	assert_int_equal(guide_answer(&guide, "", TROUBLE_READY), FAIL_INPUT);
	answer(&guide, "page", TROUBLE_READY, GUIDE_PRINTING);
	assert_int_equal(guide_answer(&guide, "page", TROUBLE_READY), FAIL_BUSY); /* one is on its way */
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(from_an_empty_roll_to_a_page_that_somebody_passed), cmocka_unit_test(a_roll_that_is_not_felt_is_put_in_again), cmocka_unit_test(paper_that_is_felt_is_in),
		cmocka_unit_test(what_else_is_the_matter_is_said_until_it_is_gone), cmocka_unit_test(a_page_can_be_had_at_once_and_again),
		cmocka_unit_test(what_cannot_be_said_now_is_refused),
	};
	return cmocka_run_group_tests_name("hub_guide", cases, NULL, NULL);
}
