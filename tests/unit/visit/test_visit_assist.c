/* SPDX-License-Identifier: MIT */
/* unit.visit_assist - somebody may help only when the person said so and it is written down; one touch ends it, and so do their signing out and the visit. */
#include "tests/unit/visit/visit_given.h"

#include "ui/visit/copy.h"

#include <string.h>

static json_t *signed_in(const char *name, const char *right)
{
	return json_pack("{s:s, s:[s, s]}", "name", name, "rights", "see", right);
}

static void helper(struct given *given, const char *name, const char *right)
{
	json_t *in = name ? signed_in(name, right) : NULL;
	(void)visit_helper(&given->visit, in);
	json_decref(in);
}

/* What the hub is told next: "verb event subject". */
static bool told(struct given *given, const char *event, const char *subject)
{
	bool awaited;
	json_t *request = visit_assist_request(&given->visit, &awaited);
	bool is = request && strcmp(json_string_value(json_object_get(request, "verb")), "assist.note") == 0 && strcmp(json_string_value(json_object_get(request, "event")), event) == 0 &&
		strcmp(json_string_value(json_object_get(request, "subject")), subject) == 0 && json_object_get(request, "text") && json_object_get(request, "language");
	json_decref(request);
	return is && awaited == (strcmp(event, "permission_given") == 0);
}

static unsigned answered(struct given *given, enum fail code)
{
	json_t *reply = json_pack("{s:s}", "staff", "sam");
	unsigned effects = visit_assist_answered(&given->visit, code, reply);
	json_decref(reply);
	return effects;
}

static void allow(struct given *given, const char *way)
{
	given->visit.hub_down = false;
	json_t *in = json_pack("{s:s, s:[s, s]}", "name", "Sam", "rights", "help", "drive");
	(void)visit_helper(&given->visit, in);
	json_decref(in);
	assert_true(do_text(given, ACTION_ASSIST, "ask") & EFFECT_MOVED);
	assert_int_equal(given->visit.sheet, SHEET_ASSIST);
	assert_true(do_text(given, ACTION_ASSIST, way) & EFFECT_ASSIST);
	assert_int_equal(given->visit.assist.way, ASSIST_ALONE); /* not before it is written */
	assert_int_equal(given->visit.mask.viewer, VIEWER_RESIDENT);
	assert_true(told(given, "permission_given", way));
	assert_true(answered(given, FAIL_NONE) & EFFECT_KEEP);
}

static void nobody_helps_who_is_not_signed_in_or_has_no_right(void **state)
{
	struct given *given = *state;
	begin(given, "bus-pass");
	assert_int_equal(do_text(given, ACTION_ASSIST, "ask"), 0);
	assert_int_equal(do_number(given, ACTION_OPEN, SHEET_ASSIST), 0);
	assert_int_equal(do_text(given, ACTION_ASSIST, "types"), 0);
	helper(given, "Tess", "mend");
	assert_int_equal(do_text(given, ACTION_ASSIST, "ask"), 0);
	helper(given, "Vera", "help"); /* a volunteer */
	given->visit.hub_down = false;
	assert_true(do_text(given, ACTION_ASSIST, "ask") & EFFECT_MOVED);
	assert_int_equal(do_text(given, ACTION_ASSIST, "types"), 0);
	assert_true(do_text(given, ACTION_ASSIST, "looks") & EFFECT_ASSIST);
}

static void who_is_allowed_helps_with_the_mask_on(void **state)
{
	struct given *given = *state;
	begin(given, "bus-pass");
	enum place place = given->visit.place;
	allow(given, "types");
	assert_int_equal(given->visit.assist.way, ASSIST_TYPES);
	assert_string_equal(given->visit.assist.name, "Sam");
	assert_int_equal(given->visit.mask.viewer, VIEWER_STAFF);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_int_equal(given->visit.place, place);
	assert_int_equal(do_text(given, ACTION_ASSIST, "ask"), 0);
}

static void stop_ends_it_at_once_wherever_it_is_pressed(void **state)
{
	struct given *given = *state;
	begin(given, "bus-pass");
	allow(given, "looks");
	do_number(given, ACTION_OPEN, SHEET_LANGUAGE);
	given->visit.hub_down = true;
	assert_true(do_text(given, ACTION_ASSIST, "stop") & EFFECT_REBUILD);
	assert_int_equal(given->visit.assist.way, ASSIST_ALONE);
	assert_int_equal(given->visit.mask.viewer, VIEWER_RESIDENT);
	assert_true(told(given, "permission_withdrawn", "looks"));
	assert_int_equal(do_text(given, ACTION_ASSIST, "stop"), 0);
}

static void no_is_no_and_is_written_too(void **state)
{
	struct given *given = *state;
	begin(given, "bus-pass");
	helper(given, "Sam", "help");
	given->visit.hub_down = false;
	do_text(given, ACTION_ASSIST, "ask");
	assert_true(do_text(given, ACTION_ASSIST, "no") & EFFECT_ASSIST);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_int_equal(given->visit.assist.way, ASSIST_ALONE);
	assert_true(told(given, "permission_refused", ""));
}

static void what_the_hub_cannot_write_down_is_not_allowed(void **state)
{
	struct given *given = *state;
	begin(given, "bus-pass");
	helper(given, "Sam", "help");
	given->visit.hub_down = false;
	do_text(given, ACTION_ASSIST, "ask");
	do_text(given, ACTION_ASSIST, "looks");
	assert_true(answered(given, FAIL_STORE) & EFFECT_REBUILD);
	assert_int_equal(given->visit.assist.way, ASSIST_ALONE);
	assert_true(given->visit.assist.refused);
	assert_int_equal(given->visit.sheet, SHEET_ASSIST);
	given->visit.hub_down = true;
	assert_false(do_text(given, ACTION_ASSIST, "looks") & EFFECT_ASSIST);
	assert_int_equal(answered(given, FAIL_NONE), 0); /* nothing is asked */
}

static void an_answer_that_comes_after_stop_allows_nothing(void **state)
{
	struct given *given = *state;
	begin(given, "bus-pass");
	helper(given, "Sam", "help");
	given->visit.hub_down = false;
	do_text(given, ACTION_ASSIST, "ask");
	do_text(given, ACTION_ASSIST, "looks");
	do_text(given, ACTION_ASSIST, "stop");
	(void)answered(given, FAIL_NONE);
	assert_int_equal(given->visit.assist.way, ASSIST_ALONE);
	assert_int_equal(given->visit.mask.viewer, VIEWER_RESIDENT);
}

static void it_ends_when_they_sign_out_and_with_the_visit(void **state)
{
	struct given *given = *state;
	begin(given, "bus-pass");
	allow(given, "types");
	helper(given, NULL, NULL);
	assert_int_equal(given->visit.assist.way, ASSIST_ALONE);
	assert_int_equal(given->visit.mask.viewer, VIEWER_RESIDENT);
	assert_true(told(given, "assist_end", "types"));
	allow(given, "types");
	helper(given, "Eve", "help"); /* somebody else is not who was allowed */
	assert_int_equal(given->visit.assist.way, ASSIST_ALONE);
	assert_true(told(given, "assist_end", "types"));
	allow(given, "types");
	assert_true(do_(given, ACTION_FINISH) & EFFECT_ASSIST);
	assert_int_equal(given->visit.assist.way, ASSIST_ALONE);
	assert_true(given->visit.assist.here); /* signed in still */
	assert_false(assist_offered(&given->visit)); /* but nobody is there to be helped */
}

static void a_reveal_is_told_and_only_its_field(void **state)
{
	struct given *given = *state;
	begin(given, "bus-pass");
	allow(given, "types");
	given->visit.page = form_page_at(given->visit.form, "/born");
	assert_true(do_text(given, ACTION_REVEAL, "born") & EFFECT_ASSIST);
	assert_true(told(given, "reveal", "born"));
}

static void sending_is_the_persons_own(void **state)
{
	struct given *given = *state;
	begin(given, "bus-pass");
	allow(given, "types");
	given->visit.place = PLACE_CHECK;
	assert_int_equal(do_(given, ACTION_SEND), 0);
	assert_int_equal(visit_act(&given->visit, ACTION_CHOOSE, 0, "true", "choice:declaration:true"), 0);
	assert_int_equal(given->visit.place, PLACE_CHECK);
}

static void who_types_is_at_work_and_the_hub_hears_it_now_and_then(void **state)
{
	struct given *given = *state;
	bool awaited;
	begin(given, "bus-pass");
	allow(given, "types");
	pass(given, 60 * 1000);
	assert_true(do_number(given, ACTION_OPEN, SHEET_WHY) & EFFECT_ASSIST);
	json_t *request = visit_assist_request(&given->visit, &awaited);
	assert_string_equal(json_string_value(json_object_get(request, "verb")), "staff.seen");
	json_decref(request);
	assert_false(do_(given, ACTION_CLOSE) & EFFECT_ASSIST);
}

static void a_screen_that_died_comes_back_masked_and_helped(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO copy;
	buffer_init(&copy, VISIT_COPY_MAX_BYTES);
	begin(given, "bus-pass");
	allow(given, "types");
	given->visit.page = form_page_at(given->visit.form, "/born");
	do_text(given, ACTION_REVEAL, "born");
	assert_int_equal(copy_write(&given->visit, &copy), FAIL_NONE);
	assert_null(strstr(buffer_text(&copy), "reveal"));
	do_text(given, ACTION_ASSIST, "stop");
	assert_int_equal(copy_read(&given->visit, buffer_text(&copy), copy.size_bytes), FAIL_NONE);
	assert_int_equal(given->visit.assist.way, ASSIST_TYPES);
	assert_string_equal(given->visit.assist.name, "Sam");
	assert_int_equal(given->visit.mask.viewer, VIEWER_STAFF);
	assert_int_equal(given->visit.mask.reveals, 0);
	helper(given, NULL, NULL); /* who was out meanwhile helps nobody */
	assert_int_equal(given->visit.assist.way, ASSIST_ALONE);
}

static json_int_t minutes(struct given *given, const char *by, const char *mode)
{
	json_t *record = assist_record(&given->visit);
	const json_t *helped = json_object_get(record, "assisted");
	assert_string_equal(json_string_value(json_object_get(record, "submittedBy")), by);
	assert_string_equal(assist_by(&given->visit), by);
	json_int_t minutes = helped ? json_integer_value(json_object_get(helped, "minutes")) : -1;
	if (mode)
		assert_string_equal(json_string_value(json_object_get(helped, "mode")), mode);
	if (mode)
		assert_string_equal(json_string_value(json_object_get(helped, "staff")), "sam");
	json_decref(record);
	return minutes;
}

static void hub_hears_all(struct given *given)
{
	bool awaited;
	for (json_t *request; (request = visit_assist_request(&given->visit, &awaited));)
		json_decref(request);
}

static void the_council_hears_who_helped_how_and_for_how_long(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO copy;
	buffer_init(&copy, VISIT_COPY_MAX_BYTES);
	begin(given, "bus-pass");
	assert_int_equal(minutes(given, "resident", NULL), -1);
	allow(given, "types");
	pass(given, 90 * 1000);
	assert_int_equal(minutes(given, "resident_assisted", "types"), 2);
	do_text(given, ACTION_ASSIST, "stop");
	hub_hears_all(given);
	pass(given, 10 * 60 * 1000);
	allow(given, "looks");
	pass(given, 60 * 1000);
	do_text(given, ACTION_ASSIST, "stop");
	assert_int_equal(minutes(given, "resident_assisted", "types"), 3); /* the most that was allowed, and all of the time */
	assert_int_equal(copy_write(&given->visit, &copy), FAIL_NONE);
	do_number(given, ACTION_FINISH, 0);
	assert_int_equal(minutes(given, "resident", NULL), -1);
	assert_int_equal(copy_read(&given->visit, buffer_text(&copy), copy.size_bytes), FAIL_NONE);
	assert_int_equal(minutes(given, "resident_assisted", "types"), 3);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_shipped, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(nobody_helps_who_is_not_signed_in_or_has_no_right), CASE(who_is_allowed_helps_with_the_mask_on), CASE(stop_ends_it_at_once_wherever_it_is_pressed), CASE(no_is_no_and_is_written_too),
		CASE(what_the_hub_cannot_write_down_is_not_allowed), CASE(an_answer_that_comes_after_stop_allows_nothing), CASE(it_ends_when_they_sign_out_and_with_the_visit), CASE(a_reveal_is_told_and_only_its_field),
		CASE(sending_is_the_persons_own), CASE(who_types_is_at_work_and_the_hub_hears_it_now_and_then), CASE(a_screen_that_died_comes_back_masked_and_helped), CASE(the_council_hears_who_helped_how_and_for_how_long),
	};
	return cmocka_run_group_tests_name("visit_assist", cases, NULL, NULL);
}
