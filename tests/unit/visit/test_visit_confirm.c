/* SPDX-License-Identifier: MIT */
/* unit.visit_confirm - who was helped to get in says whether they are in: only where the service is about that, and only with help; they are asked once before they end. */
#include "tests/unit/visit/send_given.h"

#include "firmware/base/json.h"
#include "ui/visit/copy.h"

static void come(struct given *given, const char *state)
{
	json_t *told = json_pack("{s:s, s:s, s:s, s:s}", "ticket", "A1", "state", state, "visit", given->visit.mark, "name", "Sam");
	(void)visit_call_told(&given->visit, told);
	json_decref(told);
}

static void confirms(struct given *given, bool does)
{
	for (size_t i = 0; i < given->visit.service_count; i++)
		given->house.services.form[i]->service.confirms = does;
	given->visit.hub_down = false;
	given->visit.has_desk = true;
}

/* What the hub is told next; "" nothing. */
static void assert_told(struct given *given, const char *state, bool staff)
{
	json_t *request = visit_confirm_request(&given->visit);
	assert_string_equal(json_text_or(request, "state", ""), state);
	if (request) {
		assert_string_equal(json_text_or(request, "verb", ""), "help.confirm");
		assert_string_equal(json_text_or(request, "service", ""), "walk");
		assert_int_equal(json_bool_or(request, "staff", !staff), staff);
	}
	json_decref(request);
}

static void it_begins_when_somebody_is_on_the_way(void **state)
{
	struct given *given = *state;
	confirms(given, true);
	begin(given, "walk");
	do_(given, ACTION_CALL);
	assert_false(confirm_due(&given->visit)); /* nobody helps yet */
	come(given, "coming");
	assert_true(confirm_due(&given->visit));
	assert_told(given, "trying", false);
	assert_told(given, "", false); /* once */
	assert_true(visit_confirm_up(&given->visit) & EFFECT_CONFIRM); /* but for a hub that began anew */
	assert_told(given, "trying", false);
}

static void other_services_and_who_is_alone_are_not_asked(void **state)
{
	struct given *given = *state;
	confirms(given, false);
	begin(given, "walk");
	do_(given, ACTION_CALL);
	come(given, "here");
	assert_false(confirm_due(&given->visit));
	assert_int_equal(do_number(given, ACTION_CONFIRM, CONFIRM_NONE), 0);
	do_(given, ACTION_FINISH);
	confirms(given, true);
	send_done(given);
	assert_false(confirm_due(&given->visit));
	assert_true(do_(given, ACTION_FINISH) & EFFECT_WIPE);
}

static void helped_and_sent(struct given *given)
{
	confirms(given, true);
	begin(given, "walk");
	do_(given, ACTION_CALL);
	come(given, "here");
	do_(given, ACTION_CLOSE);
	advance_to(given, "check");
	do_(given, ACTION_SEND);
	visit_sent(&given->visit, given->visit.id.text, FAIL_NONE);
	assert_int_equal(given->visit.place, PLACE_DONE);
	assert_true(confirm_due(&given->visit));
	assert_told(given, "trying", false);
}

static void they_are_in_and_the_hub_hears_it(void **state)
{
	struct given *given = *state;
	helped_and_sent(given);
	assert_int_equal(do_number(given, ACTION_CONFIRM, CONFIRM_IN), 0); /* only on its page */
	assert_true(do_number(given, ACTION_CONFIRM, CONFIRM_NONE) & EFFECT_MOVED);
	assert_int_equal(given->visit.sheet, SHEET_CONFIRM);
	assert_int_equal(do_number(given, ACTION_CONFIRM, CONFIRM_TRYING), 0);
	assert_int_equal(do_number(given, ACTION_CONFIRM, CONFIRM_STATE_COUNT), 0);
	assert_true(do_number(given, ACTION_CONFIRM, CONFIRM_STUCK) & EFFECT_CONFIRM);
	assert_told(given, "stuck", false);
	assert_true(do_number(given, ACTION_CONFIRM, CONFIRM_NONE) & EFFECT_MOVED); /* who is stuck tries again */
	assert_true(do_number(given, ACTION_CONFIRM, CONFIRM_IN) & EFFECT_CONFIRM);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_int_equal(given->visit.place, PLACE_DONE);
	assert_told(given, "in", false);
	assert_true(do_(given, ACTION_FINISH) & EFFECT_WIPE); /* nothing is asked any more */
	assert_int_equal(given->visit.confirm.state, CONFIRM_NONE);
}

static void who_ends_is_asked_once_and_may_leave(void **state)
{
	struct given *given = *state;
	helped_and_sent(given);
	assert_false(do_(given, ACTION_FINISH) & EFFECT_WIPE);
	assert_int_equal(given->visit.sheet, SHEET_CONFIRM);
	assert_true(do_(given, ACTION_FINISH) & EFFECT_WIPE);
	assert_int_equal(given->visit.place, PLACE_IDLE);
}

static void another_thing_is_asked_before_too(void **state)
{
	struct given *given = *state;
	helped_and_sent(given);
	do_(given, ACTION_ANOTHER);
	assert_int_equal(given->visit.sheet, SHEET_CONFIRM);
	do_number(given, ACTION_CONFIRM, CONFIRM_LATER);
	assert_told(given, "later", false);
	do_(given, ACTION_ANOTHER);
	assert_int_equal(given->visit.place, PLACE_HOME);
}

static void a_screen_that_died_still_waits_for_it(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO copy;
	buffer_init(&copy, VISIT_COPY_MAX_BYTES);
	helped_and_sent(given);
	do_(given, ACTION_FINISH);
	assert_int_equal(copy_write(&given->visit, &copy), FAIL_NONE);
	do_(given, ACTION_FINISH);
	assert_int_equal(copy_read(&given->visit, buffer_text(&copy), copy.size_bytes), FAIL_NONE);
	assert_true(confirm_due(&given->visit));
	assert_int_equal(given->visit.sheet, SHEET_CONFIRM);
	assert_true(given->visit.confirm.asked);
	json_t *wrong = json_pack("{s:i}", "state", CONFIRM_STATE_COUNT);
	assert_int_equal(confirm_restore(wrong, &given->visit), FAIL_LIMIT);
	json_decref(wrong);
	fail_clear();
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_key, gone_key)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(it_begins_when_somebody_is_on_the_way), CASE(other_services_and_who_is_alone_are_not_asked), CASE(they_are_in_and_the_hub_hears_it), CASE(who_ends_is_asked_once_and_may_leave),
		CASE(another_thing_is_asked_before_too), CASE(a_screen_that_died_still_waits_for_it),
	};
	return cmocka_run_group_tests_name("visit_confirm", cases, NULL, NULL);
}
