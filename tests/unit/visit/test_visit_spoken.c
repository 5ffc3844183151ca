/* SPDX-License-Identifier: MIT */
/* unit.visit_spoken - a person who cannot work the screen: they allow help aloud, staff send for them, each time with why; and nobody else's way to send becomes theirs. */
#include "tests/unit/visit/send_given.h"

#include "firmware/base/json.h"
#include "ui/visit/copy.h"

static void sign_in(struct given *given, const char *right)
{
	json_t *in = json_pack("{s:s, s:[s, s]}", "name", "Sam", "rights", "help", right);
	(void)visit_helper(&given->visit, in);
	json_decref(in);
}

/* What the hub is told next, "verb event subject text why"; and whether its answer is waited for. */
static void assert_told(struct given *given, const char *event, const char *subject, const char *text, const char *why, bool awaited)
{
	bool waits = false;
	json_t *request = visit_assist_request(&given->visit, &waits);
	assert_non_null(request);
	assert_string_equal(json_text_or(request, "verb", ""), "assist.note");
	assert_string_equal(json_text_or(request, "event", ""), event);
	assert_string_equal(json_text_or(request, "subject", ""), subject);
	assert_string_equal(json_text_or(request, "text", ""), text);
	assert_string_equal(json_text_or(request, "why", ""), why);
	assert_int_equal(waits, awaited);
	json_decref(request);
}

static unsigned answered(struct given *given, enum fail code)
{
	json_t *reply = json_pack("{s:s}", "staff", "sam");
	unsigned effects = visit_assist_answered(&given->visit, code, reply);
	json_decref(reply);
	return effects;
}

static unsigned do_why(struct given *given, const char *text, enum assist_why why)
{
	return visit_act(&given->visit, ACTION_ASSIST, (int)why, text, "");
}

static void drive(struct given *given, enum assist_why why)
{
	sign_in(given, "drive");
	do_text(given, ACTION_ASSIST, "spoken");
	assert_int_equal(given->visit.sheet, SHEET_SPOKEN);
	assert_true(do_why(given, "agreed", why) & EFFECT_ASSIST);
	assert_int_equal(given->visit.assist.way, ASSIST_ALONE); /* not before it is written */
	assert_told(given, "permission_given", "types", "spoken-1", assist_why_name(why), true);
	assert_true(answered(given, FAIL_NONE) & EFFECT_KEEP);
	assert_int_equal(given->visit.assist.way, ASSIST_TYPES);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
}

static const char *record_of(json_t *record, const char *part, const char *key)
{
	return json_text_or(json_object_get(record, part), key, "");
}

static void only_who_may_type_notes_it_and_always_why(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	given->visit.hub_down = false;
	assert_int_equal(do_text(given, ACTION_ASSIST, "spoken"), 0);
	sign_in(given, "print"); /* a volunteer */
	assert_false(spoken_offered(&given->visit));
	assert_int_equal(do_text(given, ACTION_ASSIST, "spoken"), 0);
	sign_in(given, "drive");
	assert_int_equal(do_why(given, "agreed", WHY_SEE), 0); /* only on its page */
	assert_int_equal(do_number(given, ACTION_OPEN, SHEET_SPOKEN), 0);
	do_text(given, ACTION_ASSIST, "spoken");
	assert_int_equal(do_why(given, "agreed", WHY_NONE), 0);
	assert_int_equal(do_why(given, "agreed", WHY_COUNT), 0);
	do_(given, ACTION_CLOSE);
	drive(given, WHY_SEE);
	assert_int_equal(given->visit.mask.viewer, VIEWER_STAFF); /* what is private is hidden as always */
}

static void what_cannot_be_written_is_not_done(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	given->visit.hub_down = false;
	sign_in(given, "drive");
	do_text(given, ACTION_ASSIST, "spoken");
	do_why(given, "agreed", WHY_READ);
	assert_true(answered(given, FAIL_STORE) & EFFECT_REBUILD);
	assert_int_equal(given->visit.assist.way, ASSIST_ALONE);
	assert_int_equal(given->visit.sheet, SHEET_SPOKEN);
	assert_true(given->visit.assist.refused);
	sign_in(given, "drive");
	json_t *nobody = NULL;
	(void)visit_helper(&given->visit, nobody);
	assert_int_equal(given->visit.sheet, SHEET_NONE); /* nobody is there who could press it */
}

static void the_record_says_how_it_was_allowed(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO copy;
	buffer_init(&copy, VISIT_COPY_MAX_BYTES);
	begin(given, "walk");
	given->visit.hub_down = false;
	drive(given, WHY_TOUCH);
	assert_int_equal(copy_write(&given->visit, &copy), FAIL_NONE);
	do_text(given, ACTION_ASSIST, "stop");
	json_t *record = assist_record(&given->visit);
	assert_string_equal(json_text_or(record, "submittedBy", ""), "resident_assisted");
	assert_string_equal(record_of(record, "assisted", "permission"), "spoken");
	assert_string_equal(record_of(record, "assisted", "permissionReason"), "touch");
	assert_null(json_object_get(record, "onBehalf"));
	json_decref(record);
	assert_int_equal(copy_read(&given->visit, buffer_text(&copy), copy.size_bytes), FAIL_NONE);
	assert_int_equal(given->visit.assist.spoken, WHY_TOUCH);
	json_t *did = assist_did(&given->visit);
	json_object_del(did, "spoken"); /* kept by a version that did not know of it */
	assert_int_equal(assist_did_take(did, &given->visit), FAIL_NONE);
	json_object_set_new(did, "spoken", json_integer(WHY_COUNT));
	assert_int_equal(assist_did_take(did, &given->visit), FAIL_LIMIT);
	json_decref(did);
	fail_clear();
}

static void to_send(struct given *given)
{
	begin(given, "walk");
	advance_to(given, "check");
	given->visit.hub_down = false;
	drive(given, WHY_SEE);
	assert_true(behalf_offered(&given->visit));
	assert_int_equal(do_(given, ACTION_SEND), 0); /* that button is the person's own */
	assert_true(do_text(given, ACTION_ASSIST, "behalf") & EFFECT_MOVED);
	assert_int_equal(given->visit.sheet, SHEET_BEHALF);
}

static void staff_send_for_them_once_it_is_written(void **state)
{
	struct given *given = *state;
	to_send(given);
	assert_true(do_why(given, "send", WHY_SEE) & EFFECT_ASSIST);
	assert_int_equal(do_why(given, "send", WHY_SEE) & EFFECT_ASSIST, 0); /* twice is once */
	assert_null(given->visit.sealed);
	assert_told(given, "declaration", "walk", "spoken-1", "see", true);
	assert_true(answered(given, FAIL_NONE) & EFFECT_SEND);
	assert_int_equal(given->visit.place, PLACE_SENDING);
	json_t *request = visit_submission(&given->visit), *record = assist_record(&given->visit);
	assert_string_equal(member(request, "by"), "staff_on_behalf");
	assert_string_equal(json_text_or(record, "submittedBy", ""), "staff_on_behalf");
	assert_string_equal(record_of(record, "onBehalf", "reason"), "see");
	assert_string_equal(record_of(record, "onBehalf", "declared"), "spoken");
	assert_string_equal(record_of(record, "assisted", "staff"), "sam");
	json_decref(request), json_decref(record);
	visit_sent(&given->visit, given->visit.id.text, FAIL_NONE);
	assert_int_equal(given->visit.place, PLACE_DONE);
	assert_int_equal(given->visit.assist.way, ASSIST_TYPES); /* they go on helping, with a clean sheet */
	do_text(given, ACTION_ASSIST, "stop");
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	record = assist_record(&given->visit);
	assert_null(json_object_get(record, "onBehalf"));
	json_decref(record);
}

static void stopped_meanwhile_nothing_is_sent(void **state)
{
	struct given *given = *state;
	to_send(given);
	do_why(given, "send", WHY_SEE);
	do_text(given, ACTION_ASSIST, "stop");
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_false(answered(given, FAIL_NONE) & EFFECT_SEND);
	assert_int_equal(given->visit.place, PLACE_CHECK);
	assert_null(given->visit.sealed);
	assert_true(do_(given, ACTION_SEND) & EFFECT_SEND); /* the person does it after all */
	json_t *request = visit_submission(&given->visit);
	assert_string_equal(member(request, "by"), "resident_assisted");
	json_decref(request);
}

static void what_the_hub_refuses_is_the_persons_own_again(void **state)
{
	struct given *given = *state;
	to_send(given);
	do_why(given, "send", WHY_ASKED);
	answered(given, FAIL_NONE);
	visit_sent(&given->visit, given->visit.id.text, FAIL_DENIED); /* nobody is signed in there any more */
	assert_int_equal(given->visit.place, PLACE_CHECK);
	assert_null(given->visit.sealed);
	assert_string_equal(assist_by(&given->visit), "resident_assisted");
}

static void what_may_be_there_is_sent_again_as_it_was(void **state)
{
	struct given *given = *state;
	to_send(given);
	do_why(given, "send", WHY_ASKED);
	answered(given, FAIL_NONE);
	json_t *first = visit_submission(&given->visit);
	visit_sent(&given->visit, given->visit.id.text, FAIL_OFFLINE);
	assert_int_equal(given->visit.place, PLACE_PROBLEM);
	assert_true(do_(given, ACTION_TRY_AGAIN) & EFFECT_SEND); /* also by who sends for them */
	json_t *second = visit_submission(&given->visit);
	assert_true(json_equal(first, second));
	json_decref(first), json_decref(second);
}

static void a_screen_that_died_while_it_sent_sends_the_same(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO copy;
	buffer_init(&copy, VISIT_COPY_MAX_BYTES);
	to_send(given);
	do_why(given, "send", WHY_TOUCH);
	answered(given, FAIL_NONE);
	json_t *first = visit_submission(&given->visit);
	assert_int_equal(copy_write(&given->visit, &copy), FAIL_NONE);
	do_(given, ACTION_FINISH);
	assert_int_equal(copy_read(&given->visit, buffer_text(&copy), copy.size_bytes), FAIL_NONE);
	json_t *second = visit_submission(&given->visit);
	assert_true(json_equal(first, second));
	assert_string_equal(member(second, "by"), "staff_on_behalf");
	json_decref(first), json_decref(second);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_key, gone_key)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(only_who_may_type_notes_it_and_always_why), CASE(what_cannot_be_written_is_not_done), CASE(the_record_says_how_it_was_allowed), CASE(staff_send_for_them_once_it_is_written),
		CASE(stopped_meanwhile_nothing_is_sent), CASE(what_the_hub_refuses_is_the_persons_own_again), CASE(what_may_be_there_is_sent_again_as_it_was), CASE(a_screen_that_died_while_it_sent_sends_the_same),
	};
	return cmocka_run_group_tests_name("visit_spoken", cases, NULL, NULL);
}
