/* SPDX-License-Identifier: MIT */
/* unit.visit_offers - a calendar and labels for the address that was given: offered where its days are known, and "printed" only when all of it is. */
#include "tests/unit/visit/visit_given.h"
#include "ui/visit/offers.h"

#include <stdlib.h>
#include <string.h>

/* As visit_sent() leaves it, for an address that was picked from the list. */
static void given_sent(struct given *given, const char *line)
{
	begin(given, "missed-bin");
	struct visit *visit = &given->visit;
	const struct form_component *address = visit->form->prints.address;
	assert_int_equal(answers_set(visit->answers, address->field[ADDRESS_LINE1], line), FAIL_NONE);
	assert_int_equal(answers_set(visit->answers, address->field[ADDRESS_UPRN], "100000000001"), FAIL_NONE);
	offers_take(visit);
	answers_clear(visit->answers);
	visit->place = PLACE_DONE;
}

static void given_days(struct given *given)
{
	json_t *reply = json_pack("{s:[{s:s, s:{s:s}, s:[s, s], s:[s]}, {s:s, s:{s:s, s:s}, s:[s], s:[]}]}", "containers",
		"container", "refuse", "name", "en", "Black bin", "dates", "2026-12-18", "2026-12-26", "moved", "2026-12-26",
		"container", "recycling", "name", "en", "Blue bin", "cy", "Bin glas", "dates", "2026-12-18", "moved");
	assert_non_null(reply);
	assert_int_equal(visit_offers_found(&given->visit, FAIL_NONE, reply), EFFECT_REBUILD);
	json_decref(reply);
}

static void expect_paper(struct given *given, size_t index, const char *expected)
{
	json_t *paper = visit_offer_paper(&given->visit, index);
	if (!expected) {
		assert_null(paper);
		return;
	}
	char *text = json_dumps(json_object_get(paper, "data"), JSON_COMPACT | JSON_SORT_KEYS);
	assert_string_equal(text, expected);
	free(text);
	json_decref(paper);
}

static void what_is_known_of_the_address_is_offered(void **state)
{
	struct given *given = *state;
	given_sent(given, "14 Mill Lane");
	json_t *request = visit_offers_request(&given->visit);
	assert_string_equal(json_string_value(json_object_get(request, "uprn")), "100000000001");
	assert_int_equal(json_integer_value(json_object_get(request, "days")), OFFERS_DAYS);
	json_decref(request);
	assert_false(offers_has(&given->visit, FORM_PRINT_CALENDAR));
	assert_int_equal(do_number(given, ACTION_OFFER, FORM_PRINT_CALENDAR), 0);
	given_days(given);
	assert_true(offers_has(&given->visit, FORM_PRINT_CALENDAR) && offers_has(&given->visit, FORM_PRINT_LABELS));
	assert_true(do_number(given, ACTION_OFFER, FORM_PRINT_CALENDAR) & EFFECT_OFFER);
	expect_paper(given, 0, "{\"days\":[{\"date\":\"2026-12-18\",\"moved\":false,\"what\":[{\"icon\":\"rubbish\",\"name\":\"Black bin\"},{\"icon\":\"recycling\",\"name\":\"Blue bin\"}]},"
		"{\"date\":\"2026-12-26\",\"moved\":true,\"what\":[{\"icon\":\"rubbish\",\"name\":\"Black bin\"}]}],\"notes\":[],\"street\":\"Mill Lane\"}");
	expect_paper(given, 1, NULL);
	assert_true(do_number(given, ACTION_OFFER, FORM_PRINT_LABELS) & EFFECT_OFFER);
	expect_paper(given, 1, "{\"icon\":\"recycling\",\"name\":\"Blue bin\",\"number\":\"14\",\"street\":\"Mill Lane\"}");
	expect_paper(given, 2, NULL);
	assert_int_equal(do_number(given, ACTION_OFFER, FORM_PRINT_COUNT), 0);
}

/* Two effects with one bit would each do the other's. */
static void every_effect_is_a_bit_of_its_own(void **state)
{
	static const unsigned effects[] = { EFFECT_REBUILD, EFFECT_KEEP, EFFECT_DROP, EFFECT_SEND, EFFECT_PRINT, EFFECT_WIPE, EFFECT_MOVED, EFFECT_ERRORS, EFFECT_FIND, EFFECT_SUGGEST,
		EFFECT_WHERE, EFFECT_DATES, EFFECT_GUIDE, EFFECT_SEEN, EFFECT_OFFERS, EFFECT_OFFER };
	unsigned all = 0;
	(void)state;
	for (size_t i = 0; i < sizeof effects / sizeof effects[0]; i++) {
		assert_false(all & effects[i]);
		all |= effects[i];
	}
}

static void an_address_that_was_typed_is_offered_nothing(void **state)
{
	struct given *given = *state;
	begin(given, "missed-bin");
	offers_take(&given->visit);
	given->visit.place = PLACE_DONE;
	assert_null(visit_offers_request(&given->visit));
}

static void all_labels_must_be_out_before_they_are_printed(void **state)
{
	struct given *given = *state;
	enum offer_state *labels = &given->visit.offers.state[FORM_PRINT_LABELS];
	given_sent(given, "Rose Cottage, Mill Lane");
	assert_string_equal(given->visit.offers.number, "Rose Cottage");
	assert_string_equal(given->visit.offers.street, "Mill Lane");
	given_days(given);
	(void)do_number(given, ACTION_OFFER, FORM_PRINT_LABELS);
	assert_int_equal(visit_offer_kept(&given->visit, FORM_PRINT_LABELS, FAIL_NONE, 7), 0);
	assert_int_equal(visit_offer_kept(&given->visit, FORM_PRINT_LABELS, FAIL_NONE, 8), 0);
	assert_int_equal(do_number(given, ACTION_OFFER, FORM_PRINT_LABELS), 0); /* not twice */
	assert_int_equal(visit_offer_state(&given->visit, 9, "done"), 0);
	(void)visit_offer_state(&given->visit, 7, "done");
	assert_int_equal(*labels, OFFER_PRINTING);
	assert_true(offers_printing(&given->visit));
	(void)visit_offer_state(&given->visit, 8, "done");
	assert_int_equal(*labels, OFFER_DONE);
	(void)do_number(given, ACTION_OFFER, FORM_PRINT_LABELS);
	(void)visit_offer_kept(&given->visit, FORM_PRINT_LABELS, FAIL_NONE, 10);
	(void)visit_offer_kept(&given->visit, FORM_PRINT_LABELS, FAIL_BUSY, 0);
	assert_int_equal(*labels, OFFER_GONE);
	(void)visit_offer_state(&given->visit, 10, "done");
	assert_int_equal(*labels, OFFER_GONE); /* one of them is missing */
}

static void nothing_of_it_outlives_the_visit(void **state)
{
	struct given *given = *state;
	static const struct offers nothing;
	given_sent(given, "14 Mill Lane");
	given_days(given);
	(void)do_number(given, ACTION_OFFER, FORM_PRINT_CALENDAR);
	offers_lost(&given->visit);
	assert_int_equal(given->visit.offers.state[FORM_PRINT_CALENDAR], OFFER_UNSURE);
	(void)do_(given, ACTION_FINISH);
	assert_memory_equal(&given->visit.offers, &nothing, sizeof nothing);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_shipped, gone_visit)
	const struct CMUnitTest cases[] = {
		CASE(what_is_known_of_the_address_is_offered), CASE(an_address_that_was_typed_is_offered_nothing), CASE(all_labels_must_be_out_before_they_are_printed),
		CASE(nothing_of_it_outlives_the_visit), CASE(every_effect_is_a_bit_of_its_own),
	};
	return cmocka_run_group_tests_name("visit_offers", cases, NULL, NULL);
}
