/* SPDX-License-Identifier: MIT */
/* unit.visit_doubt - an answer that looks like a slip is asked about once, and what the person says goes. */
#include "tests/unit/visit/visit_given.h"

#include "ui/visit/copy.h"

static void typed(struct given *given, const char *email)
{
	begin(given, "walk");
	advance_to(given, "/reach");
	answer_page(given);
	put(given, "email", email);
	do_(given, ACTION_CONTINUE);
}

static void a_hint_that_is_taken_becomes_the_answer_and_the_page_goes_on(void **state)
{
	struct given *given = *state;
	typed(given, "jay@hotmial.com");
	assert_int_equal(given->visit.sheet, SHEET_DOUBT);
	assert_string_equal(page_path(given), "/reach");
	assert_string_equal(given->visit.doubt.hint, "jay@hotmail.com");
	do_number(given, ACTION_DOUBT, 1);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_string_equal(page_path(given), "/notes");
	assert_string_equal(value(given, "email"), "jay@hotmail.com");
}

static void what_was_typed_is_kept_and_never_asked_about_again(void **state)
{
	struct given *given = *state;
	typed(given, "jay@hotmial.com");
	do_number(given, ACTION_DOUBT, 0);
	assert_string_equal(page_path(given), "/notes");
	assert_string_equal(value(given, "email"), "jay@hotmial.com");
	do_(given, ACTION_BACK);
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/notes");
	do_(given, ACTION_BACK);
	put(given, "email", "jay@hotmil.com"); /* another slip is another question */
	do_(given, ACTION_CONTINUE);
	assert_int_equal(given->visit.sheet, SHEET_DOUBT);
}

static void closing_the_sheet_leads_back_to_what_was_typed(void **state)
{
	struct given *given = *state;
	typed(given, "jay@hotmial.com");
	do_(given, ACTION_CLOSE);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_string_equal(page_path(given), "/reach");
	assert_string_equal(value(given, "email"), "jay@hotmial.com");
	assert_int_equal(do_number(given, ACTION_DOUBT, 1), 0); /* there is nothing to answer any more */
	assert_string_equal(value(given, "email"), "jay@hotmial.com");
}

static void a_good_answer_is_not_doubted_and_the_sheet_cannot_be_opened_without_one(void **state)
{
	struct given *given = *state;
	typed(given, "jay@hotmail.com");
	assert_string_equal(page_path(given), "/notes");
	assert_int_equal(do_number(given, ACTION_OPEN, SHEET_DOUBT), 0);
}

static void after_a_restart_the_same_is_asked_again(void **state)
{
	struct given *given = *state;
	struct buffer bytes;
	typed(given, "jay@hotmial.com");
	buffer_init(&bytes, VISIT_COPY_MAX_BYTES);
	assert_int_equal(copy_write(&given->visit, &bytes), FAIL_NONE);
	given->visit.doubt = (struct doubt){ 0 };
	assert_int_equal(copy_read(&given->visit, buffer_text(&bytes), bytes.size_bytes), FAIL_NONE);
	assert_int_equal(given->visit.sheet, SHEET_DOUBT);
	assert_string_equal(given->visit.doubt.hint, "jay@hotmail.com");
	buffer_done(&bytes);
}

static void the_end_forgets_what_was_doubted(void **state)
{
	struct given *given = *state;
	typed(given, "jay@hotmial.com");
	do_number(given, ACTION_DOUBT, 0);
	assert_int_equal(given->visit.sure_count, 1);
	do_(given, ACTION_FINISH);
	assert_int_equal(given->visit.sure_count, 0);
	assert_true(given->visit.sure[0] == 0);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_hint_that_is_taken_becomes_the_answer_and_the_page_goes_on), CASE(what_was_typed_is_kept_and_never_asked_about_again),
		CASE(closing_the_sheet_leads_back_to_what_was_typed), CASE(a_good_answer_is_not_doubted_and_the_sheet_cannot_be_opened_without_one),
		CASE(after_a_restart_the_same_is_asked_again), CASE(the_end_forgets_what_was_doubted),
	};
	return cmocka_run_group_tests_name("visit_doubt", cases, NULL, NULL);
}
