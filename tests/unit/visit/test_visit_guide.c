/* SPDX-License-Identifier: MIT */
/* unit.visit_guide - paper is put in on the idle screen: what the hub says is shown, what is pressed is told to it, and nobody's visit is disturbed. */
#include "tests/unit/visit/visit_given.h"
#include "ui/visit/guide.h"
#include "ui/visit/paper.h"

#include <string.h>

static void told(struct given *given, const char *expected)
{
	json_t *request = visit_guide_request(&given->visit);
	assert_string_equal(json_string_value(json_object_get(request, "verb")), "printer.guide");
	assert_string_equal(json_string_value(json_object_get(request, "say")), expected);
	json_decref(request);
}

static void it_is_shown_as_the_hub_says_until_it_is_closed(void **state)
{
	struct given *given = *state;
	given->visit.hub_down = false;
	assert_true(visit_guide(&given->visit, "open", "printer.paper", "") & EFFECT_MOVED);
	assert_string_equal(given->visit.guide, "open");
	assert_int_equal(given->visit.trouble, TROUBLE_PAPER);
	(void)visit_guide(&given->visit, "look", "printer.ready", "");
	assert_int_equal(do_text(given, ACTION_GUIDE, "pass"), EFFECT_GUIDE);
	told(given, "pass");
	assert_string_equal(given->visit.guide, "look"); /* until the hub says otherwise */
	assert_int_equal(do_text(given, ACTION_GUIDE, "rm -rf"), 0);
	(void)visit_guide(&given->visit, "off", "printer.ready", "");
	assert_null(given->visit.guide);
	assert_int_equal(do_text(given, ACTION_GUIDE, "pass"), 0);
	assert_int_equal(visit_guide(&given->visit, "off", "printer.ready", ""), 0);
}

static void a_visit_that_runs_goes_on(void **state)
{
	struct given *given = *state;
	begin(given, "missed-bin");
	assert_int_equal(visit_guide(&given->visit, "open", "printer.paper", ""), EFFECT_GUIDE);
	told(given, "stop");
	assert_null(given->visit.guide);
	assert_int_equal(given->visit.place, PLACE_QUESTION);
}

/* Language and size of letters are theirs too; a visit does not begin beside them, and what they chose goes with them. */
static void no_visit_begins_while_it_is_open(void **state)
{
	struct given *given = *state;
	(void)visit_guide(&given->visit, "roll", "printer.cover", "cy");
	assert_string_equal(given->visit.language_tag, "cy");
	assert_int_equal(do_(given, ACTION_START), 0);
	assert_int_equal(given->visit.place, PLACE_IDLE);
	(void)do_number(given, ACTION_OPEN, SHEET_LANGUAGE);
	(void)do_text(given, ACTION_LANGUAGE, "en");
	assert_int_equal(given->visit.place, PLACE_IDLE);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_string_equal(given->visit.guide, "roll");
	(void)do_number(given, ACTION_TEXT_SIZE, 200);
	(void)do_number(given, ACTION_OPEN, SHEET_EASIER);
	(void)do_(given, ACTION_CLOSE);
	assert_string_equal(given->visit.guide, "roll");
	(void)visit_guide(&given->visit, "empty", "printer.paper", "");
	assert_string_equal(given->visit.guide, "empty");
	(void)visit_guide(&given->visit, "off", "printer.ready", "");
	assert_int_equal(given->visit.text_percent, 100);
	assert_true(do_(given, ACTION_START) & EFFECT_REBUILD);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_shipped, gone_visit)
	const struct CMUnitTest cases[] = { CASE(it_is_shown_as_the_hub_says_until_it_is_closed), CASE(a_visit_that_runs_goes_on), CASE(no_visit_begins_while_it_is_open) };
	return cmocka_run_group_tests_name("visit_guide", cases, NULL, NULL);
}
