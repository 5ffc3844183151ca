/* SPDX-License-Identifier: MIT */
/* unit.visit_items - several answers to one page: added, changed, taken away, and never lost on the way. */
#include "tests/unit/visit/visit_given.h"

#include "firmware/forms/repeat.h"
#include "firmware/forms/review.h"
#include "tests/unit/visit/monkey.h"
#include "ui/visit/copy.h"
#include "ui/visit/items.h"

#include <string.h>

static const struct form_page *page_at(struct given *given, const char *path)
{
	return &given->visit.form->page[form_page_at(given->visit.form, path)];
}

static size_t count(struct given *given, const char *path)
{
	return repeat_count(given->visit.answers, page_at(given, path));
}

static const char *kept(struct given *given, const char *field, size_t index)
{
	char name[REPEAT_FIELD_BYTES];
	return value(given, repeat_field(field, index, name));
}

static void to_pets(struct given *given)
{
	begin(given, "animals");
	put(given, "owner", "Ada");
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/pets");
}

static void add_pet(struct given *given, const char *kind)
{
	if (given->visit.place == PLACE_ITEMS)
		do_(given, ACTION_ITEM_ADD);
	put(given, "kind", kind);
	do_(given, ACTION_CONTINUE);
}

static void two_pets(struct given *given)
{
	to_pets(given);
	add_pet(given, "Cat");
	add_pet(given, "Dog");
	assert_int_equal(given->visit.place, PLACE_ITEMS);
}

static void the_first_answer_is_asked_before_there_is_a_list(void **state)
{
	struct given *given = *state;
	to_pets(given);
	assert_int_equal(given->visit.place, PLACE_QUESTION);
	assert_int_equal(given->visit.item, 0);
	do_(given, ACTION_CONTINUE);
	assert_true(given->visit.error_count > 0);
	assert_int_equal(count(given, "/pets"), 0);
	add_pet(given, "Cat");
	assert_int_equal(given->visit.place, PLACE_ITEMS);
	assert_int_equal(count(given, "/pets"), 1);
	assert_string_equal(kept(given, "kind", 0), "Cat");
	assert_string_equal(value(given, "kind"), "");
}

static void too_few_are_said_and_too_many_cannot_be_added(void **state)
{
	struct given *given = *state;
	to_pets(given);
	add_pet(given, "Cat");
	do_(given, ACTION_CONTINUE);
	assert_int_equal(given->visit.place, PLACE_ITEMS);
	assert_int_equal(given->visit.error_count, 1);
	assert_int_equal(given->visit.error[0].rule, RULE_REPEATS_MIN);
	add_pet(given, "Dog");
	add_pet(given, "Hen");
	assert_int_equal(count(given, "/pets"), 3);
	assert_true(items_full(&given->visit));
	assert_int_equal(do_(given, ACTION_ITEM_ADD), 0);
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/bees");
}

static void a_changed_answer_stays_in_its_place(void **state)
{
	struct given *given = *state;
	two_pets(given);
	do_number(given, ACTION_ITEM_CHANGE, 0);
	assert_string_equal(value(given, "kind"), "Cat");
	put(given, "kind", "Owl");
	do_(given, ACTION_CONTINUE);
	assert_string_equal(kept(given, "kind", 0), "Owl");
	assert_string_equal(kept(given, "kind", 1), "Dog");
	assert_int_equal(do_number(given, ACTION_ITEM_CHANGE, 2), 0);
	assert_int_equal(do_number(given, ACTION_ITEM_CHANGE, -1), 0);
}

static void one_is_removed_only_when_it_is_said_twice(void **state)
{
	struct given *given = *state;
	two_pets(given);
	do_number(given, ACTION_ITEM_REMOVE, 0);
	assert_int_equal(given->visit.sheet, SHEET_REMOVE);
	assert_int_equal(count(given, "/pets"), 2);
	do_(given, ACTION_CLOSE);
	assert_int_equal(do_(given, ACTION_ITEM_GONE), 0);
	assert_int_equal(count(given, "/pets"), 2);
	do_number(given, ACTION_ITEM_REMOVE, 0);
	do_(given, ACTION_ITEM_GONE);
	assert_int_equal(count(given, "/pets"), 1);
	assert_string_equal(kept(given, "kind", 0), "Dog");
	assert_int_equal(given->visit.place, PLACE_ITEMS);
	assert_int_equal(do_number(given, ACTION_ITEM_REMOVE, 0), 0); /* the last of those there must be */
	assert_int_equal(do_number(given, ACTION_OPEN, SHEET_REMOVE), 0);
}

static void what_need_not_be_there_is_skipped_or_all_taken_away(void **state)
{
	struct given *given = *state;
	two_pets(given);
	do_(given, ACTION_CONTINUE);
	put(given, "hive", "In the or");
	assert_true(items_skips(&given->visit));
	do_(given, ACTION_SKIP);
	assert_string_equal(page_path(given), "/visit");
	assert_string_equal(value(given, "hive"), "");
	do_(given, ACTION_BACK);
	assert_string_equal(page_path(given), "/bees");
	put(given, "hive", "Orchard");
	do_(given, ACTION_CONTINUE);
	do_number(given, ACTION_ITEM_REMOVE, 0);
	do_(given, ACTION_ITEM_GONE);
	assert_string_equal(page_path(given), "/bees"); /* asked again: no empty list */
	assert_true(items_skips(&given->visit));
}

static void back_keeps_what_was_typed(void **state)
{
	struct given *given = *state;
	two_pets(given);
	do_(given, ACTION_ITEM_ADD);
	put(given, "kind", "He");
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.place, PLACE_ITEMS);
	do_(given, ACTION_ITEM_ADD);
	assert_string_equal(value(given, "kind"), "He");
	do_(given, ACTION_BACK);
	do_number(given, ACTION_ITEM_CHANGE, 1);
	put(given, "kind", "Wolf");
	do_(given, ACTION_BACK);
	assert_string_equal(kept(given, "kind", 1), "Wolf");
	do_number(given, ACTION_ITEM_CHANGE, 1);
	put(given, "kind", "");
	do_(given, ACTION_BACK);
	assert_string_equal(kept(given, "kind", 1), "Wolf"); /* what is wrong changes nothing */
	do_(given, ACTION_BACK);
	assert_string_equal(page_path(given), "/owner");
	do_(given, ACTION_CONTINUE);
	assert_int_equal(given->visit.place, PLACE_ITEMS);
	assert_int_equal(count(given, "/pets"), 2);
}

static void to_check(struct given *given)
{
	two_pets(given);
	do_(given, ACTION_CONTINUE);
	do_(given, ACTION_SKIP);
	put(given, "come__day", "2026-12-01");
	put(given, "come__hour", "14");
	put(given, "come__minute", "30");
	do_(given, ACTION_CONTINUE);
	assert_int_equal(given->visit.place, PLACE_CHECK);
}

static void check_answers_leads_to_the_list_and_back(void **state)
{
	struct given *given = *state;
	to_check(given);
	do_number(given, ACTION_CHANGE, form_page_at(given->visit.form, "/pets"));
	assert_int_equal(given->visit.place, PLACE_ITEMS);
	add_pet(given, "Hen");
	do_(given, ACTION_CONTINUE);
	assert_int_equal(given->visit.place, PLACE_CHECK);
	json_t *record = review_record(given->visit.form, given->visit.answers, given->visit.today, "R", "T", "en");
	const json_t *pets = json_object_get(json_object_get(json_object_get(record, "data"), "repeaters"), "pets");
	assert_int_equal(json_array_size(pets), 3);
	json_decref(record);
}

static void both_of_the_lists_come_back_in_a_copy(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO plain;
	buffer_init(&plain, VISIT_COPY_MAX_BYTES);
	two_pets(given);
	do_number(given, ACTION_ITEM_REMOVE, 1);
	assert_int_equal(copy_write(&given->visit, &plain), FAIL_NONE);
	do_(given, ACTION_FINISH);
	assert_int_equal(copy_read(&given->visit, buffer_text(&plain), plain.size_bytes), FAIL_NONE);
	assert_int_equal(given->visit.place, PLACE_ITEMS);
	assert_int_equal(given->visit.sheet, SHEET_REMOVE);
	do_(given, ACTION_ITEM_GONE);
	assert_int_equal(count(given, "/pets"), 1);
	assert_string_equal(kept(given, "kind", 0), "Cat");
}

static void an_answer_too_many_to_send_is_given_back(void **state)
{
	struct given *given = *state;
	char text[ANSWERS_VALUE_MAX_BYTES];
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	to_pets(given);
	for (int pets = 0; pets < 3 && given->visit.place == PLACE_QUESTION; pets++) {
		add_pet(given, text);
		do_(given, ACTION_ITEM_ADD);
	}
	do_(given, ACTION_CONTINUE);
	put(given, "hive", text);
	do_(given, ACTION_CONTINUE);
	do_(given, ACTION_ITEM_ADD);
	put(given, "hive", text);
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/bees");
	assert_true(given->visit.too_large);
	assert_string_equal(value(given, "hive"), text);
	assert_int_equal(count(given, "/bees"), 1);
}

/* Any order of touches: never an answer more than there may be, never a place without its list. */
static void whatever_is_touched_the_list_makes_sense(void **state)
{
	static const enum action actions[] = { ACTION_CONTINUE, ACTION_BACK, ACTION_SKIP, ACTION_ITEM_ADD, ACTION_ITEM_CHANGE, ACTION_ITEM_REMOVE, ACTION_ITEM_GONE, ACTION_CLOSE, ACTION_CHANGE, ACTION_BEGIN };
	struct given *given = *state;
	struct monkey monkey = monkey_new();
	unsigned lists = 0;
	begin(given, "animals");
	for (int step = 0; step < 5000; step++) {
		if (given->visit.place == PLACE_QUESTION && monkey_pick(&monkey, 3) == 0)
			put(given, "kind", "Cat"), put(given, "hive", "Here"), put(given, "owner", "Ada");
		do_number(given, actions[monkey_pick(&monkey, sizeof actions / sizeof actions[0])], (int)monkey_pick(&monkey, 5) - 1);
		if (given->visit.place == PLACE_HOME)
			begin(given, "animals");
		assert_in_range(count(given, "/pets"), 0, 3);
		assert_in_range(count(given, "/bees"), 0, 2);
		if (given->visit.place == PLACE_ITEMS) {
			lists++;
			assert_non_null(items_page(&given->visit));
			assert_true(items_count(&given->visit) > 0);
		}
		if (given->visit.sheet == SHEET_REMOVE)
			assert_in_range(given->visit.item, 0, items_count(&given->visit) - 1);
	}
	assert_true(lists > 100);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(the_first_answer_is_asked_before_there_is_a_list),
		CASE(too_few_are_said_and_too_many_cannot_be_added),
		CASE(a_changed_answer_stays_in_its_place),
		CASE(one_is_removed_only_when_it_is_said_twice),
		CASE(what_need_not_be_there_is_skipped_or_all_taken_away),
		CASE(back_keeps_what_was_typed),
		CASE(check_answers_leads_to_the_list_and_back),
		CASE(both_of_the_lists_come_back_in_a_copy),
		CASE(an_answer_too_many_to_send_is_given_back),
		CASE(whatever_is_touched_the_list_makes_sense),
	};
	return cmocka_run_group_tests_name("visit_items", cases, NULL, NULL);
}
