/* SPDX-License-Identifier: MIT */
/* unit.visit_offers - a calendar and labels for the address that was given: offered where its days are known, and "printed" only when all of it is. */
#include "tests/unit/visit/visit_given.h"
#include "ui/visit/copy.h"
#include "ui/visit/offers.h"
#include "ui/visit/send.h"

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
		EFFECT_WHERE, EFFECT_DATES, EFFECT_GUIDE, EFFECT_SEEN, EFFECT_OFFERS, EFFECT_OFFER, EFFECT_HANDOUT };
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
	assert_int_equal(visit_offer_kept(&given->visit, FORM_PRINT_LABELS, FAIL_NONE, 7), EFFECT_KEEP);
	assert_int_equal(visit_offer_kept(&given->visit, FORM_PRINT_LABELS, FAIL_NONE, 8), EFFECT_KEEP);
	assert_int_equal(visit_offer_kept(&given->visit, FORM_PRINT_LABELS, FAIL_NONE, 9), 0); /* only two were asked for */
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

static unsigned told(struct given *given, json_t *reply)
{
	assert_non_null(reply);
	unsigned effects = visit_states_told(&given->visit, reply);
	json_decref(reply);
	return effects;
}

static void expect_asked_after(struct given *given, const char *jobs)
{
	json_t *request = visit_states_request(&given->visit);
	char *text = json_dumps(json_object_get(request, "jobs"), JSON_COMPACT);
	assert_string_equal(text, jobs);
	free(text);
	json_decref(request);
}

/* Nobody knows what came out while the hub is away; what it says then counts. */
static void a_hub_that_begins_anew_is_asked_after_each(void **state)
{
	struct given *given = *state;
	enum offer_state *states = given->visit.offers.state;
	given_sent(given, "14 Mill Lane");
	given_days(given);
	expect_asked_after(given, "[]");
	(void)do_number(given, ACTION_OFFER, FORM_PRINT_CALENDAR);
	(void)visit_offer_kept(&given->visit, FORM_PRINT_CALENDAR, FAIL_NONE, 6);
	(void)do_number(given, ACTION_OFFER, FORM_PRINT_LABELS);
	(void)visit_offer_kept(&given->visit, FORM_PRINT_LABELS, FAIL_NONE, 7);
	(void)visit_offer_kept(&given->visit, FORM_PRINT_LABELS, FAIL_NONE, 8);
	(void)visit_offer_state(&given->visit, 7, "done");
	(void)visit_hub_down(&given->visit);
	assert_int_equal(states[FORM_PRINT_CALENDAR], OFFER_UNSURE);
	assert_int_equal(states[FORM_PRINT_LABELS], OFFER_UNSURE);
	expect_asked_after(given, "[6,8]");
	assert_true(told(given, json_pack("{s:[{s:i, s:s}, {s:i, s:s}]}", "jobs", "job", 6, "state", "printing", "job", 8, "state", "withdrawn")) & EFFECT_REBUILD);
	assert_int_equal(states[FORM_PRINT_CALENDAR], OFFER_PRINTING);
	assert_int_equal(states[FORM_PRINT_LABELS], OFFER_GONE);
	(void)visit_offer_state(&given->visit, 6, "unsure");
	assert_int_equal(states[FORM_PRINT_CALENDAR], OFFER_UNSURE);
	(void)visit_offer_state(&given->visit, 6, "done"); /* whoever printed it says so later */
	assert_int_equal(states[FORM_PRINT_CALENDAR], OFFER_DONE);
	assert_int_equal(visit_offer_state(&given->visit, 6, "unsure"), 0);
}

static void what_the_answer_finds_on_its_way_stays_so(void **state)
{
	struct given *given = *state;
	given_sent(given, "14 Mill Lane");
	given_days(given);
	(void)do_number(given, ACTION_OFFER, FORM_PRINT_CALENDAR); /* asked for between the question and its answer */
	(void)told(given, json_pack("{s:[{s:i, s:s, s:s}]}", "jobs", "job", 6, "kind", "bin-calendar", "state", "printing"));
	assert_int_equal(given->visit.offers.state[FORM_PRINT_CALENDAR], OFFER_PRINTING);
	(void)visit_offer_kept(&given->visit, FORM_PRINT_CALENDAR, FAIL_NONE, 6);
	(void)visit_offer_state(&given->visit, 6, "done");
	assert_int_equal(given->visit.offers.state[FORM_PRINT_CALENDAR], OFFER_DONE);
}

/* What a program that begins anew has of it; @instead of member @key of the copy's offers, or NULL. End with visit_done(). */
static enum fail come_back(struct given *given, struct visit *ret, const char *key, json_t *instead)
{
	BUFFER_AUTO plain;
	buffer_init(&plain, VISIT_COPY_MAX_BYTES);
	assert_int_equal(copy_write(&given->visit, &plain), FAIL_NONE);
	json_t *copy = json_loads(buffer_text(&plain), 0, NULL);
	if (key)
		json_object_set_new(json_object_get(copy, "offers"), key, instead);
	char *text = json_dumps(copy, 0);
	visit_init(ret, &given->house);
	visit_now(ret, given->visit.now_ms, given->visit.mono_ms);
	enum fail code = copy_read(ret, text, strlen(text));
	free(text);
	json_decref(copy);
	return code;
}

static void given_printing(struct given *given)
{
	given->visit.id = id_new(given->visit.now_ms);
	given->visit.reference = reference_new("MB");
	given_sent(given, "14 Mill Lane");
	given_days(given);
	(void)do_number(given, ACTION_OFFER, FORM_PRINT_CALENDAR);
	(void)visit_offer_kept(&given->visit, FORM_PRINT_CALENDAR, FAIL_NONE, 6);
	(void)visit_offer_state(&given->visit, 6, "done");
	(void)do_number(given, ACTION_OFFER, FORM_PRINT_LABELS);
	(void)visit_offer_kept(&given->visit, FORM_PRINT_LABELS, FAIL_NONE, 7); /* and the other's number never came */
}

static void what_was_offered_and_its_states_are_in_the_copy(void **state)
{
	struct given *given = *state;
	struct visit second;
	given_printing(given);
	assert_int_equal(come_back(given, &second, NULL, NULL), FAIL_NONE);
	assert_null(second.offers.containers);
	json_t *before = visit_offers_request(&given->visit), *after = visit_offers_request(&second);
	assert_true(json_equal(before, after)); /* the same days are asked for */
	json_decref(before);
	json_decref(after);
	second.offers.containers = json_incref(given->visit.offers.containers);
	assert_true(offers_has(&second, FORM_PRINT_CALENDAR) && offers_has(&second, FORM_PRINT_LABELS));
	assert_int_equal(second.offers.state[FORM_PRINT_CALENDAR], OFFER_DONE);
	assert_int_equal(second.offers.state[FORM_PRINT_LABELS], OFFER_PRINTING);
	assert_string_equal(second.offers.number, "14");
	assert_string_equal(second.offers.street, "Mill Lane");
	json_t *request = visit_states_request(&second), *jobs = json_pack("[i]", 7);
	assert_true(json_equal(json_object_get(request, "jobs"), jobs));
	assert_string_equal(json_string_value(json_object_get(request, "reference")), given->visit.reference.text);
	json_decref(request);
	json_decref(jobs);
	json_t *reply = json_pack("{s:[{s:i, s:s, s:s}, {s:i, s:s, s:s}], s:s}", "jobs", "job", 7, "kind", "", "state", "done", "job", 8, "kind", "container-label", "state", "waiting", "receipt", "done");
	(void)visit_states_told(&second, reply);
	assert_int_equal(second.receipt, RECEIPT_DONE);
	assert_int_equal(second.offers.state[FORM_PRINT_LABELS], OFFER_PRINTING);
	(void)visit_offer_state(&second, 8, "done");
	assert_int_equal(second.offers.state[FORM_PRINT_LABELS], OFFER_DONE);
	json_decref(reply);
	visit_done(&second);
}

static void a_paper_that_nobody_knows_of_is_unsure(void **state)
{
	struct given *given = *state;
	struct visit second;
	given_printing(given);
	assert_int_equal(come_back(given, &second, NULL, NULL), FAIL_NONE);
	json_t *reply = json_pack("{s:[{s:i, s:s}]}", "jobs", "job", 7, "state", "done");
	(void)visit_states_told(&second, reply);
	assert_int_equal(second.offers.state[FORM_PRINT_LABELS], OFFER_UNSURE);
	json_decref(reply);
	visit_done(&second);
}

static void offers_that_make_no_sense_are_refused(void **state)
{
	struct given *given = *state;
	struct visit second;
	char long_street[OFFERS_STREET_MAX_BYTES + 2];
	memset(long_street, 'a', sizeof long_street - 1);
	long_street[sizeof long_street - 1] = '\0';
	json_t *papers = json_array();
	for (int i = 0; i < OFFERS_JOBS_MAX; i++)
		json_array_append_new(papers, json_pack("{s:i, s:i, s:i}", "job", i + 1, "print", FORM_PRINT_LABELS, "state", OFFER_DONE));
	const struct { const char *key; json_t *instead; } wrong[] = {
		{ "uprn", json_string("1000000000012") }, { "uprn", json_string("10000000000a") }, { "uprn", json_string("") }, { "number", json_integer(14) }, { "street", json_string(long_street) },
		{ "from", json_string("2026-02-30") }, { "papers", json_object() }, { "papers", json_pack("[i]", 7) }, { "papers", json_pack("[{s:i, s:i, s:i}]", "job", -1, "print", 0, "state", OFFER_DONE) },
		{ "papers", json_pack("[{s:i, s:i, s:i}]", "job", 1, "print", FORM_PRINT_COUNT, "state", OFFER_DONE) }, { "papers", json_pack("[{s:i, s:i, s:i}]", "job", 1, "print", 0, "state", OFFER_THERE) },
	};
	given_printing(given);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_int_not_equal(come_back(given, &second, wrong[i].key, wrong[i].instead), FAIL_NONE);
		assert_false(visit_active(&second));
		visit_done(&second);
	}
	assert_int_equal(come_back(given, &second, "papers", json_incref(papers)), FAIL_NONE);
	visit_done(&second);
	json_array_append_new(papers, json_pack("{s:i, s:i, s:i}", "job", 9, "print", 0, "state", OFFER_DONE));
	assert_int_equal(come_back(given, &second, "papers", papers), FAIL_INPUT);
	visit_done(&second);
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
		CASE(a_hub_that_begins_anew_is_asked_after_each), CASE(what_the_answer_finds_on_its_way_stays_so),
		CASE(what_was_offered_and_its_states_are_in_the_copy), CASE(a_paper_that_nobody_knows_of_is_unsure), CASE(offers_that_make_no_sense_are_refused),
		CASE(nothing_of_it_outlives_the_visit), CASE(every_effect_is_a_bit_of_its_own),
	};
	return cmocka_run_group_tests_name("visit_offers", cases, NULL, NULL);
}
