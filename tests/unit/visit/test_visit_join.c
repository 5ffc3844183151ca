/* SPDX-License-Identifier: MIT */
/* unit.visit_join - help from the desk: asked in the person's words, hidden from afar until they show it, nothing secret is theirs to touch, and it is said when it is over. */
#include "tests/unit/visit/visit_given.h"

#include "ui/visit/copy.h"
#include "ui/visit/privacy.h"

#include <string.h>

static int given_number; /* of the newest ask */

static unsigned rings(struct given *given, const char *state, const char *why)
{
	json_t *bell = json_pack("{s:s, s:s, s:s, s:b, s:i}", "state", state, "why", why, "name", "Sam", "types", 1, "number", strcmp(state, "asked") == 0 ? ++given_number : 0);
	unsigned effects = visit_join_told(&given->visit, bell);
	json_decref(bell);
	return effects;
}

/* What the hub is told next. */
static void told(struct given *given, const char *event, const char *subject)
{
	bool awaited;
	json_t *request = visit_assist_request(&given->visit, &awaited);
	assert_non_null(request);
	assert_string_equal(json_string_value(json_object_get(request, "verb")), "join.note");
	assert_string_equal(json_string_value(json_object_get(request, "event")), event);
	assert_string_equal(json_string_value(json_object_get(request, "subject")), subject);
	assert_string_equal(json_string_value(json_object_get(request, "text")), JOIN_TEXT);
	assert_int_equal(json_integer_value(json_object_get(request, "number")), given_number);
	json_decref(request);
}

static void nothing_told(struct given *given)
{
	bool awaited;
	assert_null(visit_assist_request(&given->visit, &awaited));
}

static void on_page(struct given *given, const char *path)
{
	begin(given, "bus-pass");
	given->visit.hub_down = false;
	given->visit.page = form_page_at(given->visit.form, path);
	given->visit.field[0] = '\0';
}

static void allow(struct given *given, const char *way)
{
	assert_true(rings(given, "asked", "") & EFFECT_MOVED);
	assert_int_equal(given->visit.sheet, SHEET_ASSIST);
	assert_false(visit_join_sees(&given->visit));
	do_text(given, ACTION_ASSIST, way);
	assert_false(visit_join_sees(&given->visit)); /* not before it is written */
	told(given, "permission_given", way);
	json_t *reply = json_pack("{s:s}", "staff", "sam");
	visit_assist_answered(&given->visit, FAIL_NONE, reply);
	json_decref(reply);
	assert_true(visit_join_sees(&given->visit));
	assert_int_equal(given->visit.mask.viewer, VIEWER_RESIDENT); /* this screen stays the person's */
	assert_int_equal(given->visit.join.mask.viewer, VIEWER_DESK);
}

static bool may(struct given *given, enum action what, const char *text, const char *node)
{
	return visit_join_may(&given->visit, &(struct node_action){ .what = what, .text = text }, node);
}

static void who_looks_may_do_nothing(void **state)
{
	struct given *given = *state;
	on_page(given, "/born");
	allow(given, "looks");
	assert_false(may(given, ACTION_CONTINUE, NULL, "continue"));
	assert_int_equal(visit_join_act(&given->visit, &(struct node_action){ .what = ACTION_BACK }, "back"), 0);
	do_text(given, ACTION_ASSIST, "stop");
	told(given, "permission_withdrawn", "looks");
	assert_false(visit_join_sees(&given->visit) || given->visit.join.on);
}

static void who_types_fills_in_and_no_more(void **state)
{
	struct given *given = *state;
	on_page(given, "/born");
	allow(given, "types");
	static const enum action never[] = { ACTION_SEND, ACTION_TRY_AGAIN, ACTION_ASSIST, ACTION_REVEAL, ACTION_FINISH, ACTION_HIDE, ACTION_LANGUAGE, ACTION_OPEN, ACTION_STAFF, ACTION_JOIN, ACTION_MORE_TIME, ACTION_FORGET, ACTION_USE, ACTION_PERSON };
	for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
		assert_false(may(given, never[i], "", ""));
	assert_true(may(given, ACTION_BACK, NULL, "back"));
	given->visit.sheet = SHEET_DOUBT; /* "is this right?" is asked of the person */
	assert_false(may(given, ACTION_CLOSE, NULL, "close"));
}

static void what_is_hidden_takes_nothing_from_afar(void **state)
{
	struct given *given = *state;
	on_page(given, "/born");
	allow(given, "types");
	assert_false(may(given, ACTION_FIELD, "born__day", "field:born__day"));
	do_text(given, ACTION_FIELD, "born__day"); /* the person types there themselves */
	assert_false(may(given, ACTION_SET, "7", "field:born__day"));
	assert_int_equal(visit_join_act(&given->visit, &(struct node_action){ .what = ACTION_SET, .text = "7" }, "field:born__day"), 0);
	assert_string_equal(value(given, "born__day"), "");
	do_text(given, ACTION_TYPE, "4");
	assert_string_equal(value(given, "born__day"), "4");
	assert_string_equal(visit_join_hidden(&given->visit, "born"), "filled");
	on_page(given, "/name"); /* personal: not from afar before it is allowed */
	assert_false(may(given, ACTION_FIELD, "fullName", "field:fullName"));
}

static void the_persons_touch_shows_a_page(void **state)
{
	struct given *given = *state;
	on_page(given, "/born");
	allow(given, "types");
	assert_int_equal(visit_join_page(&given->visit), 1);
	assert_true(do_text(given, ACTION_JOIN, "show") & EFFECT_ASSIST);
	told(given, "reveal", "born");
	assert_int_equal(visit_join_page(&given->visit), 0);
	assert_true(may(given, ACTION_FIELD, "born__day", "field:born__day"));
	visit_now(&given->visit, given->visit.now_ms + VISIT_REVEAL_MS, given->visit.mono_ms + VISIT_REVEAL_MS);
	given->visit.touched_ms = given->visit.mono_ms;
	assert_true(visit_next_ms(&given->visit) <= given->visit.mono_ms);
	assert_true(visit_tick(&given->visit) & EFFECT_REBUILD);
	assert_int_equal(visit_join_page(&given->visit), 1); /* after a minute it is hidden again */
	do_text(given, ACTION_JOIN, "show");
	told(given, "reveal", "born");
	do_number(given, ACTION_OPEN, SHEET_LANGUAGE);
	do_number(given, ACTION_CLOSE, 0);
	assert_int_equal(visit_join_page(&given->visit), 1); /* and as soon as something lies over it */
	given->visit.page = form_page_at(given->visit.form, "/name");
	do_text(given, ACTION_JOIN, "show");
	told(given, "reveal", "fullName");
	do_number(given, ACTION_OPEN, SHEET_LANGUAGE);
	do_number(given, ACTION_CLOSE, 0);
	assert_int_equal(visit_join_page(&given->visit), 0); /* what is personal stays shown while they are helped */
}

static void acts_from_afar_are_no_sign_that_somebody_is_here(void **state)
{
	struct given *given = *state;
	on_page(given, "/born");
	allow(given, "types");
	int64_t touched_ms = given->visit.touched_ms;
	visit_now(&given->visit, given->visit.now_ms + 5000, given->visit.mono_ms + 5000);
	assert_true(visit_join_act(&given->visit, &(struct node_action){ .what = ACTION_BACK }, "back") & EFFECT_REBUILD);
	assert_int_equal(given->visit.touched_ms, touched_ms);
}

static void a_no_ends_the_question(void **state)
{
	struct given *given = *state;
	on_page(given, "/born");
	rings(given, "asked", "");
	do_text(given, ACTION_ASSIST, "no");
	told(given, "permission_refused", "");
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_false(given->visit.join.on || given->visit.assist.here);
	rings(given, "ended", "refused");
	assert_int_equal(given->visit.sheet, SHEET_NONE);
}

static void an_end_from_afar_is_said(void **state)
{
	static const struct { const char *why; enum join_over over; } ends[] = { { "left", JOIN_OVER_LEFT }, { "idle", JOIN_OVER_LEFT }, { "desk-gone", JOIN_OVER_LOST } };
	struct given *given = *state;
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		on_page(given, "/born");
		allow(given, "types");
		assert_true(rings(given, "ended", ends[i].why) & EFFECT_MOVED);
		assert_int_equal(given->visit.sheet, SHEET_JOIN);
		assert_int_equal(given->visit.join.over, ends[i].over);
		assert_string_equal(given->visit.join.over_name, "Sam");
		assert_int_equal(given->visit.assist.way, ASSIST_ALONE);
		told(given, "assist_end", "types");
		do_number(given, ACTION_CLOSE, 0);
		assert_int_equal(given->visit.sheet, SHEET_NONE);
		assert_int_equal(given->visit.place, PLACE_QUESTION);
	}
	on_page(given, "/born");
	allow(given, "types");
	assert_true(visit_join_lost(&given->visit) & EFFECT_MOVED); /* our own line */
	assert_int_equal(given->visit.join.over, JOIN_OVER_LOST);
	assert_string_equal(given->visit.join.over_name, "Sam");
}

static void a_question_that_nobody_answers_goes_away(void **state)
{
	struct given *given = *state;
	on_page(given, "/born");
	rings(given, "asked", "");
	rings(given, "ended", "unanswered");
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_false(given->visit.join.on);
	nothing_told(given);
}

static void where_it_cannot_be_asked_the_hub_hears_so(void **state)
{
	struct given *given = *state;
	on_page(given, "/born");
	given->visit.sheet = SHEET_STILL_THERE;
	rings(given, "asked", "");
	assert_int_equal(given->visit.sheet, SHEET_STILL_THERE);
	told(given, "assist_end", "busy");
	assert_false(given->visit.join.on);
}

static void somebody_beside_them_takes_the_place_of_the_desk(void **state)
{
	struct given *given = *state;
	on_page(given, "/born");
	allow(given, "looks");
	visit_helper(&given->visit, NULL); /* nobody is signed in here: that is no news */
	assert_true(visit_join_sees(&given->visit));
	json_t *in = json_pack("{s:s, s:[s]}", "name", "Vera", "rights", "help");
	visit_helper(&given->visit, in);
	json_decref(in);
	assert_false(visit_join_sees(&given->visit));
	told(given, "assist_end", "looks");
	assert_true(given->visit.assist.here);
	assert_string_equal(given->visit.assist.here_name, "Vera");
}

static void a_screen_that_was_begun_anew_goes_on(void **state)
{
	struct given *given = *state;
	json_t *join = json_pack("{s:s, s:s, s:b, s:i}", "state", "types", "name", "Sam", "types", 1, "number", given_number = 40);
	on_page(given, "/born");
	visit_join_hello(&given->visit, join, false);
	visit_helper(&given->visit, NULL);
	assert_true(visit_join_types(&given->visit));
	assert_int_equal(given->visit.mask.viewer, VIEWER_RESIDENT);
	assert_int_equal(visit_join_page(&given->visit), 1); /* what was shown is hidden again */
	visit_join_hello(&given->visit, NULL, false); /* the hub was begun anew too: it is over */
	assert_false(given->visit.join.on);
	told(given, "assist_end", "types");
	visit_join_hello(&given->visit, join, true); /* a line that broke and is back: they were told that it is over */
	assert_false(given->visit.join.on);
	told(given, "assist_end", "lost");
	json_decref(join);
}

static void the_end_of_the_visit_is_the_end_of_it(void **state)
{
	struct given *given = *state;
	on_page(given, "/born");
	allow(given, "types");
	do_number(given, ACTION_FINISH, 0);
	assert_int_equal(given->visit.place, PLACE_IDLE);
	assert_false(given->visit.join.on || given->visit.assist.here);
	assert_int_equal(rings(given, "ended", "visit-ended"), 0);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_shipped, gone_visit)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(who_looks_may_do_nothing),
		CASE(who_types_fills_in_and_no_more),
		CASE(what_is_hidden_takes_nothing_from_afar),
		CASE(the_persons_touch_shows_a_page),
		CASE(acts_from_afar_are_no_sign_that_somebody_is_here),
		CASE(a_no_ends_the_question),
		CASE(an_end_from_afar_is_said),
		CASE(a_question_that_nobody_answers_goes_away),
		CASE(where_it_cannot_be_asked_the_hub_hears_so),
		CASE(somebody_beside_them_takes_the_place_of_the_desk),
		CASE(a_screen_that_was_begun_anew_goes_on),
		CASE(the_end_of_the_visit_is_the_end_of_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
