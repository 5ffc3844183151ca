/* SPDX-License-Identifier: MIT */
/* unit.forms_rounds - what a form may say about days of collections, and where they lead; on fixtures/rounds.json. Today is Saturday 21 November 2026. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/forms/condition.h"
#include "firmware/forms/review.h"
#include "firmware/forms/rounds.h"
#include "firmware/forms/route.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char pages[] = "'schema':2,'engine':'V2','pages':[{'id':'p1','path':'/a','title':'A','components':[{'id':'home','type':'UkAddressField','name':'home','title':'Home'}]},"
	"{'id':'p2','path':'/b','title':'B','components':[{'id':'bin','type':'TextField','name':'bin','title':'Bin'},{'id':'day','type':'DatePartsField','name':'day','title':'Day'}]}],"
	"'conditions':[{'id':'c1','displayName':'C','items':[{'id':'i','componentId':'bin','operator':'is','type':'StringValue','value':'x'}]}]";

static void write_form(const char *rounds, char *ret, size_t room)
{
	snprintf(ret, room, "{'name':'x',%s,'metadata':{'kiosk':{'rounds':%s}}}", pages, rounds);
}

static void a_form_says_where_its_days_come_from(void **state)
{
	(void)state;
	char text[4096];
	write_form("{'address':'home','container':'bin','conditions':{'c1':'late'},'containers':{'r':'refuse'},'due':'day','early':'16:05','late':{'value':2,'unit':'workingDays'},'show':['p2','p9']}", text, sizeof text);
	struct form *form = given_form(text);
	const struct form_rounds *rounds = form->rounds;
	assert_non_null(rounds);
	assert_string_equal(rounds->address->name, "home");
	assert_int_equal(form->table->condition[0].rounds, ROUNDS_LATE);
	assert_string_equal(rounds->container->name, "bin");
	assert_string_equal(rounds->due->name, "day");
	assert_string_equal(rounds->containers[0].value, "r");
	assert_string_equal(rounds->containers[0].code, "refuse");
	assert_int_equal(rounds->early_minutes, 16 * 60 + 5);
	assert_int_equal(rounds->late, 2);
	assert_true(rounds->late_working_days);
	assert_int_equal(rounds->page_count, 1);
	assert_int_equal(rounds->page[0], 1);
	assert_true(given_warning(form, "\"p9\", which is no page"));
	form_free(form);
	write_form("{'address':'home'}", text, sizeof text);
	form = given_form(text);
	assert_int_equal(form->rounds->early_minutes, -1);
	assert_int_equal(form->rounds->late, 0);
	form_free(form);
}

static void what_makes_no_sense_is_refused_in_a_sentence(void **state)
{
	(void)state;
	static const struct { const char *rounds, *words; } samples[] = {
		{ "{'due':'day'}", "\"address\": \"\"" }, { "{'address':'bin'}", "no such question" }, { "{'address':'home','due':'bin'}", "no such question" },
		{ "{'address':'home','conditions':{'c2':'late'}}", "no condition \"c2\"" }, { "{'address':'home','conditions':{'c1':'later'}}", "not by known" },
		{ "{'address':'home','conditions':{'c1':7}}", "not by known" },
		{ "{'address':'home','early':'4 pm'}", "not a time" }, { "{'address':'home','early':'24:00'}", "not a time" },
		{ "{'address':'home','late':{'value':2,'unit':'weeks'}}", "not in days" },
	};
	char text[4096];
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		write_form(samples[i].rounds, text, sizeof text);
		const char *said = given_refusal(text, FAIL_INPUT);
		if (!strstr(said, samples[i].words))
			fail_msg("\"%s\" does not say %s", said, samples[i].words);
	}
	write_form("{'address':'home','late':{'value':401,'unit':'days'}}", text, sizeof text);
	given_refusal(text, FAIL_LIMIT);
}

static void as_many_containers_as_the_maximum(void **state)
{
	(void)state;
	for (int over = 0; over < 2; over++) {
		char rounds[2048], text[8192], *list = given_repeated("'v%d':'c'", FORM_CONTAINER_MAX + over, ",");
		snprintf(rounds, sizeof rounds, "{'address':'home','containers':{%s}}", list);
		write_form(rounds, text, sizeof text);
		if (over) {
			given_refusal(text, FAIL_LIMIT);
		} else {
			struct form *form = given_form(text);
			assert_int_equal(form->rounds->container_count, FORM_CONTAINER_MAX);
			form_free(form);
		}
		free(list);
	}
}

static const char *end_of(const struct form *form, const struct answers *answers)
{
	struct form_route route;
	route_walk(form, answers, given_today, &route);
	return form->page[route.page[route.count - 1]].path;
}

static bool passes(const struct form *form, const struct answers *answers, const char *path)
{
	struct form_route route;
	route_walk(form, answers, given_today, &route);
	for (size_t i = 0; i < route.count; i++)
		if (strcmp(form->page[route.page[i]].path, path) == 0)
			return true;
	return false;
}

#define START "home__addressLine1=14 Mill Lane;home__town=Mereford;home__postcode=MF2 4QT;bin=black;"
#define DAY(NUMBER) START "day__day=" NUMBER ";day__month=11;day__year=2026"

static void what_the_rounds_say_decides_and_else_the_conditions_own_items(void **state)
{
	static const struct { enum rounds_word heard; bool over; const char *pairs, *end; bool asked, unknown; } samples[] = {
		{ ROUNDS_UNKNOWN, false, START, "/when", true, false },         { ROUNDS_UNKNOWN, false, DAY("21"), "/today", true, false },
		{ ROUNDS_UNKNOWN, true, DAY("21"), "/summary", true, false },   { ROUNDS_UNKNOWN, false, DAY("20"), "/summary", true, false },
		{ ROUNDS_UNKNOWN, false, DAY("15"), "/summary", true, false },  { ROUNDS_UNKNOWN, false, DAY("14"), "/late", true, false },
		{ ROUNDS_TODAY, false, START, "/today", false, false },         { ROUNDS_LATE, false, START, "/late", false, false },
		{ ROUNDS_LATE, true, DAY("21"), "/late", false, false },        { ROUNDS_DUE, false, START, "/when", true, false },
		{ ROUNDS_DUE, true, DAY("21"), "/summary", true, false },       { ROUNDS_DUE, false, DAY("10"), "/summary", true, false },
		{ ROUNDS_NONE, false, START, "/when", true, true },             { ROUNDS_NONE, false, DAY("21"), "/today", true, true },
		{ ROUNDS_NONE, true, DAY("21"), "/summary", true, true },       { ROUNDS_NONE, false, DAY("14"), "/late", true, true },
		{ ROUNDS_KNOWN, false, DAY("14"), "/late", true, false },
	};
	struct form *form = given_fixture("rounds");
	(void)state;
	assert_int_equal(form->warning_count, 0);
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		struct answers *answers = given_answers(samples[i].pairs);
		rounds_hear(answers, samples[i].heard, samples[i].over);
		if (strcmp(end_of(form, answers), samples[i].end) != 0)
			fail_msg("%zu ends at %s, not at %s", i, end_of(form, answers), samples[i].end);
		assert_int_equal(passes(form, answers, "/when"), samples[i].asked);
		assert_int_equal(passes(form, answers, "/unknown"), samples[i].unknown);
		answers_free(answers);
	}
	form_free(form);
}

static void the_reference_engine_hears_no_rounds(void **state)
{
	(void)state;
	struct form *form = given_fixture("rounds");
	struct answers *answers = given_answers(DAY("20"));
	rounds_hear(answers, ROUNDS_TODAY, false);
	assert_string_equal(end_of(form, answers), "/today");
	condition_mirror_peer(form, true);
	assert_string_equal(end_of(form, answers), "/summary");
	answers_free(answers);
	form_free(form);
}

static void what_was_heard_last_counts_and_is_sent_to_nobody(void **state)
{
	(void)state;
	struct form *form = given_fixture("rounds");
	struct answers *answers = given_answers(DAY("20"));
	struct form_route route;
	assert_int_equal(rounds_heard(answers), ROUNDS_UNKNOWN);
	rounds_hear(answers, ROUNDS_LATE, true);
	rounds_hear(answers, ROUNDS_DUE, true);
	assert_int_equal(rounds_heard(answers), ROUNDS_DUE);
	route_walk(form, answers, given_today, &route);
	assert_true(route.complete);
	json_t *record = review_record(form, answers, given_today, "FO 7K4 29Q XM3", "2026-11-21T10:51:00.000Z", "en");
	char *text = json_dumps(record, 0);
	assert_non_null(strstr(text, "black"));
	assert_null(strstr(text, "kiosk."));
	assert_null(strstr(text, "over"));
	free(text);
	json_decref(record);
	rounds_hear(answers, ROUNDS_UNKNOWN, false);
	assert_null(answers_get(answers, "kiosk.rounds"));
	answers_free(answers);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_form_says_where_its_days_come_from), cmocka_unit_test(what_makes_no_sense_is_refused_in_a_sentence),
		cmocka_unit_test(as_many_containers_as_the_maximum), cmocka_unit_test(what_the_rounds_say_decides_and_else_the_conditions_own_items),
		cmocka_unit_test(the_reference_engine_hears_no_rounds), cmocka_unit_test(what_was_heard_last_counts_and_is_sent_to_nobody),
	};
	return cmocka_run_group_tests_name("forms_rounds", cases, NULL, NULL);
}
