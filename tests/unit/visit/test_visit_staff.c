/* SPDX-License-Identifier: MIT */
/* unit.visit_staff - staff sign in over a resident's page, which stays as it was; nothing that they type stays. */
#include "tests/unit/visit/visit_given.h"

#include "firmware/base/buffer.h"
#include "firmware/base/json.h"
#include "ui/visit/copy.h"

#include <string.h>

static struct staff *staff(struct given *given)
{
	return &given->visit.staff;
}

static void ready(struct given *given)
{
	json_t *told = json_pack("{s:b, s:i}", "ready", true, "number", 3);
	given->visit.hub_down = false;
	(void)visit_staff_hello(&given->visit, told);
	json_decref(told);
}

static unsigned answered(struct given *given, enum fail code, json_t *reply)
{
	unsigned effects = visit_staff_answered(&given->visit, code, reply);
	json_decref(reply);
	return effects;
}

static unsigned rung(struct given *given, const char *state)
{
	json_t *bell = json_pack("{s:s}", "state", state);
	unsigned effects = visit_staff_told(&given->visit, bell);
	json_decref(bell);
	return effects;
}

/* Number and PIN, up to the hub's answer. */
static void ask_to_enter(struct given *given)
{
	do_number(given, ACTION_OPEN, SHEET_STAFF);
	do_text(given, ACTION_TYPE, "4471");
	do_text(given, ACTION_STAFF, "next");
	do_text(given, ACTION_TYPE, "839205");
	assert_true(do_text(given, ACTION_STAFF, "next") & EFFECT_STAFF);
}

static void sign_in(struct given *given)
{
	ask_to_enter(given);
	json_decref(visit_staff_request(&given->visit));
	answered(given, FAIL_NONE, json_pack("{s:s, s:[s, s]}", "name", "Sam", "rights", "print", "mend"));
	assert_true(staff(given)->in);
}

static bool holds(const void *memory, size_t size, const char *text)
{
	return memmem(memory, size, text, strlen(text)) != NULL;
}

static void without_a_list_there_is_no_way_in(void **state)
{
	struct given *given = *state;
	do_(given, ACTION_START);
	assert_int_equal(do_number(given, ACTION_OPEN, SHEET_STAFF), 0);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
}

static void the_hub_is_asked_with_what_was_typed_and_nothing_of_it_stays(void **state)
{
	struct given *given = *state;
	ready(given);
	ask_to_enter(given);
	json_t *request = visit_staff_request(&given->visit);
	assert_string_equal(json_text_or(request, "verb", ""), "staff.enter");
	assert_string_equal(json_text_or(request, "who", ""), "4471");
	assert_string_equal(json_text_or(request, "pin", ""), "839205");
	json_decref(request);
	assert_null(visit_staff_request(&given->visit)); /* once */
	answered(given, FAIL_DENIED, json_pack("{s:s}", "why", "wrong"));
	assert_int_equal(staff(given)->trouble, STAFF_WRONG);
	assert_false(holds(&given->visit, sizeof given->visit, "839205"));
	do_(given, ACTION_CLOSE);
	assert_false(holds(&given->visit, sizeof given->visit, "4471"));
}

static void the_residents_page_and_the_box_that_types_stay_as_they_were(void **state)
{
	struct given *given = *state;
	char field[VISIT_FIELD_MAX_BYTES], kept[256];
	ready(given);
	begin(given, "small");
	do_text(given, ACTION_TYPE, "Amina");
	snprintf(field, sizeof field, "%s", given->visit.field);
	snprintf(kept, sizeof kept, "%s", value(given, field));
	assert_true(field[0] && kept[0]);
	sign_in(given);
	assert_string_equal(value(given, field), kept); /* no digit landed there */
	do_(given, ACTION_CLOSE);
	assert_string_equal(given->visit.field, field);
	assert_int_equal(given->visit.caret, (int)strlen(kept));
	do_text(given, ACTION_TYPE, "x");
	assert_int_equal(strlen(value(given, field)), strlen(kept) + 1);
}

static void what_is_typed_is_in_no_copy(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO copy;
	buffer_init(&copy, VISIT_COPY_MAX_BYTES);
	ready(given);
	begin(given, "small");
	ask_to_enter(given);
	assert_int_equal(copy_write(&given->visit, &copy), FAIL_NONE);
	assert_false(holds(copy.bytes, copy.size_bytes, "839205"));
	assert_false(holds(copy.bytes, copy.size_bytes, "4471"));
	assert_true(holds(copy.bytes, copy.size_bytes, "\"sheet\":0"));
}

static void who_is_out_is_led_off_the_sheet(void **state)
{
	struct given *given = *state;
	ready(given);
	do_(given, ACTION_START);
	sign_in(given);
	assert_int_equal(staff(given)->stage, STAFF_MENU);
	assert_true(rung(given, "warning") & EFFECT_REBUILD);
	assert_true(staff(given)->soon);
	assert_true(do_text(given, ACTION_STAFF, "stay") & EFFECT_STAFF); /* the hub hears that they are here */
	assert_false(staff(given)->soon);
	rung(given, "left");
	assert_false(staff(given)->in);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_int_equal(given->visit.place, PLACE_HOME);
}

static void who_was_in_long_enough_stays_by_their_pin_once(void **state)
{
	struct given *given = *state;
	ready(given);
	do_(given, ACTION_START);
	sign_in(given);
	json_t *bell = json_pack("{s:s, s:s, s:b}", "state", "warning", "why", "overall", "again", true);
	assert_true(visit_staff_told(&given->visit, bell) & EFFECT_REBUILD);
	do_text(given, ACTION_STAFF, "stay"); /* a touch is not enough */
	json_decref(visit_staff_request(&given->visit));
	assert_true(staff(given)->soon);
	do_text(given, ACTION_STAFF, "again");
	do_text(given, ACTION_STAFF, "back");
	assert_int_equal(staff(given)->stage, STAFF_MENU);
	do_text(given, ACTION_STAFF, "again");
	json_decref(visit_staff_request(&given->visit));
	do_text(given, ACTION_TYPE, "839205");
	json_decref(visit_staff_request(&given->visit));
	assert_true(do_text(given, ACTION_STAFF, "next") & EFFECT_STAFF);
	json_t *request = visit_staff_request(&given->visit);
	assert_string_equal(json_text_or(request, "verb", ""), "staff.again");
	assert_string_equal(json_text_or(request, "pin", ""), "839205");
	json_decref(request);
	answered(given, FAIL_NONE, json_object());
	assert_int_equal(staff(given)->stage, STAFF_MENU);
	assert_false(staff(given)->soon);
	assert_string_equal(staff(given)->name, "Sam");
	json_object_set_new(bell, "again", json_false());
	(void)visit_staff_told(&given->visit, bell);
	json_decref(bell);
	do_text(given, ACTION_STAFF, "again");
	assert_int_equal(staff(given)->stage, STAFF_MENU);
}

static void what_a_resident_does_is_no_sign_of_staff(void **state)
{
	struct given *given = *state;
	ready(given);
	do_(given, ACTION_START);
	sign_in(given);
	do_(given, ACTION_CLOSE);
	json_decref(visit_staff_request(&given->visit));
	assert_false(do_text(given, ACTION_NEED, "all") & EFFECT_STAFF);
	assert_null(visit_staff_request(&given->visit));
}

static void what_is_locked_takes_no_digits(void **state)
{
	struct given *given = *state;
	ready(given);
	ask_to_enter(given);
	answered(given, FAIL_DENIED, json_pack("{s:s, s:i}", "why", "locked", "wait_s", 480));
	assert_int_equal(staff(given)->trouble, STAFF_LOCKED);
	assert_int_equal(staff(given)->wait_s, 480);
	assert_int_equal(do_text(given, ACTION_TYPE, "1"), 0);
	do_text(given, ACTION_STAFF, "back");
	assert_int_equal(staff(given)->stage, STAFF_NUMBER);
}

static void letters_and_more_digits_than_there_are_have_no_place(void **state)
{
	struct given *given = *state;
	ready(given);
	do_number(given, ACTION_OPEN, SHEET_STAFF);
	do_text(given, ACTION_TYPE, "a");
	assert_string_equal(staff(given)->typed, "");
	for (int i = 0; i < 12; i++)
		do_text(given, ACTION_TYPE, "7");
	assert_string_equal(staff(given)->typed, "77777777");
	assert_int_equal(given->visit.caret, 8);
	do_(given, ACTION_DELETE);
	assert_string_equal(staff(given)->typed, "7777777");
}

static void paper_is_put_in_only_where_nobody_has_begun(void **state)
{
	struct given *given = *state;
	ready(given);
	do_(given, ACTION_START);
	sign_in(given);
	assert_false(do_text(given, ACTION_STAFF, "paper") & EFFECT_WIPE);
	do_(given, ACTION_FINISH);
	do_number(given, ACTION_OPEN, SHEET_STAFF);
	assert_int_equal(staff(given)->stage, STAFF_MENU);
	json_decref(visit_staff_request(&given->visit));
	assert_true(do_text(given, ACTION_STAFF, "paper") & EFFECT_STAFF);
	json_t *request = visit_staff_request(&given->visit);
	assert_string_equal(json_text_or(request, "verb", ""), "printer.guide");
	json_decref(request);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)
	const struct CMUnitTest cases[] = { CASE(without_a_list_there_is_no_way_in), CASE(the_hub_is_asked_with_what_was_typed_and_nothing_of_it_stays),
		CASE(the_residents_page_and_the_box_that_types_stay_as_they_were), CASE(what_is_typed_is_in_no_copy), CASE(who_is_out_is_led_off_the_sheet), CASE(what_a_resident_does_is_no_sign_of_staff), CASE(who_was_in_long_enough_stays_by_their_pin_once),
		CASE(what_is_locked_takes_no_digits), CASE(letters_and_more_digits_than_there_are_have_no_place), CASE(paper_is_put_in_only_where_nobody_has_begun) };
	return cmocka_run_group_tests_name("visit_staff", cases, NULL, NULL);
}
