/* SPDX-License-Identifier: MIT */
/* unit.visit_badge - a badge opens the staff's prompt over whatever the resident has, and changes nothing of it. */
#include "tests/unit/visit/visit_given.h"

#include "firmware/base/json.h"

#include <string.h>

static const char sam[] = "04A2B3C4", kim[] = "99887766";

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

static unsigned hold(struct given *given, const char *badge)
{
	return visit_badge_counts(&given->visit, badge) ? do_text(given, ACTION_BADGE, badge) : 0;
}

static void let_in(struct given *given)
{
	json_t *reply = json_pack("{s:s, s:[s]}", "name", "Sam", "rights", "print");
	do_text(given, ACTION_TYPE, "839205");
	assert_true(do_text(given, ACTION_STAFF, "next") & EFFECT_STAFF);
	json_decref(visit_staff_request(&given->visit));
	(void)visit_staff_answered(&given->visit, FAIL_NONE, reply);
	json_decref(reply);
	assert_true(staff(given)->in);
}

static void the_number_page_is_told_of_a_reader_that_comes_and_goes(void **state)
{
	struct given *given = *state;
	ready(given);
	assert_false(visit_badge_readers(&given->visit, true)); /* nobody looks at that page */
	do_number(given, ACTION_OPEN, SHEET_STAFF);
	assert_true(staff(given)->reader);
	assert_int_equal(visit_badge_readers(&given->visit, true), 0);
	assert_int_equal(visit_badge_readers(&given->visit, false), EFFECT_REBUILD);
	assert_int_equal(visit_badge_readers(&given->visit, true), EFFECT_REBUILD);
	do_(given, ACTION_CLOSE);
	do_(given, ACTION_START);
	do_(given, ACTION_FINISH);
	assert_true(staff(given)->reader); /* it is the kiosk's, and no visit's */
}

static void a_badge_says_who_and_the_pin_is_asked_for(void **state)
{
	struct given *given = *state;
	ready(given);
	assert_true(hold(given, sam) & EFFECT_MOVED); /* from the idle screen, too */
	assert_int_equal(given->visit.sheet, SHEET_STAFF);
	assert_int_equal(staff(given)->stage, STAFF_PIN);
	do_text(given, ACTION_TYPE, "839205");
	do_text(given, ACTION_STAFF, "next");
	assert_false(visit_badge_counts(&given->visit, kim)); /* the hub is asked about Sam */
	json_t *request = visit_staff_request(&given->visit);
	assert_string_equal(json_text_or(request, "how", ""), "badge");
	assert_string_equal(json_text_or(request, "who", ""), sam);
	assert_string_equal(json_text_or(request, "pin", ""), "839205");
	json_decref(request);
	json_t *wrong = json_pack("{s:s}", "why", "wrong");
	(void)visit_staff_answered(&given->visit, FAIL_DENIED, wrong);
	json_decref(wrong);
	assert_int_equal(staff(given)->trouble, STAFF_WRONG); /* and the next try is Sam's as well */
	do_(given, ACTION_CLOSE);
	assert_null(memmem(&given->visit, sizeof given->visit, sam, strlen(sam)));
}

static void a_typed_number_after_a_badge_is_a_number(void **state)
{
	struct given *given = *state;
	ready(given);
	hold(given, sam);
	do_text(given, ACTION_STAFF, "back");
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	do_number(given, ACTION_OPEN, SHEET_STAFF);
	do_text(given, ACTION_TYPE, "4471");
	do_text(given, ACTION_STAFF, "next");
	do_text(given, ACTION_TYPE, "839205");
	do_text(given, ACTION_STAFF, "next");
	json_t *request = visit_staff_request(&given->visit);
	assert_string_equal(json_text_or(request, "how", ""), "number");
	assert_string_equal(json_text_or(request, "who", ""), "4471");
	json_decref(request);
}

static void the_same_badge_again_leaves_what_is_typed_and_another_does_not(void **state)
{
	struct given *given = *state;
	ready(given);
	hold(given, sam);
	do_text(given, ACTION_TYPE, "8392");
	assert_int_equal(hold(given, sam), 0);
	assert_string_equal(staff(given)->typed, "8392");
	assert_true(hold(given, kim) & EFFECT_REBUILD);
	assert_string_equal(staff(given)->typed, "");
	assert_string_equal(staff(given)->number, kim);
}

static void what_the_resident_types_and_has_open_stays(void **state)
{
	struct given *given = *state;
	char field[VISIT_FIELD_MAX_BYTES];
	ready(given);
	begin(given, "small");
	do_text(given, ACTION_TYPE, "Amina");
	snprintf(field, sizeof field, "%s", given->visit.field);
	do_number(given, ACTION_OPEN, SHEET_LISTEN);
	hold(given, sam);
	do_text(given, ACTION_TYPE, "839205");
	assert_string_equal(value(given, field), "Amina");
	do_(given, ACTION_CLOSE);
	assert_int_equal(given->visit.sheet, SHEET_LISTEN); /* as it was */
	do_(given, ACTION_CLOSE);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_string_equal(given->visit.field, field);
	assert_string_equal(value(given, field), "Amina");
	assert_int_equal(given->visit.caret, 5);
}

static void whoever_ends_the_visit_ends_the_sheet_below_too(void **state)
{
	struct given *given = *state;
	ready(given);
	begin(given, "small");
	do_number(given, ACTION_OPEN, SHEET_LISTEN);
	hold(given, sam);
	do_(given, ACTION_FINISH);
	assert_int_equal(given->visit.place, PLACE_IDLE);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	hold(given, sam);
	do_(given, ACTION_CLOSE);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
}

static void it_is_no_sign_that_the_resident_is_here(void **state)
{
	struct given *given = *state;
	ready(given);
	begin(given, "small");
	do_text(given, ACTION_TYPE, "Amina");
	pass(given, visit_next_ms(&given->visit) - given->visit.mono_ms);
	tick(given);
	assert_int_equal(given->visit.sheet, SHEET_STILL_THERE);
	assert_int_equal(hold(given, sam), 0);
	assert_int_equal(given->visit.sheet, SHEET_STILL_THERE);
}

static void where_it_means_nothing_nothing_happens(void **state)
{
	struct given *given = *state;
	char longest[STAFF_WHO_MAX_BYTES + 2];
	do_(given, ACTION_START);
	assert_int_equal(hold(given, sam), 0); /* no list of staff */
	ready(given);
	assert_int_equal(hold(given, ""), 0); /* not readable: the resident's page does not say so */
	memset(longest, '7', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	assert_int_equal(hold(given, longest), 0);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	longest[STAFF_WHO_MAX_BYTES] = '\0';
	assert_true(hold(given, longest) & EFFECT_REBUILD);
	assert_string_equal(staff(given)->number, longest);
	assert_true(hold(given, "") & EFFECT_ERRORS); /* there it is said */
	assert_int_equal(staff(given)->trouble, STAFF_UNREAD);
}

static void who_is_in_finds_their_sheet(void **state)
{
	struct given *given = *state;
	ready(given);
	do_(given, ACTION_START);
	hold(given, sam);
	let_in(given);
	assert_int_equal(hold(given, kim), 0); /* the sheet says who is in */
	do_(given, ACTION_CLOSE);
	assert_true(hold(given, sam) & EFFECT_MOVED);
	assert_int_equal(staff(given)->stage, STAFF_MENU);
	assert_int_equal(given->visit.sheet, SHEET_STAFF);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)
	const struct CMUnitTest cases[] = { CASE(the_number_page_is_told_of_a_reader_that_comes_and_goes), CASE(a_badge_says_who_and_the_pin_is_asked_for), CASE(a_typed_number_after_a_badge_is_a_number), CASE(the_same_badge_again_leaves_what_is_typed_and_another_does_not),
		CASE(what_the_resident_types_and_has_open_stays), CASE(whoever_ends_the_visit_ends_the_sheet_below_too), CASE(it_is_no_sign_that_the_resident_is_here), CASE(where_it_means_nothing_nothing_happens),
		CASE(who_is_in_finds_their_sheet) };
	return cmocka_run_group_tests_name("visit_badge", cases, NULL, NULL);
}
