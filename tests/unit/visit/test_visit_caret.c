/* SPDX-License-Identifier: MIT */
/* unit.visit_caret - moving in what was typed, marking words, and what typing does to them; Clear can be undone. */
#include "tests/unit/visit/visit_given.h"
#include "ui/visit/select.h"

#include <limits.h>
#include <string.h>

static void typed(struct given *given, const char *text)
{
	begin(given, "long");
	do_text(given, ACTION_TYPE, text);
}

static void must_mark(struct given *given, const char *piece)
{
	struct selection marked = selection_of(&given->visit);
	char got[200] = "";
	memcpy(got, value(given, "one") + marked.from, marked.to - marked.from);
	assert_string_equal(got, piece);
}

static unsigned place(struct given *given, int offset, bool on)
{
	return visit_act(&given->visit, ACTION_PLACE, offset, on ? "on" : "", "field:one");
}

static void a_word_is_marked_and_typing_takes_its_place(void **state)
{
	struct given *given = *state;
	typed(given, "Siân O’Connor-Jones");
	do_(given, ACTION_SELECT_WORD);
	must_mark(given, "Jones");
	do_text(given, ACTION_TYPE, "Li");
	assert_string_equal(value(given, "one"), "Siân O’Connor-Li");
	must_mark(given, "");
	assert_int_equal(given->visit.caret, (int)strlen("Siân O’Connor-Li"));
}

static void the_key_for_words_goes_to_each_word_in_turn(void **state)
{
	static const char *const words[] = { "Lane", "Mill", "12A", "Lane" };
	struct given *given = *state;
	typed(given, "12A Mill Lane, ");
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		assert_int_equal(do_(given, ACTION_SELECT_WORD), EFFECT_REBUILD | EFFECT_KEEP);
		must_mark(given, words[i]);
	}
	do_(given, ACTION_CLEAR);
	assert_int_equal(do_(given, ACTION_SELECT_WORD), 0);
	do_text(given, ACTION_TYPE, " ,");
	assert_int_equal(do_(given, ACTION_SELECT_WORD), 0);
}

static void delete_takes_what_is_marked_in_either_direction(void **state)
{
	struct given *given = *state;
	typed(given, "Mill Lane");
	do_number(given, ACTION_SELECT, -4);
	must_mark(given, "Lane");
	do_(given, ACTION_DELETE);
	assert_string_equal(value(given, "one"), "Mill ");
	do_number(given, ACTION_CARET, INT_MIN);
	do_number(given, ACTION_SELECT_WORD, 1);
	must_mark(given, "Mill ");
	do_number(given, ACTION_DELETE, 1);
	assert_string_equal(value(given, "one"), "");
}

static void a_step_leaves_what_is_marked_at_that_end(void **state)
{
	struct given *given = *state;
	typed(given, "one two six");
	do_number(given, ACTION_CARET, -4);
	do_(given, ACTION_SELECT_WORD);
	must_mark(given, "two");
	do_number(given, ACTION_CARET, -1);
	assert_int_equal(given->visit.caret, 4);
	must_mark(given, "");
	do_(given, ACTION_SELECT_WORD);
	do_number(given, ACTION_CARET, 1);
	assert_int_equal(given->visit.caret, 7);
	do_number(given, ACTION_CARET_WORD, 1);
	assert_int_equal(given->visit.caret, 8);
	do_number(given, ACTION_CARET_WORD, -1);
	assert_int_equal(given->visit.caret, 4);
	do_number(given, ACTION_CARET_WORD, -2);
	assert_int_equal(given->visit.caret, 0);
}

static void all_can_be_marked_and_typed_over_up_to_the_limit(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/when");
	do_text(given, ACTION_TYPE, "12");
	do_(given, ACTION_SELECT_ALL);
	do_text(given, ACTION_TYPE, "31"); /* what goes makes room for what comes */
	assert_string_equal(value(given, "when__day"), "31");
}

static void a_finger_puts_the_caret_and_a_second_one_takes_the_word(void **state)
{
	struct given *given = *state;
	typed(given, "12 Mill Lane");
	place(given, 5, true);
	assert_int_equal(given->visit.caret, 5);
	must_mark(given, "");
	place(given, 9, true); /* another word: only the caret goes there */
	must_mark(given, "");
	place(given, 10, true);
	must_mark(given, "Lane");
	place(given, 10, true);
	must_mark(given, "");
	place(given, 12, false);
	place(given, 12, false); /* beside the letters: a box that is touched twice keeps its words */
	must_mark(given, "");
	do_text(given, ACTION_TYPE, "s");
	assert_string_equal(value(given, "one"), "12 Mill Lanes");
	place(given, 13, true); /* the caret was there by typing */
	must_mark(given, "");
}

static void no_offset_from_outside_lands_inside_a_character(void **state)
{
	static const int offsets[] = { INT_MIN, -1, 1, 2, 3, 4, 7, 99, INT_MAX };
	struct given *given = *state;
	typed(given, "e\xcc\x81ŵ স্ত্রী"); /* decomposed é, Welsh, Bengali letters that join */
	for (size_t i = 0; i < sizeof offsets / sizeof offsets[0]; i++) {
		place(given, offsets[i], true);
		struct selection at = selection_of(&given->visit);
		assert_true(at.from == 0 || at.from == 3 || at.from == 5 || at.from == 6 || at.from == strlen(value(given, "one")));
	}
	place(given, INT_MAX, false);
	do_(given, ACTION_SELECT_WORD);
	must_mark(given, "স্ত্রী");
	do_number(given, ACTION_CARET, -1);
	do_number(given, ACTION_SELECT, -3);
	must_mark(given, "e\xcc\x81ŵ ");
	do_text(given, ACTION_TYPE, "x");
	assert_string_equal(value(given, "one"), "xস্ত্রী");
}

static void clear_can_be_undone_until_the_next_key(void **state)
{
	struct given *given = *state;
	typed(given, "Siân");
	assert_false(select_undoes(&given->visit));
	do_(given, ACTION_CLEAR);
	assert_string_equal(value(given, "one"), "");
	assert_true(select_undoes(&given->visit));
	do_(given, ACTION_UNDO);
	assert_string_equal(value(given, "one"), "Siân");
	assert_int_equal(given->visit.caret, 5);
	assert_int_equal(do_(given, ACTION_UNDO), 0);
	do_(given, ACTION_CLEAR);
	do_text(given, ACTION_TYPE, "A");
	assert_int_equal(do_(given, ACTION_UNDO), 0);
	assert_string_equal(value(given, "one"), "A");
}

static void nothing_of_what_was_cleared_outlives_the_visit(void **state)
{
	struct given *given = *state;
	typed(given, "Siân");
	do_(given, ACTION_CLEAR);
	assert_non_null(given->visit.cleared);
	do_(given, ACTION_FINISH);
	assert_null(given->visit.cleared);
	assert_int_equal(do_(given, ACTION_UNDO), 0);
}

static void under_a_sheet_nothing_is_marked_or_moved(void **state)
{
	struct given *given = *state;
	typed(given, "Mill Lane");
	do_number(given, ACTION_OPEN, SHEET_PERSON);
	assert_int_equal(do_(given, ACTION_SELECT_WORD), 0);
	assert_int_equal(do_(given, ACTION_SELECT_ALL), 0);
	assert_int_equal(do_number(given, ACTION_CARET, -1), 0);
	assert_int_equal(place(given, 2, true), 0);
}

static void the_order_of_the_keys_is_the_persons_and_ends_with_the_visit(void **state)
{
	struct given *given = *state;
	begin(given, "long");
	assert_false(keys_by_alphabet(&given->visit));
	do_number(given, ACTION_SPEECH, SPEECH_ON);
	assert_true(keys_by_alphabet(&given->visit)); /* whoever listens */
	do_number(given, ACTION_KEY_ORDER, KEY_ORDER_COMPUTER);
	assert_false(keys_by_alphabet(&given->visit));
	do_number(given, ACTION_SPEECH, SPEECH_OFF);
	do_number(given, ACTION_KEY_ORDER, KEY_ORDER_ALPHABET);
	assert_true(keys_by_alphabet(&given->visit));
	assert_int_equal(do_number(given, ACTION_KEY_ORDER, KEY_ORDER_COUNT), 0);
	do_(given, ACTION_FINISH);
	assert_false(keys_by_alphabet(&given->visit));
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)
	const struct CMUnitTest cases[] = {
		CASE(a_word_is_marked_and_typing_takes_its_place), CASE(the_key_for_words_goes_to_each_word_in_turn), CASE(delete_takes_what_is_marked_in_either_direction),
		CASE(a_step_leaves_what_is_marked_at_that_end), CASE(all_can_be_marked_and_typed_over_up_to_the_limit), CASE(a_finger_puts_the_caret_and_a_second_one_takes_the_word),
		CASE(no_offset_from_outside_lands_inside_a_character), CASE(clear_can_be_undone_until_the_next_key), CASE(nothing_of_what_was_cleared_outlives_the_visit),
		CASE(under_a_sheet_nothing_is_marked_or_moved), CASE(the_order_of_the_keys_is_the_persons_and_ends_with_the_visit),
	};
	return cmocka_run_group_tests_name("visit_caret", cases, NULL, NULL);
}
