/* SPDX-License-Identifier: MIT */
/* unit.visit_where - a reference is typed, somebody is asked, and what they say is told; nothing of it stays. */
#include "tests/unit/visit/visit_given.h"

#include "firmware/base/buffer.h"
#include "firmware/base/json.h"
#include "ui/visit/copy.h"
#include "ui/visit/send.h"

#include <stdio.h>
#include <string.h>

#define REFERENCE "MB 7K4 29Q XMP"

static struct where *where(struct given *given)
{
	return &given->visit.where;
}

static void to_box(struct given *given)
{
	given->visit.hub_down = false;
	do_(given, ACTION_START);
	do_(given, ACTION_WHERE);
	assert_int_equal(given->visit.place, PLACE_WHERE);
}

static void ask(struct given *given, const char *typed)
{
	to_box(given);
	do_text(given, ACTION_TYPE, typed);
	do_(given, ACTION_CONTINUE);
}

static unsigned answered(struct given *given, enum fail code, json_t *reply)
{
	unsigned effects = visit_where_answered(&given->visit, code, reply);
	json_decref(reply);
	return effects;
}

static unsigned rung(struct given *given, const char *reference, const char *state, json_int_t since_ms)
{
	json_t *bell = json_pack("{s:s, s:s, s:s, s:I}", "bell", "where", "reference", reference, "state", state, "since_ms", since_ms);
	unsigned effects = visit_where_told(&given->visit, bell);
	json_decref(bell);
	return effects;
}

static void is_told(struct given *given, enum where_state state)
{
	assert_int_equal(where(given)->stage, WHERE_TOLD);
	assert_int_equal(where(given)->state, state);
}

static void what_is_typed_in_any_way_is_asked_as_it_is_printed(void **state)
{
	static const char *const ways[] = { REFERENCE, "mb7k429qxmp", " MB-7K4-29Q-XMP ", "mb 7k4 29q xmp" };
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		struct given *given = *state;
		to_box(given);
		do_text(given, ACTION_TYPE, ways[i]);
		assert_true(do_(given, ACTION_CONTINUE) & EFFECT_WHERE);
		json_t *request = visit_where_request(&given->visit);
		assert_string_equal(json_text_or(request, "verb", ""), "where");
		assert_string_equal(json_text_or(request, "reference", ""), REFERENCE);
		json_decref(request);
		assert_int_equal(do_(given, ACTION_CONTINUE), 0); /* one question at a time */
		do_(given, ACTION_HOME);
		assert_string_equal(where(given)->typed, "");
		do_(given, ACTION_FINISH);
	}
}

static void an_empty_box_says_so_and_asks_nobody(void **state)
{
	struct given *given = *state;
	ask(given, " - ");
	assert_int_equal(where(given)->stage, WHERE_TYPING);
	assert_true(where(given)->missing);
	assert_null(visit_where_request(&given->visit));
	do_text(given, ACTION_TYPE, "M");
	assert_false(where(given)->missing);
}

static void one_wrong_letter_gets_the_words_of_a_reference_that_nobody_knows(void **state)
{
	static const char *const wrong[] = { "MB 7K4 29Q XM3", "MB", "1234567890123456", "MBU7K429QXMP" };
	struct given *given = *state;
	to_box(given);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		do_text(given, ACTION_SET, wrong[i]);
		assert_false(do_(given, ACTION_CONTINUE) & EFFECT_WHERE);
		is_told(given, WHERE_UNKNOWN);
		assert_string_equal(where(given)->reference.text, "");
		do_(given, ACTION_BACK);
		assert_string_equal(where(given)->typed, wrong[i]); /* to be mended */
	}
}

static void what_the_kiosk_knows_is_told_at_once(void **state)
{
	struct given *given = *state;
	ask(given, REFERENCE);
	answered(given, FAIL_NONE, json_pack("{s:s, s:I}", "state", "waiting", "since_ms", (json_int_t)WALL_MS));
	is_told(given, WHERE_WAITING);
	assert_int_equal(where(given)->since_ms, WALL_MS);
}

static void what_the_council_says_comes_later(void **state)
{
	struct given *given = *state;
	ask(given, REFERENCE);
	assert_int_equal(answered(given, FAIL_NONE, json_pack("{s:s}", "state", "asking")), 0);
	assert_int_equal(rung(given, "MB 7K4 29Q XC3", "done", 1), 0); /* about another one */
	assert_int_equal(where(given)->stage, WHERE_ASKING);
	assert_true(rung(given, REFERENCE, "in-progress", 1) & EFFECT_MOVED);
	is_told(given, WHERE_LOOKING);
	assert_int_equal(rung(given, REFERENCE, "done", 1), 0); /* nobody waits any more */
}

static void half_an_answer_is_none(void **state)
{
	struct given *given = *state;
	ask(given, REFERENCE);
	rung(given, REFERENCE, "done", 0);
	is_told(given, WHERE_OFFLINE);
	do_(given, ACTION_TRY_AGAIN);
	assert_int_equal(where(given)->stage, WHERE_ASKING);
	rung(given, REFERENCE, "eaten", 1);
	is_told(given, WHERE_OFFLINE);
	do_(given, ACTION_TRY_AGAIN);
	answered(given, FAIL_BUSY, NULL);
	is_told(given, WHERE_BUSY);
}

static void silence_is_told_after_a_while(void **state)
{
	struct given *given = *state;
	ask(given, REFERENCE);
	assert_int_equal(visit_next_ms(&given->visit) - given->visit.mono_ms, WHERE_PATIENCE_MS);
	pass(given, WHERE_PATIENCE_MS - 1);
	assert_int_equal(tick(given), 0);
	pass(given, 1);
	assert_true(tick(given) & EFFECT_REBUILD);
	is_told(given, WHERE_OFFLINE);
	assert_int_equal(rung(given, REFERENCE, "done", 1), 0);
}

static void asking_can_be_stopped_and_a_sheet_stays_open(void **state)
{
	struct given *given = *state;
	ask(given, REFERENCE);
	do_(given, ACTION_BACK);
	assert_int_equal(where(given)->stage, WHERE_TYPING);
	do_(given, ACTION_CONTINUE);
	do_number(given, ACTION_OPEN, SHEET_PERSON);
	assert_false(rung(given, REFERENCE, "done", 1) & EFFECT_MOVED);
	assert_int_equal(given->visit.sheet, SHEET_PERSON);
	do_(given, ACTION_CLOSE);
	is_told(given, WHERE_DONE);
}

static void back_leads_to_where_the_person_came_from(void **state)
{
	struct given *given = *state;
	to_box(given);
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.place, PLACE_HOME);
	do_(given, ACTION_SEARCH);
	do_text(given, ACTION_TYPE, "form");
	do_(given, ACTION_WHERE);
	do_text(given, ACTION_TYPE, "MB");
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.place, PLACE_SEARCH);
	assert_string_equal(given->visit.search, "form");
	assert_string_equal(where(given)->typed, "");
	do_(given, ACTION_BACK);
	do_text(given, ACTION_NEED, "all");
	do_(given, ACTION_WHERE);
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.place, PLACE_LIST);
}

static void a_copy_has_the_question_and_no_answer(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO plain;
	buffer_init(&plain, VISIT_COPY_MAX_BYTES);
	ask(given, "mb7k429qxmp");
	rung(given, REFERENCE, "done", 1);
	assert_int_equal(copy_write(&given->visit, &plain), FAIL_NONE);
	assert_null(strstr(buffer_text(&plain), REFERENCE));
	assert_int_equal(copy_read(&given->visit, buffer_text(&plain), plain.size_bytes), FAIL_NONE);
	assert_int_equal(where(given)->stage, WHERE_TYPING);
	assert_string_equal(where(given)->typed, "mb7k429qxmp");
	assert_string_equal(given->visit.field, WHERE_FIELD);
	do_(given, ACTION_FINISH);
	assert_string_equal(where(given)->typed, "");
	assert_string_equal(where(given)->reference.text, "");
}

static void without_a_hub_nobody_can_be_asked(void **state)
{
	struct given *given = *state;
	to_box(given);
	given->visit.hub_down = true;
	do_text(given, ACTION_TYPE, REFERENCE);
	do_(given, ACTION_CONTINUE);
	is_told(given, WHERE_OFFLINE);
}

static void a_confirmation_is_of_the_council_only_with_its_proof(void **state)
{
	struct given *given = *state;
	given->visit.place = PLACE_DONE;
	snprintf(given->visit.reference.text, sizeof given->visit.reference.text, REFERENCE);
	assert_int_equal(visit_delivered(&given->visit, "MB 7K4 29Q XC3"), 0);
	assert_false(given->visit.delivered);
	assert_true(visit_delivered(&given->visit, REFERENCE) & EFFECT_REBUILD);
	assert_true(given->visit.delivered);
	assert_int_equal(visit_delivered(&given->visit, REFERENCE), 0);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)
	const struct CMUnitTest cases[] = {
		CASE(what_is_typed_in_any_way_is_asked_as_it_is_printed),
		CASE(an_empty_box_says_so_and_asks_nobody),
		CASE(one_wrong_letter_gets_the_words_of_a_reference_that_nobody_knows),
		CASE(what_the_kiosk_knows_is_told_at_once),
		CASE(what_the_council_says_comes_later),
		CASE(half_an_answer_is_none),
		CASE(silence_is_told_after_a_while),
		CASE(asking_can_be_stopped_and_a_sheet_stays_open),
		CASE(back_leads_to_where_the_person_came_from),
		CASE(a_copy_has_the_question_and_no_answer),
		CASE(without_a_hub_nobody_can_be_asked),
		CASE(a_confirmation_is_of_the_council_only_with_its_proof),
	};
	return cmocka_run_group_tests_name("visit_where", cases, NULL, NULL);
}
