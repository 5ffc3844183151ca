/* SPDX-License-Identifier: MIT */
/* unit.visit_pair - somebody interprets: the same page from either side, read back in both before it is sent, and said in what is sent. */
#include "tests/unit/visit/send_given.h"

#include "firmware/base/buffer.h"
#include "ui/visit/copy.h"

static void pair_up(struct given *given)
{
	do_number(given, ACTION_OPEN, SHEET_PAIR);
	do_text(given, ACTION_PAIR, "cy");
	assert_null(pair_other(&given->visit));
	do_text(given, ACTION_PAIR, "interpreter");
	assert_string_equal(pair_other(&given->visit), "cy");
}

static void one_touch_turns_the_page_and_nothing_else(void **state)
{
	struct given *given = *state;
	char path[64], field[VISIT_FIELD_MAX_BYTES];
	begin(given, "walk");
	answer_page(given);
	pair_up(given);
	snprintf(path, sizeof path, "%s", page_path(given));
	snprintf(field, sizeof field, "%s", given->visit.field);
	int caret = given->visit.caret;
	do_text(given, ACTION_PAIR, "turn");
	assert_string_equal(given->visit.language_tag, "cy");
	assert_string_equal(words_language(given->visit.words), "cy");
	assert_string_equal(page_path(given), path);
	assert_string_equal(given->visit.field, field);
	assert_int_equal(given->visit.caret, caret);
	do_text(given, ACTION_PAIR, "turn");
	assert_string_equal(given->visit.language_tag, "en");
}

static void only_another_language_of_the_kiosk_pairs(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	assert_int_equal(do_text(given, ACTION_PAIR, "turn"), 0);
	do_number(given, ACTION_OPEN, SHEET_PAIR);
	do_text(given, ACTION_PAIR, "en");
	assert_int_equal(given->visit.pair.stage, PAIR_LANGUAGE);
	do_text(given, ACTION_PAIR, "tlh");
	assert_int_equal(given->visit.pair.stage, PAIR_LANGUAGE);
	do_text(given, ACTION_PAIR, "cy");
	do_text(given, ACTION_PAIR, "nobody");
	assert_null(pair_other(&given->visit));
}

static void both_read_it_before_it_is_sent(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	pair_up(given);
	advance_to(given, "check");
	assert_int_equal(do_(given, ACTION_SEND), 0);
	do_text(given, ACTION_PAIR, "turn"); /* to have seen it is not to have read it to its end */
	do_text(given, ACTION_PAIR, "turn");
	assert_int_equal(do_(given, ACTION_SEND), 0);
	do_text(given, ACTION_PAIR, "read");
	assert_string_equal(given->visit.language_tag, "cy");
	assert_false(pair_unread(&given->visit));
	do_number(given, ACTION_CHANGE, 0); /* other answers are read anew */
	advance_to(given, "check");
	assert_true(pair_unread(&given->visit));
	do_text(given, ACTION_PAIR, "read");
	assert_true(do_(given, ACTION_SEND) & EFFECT_SEND);
	json_t *request = visit_submission(&given->visit);
	assert_string_equal(member(request, "language"), "en"); /* the resident's, on paper too */
	json_decref(request);
}

static void the_record_says_who_interpreted(void **state)
{
	struct given *given = *state;
	json_t *record = json_pack("{s:{}}", "meta");
	begin(given, "walk");
	pair_note(&given->visit, record);
	assert_null(json_object_get(json_object_get(record, "meta"), "interpreted"));
	pair_up(given);
	do_text(given, ACTION_PAIR, "turn");
	pair_note(&given->visit, record);
	json_t *said = json_object_get(json_object_get(record, "meta"), "interpreted");
	assert_string_equal(json_string_value(json_object_get(said, "by")), "interpreter");
	assert_string_equal(json_string_value(json_array_get(json_object_get(said, "languages"), 0)), "en");
	assert_string_equal(json_string_value(json_array_get(json_object_get(said, "languages"), 1)), "cy");
	json_decref(record);
}

static void a_copy_has_both_and_the_end_of_a_visit_none(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO copy;
	buffer_init(&copy, VISIT_COPY_MAX_BYTES);
	begin(given, "walk");
	pair_up(given);
	do_text(given, ACTION_PAIR, "turn");
	assert_int_equal(copy_write(&given->visit, &copy), FAIL_NONE);
	do_(given, ACTION_FINISH);
	assert_null(pair_other(&given->visit));
	assert_string_equal(given->visit.language_tag, "en");
	assert_int_equal(copy_read(&given->visit, buffer_text(&copy), copy.size_bytes), FAIL_NONE);
	assert_string_equal(given->visit.language_tag, "cy");
	assert_string_equal(pair_other(&given->visit), "en");
	do_number(given, ACTION_OPEN, SHEET_PAIR);
	do_text(given, ACTION_PAIR, "end");
	assert_null(pair_other(&given->visit));
	assert_string_equal(given->visit.language_tag, "en"); /* the resident's own */
	assert_int_equal(given->visit.sheet, SHEET_NONE);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_key, gone_key)
	const struct CMUnitTest cases[] = { CASE(one_touch_turns_the_page_and_nothing_else), CASE(only_another_language_of_the_kiosk_pairs), CASE(both_read_it_before_it_is_sent),
		CASE(the_record_says_who_interpreted), CASE(a_copy_has_both_and_the_end_of_a_visit_none) };
	return cmocka_run_group_tests_name("visit_pair", cases, NULL, NULL);
}
