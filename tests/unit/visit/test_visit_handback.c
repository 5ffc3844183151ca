/* SPDX-License-Identifier: MIT */
/* unit.visit_handback - when somebody stops typing for a person, staff are out first; then every answer that changed is seen as it was and is, and kept, changed or put back. */
#include "tests/unit/visit/visit_given.h"

#include "ui/visit/copy.h"

#include <string.h>

static void help(struct given *given)
{
	given->visit.hub_down = false;
	json_t *told = json_pack("{s:b, s:i, s:{s:s, s:[s, s]}}", "ready", true, "number", 3, "in", "name", "Sam", "rights", "help", "drive");
	(void)visit_staff_hello(&given->visit, told);
	json_decref(told);
	do_text(given, ACTION_ASSIST, "ask");
	do_text(given, ACTION_ASSIST, "types");
	json_t *reply = json_pack("{s:s}", "staff", "sam");
	(void)visit_assist_answered(&given->visit, FAIL_NONE, reply);
	json_decref(reply);
	assert_int_equal(given->visit.assist.way, ASSIST_TYPES);
}

static void set(struct given *given, const char *name, const char *value)
{
	assert_int_equal(answers_set(given->visit.answers, name, value), FAIL_NONE);
}

static bool same(struct given *given, const char *name, const char *value)
{
	const char *is = answers_get(given->visit.answers, name);
	return value ? is && strcmp(is, value) == 0 : !is;
}

/* The verbs and events for the hub, in their order. */
static void told(struct given *given, char ret[static 1024])
{
	bool awaited;
	json_t *request;
	ret[0] = '\0';
	while ((request = visit_assist_request(&given->visit, &awaited))) {
		const char *event = json_string_value(json_object_get(request, "event")), *subject = json_string_value(json_object_get(request, "subject"));
		size_t end = strlen(ret);
		snprintf(ret + end, 1024 - end, "%s:%s ", event ? event : json_string_value(json_object_get(request, "verb")), event ? subject : "");
		json_decref(request);
	}
}

static void given_help_with(struct given *given, const char *before, const char *now)
{
	char forgotten[1024];
	begin(given, "small");
	const char *field = given->visit.field;
	assert_true(*field);
	if (before)
		set(given, field, before);
	help(given);
	told(given, forgotten);
	if (now)
		set(given, field, now);
}

static void nothing_changed_nothing_is_asked(void **state)
{
	struct given *given = *state;
	char what[1024];
	given_help_with(given, "Amina", NULL);
	do_text(given, ACTION_ASSIST, "stop");
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_false(given->visit.handback.on);
	assert_int_equal(given->visit.mask.viewer, VIEWER_RESIDENT);
	told(given, what);
	assert_string_equal(what, "permission_withdrawn:types staff.leave: ");
}

static void staff_are_out_before_what_changed_is_seen(void **state)
{
	struct given *given = *state;
	struct handback_change changes[HANDBACK_MAX];
	char what[1024], wanted[1024];
	given_help_with(given, "Amina", "Amina B");
	assert_true(do_text(given, ACTION_ASSIST, "stop") & EFFECT_KEEP);
	assert_int_equal(given->visit.sheet, SHEET_HANDBACK);
	assert_int_equal(given->visit.assist.way, ASSIST_ALONE);
	assert_false(assist_offered(&given->visit));
	assert_string_equal(given->visit.handback.name, "Sam");
	assert_int_equal(given->visit.mask.viewer, VIEWER_STAFF); /* they may stand there still */
	assert_int_equal(handback_changes(&given->visit, changes), 1);
	told(given, what);
	snprintf(wanted, sizeof wanted, "permission_withdrawn:types field_edit_by_staff:%s staff.leave: ", changes[0].component->name);
	assert_string_equal(what, wanted);
}

static void what_is_kept_stays_and_the_page_below_goes_on(void **state)
{
	struct given *given = *state;
	char what[1024], field[VISIT_FIELD_MAX_BYTES];
	given_help_with(given, "Amina", "Amina B");
	snprintf(field, sizeof field, "%s", given->visit.field);
	do_text(given, ACTION_ASSIST, "stop");
	told(given, what);
	assert_true(do_text(given, ACTION_HANDBACK, "keep") & EFFECT_MOVED);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_int_equal(given->visit.place, PLACE_QUESTION);
	assert_string_equal(given->visit.field, field);
	assert_true(same(given, field, "Amina B"));
	assert_int_equal(given->visit.mask.viewer, VIEWER_RESIDENT);
	assert_int_equal(answers_bytes(given->visit.before), 0);
	told(given, what);
	assert_string_equal(what, "handback:accepted ");
}

static void what_is_put_back_is_as_it_was(void **state)
{
	struct given *given = *state;
	given_help_with(given, "Amina", "Amina B");
	do_text(given, ACTION_ASSIST, "stop");
	do_text(given, ACTION_HANDBACK, "undo");
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_true(same(given, given->visit.field, "Amina"));
}

static void an_answer_that_was_not_there_is_gone_again(void **state)
{
	struct given *given = *state;
	char field[VISIT_FIELD_MAX_BYTES];
	given_help_with(given, NULL, "Amina B");
	snprintf(field, sizeof field, "%s", given->visit.field);
	do_text(given, ACTION_ASSIST, "stop");
	do_text(given, ACTION_HANDBACK, "undo");
	assert_true(same(given, field, NULL));
}

static void one_is_changed_and_the_rest_comes_after_it(void **state)
{
	struct given *given = *state;
	given_help_with(given, "Amina", "Amina B");
	do_text(given, ACTION_ASSIST, "stop");
	do_text(given, ACTION_HANDBACK, "change");
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_int_equal(given->visit.place, PLACE_QUESTION);
	assert_int_equal(given->visit.mask.viewer, VIEWER_RESIDENT);
	assert_false(assist_offered(&given->visit));
	do_text(given, ACTION_TYPE, "C");
	assert_int_equal(given->visit.sheet, SHEET_NONE); /* while it is typed */
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.sheet, SHEET_HANDBACK); /* it still differs from how it was */
	do_text(given, ACTION_HANDBACK, "all");
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_false(given->visit.handback.on);
}

static void it_cannot_be_closed_or_opened_by_hand(void **state)
{
	struct given *given = *state;
	begin(given, "small");
	assert_int_equal(do_number(given, ACTION_OPEN, SHEET_HANDBACK), 0);
	assert_int_equal(do_text(given, ACTION_HANDBACK, "all"), 0);
	given_help_with(given, "Amina", "Amina B");
	do_text(given, ACTION_ASSIST, "stop");
	do_(given, ACTION_CLOSE);
	assert_int_equal(given->visit.sheet, SHEET_HANDBACK);
	do_number(given, ACTION_OPEN, SHEET_LANGUAGE);
	assert_int_equal(given->visit.sheet, SHEET_LANGUAGE);
	do_(given, ACTION_CLOSE);
	assert_int_equal(given->visit.sheet, SHEET_HANDBACK);
	assert_int_equal(do_(given, ACTION_SEND), 0);
}

static void who_is_signed_out_hands_back_too_and_the_end_wipes_it(void **state)
{
	struct given *given = *state;
	given_help_with(given, "Amina", "Amina B");
	json_t *bell = json_pack("{s:s}", "state", "left");
	(void)visit_staff_told(&given->visit, bell);
	json_decref(bell);
	assert_int_equal(given->visit.sheet, SHEET_HANDBACK);
	do_(given, ACTION_FINISH);
	assert_false(given->visit.handback.on);
	assert_int_equal(answers_bytes(given->visit.before), 0);
	assert_int_equal(given->visit.mask.viewer, VIEWER_RESIDENT);
}

static void a_screen_that_died_shows_it_again(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO copy;
	char what[1024], wanted[1024];
	struct handback_change changes[HANDBACK_MAX];
	buffer_init(&copy, VISIT_COPY_MAX_BYTES);
	given_help_with(given, "Amina", "Amina B");
	do_text(given, ACTION_ASSIST, "stop");
	assert_int_equal(handback_changes(&given->visit, changes), 1);
	snprintf(wanted, sizeof wanted, "field_edit_by_staff:%s staff.leave: ", changes[0].component->name);
	assert_int_equal(copy_write(&given->visit, &copy), FAIL_NONE);
	do_text(given, ACTION_HANDBACK, "all");
	assert_int_equal(copy_read(&given->visit, buffer_text(&copy), copy.size_bytes), FAIL_NONE);
	assert_int_equal(given->visit.sheet, SHEET_HANDBACK);
	assert_int_equal(given->visit.mask.viewer, VIEWER_STAFF);
	told(given, what);
	json_t *hello = json_pack("{s:b, s:i, s:{s:s, s:[s]}}", "ready", true, "number", 3, "in", "name", "Sam", "rights", "help");
	(void)visit_staff_hello(&given->visit, hello); /* and Sam is not in again */
	json_decref(hello);
	told(given, what);
	assert_string_equal(what, wanted); /* the audit may not have heard it before the screen died */
	do_text(given, ACTION_HANDBACK, "undo");
	assert_true(same(given, given->visit.field, "Amina"));
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(nothing_changed_nothing_is_asked), CASE(staff_are_out_before_what_changed_is_seen), CASE(what_is_kept_stays_and_the_page_below_goes_on), CASE(what_is_put_back_is_as_it_was),
		CASE(an_answer_that_was_not_there_is_gone_again), CASE(one_is_changed_and_the_rest_comes_after_it), CASE(it_cannot_be_closed_or_opened_by_hand),
		CASE(who_is_signed_out_hands_back_too_and_the_end_wipes_it), CASE(a_screen_that_died_shows_it_again),
	};
	return cmocka_run_group_tests_name("visit_handback", cases, NULL, NULL);
}
