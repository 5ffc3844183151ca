/* SPDX-License-Identifier: MIT */
/* unit.visit_park - what is answered is kept as it is and gone from here; with the code, the ticket or the desk's word it is back, and nothing is shown before. */
#include "tests/unit/visit/visit_given.h"

#include "firmware/base/buffer.h"
#include "firmware/base/json.h"
#include "ui/visit/copy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct draft_key run = { "the key of this run, in memory.." };

/* What the hub would keep. */
struct kept { json_t *request; struct buffer sealed; };

static void part_way(struct given *given)
{
	given->visit.hub_down = false;
	visit_parking(&given->visit, &run);
	begin(given, "walk");
	answer_page(given);
	do_(given, ACTION_CONTINUE);
}

static unsigned park(struct given *given, struct kept *kept)
{
	assert_true(do_(given, ACTION_PARK) & EFFECT_PARK);
	buffer_init(&kept->sealed, DRAFT_SEALED_MAX_BYTES);
	assert_int_equal(park_request(&given->visit, &kept->request, &kept->sealed), FAIL_NONE);
	json_t *reply = json_pack("{s:I}", "until_ms", (json_int_t)given->visit.now_ms + 1800000);
	unsigned effects = visit_park_kept(&given->visit, FAIL_NONE, reply);
	json_decref(reply);
	return effects;
}

static void forget(struct kept *kept)
{
	json_decref(kept->request);
	buffer_done(&kept->sealed);
}

static unsigned give_back(struct given *given, const struct kept *kept)
{
	json_t *reply = json_pack("{s:s, s:s}", "name", json_text_or(kept->request, "name", ""), "lock", json_text_or(kept->request, "lock", ""));
	unsigned effects = visit_park_found(&given->visit, FAIL_NONE, reply, buffer_text(&kept->sealed), kept->sealed.size_bytes);
	json_decref(reply);
	return effects;
}

static void to_box(struct given *given, const char *typed)
{
	(void)visit_parked_here(&given->visit, true);
	do_(given, ACTION_START);
	do_(given, ACTION_RESUME);
	assert_int_equal(given->visit.place, PLACE_RESUME);
	do_text(given, ACTION_TYPE, typed);
}

static void what_is_kept_is_gone_and_comes_back_with_the_code(void **state)
{
	struct given *given = *state;
	struct kept kept;
	char path[128], code[DRAFT_CODE_BYTES];
	part_way(given);
	json_t *before = answers_to_json(given->visit.answers);
	snprintf(path, sizeof path, "%s", page_path(given));
	assert_true(park(given, &kept) & EFFECT_WIPE);
	assert_int_equal(given->visit.place, PLACE_PARKED);
	assert_int_equal(answers_bytes(given->visit.answers), 0);
	assert_null(given->visit.form);
	memcpy(code, given->visit.park.code.text, sizeof code);
	do_(given, ACTION_FINISH);
	assert_string_equal(given->visit.ended, "parked");
	assert_string_equal(given->visit.park.code.text, "");
	to_box(given, code);
	assert_true(do_(given, ACTION_CONTINUE) & EFFECT_RESUME);
	json_t *find = park_find(&given->visit);
	assert_string_equal(json_text_or(find, "name", ""), json_text_or(kept.request, "code", ""));
	json_decref(find);
	assert_true(give_back(given, &kept) & EFFECT_RESUMED);
	assert_string_equal(page_path(given), path);
	json_t *after = answers_to_json(given->visit.answers), *opened = park_opened(&given->visit);
	assert_true(json_equal(before, after));
	assert_string_equal(json_text_or(opened, "name", ""), json_text_or(kept.request, "name", ""));
	assert_null(park_opened(&given->visit));
	json_decref(before), json_decref(after), json_decref(opened);
	forget(&kept);
}

static void while_it_is_kept_nothing_changes_and_a_silent_hub_holds_nobody(void **state)
{
	struct given *given = *state;
	part_way(given);
	do_(given, ACTION_PARK);
	assert_int_equal(do_(given, ACTION_BACK), 0);
	pass(given, PARK_PATIENCE_KEEP_MS);
	assert_true(do_(given, ACTION_BACK));
	json_t *late = json_pack("{s:I}", "until_ms", (json_int_t)given->visit.now_ms + 1800000);
	assert_int_equal(visit_park_kept(&given->visit, FAIL_NONE, late), 0); /* they went on */
	json_decref(late);
	assert_true(answers_bytes(given->visit.answers) > 0);
}

static void what_could_not_be_kept_is_still_here(void **state)
{
	struct given *given = *state;
	part_way(given);
	do_number(given, ACTION_OPEN, SHEET_FINISH);
	do_(given, ACTION_PARK);
	assert_true(visit_park_kept(&given->visit, FAIL_FULL, NULL) & EFFECT_REBUILD);
	assert_int_equal(given->visit.park.keeping, PARK_KEEP_FAILED);
	assert_true(answers_bytes(given->visit.answers) > 0);
	assert_int_equal(given->visit.place, PLACE_QUESTION);
}

static void nothing_is_kept_where_it_may_not(void **state)
{
	struct given *given = *state;
	visit_parking(&given->visit, &run);
	given->visit.hub_down = false;
	do_(given, ACTION_START);
	assert_int_equal(do_(given, ACTION_PARK), 0); /* nothing is answered */
	begin(given, "walk");
	visit_parking(&given->visit, NULL);
	assert_false(park_may(&given->visit)); /* no key of this run */
	visit_parking(&given->visit, &run);
	given->visit.maybe_sent = true;
	assert_false(park_may(&given->visit)); /* the council may have it */
	given->visit.maybe_sent = false;
	given->visit.hub_down = true;
	assert_false(park_may(&given->visit));
}

static void the_desk_brings_it_and_the_person_opens_it(void **state)
{
	struct given *given = *state;
	struct kept kept;
	char token[DRAFT_TOKEN_TEXT_BYTES];
	part_way(given);
	assert_int_equal(visit_brought(&given->visit, "K7M4QX", "walk", "en"), 0); /* never over a visit that runs */
	park(given, &kept);
	draft_token_write(&given->visit.park.token, token);
	do_(given, ACTION_FINISH);
	assert_int_equal(visit_brought(&given->visit, "what?", "walk", "en"), 0);
	assert_true(visit_brought(&given->visit, token, "walk", "en") & EFFECT_KEEP);
	assert_int_equal(given->visit.park.stage, PARK_BROUGHT);
	assert_int_equal(answers_bytes(given->visit.answers), 0);
	assert_true(do_(given, ACTION_CONTINUE) & EFFECT_RESUME);
	assert_true(give_back(given, &kept) & EFFECT_RESUMED);
	assert_true(answers_bytes(given->visit.answers) > 0);
	forget(&kept);
}

static void a_wrong_code_is_told_and_typed_again(void **state)
{
	struct given *given = *state;
	visit_parking(&given->visit, &run);
	given->visit.hub_down = false;
	to_box(given, " ");
	assert_true(do_(given, ACTION_CONTINUE) & EFFECT_ERRORS);
	do_text(given, ACTION_TYPE, "K7M4QO"); /* no code has an O: nobody is asked */
	assert_false(do_(given, ACTION_CONTINUE) & EFFECT_RESUME);
	assert_int_equal(given->visit.park.stage, PARK_WRONG);
	do_(given, ACTION_BACK);
	do_(given, ACTION_DELETE);
	do_text(given, ACTION_TYPE, "X");
	assert_true(do_(given, ACTION_CONTINUE) & EFFECT_RESUME);
	json_t *often = json_pack("{s:s, s:i}", "why", "often", "wait_s", 61);
	(void)visit_park_found(&given->visit, FAIL_DENIED, often, NULL, 0);
	json_decref(often);
	assert_int_equal(given->visit.park.stage, PARK_OFTEN);
	assert_int_equal(given->visit.park.wait_minutes, 2);
	do_(given, ACTION_BACK);
	do_(given, ACTION_CONTINUE);
	pass(given, PARK_PATIENCE_MS);
	tick(given);
	assert_int_equal(given->visit.park.stage, PARK_NOT_NOW);
	do_(given, ACTION_BACK);
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.place, PLACE_HOME);
	assert_string_equal(given->visit.park.typed, "");
}

/* Who helped is told with what is sent, whenever that is; and what they changed is gone through before it is kept. */
static void help_is_kept_with_the_answers(void **state)
{
	struct given *given = *state;
	struct assist *assist = &given->visit.assist;
	struct kept kept;
	char code[DRAFT_CODE_BYTES];
	part_way(given);
	assist->way = ASSIST_TYPES;
	assert_false(park_may(&given->visit));
	assist->way = ASSIST_ALONE;
	assist->did.way = ASSIST_TYPES;
	assist->did.ms = 7 * 60 * 1000;
	snprintf(assist->did.staff, sizeof assist->did.staff, "s-12");
	park(given, &kept);
	memcpy(code, given->visit.park.code.text, sizeof code);
	do_(given, ACTION_FINISH);
	assert_string_equal(assist_by(&given->visit), "resident");
	to_box(given, code);
	do_(given, ACTION_CONTINUE);
	assert_true(give_back(given, &kept) & EFFECT_RESUMED);
	assert_string_equal(assist_by(&given->visit), "resident_assisted");
	json_t *record = assist_record(&given->visit), *helped = json_object_get(record, "assisted");
	assert_string_equal(json_text_or(helped, "staff", ""), "s-12");
	assert_int_equal(json_int_or(helped, "minutes", 0), 7);
	json_decref(record);
	forget(&kept);
}

/* Who interprets goes on with them, in the language that was shown, and nothing counts as read back; a pair that this kiosk cannot speak is none. */
static void who_interprets_is_kept_with_the_answers(void **state)
{
	struct given *given = *state;
	struct kept kept;
	char code[DRAFT_CODE_BYTES];
	part_way(given);
	do_number(given, ACTION_OPEN, SHEET_PAIR);
	do_text(given, ACTION_PAIR, "cy");
	do_text(given, ACTION_PAIR, "worker");
	do_text(given, ACTION_PAIR, "turn");
	park(given, &kept);
	memcpy(code, given->visit.park.code.text, sizeof code);
	do_(given, ACTION_FINISH);
	assert_null(pair_other(&given->visit));
	assert_string_equal(given->visit.language_tag, "en");
	to_box(given, code);
	do_(given, ACTION_CONTINUE);
	assert_true(give_back(given, &kept) & EFFECT_RESUMED);
	assert_string_equal(given->visit.language_tag, "cy");
	assert_string_equal(pair_other(&given->visit), "en");
	assert_string_equal(pair_first(&given->visit), "en");
	assert_int_equal(given->visit.pair.who, PAIR_WORKER);
	assert_false(given->visit.pair.read[0] || given->visit.pair.read[1]);
	forget(&kept);
}

static void taken_with_pair(struct given *given, const char *pair, bool on)
{
	BUFFER_AUTO plain;
	unsigned effects = 0;
	buffer_init(&plain, DRAFT_MAX_BYTES);
	assert_int_equal(draft_write(&given->visit, &plain), FAIL_NONE);
	json_t *json = json_loads(buffer_text(&plain), 0, NULL);
	json_object_set_new(json, "pair", json_loads(pair, 0, NULL));
	char *text = json_dumps(json, JSON_COMPACT);
	assert_int_equal(draft_take(&given->visit, text, strlen(text), &effects), FAIL_NONE);
	assert_int_equal(given->visit.pair.on, on);
	free(text);
	json_decref(json);
}

static void a_pair_that_is_none_leaves_the_answers(void **state)
{
	struct given *given = *state;
	part_way(given);
	taken_with_pair(given, "{\"first\":\"en\",\"second\":\"cy\",\"who\":1}", true);
	taken_with_pair(given, "{\"first\":\"en\",\"second\":\"tlh\",\"who\":1}", false);
	taken_with_pair(given, "{\"first\":\"en\",\"second\":\"cy\",\"who\":99}", false);
	taken_with_pair(given, "[7]", false);
	assert_true(answers_bytes(given->visit.answers) > 0);
}

/* Bytes that are no draft, and one of another form's version: what is there stays, or is asked from the first page on. */
static void another_version_of_the_form_keeps_the_answers(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO plain;
	unsigned effects = 0;
	buffer_init(&plain, DRAFT_MAX_BYTES);
	part_way(given);
	size_t bytes = answers_bytes(given->visit.answers);
	assert_int_equal(draft_write(&given->visit, &plain), FAIL_NONE);
	assert_int_equal(plain.size_bytes % 2048, 0);
	json_t *json = json_loads(buffer_text(&plain), 0, NULL);
	json_object_set_new(json, "version", json_string("another"));
	char *changed = json_dumps(json, 0);
	assert_int_equal(draft_take(&given->visit, changed, strlen(changed), &effects), FAIL_NONE);
	assert_int_equal(answers_bytes(given->visit.answers), bytes);
	assert_int_equal(given->visit.page, 0);
	free(changed);
	json_object_set_new(json, "service", json_string("no-such"));
	changed = json_dumps(json, 0);
	assert_int_equal(draft_take(&given->visit, changed, strlen(changed), &effects), FAIL_EMPTY);
	assert_int_equal(draft_take(&given->visit, "[]", 2, &effects), FAIL_INPUT);
	free(changed);
	json_decref(json);
	fail_clear();
	assert_int_equal(answers_bytes(given->visit.answers), bytes);
}

static void a_copy_has_the_code_until_they_are_done(void **state)
{
	struct given *given = *state;
	struct kept kept;
	char code[DRAFT_CODE_BYTES];
	BUFFER_AUTO copy;
	buffer_init(&copy, VISIT_COPY_MAX_BYTES);
	part_way(given);
	park(given, &kept);
	memcpy(code, given->visit.park.code.text, sizeof code);
	assert_int_equal(copy_write(&given->visit, &copy), FAIL_NONE);
	memset(&given->visit.park, 0, sizeof given->visit.park);
	given->visit.place = PLACE_HOME;
	assert_int_equal(copy_read(&given->visit, buffer_text(&copy), copy.size_bytes), FAIL_NONE);
	assert_int_equal(given->visit.place, PLACE_PARKED);
	assert_string_equal(given->visit.park.code.text, code);
	assert_true(given->visit.park.until_ms > 0);
	pass(given, 10 * 60 * 1000);
	tick(given);
	assert_int_equal(given->visit.place, PLACE_IDLE);
	assert_string_equal(given->visit.park.code.text, "");
	forget(&kept);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)
	const struct CMUnitTest cases[] = { CASE(what_is_kept_is_gone_and_comes_back_with_the_code), CASE(while_it_is_kept_nothing_changes_and_a_silent_hub_holds_nobody), CASE(what_could_not_be_kept_is_still_here),
		CASE(nothing_is_kept_where_it_may_not), CASE(the_desk_brings_it_and_the_person_opens_it), CASE(a_wrong_code_is_told_and_typed_again), CASE(another_version_of_the_form_keeps_the_answers),
		CASE(help_is_kept_with_the_answers), CASE(who_interprets_is_kept_with_the_answers), CASE(a_pair_that_is_none_leaves_the_answers), CASE(a_copy_has_the_code_until_they_are_done) };
	return cmocka_run_group_tests_name("visit_park", cases, NULL, NULL);
}
