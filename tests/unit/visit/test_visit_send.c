/* SPDX-License-Identifier: MIT */
/* unit.visit_send - minting, sealing, sending, sending again. */
#include "tests/unit/visit/send_given.h"

static void send_mints_seals_and_asks(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "check");
	assert_null(visit_submission(&given->visit));
	assert_true(do_(given, ACTION_SEND) & EFFECT_SEND);
	assert_int_equal(given->visit.place, PLACE_SENDING);
	json_t *request = visit_submission(&given->visit);
	assert_string_equal(member(request, "verb"), "submit");
	assert_true(id_valid(member(request, "id")));
	assert_int_equal(strncmp(member(request, "reference"), "WA ", 3), 0);
	assert_string_equal(member(request, "service"), "walk");
	assert_string_equal(member(request, "type"), "uk.foyer.submission.v1");
	assert_string_equal(member(request, "language"), "en");
	assert_string_equal(member(request, "due"), "2026-11-26"); /* three working days after Monday 23 November */
	assert_int_equal(json_integer_value(json_object_get(request, "time_ms")), WALL_MS);
	assert_int_equal(strncmp(member(request, "jwe"), "eyJ", 3), 0);
	assert_null(strstr(member(request, "jwe"), "Mill Lane"));
	json_decref(request);
}

static void the_due_day_counts_calendar_days_where_the_service_says_so(void **state)
{
	struct given *given = *state;
	char due[11];
	begin(given, "small");
	advance_to(given, "check");
	do_(given, ACTION_SEND);
	date_write(given->visit.due, due);
	assert_string_equal(due, "2026-12-03");
}

static void the_due_day_leaves_out_one_off_holidays(void **state)
{
	struct given *given = *state;
	char due[11];
	given->house.holidays.added[0] = (struct date){ 2026, 11, 24 };
	given->house.holidays.added_count = 1;
	begin(given, "walk");
	advance_to(given, "check");
	do_(given, ACTION_SEND);
	date_write(given->visit.due, due);
	assert_string_equal(due, "2026-11-27");
}

static void kept_shows_the_reference_and_wipes_the_answers(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "check");
	do_(given, ACTION_SEND);
	char reference[REFERENCE_TEXT_BYTES];
	memcpy(reference, given->visit.reference.text, sizeof reference);
	unsigned effects = visit_sent(&given->visit, given->visit.id.text, FAIL_NONE);
	assert_true(effects & EFFECT_WIPE);
	assert_int_equal(given->visit.place, PLACE_DONE);
	assert_int_equal(answers_bytes(given->visit.answers), 0);
	assert_null(given->visit.sealed);
	assert_string_equal(given->visit.reference.text, reference);
	assert_int_equal(do_(given, ACTION_BACK), 0);
}

static void no_answer_is_tried_again_as_the_same_transaction(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "check");
	do_(given, ACTION_SEND);
	json_t *first = visit_submission(&given->visit);
	visit_sent(&given->visit, given->visit.id.text, FAIL_OFFLINE);
	assert_int_equal(given->visit.place, PLACE_PROBLEM);
	assert_int_equal(given->visit.problem, SENDING_NO_HUB);
	assert_int_equal(do_(given, ACTION_BACK), 0); /* it may have arrived: nothing changes any more */
	assert_int_equal(do_(given, ACTION_HOME), 0);
	pass(given, 60 * 1000);
	assert_true(do_(given, ACTION_TRY_AGAIN) & EFFECT_SEND);
	json_t *second = visit_submission(&given->visit);
	assert_true(json_equal(first, second));
	json_decref(first);
	json_decref(second);
}

static void the_hub_coming_back_sends_by_itself(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "check");
	do_(given, ACTION_SEND);
	visit_sent(&given->visit, given->visit.id.text, FAIL_OFFLINE);
	visit_hub_down(&given->visit);
	assert_true(given->visit.hub_down);
	assert_true(visit_hub_up(&given->visit, given->visit.council_key, SOURCE) & EFFECT_SEND);
	assert_int_equal(given->visit.place, PLACE_SENDING);
}

static void a_silent_hub_is_said_after_ten_seconds_and_may_answer_later(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "check");
	do_(given, ACTION_SEND);
	pass(given, VISIT_SENDING_MS);
	tick(given);
	assert_int_equal(given->visit.place, PLACE_PROBLEM);
	assert_true(given->visit.maybe_sent);
	visit_sent(&given->visit, given->visit.id.text, FAIL_NONE);
	assert_int_equal(given->visit.place, PLACE_DONE);
}

static void a_plain_no_lets_answers_change_under_a_new_id(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "check");
	do_(given, ACTION_SEND);
	struct event_id id = given->visit.id;
	visit_sent(&given->visit, given->visit.id.text, FAIL_FULL);
	assert_int_equal(given->visit.problem, SENDING_FULL);
	assert_true(answers_bytes(given->visit.answers) > 0);
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.place, PLACE_CHECK);
	do_(given, ACTION_SEND);
	assert_string_equal(given->visit.id.text, id.text); /* nothing changed: the same transaction */
	visit_sent(&given->visit, given->visit.id.text, FAIL_STORE);
	do_(given, ACTION_BACK);
	do_number(given, ACTION_CHANGE, form_page_at(given->visit.form, "/street"));
	choose(given, "street", "s1");
	assert_null(given->visit.sealed);
	do_(given, ACTION_CONTINUE);
	do_(given, ACTION_SEND);
	assert_string_not_equal(given->visit.id.text, id.text);
}

static void an_answer_about_another_id_is_nobodys(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	advance_to(given, "check");
	do_(given, ACTION_SEND);
	assert_int_equal(visit_sent(&given->visit, "01890f3e-7b2a-7cc1-8f00-000000000009", FAIL_NONE), 0);
	assert_int_equal(given->visit.place, PLACE_SENDING);
}

static void without_a_council_key_nothing_begins(void **state)
{
	struct given *given = *state;
	struct envelope_key *key = (struct envelope_key *)given->visit.council_key;
	do_(given, ACTION_START);
	do_text(given, ACTION_SERVICE, "small");
	visit_hub_up(&given->visit, NULL, SOURCE);
	assert_true(given->visit.sending_blocked);
	assert_int_equal(do_(given, ACTION_BEGIN), 0);
	visit_hub_up(&given->visit, key, SOURCE);
	assert_true(do_(given, ACTION_BEGIN) != 0);
}

static void out_of_service_nothing_begins_and_what_has_begun_goes_on(void **state)
{
	struct given *given = *state;
	do_(given, ACTION_START);
	do_text(given, ACTION_SERVICE, "small");
	assert_true(visit_service(&given->visit, "full") & EFFECT_REBUILD);
	assert_int_equal(visit_service(&given->visit, "closed"), 0); /* another reason, the same words */
	assert_int_equal(do_(given, ACTION_BEGIN), 0);
	visit_service(&given->visit, "open");
	assert_true(do_(given, ACTION_BEGIN) != 0);
	visit_service(&given->visit, "full");
	advance_to(given, "check");
	assert_true(do_(given, ACTION_SEND) & EFFECT_SEND);
}

static void sending_before_the_hub_was_ever_there_is_a_problem_in_words(void **state)
{
	struct given *given = *state;
	const struct envelope_key *key = given->visit.council_key;
	begin(given, "small");
	advance_to(given, "check");
	given->visit.council_key = NULL;
	do_(given, ACTION_SEND);
	assert_int_equal(given->visit.place, PLACE_PROBLEM);
	assert_int_equal(given->visit.problem, SENDING_NO_HUB);
	given->visit.council_key = key;
	assert_true(do_(given, ACTION_TRY_AGAIN) & EFFECT_SEND);
}

static void too_much_is_said_on_the_page_that_makes_it_so(void **state)
{
	static const char *const pages[] = { "/one", "/two", "/three", "/four", "/five" };
	struct given *given = *state;
	char text[ANSWERS_VALUE_MAX_BYTES + 1];
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	begin(given, "long");
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		advance_to(given, pages[i]);
		do_text(given, ACTION_TYPE, text);
	}
	do_(given, ACTION_CONTINUE);
	assert_string_equal(page_path(given), "/six");
	text[5000] = '\0';
	do_text(given, ACTION_TYPE, text);
	assert_true(do_(given, ACTION_CONTINUE) & EFFECT_ERRORS);
	assert_string_equal(page_path(given), "/six");
	assert_true(given->visit.too_large);
	assert_int_equal(given->visit.error[0].rule, RULE_MAX);
	double allowed = given->visit.error[0].limit;
	assert_true(allowed > 0 && allowed < 5000);
	text[(int)allowed] = '\0';
	put(given, "six", text); /* what the message asks for is enough, and what passes here can be sealed */
	do_(given, ACTION_CONTINUE);
	assert_int_equal(given->visit.place, PLACE_CHECK);
	assert_true(do_(given, ACTION_SEND) & EFFECT_SEND);
	assert_true(strlen(given->visit.sealed) < ENVELOPE_EVENT_MAX_BYTES);
	struct envelope_head head = { given->visit.id, SOURCE, VISIT_EVENT_TYPE, WALL_MS, NULL, NULL };
	BUFFER_AUTO event;
	buffer_init(&event, ENVELOPE_EVENT_MAX_BYTES);
	if (envelope_event(&head, INT64_MAX, "synced", given->visit.sealed, &event) != FAIL_NONE)
		fail_msg("%zu sealed bytes: %s", strlen(given->visit.sealed), fail_words());
}

static void another_thing_starts_at_home_with_nothing(void **state)
{
	struct given *given = *state;
	send_done(given);
	do_(given, ACTION_ANOTHER);
	assert_int_equal(given->visit.place, PLACE_HOME);
	assert_string_equal(given->visit.reference.text, "");
	begin(given, "walk");
	assert_string_equal(value(given, "who"), "");
}

static const char *mark_of_submission(struct given *given, char ret[static MARK_TEXT_BYTES])
{
	begin(given, "walk");
	advance_to(given, "check");
	do_(given, ACTION_SEND);
	json_t *request = visit_submission(&given->visit);
	memcpy(ret, member(request, "visit"), MARK_TEXT_BYTES);
	json_decref(request);
	visit_sent(&given->visit, given->visit.id.text, FAIL_NONE);
	return ret;
}

static void what_is_sent_names_the_visit_and_the_next_visit_has_another_name(void **state)
{
	struct given *given = *state;
	char first[MARK_TEXT_BYTES], second[MARK_TEXT_BYTES], next[MARK_TEXT_BYTES];
	assert_string_equal(given->visit.mark, "");
	mark_of_submission(given, first);
	assert_int_equal(strspn(first, "0123456789abcdef"), 16);
	do_(given, ACTION_ANOTHER);
	assert_string_equal(mark_of_submission(given, second), first);
	do_(given, ACTION_FINISH);
	assert_string_equal(given->visit.mark, "");
	assert_string_not_equal(mark_of_submission(given, next), first);
	pass(given, VISIT_IDLE_MS);
	tick(given);
	assert_string_equal(given->visit.mark, "");
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_key, gone_key)

/* Of a form that asks for more, the rest goes; where all of it is somebody's own, nothing does. */
static void only_what_is_public_goes_straight_to_a_server(void **state)
{
	struct given *given = *state;
	json_t *codes = json_pack("[s, s]", "walk", "somewhere");
	visit_direct(&given->visit, codes);
	do_(given, ACTION_START);
	do_text(given, ACTION_SERVICE, "walk");
	assert_true(visit_blocked(&given->visit));
	const struct form *form = given->visit.form;
	const struct form_page *last = NULL;
	for (size_t i = 0; i < form->page_count; i++)
		if (form->page[i].kind == PAGE_QUESTION && form->page[i].count > 0 && component_keeps(form->page[i].component[0].kind) && !form->page[i].condition)
			last = &form->page[i];
	assert_non_null(last);
	for (size_t k = 0; k < last->count; k++)
		((struct form_component *)&last->component[k])->privacy = PRIVACY_PUBLIC;
	assert_false(visit_blocked(&given->visit));
	do_(given, ACTION_BEGIN);
	while (!component_keeps(form->page[given->visit.page].component[0].kind)) /* words before the first question */
		do_(given, ACTION_CONTINUE);
	assert_ptr_equal(&form->page[given->visit.page], last);
	do_(given, ACTION_HOME);
	do_text(given, ACTION_SERVICE, "walk");
	json_array_set_new(codes, 0, json_string("animals"));
	assert_true(visit_blocked(&given->visit)); /* it is not one of those */
	visit_direct(&given->visit, NULL);
	assert_false(visit_blocked(&given->visit));
	json_decref(codes);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(send_mints_seals_and_asks), CASE(the_due_day_counts_calendar_days_where_the_service_says_so),
		CASE(the_due_day_leaves_out_one_off_holidays),
		CASE(kept_shows_the_reference_and_wipes_the_answers), CASE(no_answer_is_tried_again_as_the_same_transaction),
		CASE(the_hub_coming_back_sends_by_itself), CASE(a_silent_hub_is_said_after_ten_seconds_and_may_answer_later),
		CASE(a_plain_no_lets_answers_change_under_a_new_id), CASE(an_answer_about_another_id_is_nobodys),
		CASE(without_a_council_key_nothing_begins), CASE(sending_before_the_hub_was_ever_there_is_a_problem_in_words),
		CASE(out_of_service_nothing_begins_and_what_has_begun_goes_on), CASE(sending_before_the_hub_was_ever_there_is_a_problem_in_words),
		CASE(too_much_is_said_on_the_page_that_makes_it_so),
		CASE(only_what_is_public_goes_straight_to_a_server), CASE(another_thing_starts_at_home_with_nothing),
		CASE(what_is_sent_names_the_visit_and_the_next_visit_has_another_name),
	};
	return cmocka_run_group_tests_name("visit_send", cases, NULL, NULL);
}
