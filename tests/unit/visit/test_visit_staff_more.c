/* SPDX-License-Identifier: MIT */
/* unit.visit_staff_more - what staff have to say from their own sheet; of the resident's page goes its place, never an answer. */
#include "tests/unit/visit/visit_given.h"

#include "firmware/base/json.h"
#include "ui/visit/staff_more.h"

#include <stdio.h>
#include <string.h>

static struct staff *staff(struct given *given)
{
	return &given->visit.staff;
}

/* Sam, who may help, over a page of a form. */
static void at_a_page(struct given *given)
{
	json_t *told = json_pack("{s:b, s:i, s:{s:s, s:[s, s, s]}}", "ready", true, "number", 3, "in", "name", "Sam", "rights", "help", "drive", "print");
	begin(given, "walk");
	given->visit.hub_down = false;
	(void)visit_staff_hello(&given->visit, told);
	json_decref(told);
}

static void helps(struct given *given, const char *way)
{
	json_t *reply = json_pack("{s:s}", "staff", "sam");
	bool awaited;
	do_text(given, ACTION_ASSIST, "ask");
	do_text(given, ACTION_ASSIST, way);
	json_decref(visit_assist_request(&given->visit, &awaited));
	(void)visit_assist_answered(&given->visit, FAIL_NONE, reply);
	json_decref(reply);
}

static void more(struct given *given)
{
	do_number(given, ACTION_OPEN, SHEET_STAFF);
	assert_true(do_text(given, ACTION_STAFF, "more") & EFFECT_MOVED);
}

static unsigned say(struct given *given, const char *text, int number)
{
	return visit_act(&given->visit, ACTION_STAFF, number, text, NULL);
}

static json_t *asked(struct given *given, unsigned effects)
{
	assert_true(effects & EFFECT_STAFF);
	json_t *request = visit_staff_request(&given->visit);
	assert_non_null(request);
	return request;
}

static void what_kind_of_case_it_is_counts_once_the_hub_has_it(void **state)
{
	struct given *given = *state;
	at_a_page(given);
	helps(given, "looks");
	more(given);
	say(given, "type", 0);
	assert_int_equal(say(given, "as", 3), 0);
	say(given, "as", FORM_INTERACTION_COMPLEX);
	assert_int_equal(staff(given)->stage, STAFF_WORD);
	assert_int_equal(say(given, "word", 5), 0);
	json_t *request = asked(given, say(given, "word", INTERACTION_WORD_PARTS));
	assert_string_equal(json_text_or(request, "verb", ""), "help.type");
	assert_string_equal(json_text_or(request, "service", ""), "walk");
	assert_string_equal(json_text_or(request, "type", ""), "complex");
	assert_string_equal(json_text_or(request, "why", ""), "parts");
	json_decref(request);
	assert_false(given->visit.interaction.set);
	assert_true(visit_staff_answered(&given->visit, FAIL_NONE, NULL) & EFFECT_KEEP);
	assert_int_equal(staff(given)->stage, STAFF_NOTED);
	json_t *told = interaction_json(&given->visit);
	assert_string_equal(json_text_or(told, "final", ""), "complex");
	assert_string_equal(json_string_value(json_array_get(json_object_get(told, "reasons"), 0)), "staff-parts");
	json_decref(told);
}

static void what_the_hub_did_not_write_does_not_count(void **state)
{
	struct given *given = *state;
	at_a_page(given);
	helps(given, "types");
	more(given);
	say(given, "type", 0);
	say(given, "as", FORM_INTERACTION_SIMPLE);
	json_decref(asked(given, say(given, "word", INTERACTION_WORD_ALONE)));
	(void)visit_staff_answered(&given->visit, FAIL_STORE, NULL);
	assert_false(given->visit.interaction.set);
	assert_int_equal(staff(given)->stage, STAFF_WORD);
	assert_int_equal(staff(given)->trouble, STAFF_NOT_NOW);
}

static void the_kind_is_for_who_helps(void **state)
{
	struct given *given = *state;
	at_a_page(given);
	more(given);
	assert_int_equal(say(given, "type", 0), 0); /* nobody allowed them anything */
	assert_int_equal(say(given, "codes", 0), 0); /* nobody called */
	assert_true(staff_says_remark(&given->visit));
}

static void a_remark_has_its_place_and_no_answer(void **state)
{
	struct given *given = *state;
	at_a_page(given);
	answer_page(given);
	helps(given, "looks");
	more(given);
	say(given, "remark", 0);
	say(given, "kind", 1);
	assert_true(say(given, "next", 0) & EFFECT_ERRORS); /* nothing is typed */
	do_text(given, ACTION_TYPE, "Say it shorter");
	json_t *request = asked(given, say(given, "next", 0));
	char screen[128];
	snprintf(screen, sizeof screen, "question%s", page_path(given));
	assert_string_equal(json_text_or(request, "verb", ""), "remark.add");
	assert_string_equal(json_text_or(request, "kind", ""), "idea");
	assert_string_equal(json_text_or(request, "about", ""), "walk");
	assert_string_equal(json_text_or(request, "screen", ""), screen);
	assert_string_equal(json_text_or(request, "text", ""), "Say it shorter");
	assert_int_equal(json_object_size(request), 5);
	json_decref(request);
	(void)visit_staff_answered(&given->visit, FAIL_OFFLINE, NULL);
	assert_string_equal(staff(given)->typed, "Say it shorter"); /* to be tried again */
	json_decref(asked(given, say(given, "next", 0)));
	(void)visit_staff_answered(&given->visit, FAIL_NONE, NULL);
	assert_true(staff(given)->kept);
	assert_string_equal(staff(given)->typed, "");
}

static void a_remark_stops_at_its_longest(void **state)
{
	struct given *given = *state;
	char text[STAFF_REMARK_MAX_BYTES + 2];
	memset(text, 'x', sizeof text);
	text[STAFF_REMARK_MAX_BYTES + 1] = '\0';
	at_a_page(given);
	more(given);
	say(given, "remark", 0);
	say(given, "kind", 0);
	do_text(given, ACTION_TYPE, text);
	assert_string_equal(staff(given)->typed, "");
	text[STAFF_REMARK_MAX_BYTES] = '\0';
	do_text(given, ACTION_TYPE, text);
	assert_string_equal(staff(given)->typed, text);
}

static void why_they_were_needed_ends_the_call_in_one_touch(void **state)
{
	struct given *given = *state;
	at_a_page(given);
	given->visit.has_desk = true;
	do_(given, ACTION_CALL);
	do_(given, ACTION_CLOSE);
	more(given);
	say(given, "codes", 0);
	assert_int_equal(say(given, "why", STAFF_CODES_MAX), 0);
	json_t *request = asked(given, say(given, "why", 5));
	assert_string_equal(json_text_or(request, "verb", ""), "help.done");
	assert_string_equal(json_text_or(request, "code", ""), "A4L");
	json_decref(request);
	json_t *refused = json_pack("{s:s}", "why", "unconfirmed");
	(void)visit_staff_answered(&given->visit, FAIL_DENIED, refused);
	assert_int_equal(staff(given)->trouble, STAFF_UNCONFIRMED);
	assert_int_equal(staff(given)->stage, STAFF_CODES);
	json_decref(refused);
}

static unsigned told(struct given *given, const char *mark, const char *service, const char *type, const char *why)
{
	json_t *bell = json_pack("{s:s, s:s, s:s, s:s}", "visit", mark, "service", service, "type", type, "why", why);
	unsigned effects = visit_type_told(&given->visit, bell);
	json_decref(bell);
	return effects;
}

static void the_desk_says_it_of_this_visit_and_service_alone(void **state)
{
	struct given *given = *state;
	at_a_page(given);
	assert_int_equal(told(given, "0000", "walk", "assisted", "guidance"), 0);
	assert_int_equal(told(given, given->visit.mark, "small", "assisted", "guidance"), 0);
	assert_int_equal(told(given, given->visit.mark, "walk", "assistedd", "guidance"), 0);
	assert_int_equal(told(given, given->visit.mark, "walk", "assisted", "because"), 0);
	assert_false(given->visit.interaction.set);
	assert_true(told(given, given->visit.mark, "walk", "assisted", "guidance") & EFFECT_KEEP);
	assert_int_equal(interaction_type(&given->visit), FORM_INTERACTION_ASSISTED);
}

static unsigned warned(struct given *given, const char *why)
{
	json_t *bell = json_pack("{s:s, s:s, s:b}", "state", "warning", "why", why, "again", true);
	unsigned effects = visit_staff_told(&given->visit, bell);
	json_decref(bell);
	return effects;
}

static void who_looks_on_is_asked_whether_they_stay(void **state)
{
	struct given *given = *state;
	at_a_page(given);
	helps(given, "looks");
	do_text(given, ACTION_TYPE, "Ad");
	char field[VISIT_FIELD_MAX_BYTES];
	memcpy(field, given->visit.field, sizeof field);
	assert_true(warned(given, "idle") & EFFECT_MOVED);
	assert_int_equal(given->visit.sheet, SHEET_STAFF);
	assert_int_equal(staff(given)->stage, STAFF_MENU);
	assert_true(say(given, "stay", 0) & EFFECT_STAFF); /* the hub hears that they are here */
	do_(given, ACTION_CLOSE);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_string_equal(given->visit.field, field);
	assert_int_equal(given->visit.assist.way, ASSIST_LOOKS);
}

static void who_types_is_asked_at_the_end_of_the_longest_time_alone(void **state)
{
	struct given *given = *state;
	at_a_page(given);
	helps(given, "types");
	assert_int_equal(warned(given, "idle") & EFFECT_MOVED, 0);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_true(warned(given, "overall") & EFFECT_MOVED);
	assert_int_equal(given->visit.sheet, SHEET_STAFF);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(what_kind_of_case_it_is_counts_once_the_hub_has_it), CASE(what_the_hub_did_not_write_does_not_count), CASE(the_kind_is_for_who_helps),
		CASE(a_remark_has_its_place_and_no_answer), CASE(a_remark_stops_at_its_longest), CASE(why_they_were_needed_ends_the_call_in_one_touch),
		CASE(the_desk_says_it_of_this_visit_and_service_alone), CASE(who_looks_on_is_asked_whether_they_stay), CASE(who_types_is_asked_at_the_end_of_the_longest_time_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
