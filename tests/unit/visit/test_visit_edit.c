/* SPDX-License-Identifier: MIT */
/* unit.visit_edit - what keys and choices do to answers. */
#include "tests/unit/visit/visit_given.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static void a_page_with_a_box_is_ready_to_type(void **state)
{
	struct given *given = *state;
	begin(given, "small");
	assert_string_equal(given->visit.field, "count");
	assert_int_equal(do_text(given, ACTION_TYPE, "4"), EFFECT_REBUILD | EFFECT_KEEP);
	assert_string_equal(value(given, "count"), "4");
	assert_int_equal(given->visit.caret, 1);
}

static void a_page_of_choices_shows_no_keyboard(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	assert_string_equal(given->visit.field, "");
	assert_int_equal(do_text(given, ACTION_TYPE, "x"), 0);
}

static void typing_goes_in_at_the_caret(void **state)
{
	struct given *given = *state;
	begin(given, "long");
	do_text(given, ACTION_TYPE, "Sn");
	do_number(given, ACTION_CARET, -1);
	do_text(given, ACTION_TYPE, "iâ");
	assert_string_equal(value(given, "one"), "Siân");
	assert_int_equal(given->visit.caret, 4);
}

static void delete_takes_whole_characters_with_their_marks(void **state)
{
	struct given *given = *state;
	begin(given, "long");
	do_text(given, ACTION_TYPE, "Ŵyn e\xcc\x81"); /* e and a combining acute */
	do_(given, ACTION_DELETE);
	assert_string_equal(value(given, "one"), "Ŵyn ");
	do_number(given, ACTION_CARET, INT_MIN);
	assert_int_equal(given->visit.caret, 0);
	assert_int_equal(do_(given, ACTION_DELETE), 0);
	do_number(given, ACTION_DELETE, 1);
	assert_string_equal(value(given, "one"), "yn ");
	assert_int_equal(given->visit.caret, 0);
}

static void the_caret_steps_over_marks_and_stops_at_the_ends(void **state)
{
	struct given *given = *state;
	begin(given, "long");
	do_text(given, ACTION_TYPE, "ae\xcc\x81o");
	do_number(given, ACTION_CARET, INT_MIN);
	do_number(given, ACTION_CARET, 2);
	assert_int_equal(given->visit.caret, 4);
	do_number(given, ACTION_CARET, INT_MAX);
	assert_int_equal(given->visit.caret, 5);
	assert_int_equal(do_number(given, ACTION_CARET, 1), 0);
}

static void clear_empties_one_box(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/home");
	put(given, "home__addressLine1", "1 Mill Lane");
	put(given, "home__town", "Mereford");
	do_(given, ACTION_CLEAR);
	assert_string_equal(value(given, "home__town"), "");
	assert_string_equal(value(given, "home__addressLine1"), "1 Mill Lane");
	assert_int_equal(do_(given, ACTION_CLEAR), 0);
}

static void an_address_changed_by_hand_is_no_longer_the_one_on_the_list(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/home");
	put(given, "home__addressLine1", "1 Mill Lane");
	assert_int_equal(answers_set(given->visit.answers, "home__uprn", "900000000001"), FAIL_NONE);
	do_number(given, ACTION_CARET, -1);
	assert_string_equal(value(given, "home__uprn"), "900000000001");
	do_text(given, ACTION_TYPE, "A");
	assert_string_equal(value(given, "home__uprn"), "");
}

static void shift_holds_for_one_character(void **state)
{
	struct given *given = *state;
	begin(given, "long");
	do_(given, ACTION_SHIFT);
	assert_int_equal(given->visit.layer, LAYER_UPPER);
	do_text(given, ACTION_TYPE, "A");
	assert_int_equal(given->visit.layer, LAYER_LOWER);
	do_(given, ACTION_LAYER);
	do_text(given, ACTION_TYPE, "&");
	assert_int_equal(given->visit.layer, LAYER_SYMBOLS);
	do_(given, ACTION_LAYER);
	assert_int_equal(given->visit.layer, LAYER_LOWER);
}

static void next_box_walks_the_boxes_of_the_page(void **state)
{
	static const char *const boxes[] = { "home__addressLine1", "home__addressLine2", "home__town", "home__county", "home__postcode" };
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/home");
	for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++) {
		assert_string_equal(given->visit.field, boxes[i]);
		unsigned effects = do_(given, ACTION_NEXT_FIELD);
		assert_int_equal(effects != 0, i + 1 < sizeof boxes / sizeof boxes[0]);
	}
}

static void date_boxes_take_no_more_than_a_date(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/when");
	do_text(given, ACTION_TYPE, "123");
	assert_string_equal(value(given, "when__day"), "12");
	do_(given, ACTION_NEXT_FIELD);
	do_text(given, ACTION_TYPE, "1");
	do_text(given, ACTION_TYPE, "1");
	assert_int_equal(do_text(given, ACTION_TYPE, "1"), 0);
	assert_string_equal(value(given, "when__month"), "11");
	do_(given, ACTION_NEXT_FIELD);
	do_text(given, ACTION_TYPE, "20265");
	assert_string_equal(value(given, "when__year"), "2026");
}

static void the_month_box_takes_the_longest_month_in_welsh(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/when");
	do_text(given, ACTION_TYPE, "9");
	do_(given, ACTION_NEXT_FIELD);
	do_text(given, ACTION_TYPE, "Gorffennaf");
	assert_string_equal(value(given, "when__month"), "Gorffennaf");
	do_text(given, ACTION_TYPE, "u");
	assert_string_equal(value(given, "when__month"), "Gorffennaf");
	do_(given, ACTION_NEXT_FIELD);
	do_text(given, ACTION_TYPE, "2026");
	assert_string_equal(value(given, "when__year"), "2026");
}

static void a_likely_date_fills_three_boxes(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/when");
	choose(given, "when", "2026-11-09");
	assert_string_equal(value(given, "when__day"), "9");
	assert_string_equal(value(given, "when__month"), "11");
	assert_string_equal(value(given, "when__year"), "2026");
	assert_int_equal(choose(given, "when", "2026-02-31"), 0);
}

static void a_text_takes_more_than_its_rule_so_that_the_rule_can_speak(void **state)
{
	struct given *given = *state;
	char text[400];
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	begin(given, "walk");
	choose(given, "who", "other");
	do_(given, ACTION_CONTINUE);
	do_text(given, ACTION_TYPE, text);
	assert_int_equal(strlen(value(given, "theirName")), 120);
	do_(given, ACTION_CONTINUE);
	assert_int_equal(given->visit.error_count, 1);
	assert_int_equal(given->visit.error[0].rule, RULE_MAX);
}

static void a_value_never_passes_its_absolute_maximum(void **state)
{
	struct given *given = *state;
	char *text = malloc(ANSWERS_VALUE_MAX_BYTES + 2);
	memset(text, 'a', ANSWERS_VALUE_MAX_BYTES + 1);
	text[ANSWERS_VALUE_MAX_BYTES + 1] = '\0';
	begin(given, "long");
	do_text(given, ACTION_TYPE, text);
	assert_int_equal(strlen(value(given, "one")), ANSWERS_VALUE_MAX_BYTES);
	assert_int_equal(do_text(given, ACTION_TYPE, "b"), 0);
	assert_int_equal(strlen(value(given, "one")), ANSWERS_VALUE_MAX_BYTES);
	free(text);
}

static void no_room_left_is_said_at_the_box(void **state)
{
	static const char *const pages[] = { "/one", "/two", "/three", "/four", "/five" };
	struct given *given = *state;
	char text[ANSWERS_VALUE_MAX_BYTES + 1];
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	begin(given, "long");
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		advance_to(given, pages[i]);
		do_text(given, ACTION_TYPE, text);
	}
	do_(given, ACTION_CONTINUE);
	unsigned effects = do_text(given, ACTION_TYPE, text); /* the sixth: more than all answers may have together */
	assert_true(effects & EFFECT_ERRORS);
	assert_true(given->visit.too_large);
	assert_int_equal(given->visit.error_count, 1);
	assert_string_equal(given->visit.error[0].field, given->visit.field);
}

static void what_no_key_types_is_left_out(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/home");
	do_text(given, ACTION_TYPE, "a\nb\tc\x01\xe2\x80\xae" "d\xff");
	assert_string_equal(value(given, "home__addressLine1"), "abcd");
	advance_to(given, "/notes");
	do_text(given, ACTION_TYPE, "a\nb\t");
	assert_string_equal(value(given, "notes"), "a\nb");
}

static void setting_a_field_replaces_it_within_its_limit(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/home");
	put(given, "home__postcode", "mf2 4qt");
	assert_string_equal(given->visit.field, "home__postcode");
	put(given, "home__postcode", "AB12 3CD and much more");
	assert_int_equal(strlen(value(given, "home__postcode")), 12);
	put(given, "home__postcode", "");
	assert_string_equal(value(given, "home__postcode"), "");
	put(given, "elsewhere", "x");
	assert_string_equal(value(given, "elsewhere"), "");
}

static void one_radio_replaces_the_other(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	choose(given, "who", "me");
	choose(given, "who", "other");
	assert_string_equal(value(given, "who"), "other");
	assert_int_equal(answers_count(given->visit.answers, "who"), 1);
	assert_int_equal(choose(given, "who", "nobody offered this"), 0);
	assert_string_equal(value(given, "who"), "other");
}

static void checkboxes_and_declarations_toggle(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/extras");
	choose(given, "extras", "bag");
	choose(given, "extras", "bin");
	choose(given, "extras", "bag");
	assert_int_equal(answers_count(given->visit.answers, "extras"), 1);
	assert_string_equal(value(given, "extras"), "bin");
	assert_int_equal(choose(given, "extras", "car"), 0);
	advance_to(given, "/agree");
	choose(given, "agree", "true");
	assert_string_equal(value(given, "agree"), "true");
	choose(given, "agree", "true");
	assert_string_equal(value(given, "agree"), "");
}

static void yes_or_no_and_nothing_else(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/local");
	choose(given, "local", "false");
	assert_string_equal(value(given, "local"), "false");
	assert_int_equal(choose(given, "local", "maybe"), 0);
}

static void a_field_on_another_part_brings_that_part(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/reach");
	visit_act(&given->visit, ACTION_FIELD, 2, "phone", NULL);
	assert_int_equal(given->visit.list_page, 1);
	assert_string_equal(given->visit.field, "phone");
	do_number(given, ACTION_PAGE, -1);
	assert_int_equal(given->visit.list_page, 0);
	assert_string_equal(given->visit.field, "");
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_page_with_a_box_is_ready_to_type), CASE(a_page_of_choices_shows_no_keyboard), CASE(typing_goes_in_at_the_caret),
		CASE(delete_takes_whole_characters_with_their_marks), CASE(the_caret_steps_over_marks_and_stops_at_the_ends),
		CASE(clear_empties_one_box), CASE(shift_holds_for_one_character), CASE(next_box_walks_the_boxes_of_the_page),
		CASE(date_boxes_take_no_more_than_a_date), CASE(the_month_box_takes_the_longest_month_in_welsh),
		CASE(a_likely_date_fills_three_boxes), CASE(an_address_changed_by_hand_is_no_longer_the_one_on_the_list),
		CASE(a_text_takes_more_than_its_rule_so_that_the_rule_can_speak), CASE(a_value_never_passes_its_absolute_maximum),
		CASE(no_room_left_is_said_at_the_box), CASE(what_no_key_types_is_left_out), CASE(setting_a_field_replaces_it_within_its_limit),
		CASE(one_radio_replaces_the_other), CASE(checkboxes_and_declarations_toggle), CASE(yes_or_no_and_nothing_else),
		CASE(a_field_on_another_part_brings_that_part),
	};
	return cmocka_run_group_tests_name("visit_edit", cases, NULL, NULL);
}
