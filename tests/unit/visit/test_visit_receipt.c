/* SPDX-License-Identifier: MIT */
/* unit.visit_receipt - what the printer and the person say of the receipt, and how long its page stays. */
#include "tests/unit/visit/send_given.h"

/* animals.json says nothing about a receipt. */
static void a_receipt_is_printed_when_it_is_wanted(void **state)
{
	struct given *given = *state;
	visit_printer(&given->visit, "ready");
	begin(given, "animals");
	advance_to(given, "check");
	do_(given, ACTION_SEND);
	json_t *request = visit_submission(&given->visit);
	assert_false(json_is_true(json_object_get(request, "receipt")));
	assert_int_equal(json_integer_value(json_object_get(request, "pay_pence")), 0);
	json_decref(request);
	do_(given, ACTION_FINISH);
	sent(given, "animals");
	assert_int_equal(given->visit.receipt, RECEIPT_ASK);
	visit_printer(&given->visit, "none");
	assert_int_equal(given->visit.receipt, RECEIPT_NO_PRINTER);
	visit_printer(&given->visit, "ready");
	assert_int_equal(given->visit.receipt, RECEIPT_ASK);
	assert_true(do_(given, ACTION_PRINT_AGAIN) & EFFECT_PRINT);
	assert_int_equal(given->visit.receipt, RECEIPT_WAITING);
	visit_printer(&given->visit, "paper");
	visit_printer(&given->visit, "ready");
	assert_int_equal(given->visit.receipt, RECEIPT_WAITING);
}

static void the_confirmation_page_is_held_while_paper_comes(void **state)
{
	struct given *given = *state;
	send_done(given);
	const char *reference = given->visit.reference.text;
	assert_int_equal(given->visit.receipt, RECEIPT_WAITING);
	visit_print_state(&given->visit, reference, "printing", "ready");
	pass(given, VISIT_CONFIRM_MS + 1);
	assert_int_equal(tick(given), 0);
	visit_print_state(&given->visit, reference, "done", "ready");
	assert_int_equal(given->visit.receipt, RECEIPT_DONE);
	pass(given, VISIT_CONFIRM_MS - 1);
	assert_int_equal(tick(given), 0);
	pass(given, 1);
	assert_true(tick(given) & EFFECT_WIPE);
	assert_false(visit_active(&given->visit));
	assert_string_equal(given->visit.reference.text, "");
}

static void a_receipt_that_never_comes_does_not_hold_it_for_ever(void **state)
{
	struct given *given = *state;
	send_done(given);
	pass(given, VISIT_IDLE_MS);
	tick(given);
	assert_false(visit_active(&given->visit));
}

static void a_touch_on_the_confirmation_page_gives_the_time_anew(void **state)
{
	struct given *given = *state;
	send_done(given);
	visit_printer(&given->visit, "none");
	pass(given, VISIT_CONFIRM_MS - 1);
	do_number(given, ACTION_RATE, 4);
	assert_int_equal(given->visit.rated, 4);
	pass(given, VISIT_CONFIRM_MS - 1);
	assert_int_equal(tick(given), 0);
	pass(given, 1);
	tick(given);
	assert_false(visit_active(&given->visit));
}

static void what_the_printer_lacks_is_known(void **state)
{
	struct given *given = *state;
	visit_printer(&given->visit, "paper");
	send_done(given);
	assert_int_equal(given->visit.receipt, RECEIPT_PAPER);
	visit_printer(&given->visit, "cover");
	assert_int_equal(given->visit.receipt, RECEIPT_COVER);
	visit_printer(&given->visit, "ready");
	assert_int_equal(given->visit.receipt, RECEIPT_WAITING);
	assert_int_equal(visit_print_state(&given->visit, "XX 111 111 111", "done", "ready"), 0);
	visit_print_state(&given->visit, given->visit.reference.text, "unsure", "ready");
	assert_int_equal(given->visit.receipt, RECEIPT_UNSURE);
	visit_printer(&given->visit, "none"); /* what happened to this receipt is settled */
	assert_int_equal(given->visit.receipt, RECEIPT_UNSURE);
	assert_true(do_(given, ACTION_PRINT_AGAIN) & EFFECT_PRINT);
}

static void a_printer_that_stopped_is_said_and_what_was_withdrawn_stays_so(void **state)
{
	struct given *given = *state;
	send_done(given);
	visit_printer(&given->visit, "error");
	assert_int_equal(given->visit.receipt, RECEIPT_STUCK);
	visit_print_state(&given->visit, given->visit.reference.text, "withdrawn", "error");
	assert_int_equal(given->visit.receipt, RECEIPT_WITHDRAWN);
	visit_printer(&given->visit, "ready");
	assert_int_equal(given->visit.receipt, RECEIPT_WITHDRAWN);
	assert_true(do_(given, ACTION_PRINT_AGAIN) & EFFECT_PRINT);
	assert_int_equal(given->visit.receipt, RECEIPT_WAITING);
}

/* Never called printed before somebody said so: here the person does. */
static void who_has_the_paper_says_so_and_it_is_not_printed_again(void **state)
{
	struct given *given = *state;
	send_done(given);
	assert_int_equal(do_(given, ACTION_PRINT_SEEN), 0);
	visit_print_state(&given->visit, given->visit.reference.text, "unsure", "ready");
	unsigned effects = do_(given, ACTION_PRINT_SEEN);
	assert_true(effects & EFFECT_SEEN);
	assert_false(effects & EFFECT_PRINT);
	assert_int_equal(given->visit.receipt, RECEIPT_DONE);
	assert_int_equal(do_(given, ACTION_PRINT_SEEN), 0);
}

static void large_print_is_asked_for(void **state)
{
	struct given *given = *state;
	visit_printer(&given->visit, "ready");
	sent(given, "animals");
	assert_true(do_number(given, ACTION_PRINT_AGAIN, 1) & EFFECT_PRINT);
	assert_true(given->visit.receipt_large);
	visit_print_state(&given->visit, given->visit.reference.text, "done", "ready");
	assert_true(do_(given, ACTION_PRINT_AGAIN) & EFFECT_PRINT);
	assert_false(given->visit.receipt_large);
}

static void nothing_is_offered_that_would_not_come(void **state)
{
	struct given *given = *state;
	visit_printer(&given->visit, "paper");
	sent(given, "animals");
	assert_int_equal(given->visit.receipt, RECEIPT_PAPER);
	visit_printer(&given->visit, "ready");
	assert_int_equal(given->visit.receipt, RECEIPT_ASK);
}

static void the_reference_for_a_camera_holds_the_page_and_is_nowhere_else(void **state)
{
	struct given *given = *state;
	assert_int_equal(do_number(given, ACTION_OPEN, SHEET_PHOTO), 0);
	send_done(given);
	visit_printer(&given->visit, "paper");
	assert_true(do_number(given, ACTION_OPEN, SHEET_PHOTO) != 0);
	pass(given, VISIT_CONFIRM_MS + 1);
	assert_int_equal(tick(given), 0);
	do_(given, ACTION_CLOSE);
	pass(given, VISIT_CONFIRM_MS);
	tick(given);
	assert_false(visit_active(&given->visit));
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_key, gone_key)
	const struct CMUnitTest cases[] = {
		CASE(a_receipt_is_printed_when_it_is_wanted),
		CASE(the_confirmation_page_is_held_while_paper_comes),
		CASE(a_receipt_that_never_comes_does_not_hold_it_for_ever),
		CASE(a_touch_on_the_confirmation_page_gives_the_time_anew),
		CASE(what_the_printer_lacks_is_known),
		CASE(a_printer_that_stopped_is_said_and_what_was_withdrawn_stays_so),
		CASE(who_has_the_paper_says_so_and_it_is_not_printed_again),
		CASE(large_print_is_asked_for),
		CASE(nothing_is_offered_that_would_not_come),
		CASE(the_reference_for_a_camera_holds_the_page_and_is_nowhere_else),
	};
	return cmocka_run_group_tests_name("visit_receipt", cases, NULL, NULL);
}
