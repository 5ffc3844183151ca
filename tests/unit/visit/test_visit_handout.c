/* SPDX-License-Identifier: MIT */
/* unit.visit_handout - what anybody may have on paper: offered where there is something and a printer, with nothing of an answer on it, and "printed" only when the printer did. */
#include "tests/unit/visit/visit_given.h"
#include "ui/visit/copy.h"
#include "ui/visit/paper.h"
#include "ui/visit/send.h"

#include <stdlib.h>
#include <string.h>

static void at_service(struct given *given)
{
	given->visit.hub_down = false;
	(void)do_(given, ACTION_START);
	(void)do_text(given, ACTION_SERVICE, "missed-bin");
	assert_int_equal(given->visit.place, PLACE_SERVICE);
}

static void given_charter(struct given *given)
{
	static const char text[] = "{\"privacy\": {\"en\": [\"We read it.\", \"We keep it.\"]}, \"promise\": {\"en\": [\"We answer.\"]}, \"checked\": \"2026-11-02\"}";
	json_t *json = json_loads(text, 0, NULL);
	arena_init(&given->house.charter_arena, CHARTER_ARENA_BYTES);
	assert_int_equal(charter_load(json, &given->house.charter_arena, &given->house.charter), FAIL_NONE);
	json_decref(json);
}

/* The paper that is asked for now. */
static void expect_paper(struct given *given, const char *kind, const char *data)
{
	json_t *paper = handout_paper(&given->visit);
	assert_string_equal(json_string_value(json_object_get(paper, "kind")), kind);
	char *text = json_dumps(json_object_get(paper, "data"), JSON_COMPACT | JSON_SORT_KEYS);
	assert_string_equal(text, data);
	free(text);
	json_decref(paper);
}

static void the_list_is_what_the_service_needs(void **state)
{
	struct given *given = *state;
	assert_false(handout_has(&given->visit, HANDOUT_LIST));
	at_service(given);
	assert_true(handout_has(&given->visit, HANDOUT_LIST));
	unsigned effects = do_number(given, ACTION_HANDOUT, HANDOUT_LIST);
	assert_true(effects & EFFECT_HANDOUT && effects & EFFECT_MOVED);
	assert_int_equal(given->visit.sheet, SHEET_HANDOUT);
	expect_paper(given, "document-list", "{\"items\":[\"The address of the bin\",\"The day the bin was due\"],\"title\":\"Report a missed bin\"}");
}

static void a_service_that_needs_nothing_offers_no_list(void **state)
{
	struct given *given = *state;
	at_service(given);
	((struct form *)given->visit.form)->service.need_count = 0;
	assert_false(handout_has(&given->visit, HANDOUT_LIST));
	assert_int_equal(do_number(given, ACTION_HANDOUT, HANDOUT_LIST), 0);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
}

static void the_branch_is_on_paper_with_its_hours(void **state)
{
	struct given *given = *state;
	at_service(given);
	((struct site *)given->visit.site)->text_relay = "18001 01632 960 140";
	((struct site *)given->visit.site)->address = "12 Market Square";
	(void)do_number(given, ACTION_OPEN, SHEET_PERSON);
	(void)do_number(given, ACTION_HANDOUT, HANDOUT_BRANCH);
	json_t *paper = handout_paper(&given->visit), *data = json_object_get(paper, "data");
	assert_string_equal(json_string_value(json_object_get(paper, "kind")), "directory-entry");
	assert_string_equal(json_string_value(json_object_get(data, "name")), "Central Library");
	assert_string_equal(json_string_value(json_object_get(data, "where")), "12 Market Square");
	assert_string_equal(json_string_value(json_object_get(data, "phone")), "01632 960 140");
	assert_string_equal(json_string_value(json_object_get(data, "relay")), "18001 01632 960 140");
	assert_int_equal(json_array_size(json_object_get(data, "hours")), 1);
	json_decref(paper);
	(void)do_(given, ACTION_CLOSE);
	assert_int_equal(given->visit.sheet, SHEET_NONE);
	assert_int_equal(given->visit.place, PLACE_SERVICE);
}

static void the_notice_is_the_councils_words_and_ours(void **state)
{
	struct given *given = *state;
	at_service(given);
	assert_int_equal(do_number(given, ACTION_OPEN, SHEET_CHARTER), 0);
	assert_false(handout_has(&given->visit, HANDOUT_CHARTER));
	given_charter(given);
	assert_true(do_number(given, ACTION_OPEN, SHEET_CHARTER) & EFFECT_MOVED);
	(void)do_number(given, ACTION_HANDOUT, HANDOUT_CHARTER);
	json_t *paper = handout_paper(&given->visit), *data = json_object_get(paper, "data"), *blocks = json_object_get(data, "blocks");
	assert_string_equal(json_string_value(json_object_get(paper, "kind")), "page");
	assert_int_equal(json_array_size(blocks), 6);
	assert_string_equal(json_string_value(json_object_get(json_array_get(blocks, 3), "text")), "We keep it.");
	assert_string_equal(json_string_value(json_object_get(json_array_get(blocks, 4), "kind")), "heading");
	assert_non_null(json_object_get(data, "checked"));
	char *text = json_dumps(paper, 0);
	assert_null(strstr(text, "missed")); /* nor where they were */
	free(text);
	json_decref(paper);
}

static void without_a_printer_nothing_is_offered(void **state)
{
	struct given *given = *state;
	at_service(given);
	(void)visit_trouble(&given->visit, "printer.paper", "paper");
	assert_true(handout_has(&given->visit, HANDOUT_BRANCH)); /* paper may come */
	(void)visit_trouble(&given->visit, "printer.none", "none");
	for (enum handout handout = 0; handout < HANDOUT_COUNT; handout++) {
		assert_false(handout_has(&given->visit, handout));
		assert_int_equal(do_number(given, ACTION_HANDOUT, (int)handout), 0);
	}
	assert_int_equal(do_number(given, ACTION_HANDOUT, HANDOUT_COUNT), 0);
	assert_int_equal(do_number(given, ACTION_HANDOUT, -1), 0);
}

static void it_is_printed_when_the_printer_did(void **state)
{
	struct given *given = *state;
	struct handouts *handouts = &given->visit.handouts;
	at_service(given);
	(void)do_number(given, ACTION_HANDOUT, HANDOUT_LIST);
	assert_int_equal(handouts->state, OFFER_PRINTING);
	assert_int_equal(do_number(given, ACTION_HANDOUT, HANDOUT_LIST), 0); /* not twice */
	assert_int_equal(visit_handout_kept(&given->visit, FAIL_NONE, 7), 0);
	assert_int_equal(do_number(given, ACTION_HANDOUT, HANDOUT_LIST), 0);
	assert_int_equal(visit_handout_state(&given->visit, 8, "done"), 0);
	assert_int_equal(visit_handout_state(&given->visit, 7, "waiting"), 0);
	assert_int_equal(handouts->state, OFFER_PRINTING);
	assert_int_equal(visit_handout_state(&given->visit, 7, "done"), EFFECT_REBUILD);
	assert_int_equal(handouts->state, OFFER_DONE);
	assert_true(do_number(given, ACTION_HANDOUT, HANDOUT_LIST) & EFFECT_HANDOUT); /* once more */
	assert_int_equal(visit_handout_kept(&given->visit, FAIL_BUSY, 0), EFFECT_REBUILD);
	assert_int_equal(handouts->state, OFFER_GONE);
	(void)do_number(given, ACTION_HANDOUT, HANDOUT_LIST);
	(void)visit_handout_kept(&given->visit, FAIL_NONE, 9);
	assert_int_equal(visit_handout_state(&given->visit, 9, "withdrawn"), EFFECT_REBUILD);
	assert_int_equal(handouts->state, OFFER_GONE);
}

static void a_hub_that_is_gone_leaves_it_unsure(void **state)
{
	struct given *given = *state;
	static const struct handouts nothing;
	at_service(given);
	(void)do_number(given, ACTION_HANDOUT, HANDOUT_LIST);
	(void)visit_handout_kept(&given->visit, FAIL_NONE, 7);
	(void)visit_hub_down(&given->visit);
	assert_int_equal(given->visit.handouts.state, OFFER_UNSURE);
	assert_int_equal(visit_handout_state(&given->visit, 7, "done"), 0);
	(void)do_(given, ACTION_FINISH);
	assert_memory_equal(&given->visit.handouts, &nothing, sizeof nothing);
}

/* A screen's program that begins anew does not know what became of it. */
static void after_a_copy_it_is_unsure(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO copy;
	buffer_init(&copy, VISIT_COPY_MAX_BYTES);
	at_service(given);
	(void)do_number(given, ACTION_HANDOUT, HANDOUT_BRANCH);
	assert_int_equal(copy_write(&given->visit, &copy), FAIL_NONE);
	assert_int_equal(copy_read(&given->visit, buffer_text(&copy), copy.size_bytes), FAIL_NONE);
	assert_int_equal(given->visit.sheet, SHEET_HANDOUT);
	assert_int_equal(given->visit.handouts.shown, HANDOUT_BRANCH);
	assert_int_equal(given->visit.handouts.state, OFFER_UNSURE);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_shipped, gone_visit)
	const struct CMUnitTest cases[] = {
		CASE(the_list_is_what_the_service_needs), CASE(a_service_that_needs_nothing_offers_no_list), CASE(the_branch_is_on_paper_with_its_hours), CASE(the_notice_is_the_councils_words_and_ours),
		CASE(without_a_printer_nothing_is_offered), CASE(it_is_printed_when_the_printer_did), CASE(a_hub_that_is_gone_leaves_it_unsure), CASE(after_a_copy_it_is_unsure),
	};
	return cmocka_run_group_tests_name("visit_handout", cases, NULL, NULL);
}
