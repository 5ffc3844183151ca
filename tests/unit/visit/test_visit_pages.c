/* SPDX-License-Identifier: MIT */
/* unit.visit_pages - from page to page, there and back, and around check answers. */
#include "tests/unit/visit/visit_given.h"

#include <string.h>

static void idle_leads_home_and_home_to_a_service(void **state)
{
	struct given *given = *state;
	assert_false(visit_active(&given->visit));
	assert_true(do_(given, ACTION_START) & EFFECT_MOVED);
	assert_int_equal(given->visit.place, PLACE_HOME);
	assert_int_equal(do_text(given, ACTION_SERVICE, "nowhere"), 0);
	do_text(given, ACTION_SERVICE, "walk");
	assert_int_equal(given->visit.place, PLACE_SERVICE);
	assert_string_equal(given->visit.form->service.code, "walk");
	do_(given, ACTION_BEGIN);
	assert_string_equal(page_path(given), "/who");
}

static void continue_stays_with_errors_until_the_page_is_right(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	assert_true(do_(given, ACTION_CONTINUE) & EFFECT_ERRORS);
	assert_string_equal(page_path(given), "/who");
	assert_int_equal(given->visit.error_count, 1);
	assert_int_equal(given->visit.error[0].rule, RULE_REQUIRED);
	choose(given, "who", "me");
	assert_int_equal(given->visit.error_count, 1); /* said until the next Continue */
	do_(given, ACTION_CONTINUE);
	assert_int_equal(given->visit.error_count, 0);
	assert_string_equal(page_path(given), "/local");
}

static void an_error_puts_the_caret_into_the_box_it_is_about(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/home");
	put(given, "home__addressLine1", "1 Mill Lane");
	put(given, "home__town", "Mereford");
	do_(given, ACTION_CONTINUE);
	assert_int_equal(given->visit.error_count, 1);
	assert_string_equal(given->visit.field, "home__postcode");
	assert_string_equal(value(given, "home__town"), "Mereford");
}

static void continue_writes_a_postcode_as_the_post_does(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/home");
	put(given, "home__addressLine1", "1 Mill Lane");
	put(given, "home__postcode", "cfio 1ep");
	do_(given, ACTION_CONTINUE); /* there is no town */
	assert_string_equal(page_path(given), "/home");
	assert_string_equal(value(given, "home__postcode"), "cfio 1ep");
	put(given, "home__town", "Mereford");
	do_(given, ACTION_CONTINUE);
	assert_string_not_equal(page_path(given), "/home");
	assert_string_equal(value(given, "home__postcode"), "CF10 1EP");
}

static void what_was_typed_wrong_stays(void **state)
{
	struct given *given = *state;
	begin(given, "small");
	put(given, "count", "many");
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/count");
	assert_string_equal(value(given, "count"), "many");
}

static void pages_that_do_not_apply_are_left_out(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	choose(given, "who", "other");
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/their-name");
	do_(given, ACTION_BACK);
	choose(given, "who", "me");
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/local");
}

static void a_terminal_page_has_no_way_on_but_a_way_back(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/local");
	choose(given, "local", "false");
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/far");
	assert_int_equal(do_(given, ACTION_CONTINUE), 0);
	do_(given, ACTION_BACK);
	assert_string_equal(page_path(given), "/local");
	assert_string_equal(value(given, "local"), "false");
}

static void a_page_to_read_is_walked_through(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/about");
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/when");
}

static void back_never_loses_an_answer(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/home");
	put(given, "home__town", "Mereford");
	for (int steps = 0; steps < 30 && given->visit.place == PLACE_QUESTION; steps++)
		do_(given, ACTION_BACK);
	assert_int_equal(given->visit.place, PLACE_SERVICE);
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.place, PLACE_HOME);
	assert_null(given->visit.form);
	do_text(given, ACTION_SERVICE, "walk");
	do_(given, ACTION_BEGIN);
	advance_to(given, "/home");
	assert_string_equal(value(given, "home__town"), "Mereford");
}

static void another_service_starts_without_the_first_ones_answers(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	choose(given, "who", "me");
	do_(given, ACTION_HOME);
	assert_string_equal(value(given, "who"), "me");
	assert_true(do_text(given, ACTION_SERVICE, "small") & EFFECT_WIPE);
	assert_int_equal(answers_bytes(given->visit.answers), 0);
}

static void skip_leaves_an_optional_question_blank(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/notes");
	do_text(given, ACTION_TYPE, "something");
	do_(given, ACTION_SKIP);
	assert_string_equal(page_path(given), "/agree");
	assert_string_equal(value(given, "notes"), "");
	assert_true(do_(given, ACTION_SKIP) & EFFECT_ERRORS); /* a required one is not skipped */
	assert_string_equal(page_path(given), "/agree");
}

static void change_comes_back_to_check_answers(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "check");
	do_number(given, ACTION_CHANGE, form_page_at(given->visit.form, "/street"));
	assert_string_equal(page_path(given), "/street");
	assert_true(given->visit.changing);
	choose(given, "street", "s3");
	do_(given, ACTION_CONTINUE);
	assert_int_equal(given->visit.place, PLACE_CHECK);
	assert_false(given->visit.changing);
	assert_string_equal(value(given, "street"), "s3");
}

static void change_asks_newly_needed_questions_first(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "check");
	do_number(given, ACTION_CHANGE, form_page_at(given->visit.form, "/who"));
	choose(given, "who", "other");
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/their-name");
	put(given, "theirName", "Ada");
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/their-note"); /* optional, but never asked before */
	do_(given, ACTION_CONTINUE);
	assert_int_equal(given->visit.place, PLACE_CHECK);
}

static void back_from_a_change_is_check_answers(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "check");
	do_number(given, ACTION_CHANGE, form_page_at(given->visit.form, "/when"));
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.place, PLACE_CHECK);
	do_(given, ACTION_BACK);
	assert_string_equal(page_path(given), "/agree");
}

static void back_from_a_change_that_broke_something_keeps_asking(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "check");
	do_number(given, ACTION_CHANGE, form_page_at(given->visit.form, "/when"));
	put(given, "when__day", "");
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.place, PLACE_QUESTION);
	advance_to(given, "/when"); /* and forward again leads to the page that is in the way */
	assert_string_equal(page_path(given), "/when");
}

static void only_pages_of_the_walk_can_be_changed(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "check");
	assert_int_equal(do_number(given, ACTION_CHANGE, form_page_at(given->visit.form, "/their-name")), 0);
	assert_int_equal(do_number(given, ACTION_CHANGE, -1), 0);
	assert_int_equal(do_number(given, ACTION_CHANGE, 100000), 0);
	assert_int_equal(do_number(given, ACTION_CHANGE, form_page_at(given->visit.form, "/summary")), 0);
}

static void a_language_at_any_moment_keeps_everything_else(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/home");
	do_text(given, ACTION_TYPE, "1 Mill");
	do_number(given, ACTION_OPEN, SHEET_LANGUAGE);
	do_text(given, ACTION_LANGUAGE, "cy");
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_string_equal(given->visit.language_tag, "cy");
	assert_string_equal(words_language(given->visit.words), "cy");
	assert_string_equal(given->visit.site->desk, "Wrth y drws");
	assert_string_equal(page_path(given), "/home");
	assert_string_equal(value(given, "home__addressLine1"), "1 Mill");
	assert_int_equal(given->visit.caret, 6);
	assert_int_equal(do_text(given, ACTION_LANGUAGE, "xx"), 0);
	assert_int_equal(do_text(given, ACTION_LANGUAGE, "../cy"), 0);
}

static void a_language_on_the_idle_screen_starts(void **state)
{
	struct given *given = *state;
	do_text(given, ACTION_LANGUAGE, "cy");
	assert_int_equal(given->visit.place, PLACE_HOME);
	assert_true(given->visit.language_chosen);
}

static void sheets_lie_over_the_page_and_go_away(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/street");
	do_number(given, ACTION_PAGE, 1);
	do_number(given, ACTION_OPEN, SHEET_PERSON);
	assert_int_equal(given->visit.list_page, 0);
	assert_int_equal(choose(given, "street", "s1"), 0); /* nothing below a sheet is touched */
	do_number(given, ACTION_OPEN, SHEET_EASIER);
	do_(given, ACTION_CLOSE);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_int_equal(given->visit.list_page, 1);
	assert_int_equal(do_number(given, ACTION_OPEN, SHEET_STILL_THERE), 0);
	assert_int_equal(do_number(given, ACTION_OPEN, 99), 0);
}

static void easier_settings_hold_for_the_visit(void **state)
{
	struct given *given = *state;
	begin(given, "small");
	do_number(given, ACTION_TEXT_SIZE, 200);
	do_text(given, ACTION_THEME, "white-on-black");
	do_(given, ACTION_MORE_TIME_ALWAYS);
	assert_int_equal(do_number(given, ACTION_TEXT_SIZE, 900), 0);
	assert_int_equal(do_text(given, ACTION_THEME, "../../etc"), 0);
	do_(given, ACTION_ANOTHER);
	assert_int_equal(given->visit.place, PLACE_HOME);
	assert_int_equal(given->visit.text_percent, 200);
	do_(given, ACTION_FINISH);
	assert_int_equal(given->visit.text_percent, 100);
	assert_string_equal(given->visit.theme, "default");
	assert_false(given->visit.more_time);
}

static void finish_wipes_everything(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/notes");
	do_text(given, ACTION_LANGUAGE, "cy");
	unsigned effects = do_(given, ACTION_FINISH);
	assert_int_equal(effects & (EFFECT_WIPE | EFFECT_DROP | EFFECT_KEEP), EFFECT_WIPE | EFFECT_DROP);
	assert_false(visit_active(&given->visit));
	assert_int_equal(answers_bytes(given->visit.answers), 0);
	assert_string_equal(given->visit.field, "");
	assert_string_equal(given->visit.language_tag, "en");
	assert_null(given->visit.answered);
	assert_int_equal(do_(given, ACTION_FINISH), 0);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(idle_leads_home_and_home_to_a_service), CASE(continue_stays_with_errors_until_the_page_is_right),
		CASE(an_error_puts_the_caret_into_the_box_it_is_about), CASE(what_was_typed_wrong_stays), CASE(continue_writes_a_postcode_as_the_post_does), CASE(pages_that_do_not_apply_are_left_out),
		CASE(a_terminal_page_has_no_way_on_but_a_way_back), CASE(a_page_to_read_is_walked_through), CASE(back_never_loses_an_answer),
		CASE(another_service_starts_without_the_first_ones_answers), CASE(skip_leaves_an_optional_question_blank),
		CASE(change_comes_back_to_check_answers), CASE(change_asks_newly_needed_questions_first), CASE(back_from_a_change_is_check_answers),
		CASE(back_from_a_change_that_broke_something_keeps_asking), CASE(only_pages_of_the_walk_can_be_changed),
		CASE(a_language_at_any_moment_keeps_everything_else), CASE(a_language_on_the_idle_screen_starts),
		CASE(sheets_lie_over_the_page_and_go_away), CASE(easier_settings_hold_for_the_visit), CASE(finish_wipes_everything),
	};
	return cmocka_run_group_tests_name("visit_pages", cases, NULL, NULL);
}
