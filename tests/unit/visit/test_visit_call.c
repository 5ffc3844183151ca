/* SPDX-License-Identifier: MIT */
/* unit.visit_call - one touch asks for a person; the hub says what becomes of it, and either of them may be killed meanwhile. */
#include "tests/unit/visit/visit_given.h"

#include "firmware/base/buffer.h"
#include "firmware/base/json.h"
#include "ui/visit/copy.h"
#include "ui/visit/send.h"

#include <string.h>

static struct call *call(struct given *given)
{
	return &given->visit.call;
}

static json_t *told(struct given *given, const char *state)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:i}", "ticket", "A12", "state", state, "visit", given->visit.mark, "name", "Sam", "minutes", 3);
}

static unsigned answered(struct given *given, enum fail code, json_t *reply)
{
	unsigned effects = visit_call_answered(&given->visit, code, reply);
	json_decref(reply);
	return effects;
}

static unsigned rings(struct given *given, json_t *bell)
{
	unsigned effects = visit_call_told(&given->visit, bell);
	json_decref(bell);
	return effects;
}

static void asks(struct given *given, const char *verb, const char *ticket)
{
	json_t *request = visit_call_request(&given->visit);
	assert_string_equal(json_text_or(request, "verb", ""), verb);
	assert_string_equal(json_text_or(request, "ticket", ""), ticket);
	json_decref(request);
}

static void call_from_idle(struct given *given)
{
	given->visit.hub_down = false;
	assert_true(do_(given, ACTION_PERSON) & EFFECT_CALL);
	assert_int_equal(given->visit.sheet, SHEET_PERSON);
	asks(given, "help.call", "");
	assert_true(answered(given, FAIL_NONE, told(given, "waiting")) & EFFECT_REBUILD);
}

static void one_touch_on_the_idle_screen_asks_for_a_person(void **state)
{
	struct given *given = *state;
	call_from_idle(given);
	assert_int_equal(call(given)->stage, CALL_WAITING);
	assert_int_equal(do_(given, ACTION_PERSON) & EFFECT_CALL, 0); /* one call, however often it is touched */
	assert_true(rings(given, told(given, "coming")) & EFFECT_REBUILD);
	assert_int_equal(call(given)->minutes, 3);
	assert_string_equal(call(given)->name, "Sam");
	rings(given, told(given, "here"));
	rings(given, told(given, "done"));
	assert_int_equal(call(given)->stage, CALL_DONE);
	do_(given, ACTION_CLOSE);
	assert_int_equal(call(given)->stage, CALL_NONE);
}

static void who_closes_the_sheet_still_waits(void **state)
{
	struct given *given = *state;
	call_from_idle(given);
	do_(given, ACTION_CLOSE);
	assert_int_equal(given->visit.place, PLACE_HOME);
	assert_int_equal(call(given)->stage, CALL_WAITING);
	rings(given, told(given, "done"));
	assert_int_equal(call(given)->stage, CALL_NONE); /* they stood there */
}

static void nobody_is_needed_any_more(void **state)
{
	struct given *given = *state;
	call_from_idle(given);
	assert_true(do_(given, ACTION_CALL_OFF) & EFFECT_CALL);
	asks(given, "help.cancel", "");
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_false(call_open(&given->visit));
	assert_int_equal(rings(given, told(given, "coming")), 0);
}

static void a_closed_place_is_not_called_by_itself(void **state)
{
	struct given *given = *state;
	visit_now(&given->visit, WALL_MS + INT64_C(12) * 3600 * 1000, MONO_MS);
	assert_false(call_may_ask(&given->visit));
	assert_int_equal(do_(given, ACTION_PERSON) & EFFECT_CALL, 0);
	assert_int_equal(given->visit.sheet, SHEET_PERSON);
	assert_true(do_(given, ACTION_CALL) & EFFECT_CALL);
}

static void another_visits_bell_says_nothing_here(void **state)
{
	struct given *given = *state;
	call_from_idle(given);
	json_t *bell = told(given, "coming");
	json_object_set_new(bell, "visit", json_string("0123456789abcdef"));
	assert_int_equal(rings(given, bell), 0);
	assert_int_equal(rings(given, told(given, "sleeping")), 0);
	assert_int_equal(call(given)->stage, CALL_WAITING);
}

static void a_hub_that_comes_back_is_asked_again_with_the_ticket(void **state)
{
	struct given *given = *state;
	call_from_idle(given);
	rings(given, told(given, "coming"));
	(void)visit_hub_down(&given->visit);
	assert_int_equal(call(given)->stage, CALL_COMING);
	given->visit.hub_down = false;
	assert_true(visit_call_up(&given->visit, NULL) & EFFECT_CALL);
	json_t *request = visit_call_request(&given->visit);
	assert_string_equal(json_text_or(request, "ticket", ""), "A12");
	assert_string_equal(json_text_or(request, "name", ""), "Sam");
	assert_int_equal(json_int_or(request, "minutes", 0), 3);
	json_decref(request);
}

static void a_refused_call_is_made_again_by_itself(void **state)
{
	struct given *given = *state;
	given->visit.hub_down = false;
	do_(given, ACTION_PERSON);
	(void)answered(given, FAIL_BUSY, NULL);
	assert_int_equal(call(given)->stage, CALL_ASKING);
	pass(given, CALL_AGAIN_MS - 1);
	assert_int_equal(tick(given), 0);
	pass(given, 1);
	assert_true(tick(given) & EFFECT_CALL);
	(void)visit_hub_down(&given->visit);
	assert_true(call_in_vain(&given->visit)); /* and it is said that nobody hears */
}

static void the_copy_has_the_call(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO copy;
	call_from_idle(given);
	rings(given, told(given, "coming"));
	buffer_init(&copy, VISIT_COPY_MAX_BYTES);
	assert_int_equal(copy_write(&given->visit, &copy), FAIL_NONE);
	call_forget(&given->visit);
	assert_int_equal(copy_read(&given->visit, copy.bytes, copy.size_bytes), FAIL_NONE);
	assert_int_equal(call(given)->stage, CALL_COMING);
	assert_string_equal(call(given)->ticket, "A12");
	assert_string_equal(call(given)->name, "Sam");
	do_(given, ACTION_FINISH);
	assert_int_equal(call(given)->stage, CALL_NONE);
	assert_string_equal(call(given)->name, "");
}

/* Who waits is not asked whether they are still there as soon as anybody else, and never sent away without being asked. */
static void waiting_has_its_time(void **state)
{
	struct given *given = *state;
	call_from_idle(given);
	pass(given, VISIT_IDLE_MS);
	assert_int_equal(tick(given), 0);
	pass(given, VISIT_IDLE_AIDED_MS - VISIT_IDLE_MS);
	tick(given);
	assert_int_equal(given->visit.sheet, SHEET_STILL_THERE);
	do_(given, ACTION_MORE_TIME);
	json_t *bell = told(given, "coming");
	json_object_set_new(bell, "minutes", json_integer(20));
	rings(given, bell);
	pass(given, VISIT_IDLE_AIDED_MS);
	assert_int_equal(tick(given), 0);
	assert_int_equal(given->visit.sheet, SHEET_PERSON);
}

static void the_number_is_printed_once(void **state)
{
	struct given *given = *state;
	call_from_idle(given);
	(void)visit_printer(&given->visit, "ready");
	assert_true(call_has_paper(&given->visit));
	assert_true(do_(given, ACTION_TICKET) & EFFECT_TICKET);
	assert_int_equal(do_(given, ACTION_TICKET) & EFFECT_TICKET, 0);
	json_t *paper = visit_call_paper(&given->visit);
	assert_string_equal(json_text_or(paper, "kind", ""), "help-ticket");
	assert_string_equal(json_text_or(json_object_get(paper, "data"), "ticket", ""), "A12");
	json_decref(paper);
	assert_int_equal(visit_call_kept(&given->visit, FAIL_NONE, 7), 0);
	assert_int_equal(visit_call_printed(&given->visit, 8, "done"), 0);
	assert_true(visit_call_printed(&given->visit, 7, "withdrawn") & EFFECT_REBUILD);
	assert_true(call_has_paper(&given->visit)); /* and again, because nothing came */
}

/* A council whose staff have no such page: the sheet has the facts, and promises nobody. */
static void without_a_desk_nobody_is_called(void **state)
{
	struct given *given = *state;
	assert_true(visit_desk_here(&given->visit, false) & EFFECT_REBUILD);
	assert_int_equal(do_(given, ACTION_PERSON) & EFFECT_CALL, 0);
	assert_int_equal(given->visit.sheet, SHEET_PERSON);
	assert_false(call_open(&given->visit));
	assert_int_equal(visit_desk_here(&given->visit, false), 0);
}

static int given_desk(void **state)
{
	int set = given_visit(state);
	visit_desk_here(&((struct given *)*state)->visit, true);
	return set;
}

#define call_test(CASE) cmocka_unit_test_setup_teardown(CASE, given_desk, gone_visit)

int main(void)
{
	const struct CMUnitTest tests[] = {
		call_test(one_touch_on_the_idle_screen_asks_for_a_person),
		call_test(who_closes_the_sheet_still_waits),
		call_test(nobody_is_needed_any_more),
		call_test(a_closed_place_is_not_called_by_itself),
		call_test(without_a_desk_nobody_is_called),
		call_test(another_visits_bell_says_nothing_here),
		call_test(a_hub_that_comes_back_is_asked_again_with_the_ticket),
		call_test(a_refused_call_is_made_again_by_itself),
		call_test(the_copy_has_the_call),
		call_test(waiting_has_its_time),
		call_test(the_number_is_printed_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
