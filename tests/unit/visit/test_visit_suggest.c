/* SPDX-License-Identifier: MIT */
/* unit.visit_suggest - names offered for the boxes of an address: when they are asked for, which are shown, and what picking one does. */
#include "tests/unit/visit/visit_given.h"

#include "firmware/base/json.h"

#include <string.h>

/* In the first line of an address that is typed, on a kiosk with a list or without. */
static void to_line(struct given *given, bool list)
{
	given->visit.hub_down = false;
	begin(given, "walk");
	advance_to(given, "/street");
	choose(given, "street", "s7");
	visit_lookup_here(&given->visit, list);
	do_(given, ACTION_CONTINUE);
	if (list)
		do_number(given, ACTION_LOOKUP, LOOKUP_MANUAL);
	assert_string_equal(given->visit.field, "home__addressLine1");
}

/* The pause behind the last key is over: what is asked for, "" nothing. */
static const char *asked(struct given *given)
{
	static char begins[SUGGEST_BEGINS_MAX_BYTES + 1];
	pass(given, SUGGEST_PAUSE_MS);
	begins[0] = '\0';
	if (!(tick(given) & EFFECT_SUGGEST))
		return begins;
	json_t *request = visit_suggest_request(&given->visit);
	assert_string_equal(json_text_or(request, "verb", ""), "place.suggest");
	snprintf(begins, sizeof begins, "%s", json_text_or(request, "begins", ""));
	json_decref(request);
	return begins;
}

static unsigned answered(struct given *given, json_t *reply)
{
	unsigned effects = visit_suggested(&given->visit, FAIL_NONE, reply);
	json_decref(reply);
	return effects;
}

static json_t *names(const char *begins, const char *first, const char *second)
{
	return json_pack("{s:s, s:[s, s]}", "begins", begins, "names", first, second);
}

static void a_street_is_offered_behind_its_number(void **state)
{
	struct given *given = *state;
	to_line(given, true);
	do_text(given, ACTION_TYPE, "Flat 2, 14B mil");
	assert_string_equal(asked(given), "mil");
	assert_int_equal(answered(given, names("mil", "Mill Lane", "Mill Road")), EFFECT_REBUILD);
	assert_int_equal(given->visit.suggest.count, 2);
	do_number(given, ACTION_SUGGESTED, 1);
	assert_string_equal(value(given, "home__addressLine1"), "Flat 2, 14B Mill Road");
	assert_int_equal(given->visit.caret, (int)strlen("Flat 2, 14B Mill Road"));
	assert_int_equal(given->visit.suggest.count, 0);
	assert_string_equal(value(given, "home__uprn"), "");
}

static void a_town_is_offered_whole(void **state)
{
	struct given *given = *state;
	to_line(given, true);
	do_text(given, ACTION_FIELD, "home__town");
	do_text(given, ACTION_TYPE, "Little m");
	assert_string_equal(asked(given), "Little m");
	answered(given, names("Little m", "Little Mere", "Little Marsh"));
	do_number(given, ACTION_SUGGESTED, 0);
	assert_string_equal(value(given, "home__town"), "Little Mere");
}

static void only_a_pause_asks_and_two_letters(void **state)
{
	struct given *given = *state;
	to_line(given, true);
	do_text(given, ACTION_TYPE, "14 m");
	assert_string_equal(asked(given), "");
	do_text(given, ACTION_TYPE, "i");
	pass(given, SUGGEST_PAUSE_MS - 1);
	assert_int_equal(tick(given), 0);
	do_text(given, ACTION_TYPE, "l");
	pass(given, 1);
	assert_int_equal(tick(given), 0);
	assert_string_equal(asked(given), "mil");
	do_(given, ACTION_SHIFT);
	assert_string_equal(asked(given), ""); /* nothing new */
}

static void no_other_box_and_no_kiosk_without_a_list_offers_anything(void **state)
{
	struct given *given = *state;
	to_line(given, false);
	do_text(given, ACTION_TYPE, "14 Mill");
	assert_string_equal(asked(given), "");
	visit_lookup_here(&given->visit, true);
	do_text(given, ACTION_FIELD, "home__postcode");
	do_text(given, ACTION_TYPE, "MF2");
	assert_string_equal(asked(given), "");
	do_(given, ACTION_FINISH);
	begin(given, "long");
	do_text(given, ACTION_TYPE, "Mill");
	assert_string_equal(asked(given), "");
}

static void an_answer_that_is_late_or_for_something_else_shows_nothing(void **state)
{
	struct given *given = *state;
	to_line(given, true);
	do_text(given, ACTION_TYPE, "mi");
	assert_string_equal(asked(given), "mi");
	do_text(given, ACTION_TYPE, "l");
	assert_int_equal(answered(given, names("mi", "Mill Lane", "Mint Row")), 0);
	assert_string_equal(asked(given), "mil");
	assert_int_equal(answered(given, names("mi", "Mill Lane", "Mint Row")), 0);
	pass(given, SUGGEST_WAIT_MS);
	tick(given);
	assert_int_equal(answered(given, names("mil", "Mill Lane", "Mill Road")), 0);
	assert_int_equal(given->visit.suggest.count, 0);
}

static void an_answer_of_another_shape_is_none(void **state)
{
	char name[SUGGEST_NAME_MAX_BYTES + 2];
	struct given *given = *state;
	memset(name, 'm', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	to_line(given, true);
	json_t *const replies[] = {
		json_pack("{s:s}", "begins", "mi"), json_pack("{s:s, s:s}", "begins", "mi", "names", "Mill Lane"), json_pack("{s:s, s:[i]}", "begins", "mi", "names", 4),
		json_pack("{s:s, s:[s]}", "begins", "mi", "names", ""), json_pack("{s:s, s:[s, s]}", "begins", "mi", "names", "Mill Lane", name), json_array(),
	};
	for (size_t i = 0; i < sizeof replies / sizeof replies[0]; i++) {
		do_(given, ACTION_CLEAR);
		do_text(given, ACTION_TYPE, "mi");
		assert_string_equal(asked(given), "mi");
		assert_int_equal(answered(given, replies[i]), 0);
		assert_int_equal(given->visit.suggest.count, 0);
	}
	name[SUGGEST_NAME_MAX_BYTES] = '\0';
	do_(given, ACTION_CLEAR);
	do_text(given, ACTION_TYPE, "mi");
	assert_string_equal(asked(given), "mi");
	json_t *many = json_pack("{s:s, s:[s, s, s, s, s]}", "begins", "mi", "names", name, "mi", "b", "c", "d"); /* what stands there already is no help */
	assert_int_equal(answered(given, many), EFFECT_REBUILD);
	assert_int_equal(given->visit.suggest.count, SUGGEST_MAX);
}

static void nothing_is_picked_that_is_not_offered(void **state)
{
	struct given *given = *state;
	to_line(given, true);
	do_text(given, ACTION_TYPE, "mi");
	(void)asked(given);
	answered(given, names("mi", "Mill Lane", "Mint Row"));
	assert_int_equal(do_number(given, ACTION_SUGGESTED, 2), 0);
	assert_string_equal(value(given, "home__addressLine1"), "mi");
	do_number(given, ACTION_CARET, -1); /* in the middle nothing is known */
	assert_int_equal(do_number(given, ACTION_SUGGESTED, 0), 0);
	do_number(given, ACTION_CARET, 1);
	(void)asked(given);
	answered(given, names("mi", "Mill Lane", "Mint Row"));
	do_(given, ACTION_FINISH);
	assert_int_equal(given->visit.suggest.count, 0);
	assert_string_equal(given->visit.suggest.name[0], "");
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)
	const struct CMUnitTest cases[] = {
		CASE(a_street_is_offered_behind_its_number), CASE(a_town_is_offered_whole), CASE(only_a_pause_asks_and_two_letters),
		CASE(no_other_box_and_no_kiosk_without_a_list_offers_anything), CASE(an_answer_that_is_late_or_for_something_else_shows_nothing),
		CASE(an_answer_of_another_shape_is_none), CASE(nothing_is_picked_that_is_not_offered),
	};
	return cmocka_run_group_tests_name("visit_suggest", cases, NULL, NULL);
}
