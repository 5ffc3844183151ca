/* SPDX-License-Identifier: MIT */
/* unit.visit_lookup - an address by its postcode: every stage, every way out of it, and nothing lost on any of them. */
#include "tests/unit/visit/visit_given.h"

#include "firmware/base/json.h"
#include "ui/visit/copy.h"
#include "ui/visit/send.h"

#include <stdio.h>
#include <string.h>

static enum lookup_stage stage(struct given *given)
{
	return given->visit.lookup.stage;
}

/* To the page that asks for an address, on a kiosk with a list. */
static void to_home(struct given *given)
{
	given->visit.hub_down = false;
	begin(given, "walk");
	advance_to(given, "/street");
	choose(given, "street", "s7");
	visit_lookup_here(&given->visit, true);
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/home");
}

static unsigned ask(struct given *given, const char *postcode)
{
	put(given, "home__postcode", postcode);
	return do_(given, ACTION_CONTINUE);
}

static unsigned found(struct given *given, json_t *reply)
{
	assert_non_null(reply);
	unsigned effects = visit_found(&given->visit, FAIL_NONE, reply);
	json_decref(reply);
	return effects;
}

static json_t *addresses(int from, int count)
{
	json_t *list = json_array();
	for (int i = from; i < from + count; i++) {
		char line[32], uprn[16];
		snprintf(line, sizeof line, "%d Mill Lane", i);
		snprintf(uprn, sizeof uprn, "%d", 900000 + i);
		json_array_append_new(list, json_pack("{s:s, s:[s, s], s:s}", "uprn", uprn, "lines", line, "Oldtown", "town", "Mereford"));
	}
	return list;
}

static json_t *some(int count)
{
	return json_pack("{s:s, s:o}", "postcode", "MF2 4QT", "addresses", addresses(1, count));
}

static void to_list(struct given *given)
{
	to_home(given);
	assert_true(ask(given, "mf2 4qt") & EFFECT_FIND);
	found(given, some(3));
	assert_int_equal(stage(given), LOOKUP_LIST);
}

static void the_postcode_is_asked_first_and_only_that_is_checked(void **state)
{
	struct given *given = *state;
	to_home(given);
	assert_int_equal(stage(given), LOOKUP_POSTCODE);
	assert_string_equal(given->visit.field, "home__postcode");
	assert_true(do_(given, ACTION_CONTINUE) & EFFECT_ERRORS);
	assert_int_equal(given->visit.error_count, 1);
	assert_int_equal(given->visit.error[0].rule, RULE_REQUIRED);
	assert_string_equal(given->visit.error[0].part, "postcode");
	assert_true(ask(given, "MF2") & EFFECT_MOVED); /* wrong twice: the other ways are offered over it */
	do_(given, ACTION_CLOSE);
	assert_int_equal(given->visit.error[0].rule, RULE_POSTCODE);
	assert_int_equal(stage(given), LOOKUP_POSTCODE);
}

static void a_letter_o_for_a_zero_is_put_right_before_it_is_asked_for(void **state)
{
	struct given *given = *state;
	to_home(given);
	assert_true(ask(given, "cfio iep") & EFFECT_FIND);
	json_t *request = visit_lookup_request(&given->visit);
	assert_string_equal(json_text_or(request, "verb", ""), "address.find");
	assert_string_equal(json_text_or(request, "postcode", ""), "CF10 1EP");
	assert_string_equal(value(given, "home__postcode"), "CF10 1EP");
	json_decref(request);
}

static void an_address_is_picked_with_its_uprn_and_leads_on(void **state)
{
	struct given *given = *state;
	to_list(given);
	assert_true(do_(given, ACTION_CONTINUE) & EFFECT_ERRORS);
	assert_int_equal(given->visit.error[0].rule, RULE_CHOICE);
	choose(given, "home", "2");
	assert_string_equal(value(given, "home__addressLine1"), "2 Mill Lane");
	assert_string_equal(value(given, "home__addressLine2"), "Oldtown");
	assert_string_equal(value(given, "home__town"), "Mereford");
	assert_string_equal(value(given, "home__postcode"), "MF2 4QT");
	assert_string_equal(value(given, "home__uprn"), "900002");
	choose(given, "home", "3");
	assert_string_equal(value(given, "home__uprn"), "900003");
	do_(given, ACTION_CONTINUE);
	assert_string_not_equal(page_path(given), "/home");
}

static void nobody_offered_changes_nothing(void **state)
{
	static const char *const places[] = { "0", "4", "-1", "", "x", "900002", "99999999999999999999" };
	struct given *given = *state;
	to_list(given);
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		assert_int_equal(choose(given, "home", places[i]), 0);
	assert_string_equal(value(given, "home__uprn"), "");
}

static void a_long_list_comes_in_parts(void **state)
{
	struct given *given = *state;
	to_home(given);
	ask(given, "MF2 4QT");
	assert_int_equal(found(given, json_pack("{s:s, s:o, s:i}", "postcode", "MF2 4QT", "addresses", addresses(1, 40), "next", 40)), EFFECT_FIND);
	assert_int_equal(stage(given), LOOKUP_WAITING);
	json_t *request = visit_lookup_request(&given->visit);
	assert_int_equal(json_int_or(request, "after", 0), 40);
	json_decref(request);
	found(given, json_pack("{s:s, s:o}", "postcode", "MF2 4QT", "addresses", addresses(41, 5)));
	assert_int_equal(stage(given), LOOKUP_LIST);
	assert_int_equal(given->visit.lookup.count, 45);
	choose(given, "home", "45");
	assert_string_equal(value(given, "home__uprn"), "900045");
}

static void a_list_without_end_stops_at_its_maximum(void **state)
{
	struct given *given = *state;
	int asked = 0;
	to_home(given);
	for (unsigned effects = ask(given, "MF2 4QT"); effects & EFFECT_FIND; asked++)
		effects = found(given, json_pack("{s:s, s:o, s:i}", "postcode", "MF2 4QT", "addresses", addresses(asked * 39, 39), "next", (asked + 1) * 39));
	assert_int_equal(asked, LOOKUP_MAX / 39 + 1);
	assert_int_equal(given->visit.lookup.count, LOOKUP_MAX);
	assert_int_equal(stage(given), LOOKUP_LIST);
	/* and a hub that says the same place for ever is not asked for ever */
	do_(given, ACTION_BACK);
	do_(given, ACTION_CONTINUE);
	assert_int_equal(found(given, json_pack("{s:s, s:o, s:i}", "postcode", "MF2 4QT", "addresses", addresses(1, 1), "next", 1)), EFFECT_FIND);
	assert_false(found(given, json_pack("{s:s, s:o, s:i}", "postcode", "MF2 4QT", "addresses", addresses(2, 1), "next", 1)) & EFFECT_FIND);
}

static void typing_is_one_touch_away_everywhere_and_keeps_the_postcode(void **state)
{
	struct given *given = *state;
	to_list(given);
	do_number(given, ACTION_LOOKUP, LOOKUP_MANUAL);
	assert_int_equal(stage(given), LOOKUP_MANUAL);
	assert_string_equal(given->visit.field, "home__addressLine1");
	assert_string_equal(value(given, "home__postcode"), "MF2 4QT");
	assert_false(given->visit.lookup.failed);
	do_(given, ACTION_BACK);
	assert_int_equal(stage(given), LOOKUP_POSTCODE);
	do_number(given, ACTION_LOOKUP, LOOKUP_MANUAL);
	do_(given, ACTION_CONTINUE);
	assert_int_equal(given->visit.error_count, 2); /* the first line and the town */
	put(given, "home__addressLine1", "The Boathouse");
	put(given, "home__town", "Mereford");
	do_(given, ACTION_CONTINUE);
	assert_string_not_equal(page_path(given), "/home");
	do_(given, ACTION_BACK);
	assert_string_equal(page_path(given), "/home");
	assert_int_equal(stage(given), LOOKUP_MANUAL);
	do_(given, ACTION_BACK); /* the boxes were not reached from a postcode this time */
	assert_string_not_equal(page_path(given), "/home");
	assert_string_equal(value(given, "home__addressLine1"), "The Boathouse");
}

static void back_leads_through_the_stages_and_keeps_what_was_picked(void **state)
{
	struct given *given = *state;
	to_list(given);
	choose(given, "home", "1");
	do_(given, ACTION_CONTINUE);
	do_(given, ACTION_BACK);
	assert_int_equal(stage(given), LOOKUP_CHOSEN);
	assert_string_equal(value(given, "home__uprn"), "900001");
	do_number(given, ACTION_LOOKUP, LOOKUP_POSTCODE);
	assert_int_equal(stage(given), LOOKUP_POSTCODE);
	do_(given, ACTION_BACK);
	assert_int_equal(stage(given), LOOKUP_CHOSEN);
	do_(given, ACTION_BACK);
	assert_string_equal(page_path(given), "/street");
}

static void another_postcode_leaves_nothing_of_the_address_before(void **state)
{
	struct given *given = *state;
	to_list(given);
	choose(given, "home", "1");
	do_(given, ACTION_BACK);
	put(given, "home__postcode", "MF3 1AA");
	assert_string_equal(value(given, "home__uprn"), "");
	assert_string_equal(value(given, "home__addressLine1"), "");
	assert_string_equal(value(given, "home__town"), "");
}

static void a_picked_address_changed_by_hand_keeps_its_lines_only(void **state)
{
	struct given *given = *state;
	to_list(given);
	choose(given, "home", "1");
	do_number(given, ACTION_LOOKUP, LOOKUP_MANUAL);
	assert_string_equal(value(given, "home__uprn"), "900001");
	put(given, "home__addressLine1", "1A Mill Lane");
	assert_string_equal(value(given, "home__uprn"), "");
	assert_string_equal(value(given, "home__town"), "Mereford");
}

static void somewhere_else_names_the_council(void **state)
{
	struct given *given = *state;
	to_home(given);
	ask(given, "MF21 3AB");
	found(given, json_pack("{s:s, s:[], s:[{s:s, s:s, s:s}]}", "postcode", "MF21 3AB", "addresses", "elsewhere", "council", "Eastwick Borough Council", "phone",
	                       "01632 960011", "web", "www.eastwick.example"));
	assert_int_equal(stage(given), LOOKUP_ELSEWHERE);
	assert_int_equal(given->visit.lookup.area_count, 1);
	assert_string_equal(given->visit.lookup.area[0].phone, "01632 960011");
	do_(given, ACTION_CONTINUE);
	assert_int_equal(stage(given), LOOKUP_POSTCODE);
	assert_string_equal(value(given, "home__postcode"), "MF21 3AB");
}

static void types_now(struct given *given)
{
	assert_int_equal(stage(given), LOOKUP_MANUAL);
	assert_true(given->visit.lookup.failed);
	assert_string_equal(value(given, "home__postcode"), "MF2 4QT");
	assert_string_equal(given->visit.field, "home__addressLine1");
}

static void a_hub_that_refuses_or_talks_nonsense_leads_to_typing(void **state)
{
	static const char *const nonsense[] = {
		"{}", "{\"postcode\":\"MF2 4QT\"}", "{\"postcode\":\"MF2 4QT\",\"addresses\":[{}]}", "{\"postcode\":\"MF3 4QT\",\"addresses\":[]}",
		"{\"postcode\":\"MF2 4QT\",\"addresses\":[{\"uprn\":\"0\",\"lines\":[\"a\"],\"town\":\"b\"}]}",
		"{\"postcode\":\"MF2 4QT\",\"addresses\":[{\"uprn\":\"1\",\"lines\":[],\"town\":\"b\"}]}",
		"{\"postcode\":\"MF2 4QT\",\"addresses\":[{\"uprn\":\"1\",\"lines\":[\"a\",\"b\",\"c\",\"d\",\"e\"],\"town\":\"b\"}]}",
		"{\"postcode\":\"MF2 4QT\",\"addresses\":[],\"elsewhere\":[{\"council\":1}]}",
	};
	struct given *given = *state;
	to_home(given);
	for (size_t i = 0; i < sizeof nonsense / sizeof nonsense[0]; i++) {
		ask(given, "MF2 4QT");
		found(given, json_loads(nonsense[i], 0, NULL));
		types_now(given);
		do_(given, ACTION_BACK);
	}
	ask(given, "MF2 4QT");
	visit_found(&given->visit, FAIL_OFFLINE, NULL);
	types_now(given);
	do_(given, ACTION_BACK);
	ask(given, "MF2 4QT");
	visit_found(&given->visit, FAIL_EMPTY, NULL); /* there is no list any more: nobody is sent there again */
	types_now(given);
	do_(given, ACTION_BACK);
	assert_string_equal(page_path(given), "/street");
	fail_clear();
}

static void the_longest_line_fits_and_one_more_byte_is_refused(void **state)
{
	struct lookup_address address;
	char line[LOOKUP_LINE_MAX_BYTES + 2];
	(void)state;
	for (int over = 0; over < 2; over++) {
		memset(line, 'x', sizeof line);
		line[LOOKUP_LINE_MAX_BYTES + over] = '\0';
		json_t *json = json_pack("{s:s, s:[s, s, s], s:s}", "uprn", "12", "lines", line, "Oldtown", line, "town", "Mereford");
		assert_int_equal(lookup_read(json, &address), over ? FAIL_INPUT : FAIL_NONE);
		if (!over)
			assert_string_equal(address.second, "Oldtown"); /* what does not fit beside it is left out whole */
		json_decref(json);
	}
	fail_clear();
}

static void a_slow_hub_is_said_and_then_given_up(void **state)
{
	struct given *given = *state;
	to_home(given);
	ask(given, "MF2 4QT");
	assert_int_equal(visit_next_ms(&given->visit), given->visit.mono_ms + LOOKUP_SLOW_MS);
	pass(given, LOOKUP_SLOW_MS);
	assert_int_equal(tick(given), EFFECT_REBUILD);
	assert_true(given->visit.lookup.slow);
	assert_int_equal(tick(given), 0);
	pass(given, LOOKUP_WAIT_MS - LOOKUP_SLOW_MS);
	assert_true(tick(given) & EFFECT_REBUILD);
	types_now(given);
	assert_int_equal(found(given, some(3)), 0); /* too late */
	types_now(given);
}

static void without_a_list_the_boxes_are_there_at_once(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "/home");
	assert_int_equal(stage(given), LOOKUP_MANUAL);
	assert_true(given->visit.lookup.failed);
	assert_int_equal(do_number(given, ACTION_LOOKUP, LOOKUP_POSTCODE), 0);
	visit_lookup_here(&given->visit, true);
	assert_int_equal(stage(given), LOOKUP_MANUAL); /* nobody's boxes are taken away */
	assert_false(given->visit.lookup.failed);
}

static void a_list_that_goes_away_leaves_the_boxes(void **state)
{
	struct given *given = *state;
	to_home(given);
	put(given, "home__postcode", "MF2 4QT");
	visit_lookup_here(&given->visit, false);
	types_now(given);
	visit_lookup_here(&given->visit, true);
	do_number(given, ACTION_LOOKUP, LOOKUP_POSTCODE);
	visit_hub_down(&given->visit);
	do_(given, ACTION_CONTINUE);
	types_now(given);
}

static void typing_on_while_we_look_makes_the_answer_nobodys(void **state)
{
	struct given *given = *state;
	to_home(given);
	ask(given, "MF2 4QT");
	assert_int_equal(do_(given, ACTION_CONTINUE), 0);
	do_(given, ACTION_DELETE);
	assert_int_equal(stage(given), LOOKUP_POSTCODE);
	assert_int_equal(found(given, some(3)), 0);
}

/* Into a copy and back, as when the program is killed. */
static void copied(struct given *given)
{
	BUFFER_AUTO plain;
	buffer_init(&plain, VISIT_COPY_MAX_BYTES);
	assert_int_equal(copy_write(&given->visit, &plain), FAIL_NONE);
	assert_null(strstr(buffer_text(&plain), "3 Mill Lane"));
	assert_int_equal(copy_read(&given->visit, buffer_text(&plain), plain.size_bytes), FAIL_NONE);
}

static void a_copy_of_a_list_asks_for_it_again(void **state)
{
	struct given *given = *state;
	to_list(given);
	choose(given, "home", "2");
	given->visit.list_page = 1;
	copied(given);
	assert_int_equal(stage(given), LOOKUP_WAITING);
	assert_true(visit_lookup_here(&given->visit, true) & EFFECT_FIND);
	found(given, some(3));
	assert_int_equal(stage(given), LOOKUP_LIST);
	assert_int_equal(given->visit.list_page, 1);
	assert_string_equal(value(given, "home__uprn"), "900002");
	do_number(given, ACTION_LOOKUP, LOOKUP_MANUAL);
	copied(given);
	assert_int_equal(stage(given), LOOKUP_MANUAL);
	assert_true(given->visit.lookup.from_postcode);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(the_postcode_is_asked_first_and_only_that_is_checked), CASE(a_letter_o_for_a_zero_is_put_right_before_it_is_asked_for),
		CASE(an_address_is_picked_with_its_uprn_and_leads_on), CASE(nobody_offered_changes_nothing), CASE(a_long_list_comes_in_parts),
		CASE(a_list_without_end_stops_at_its_maximum), CASE(typing_is_one_touch_away_everywhere_and_keeps_the_postcode),
		CASE(back_leads_through_the_stages_and_keeps_what_was_picked), CASE(another_postcode_leaves_nothing_of_the_address_before),
		CASE(a_picked_address_changed_by_hand_keeps_its_lines_only), CASE(somewhere_else_names_the_council),
		CASE(a_hub_that_refuses_or_talks_nonsense_leads_to_typing), CASE(the_longest_line_fits_and_one_more_byte_is_refused),
		CASE(a_slow_hub_is_said_and_then_given_up), CASE(without_a_list_the_boxes_are_there_at_once), CASE(a_list_that_goes_away_leaves_the_boxes),
		CASE(typing_on_while_we_look_makes_the_answer_nobodys), CASE(a_copy_of_a_list_asks_for_it_again),
	};
	return cmocka_run_group_tests_name("visit_lookup", cases, NULL, NULL);
}
