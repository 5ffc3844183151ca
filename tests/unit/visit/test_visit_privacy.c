/* SPDX-License-Identifier: MIT */
/* unit.visit_privacy - while somebody helps: what they may not see nobody can change, until the resident shows it for a minute. */
#include "tests/unit/visit/visit_given.h"

#include "ui/visit/copy.h"
#include "ui/visit/privacy.h"

#include <stdio.h>
#include <string.h>

static const struct form_component *component(struct given *given, const char *name)
{
	return form_component_at(given->visit.form, name, NULL);
}

/* On the page that asks @field of the shipped bus pass, or of whatever service has it, with @viewer beside. */
static void on_page(struct given *given, const char *code, const char *path, enum viewer viewer)
{
	begin(given, code);
	given->visit.page = form_page_at(given->visit.form, path);
	given->visit.field[0] = '\0';
	given->visit.mask.viewer = viewer;
}

static void what_is_hidden_cannot_be_typed_or_chosen(void **state)
{
	struct given *given = *state;
	on_page(given, "bus-pass", "/born", VIEWER_STAFF);
	do_text(given, ACTION_FIELD, "born__day");
	assert_string_equal(given->visit.field, "");
	snprintf(given->visit.field, sizeof given->visit.field, "born__day"); /* as if it had typed before */
	assert_int_equal(do_text(given, ACTION_TYPE, "7"), 0);
	assert_int_equal(do_text(given, ACTION_SET, "7"), 0);
	assert_string_equal(value(given, "born__day"), "");
	on_page(given, "bus-pass", "/disability", VIEWER_STAFF);
	const char *first = component(given, "disability")->list->item[0].value;
	assert_int_equal(choose(given, "disability", first), 0);
	assert_string_equal(value(given, "disability"), "");
	assert_int_equal(visit_act(&given->visit, ACTION_CHOOSE, 0, first, ""), 0);
	given->visit.mask.viewer = VIEWER_RESIDENT;
	assert_true(choose(given, "disability", first) & EFFECT_REBUILD);
}

static void what_is_personal_can_be_typed_by_who_helps(void **state)
{
	struct given *given = *state;
	on_page(given, "bus-pass", "/name", VIEWER_STAFF);
	put(given, "fullName", "Margaret Jones");
	assert_string_equal(value(given, "fullName"), "Margaret Jones");
}

static void the_residents_touch_shows_it_for_a_minute(void **state)
{
	struct given *given = *state;
	on_page(given, "bus-pass", "/born", VIEWER_STAFF);
	unsigned effects = do_text(given, ACTION_REVEAL, "born");
	assert_true(effects & EFFECT_ASSIST && effects & EFFECT_REBUILD);
	assert_int_equal(effects & (EFFECT_HANDOUT | EFFECT_SEND | EFFECT_PRINT | EFFECT_OFFER), 0); /* nothing is printed or sent by it */
	assert_string_equal(given->visit.mask.reveal[0].field, "born");
	assert_string_equal(given->visit.field, "born__day");
	assert_true(do_text(given, ACTION_TYPE, "7") & EFFECT_REBUILD);
	pass(given, VISIT_REVEAL_MS - 1);
	assert_false(visit_hides(&given->visit, component(given, "born")));
	assert_true(visit_next_ms(&given->visit) <= given->visit.mono_ms + 1);
	pass(given, 1);
	assert_true(tick(given) & EFFECT_REBUILD);
	assert_true(visit_hides(&given->visit, component(given, "born")));
	assert_int_equal(do_text(given, ACTION_TYPE, "7"), 0);
	assert_string_equal(value(given, "born__day"), "7");
}

static void it_is_hidden_again_on_another_page_and_under_a_sheet(void **state)
{
	struct given *given = *state;
	on_page(given, "bus-pass", "/born", VIEWER_STAFF);
	do_text(given, ACTION_REVEAL, "born");
	do_number(given, ACTION_OPEN, SHEET_LANGUAGE);
	assert_int_equal(given->visit.mask.reveals, 0);
	do_(given, ACTION_CLOSE);
	do_text(given, ACTION_REVEAL, "born");
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.mask.reveals, 0);
	assert_int_equal(do_text(given, ACTION_REVEAL, "born"), 0); /* it is not on this page */
}

static void what_is_secret_is_never_shown(void **state)
{
	struct given *given = *state;
	on_page(given, "library-membership", "/pin", VIEWER_STAFF);
	assert_int_equal(do_text(given, ACTION_REVEAL, "pin"), 0);
	assert_int_equal(do_text(given, ACTION_REVEAL, ""), 0);
	assert_true(visit_hides(&given->visit, component(given, "pin")));
	assert_int_equal(do_text(given, ACTION_REVEAL, "no such field"), 0);
}

static void it_ends_with_the_visit(void **state)
{
	struct given *given = *state;
	on_page(given, "bus-pass", "/born", VIEWER_STAFF);
	do_text(given, ACTION_REVEAL, "born");
	do_(given, ACTION_FINISH);
	assert_int_equal(given->visit.mask.viewer, VIEWER_RESIDENT);
	assert_int_equal(given->visit.mask.reveals, 0);
}

static void sentences_get_dots_for_what_is_hidden(void **state)
{
	struct given *given = *state;
	on_page(given, "library-membership", "/pin", VIEWER_STAFF);
	assert_int_equal(answers_set(given->visit.answers, "pin", "4711"), FAIL_NONE);
	assert_int_equal(answers_set(given->visit.answers, "fullName", "Ada"), FAIL_NONE);
	struct answers *shown = visit_shown_answers(&given->visit);
	assert_string_equal(answers_get(shown, "pin"), "•••");
	assert_string_equal(answers_get(shown, "fullName"), "Ada");
	answers_free(shown);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_shipped, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(what_is_hidden_cannot_be_typed_or_chosen), CASE(what_is_personal_can_be_typed_by_who_helps), CASE(the_residents_touch_shows_it_for_a_minute),
		CASE(it_is_hidden_again_on_another_page_and_under_a_sheet), CASE(what_is_secret_is_never_shown), CASE(it_ends_with_the_visit), CASE(sentences_get_dots_for_what_is_hidden),
	};
	return cmocka_run_group_tests_name("visit_privacy", cases, NULL, NULL);
}
