/* SPDX-License-Identifier: MIT */
/* unit.forms_dialects - schema 1 and XGov, with engine V1 and V2: read into the same model, walked by links or in order. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/forms/condition.h"
#include "firmware/forms/review.h"
#include "firmware/forms/route.h"

#include <stdlib.h>
#include <string.h>

/* The paths walked with @pairs, as "/a /b ". */
static const char *walked(const struct form *form, const char *pairs)
{
	static char paths[GIVEN_PATH_BYTES];
	struct answers *answers = given_answers(pairs);
	struct form_route route;
	paths[0] = '\0';
	route_walk(form, answers, given_today, &route);
	for (size_t i = 0; i < route.count; i++) {
		strncat(paths, form->page[route.page[i]].path, sizeof paths - strlen(paths) - 2);
		strncat(paths, " ", 2);
	}
	answers_free(answers);
	return paths;
}

static const char *next_of(const struct form *form, const char *path, const char *pairs)
{
	struct answers *answers = given_answers(pairs);
	int next = route_next(form, answers, given_today, form_page_at(form, path));
	answers_free(answers);
	return next < 0 ? "" : form->page[next].path;
}

static void engine_and_schema_are_switches_of_their_own(void **state)
{
	(void)state;
	static const struct { const char *head; enum form_dialect dialect; bool links; } samples[] = {
		{ "'engine':'V2','schema':2", DIALECT_DEFRA2, false }, { "'engine':'V1','schema':2", DIALECT_DEFRA2, true }, { "'schema':2", DIALECT_DEFRA2, true },
		{ "'engine':'V2','schema':1", DIALECT_DEFRA1, false }, { "'engine':'V2'", DIALECT_DEFRA1, false }, { "'name':'x'", DIALECT_DEFRA1, true },
		{ "'version':2", DIALECT_XGOV, true }, { "'fees':[]", DIALECT_XGOV, true }, { "'engine':'V1','version':2", DIALECT_DEFRA1, true },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		char *json = NULL;
		assert_true(asprintf(&json, "{%s,'pages':[{'path':'/a','next':[{'path':'/s'}]},{'path':'/b'},{'path':'/s','controller':'SummaryPageController'}]}", samples[i].head) > 0);
		struct form *form = given_form(json);
		assert_int_equal(form->dialect, samples[i].dialect);
		assert_int_equal(form->by_links, samples[i].links);
		assert_string_equal(next_of(form, "/a", ""), samples[i].links ? "/s" : "/b");
		form_free(form);
		free(json);
	}
}

static void links_lead_to_the_first_that_holds_or_the_last_that_asks_nothing(void **state)
{
	(void)state;
	struct form *form = given_fixture("schema1");
	static const char grown[] = "first=Ann;born__day=1;born__month=1;born__year=1980;site=", child[] = "first=Ann;born__day=1;born__month=1;born__year=2020;site=";
	char pairs[200];
	static const struct { const char *who, *site, *next; } samples[] = {
		{ grown, "mill", "/shed" }, { child, "mill", "/tools" }, { grown, "none", "/sorry" }, { child, "quarry", "/shed" }, { grown, "", "/tools" },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		snprintf(pairs, sizeof pairs, "%s%s", samples[i].who, samples[i].site);
		assert_string_equal(next_of(form, "/where", pairs), samples[i].next);
	}
	assert_string_equal(next_of(form, "/where", "first=Bob;born__day=1;born__month=1;born__year=2020;site=quarry"), "/tools");
	assert_true(given_warning(form, "leads to \"/gone\", which is not there"));
	form_free(form);
}

static void what_the_desk_takes_is_walked_past(void **state)
{
	(void)state;
	struct form *form = given_fixture("schema1");
	static const char pairs[] = "first=Ann;born__day=1;born__month=1;born__year=2020;site=mill;tools#=1;tool#0=Spade";
	assert_string_equal(walked(form, pairs), "/start /who /where /tools /papers /place /pay /summary ");
	static const char *const desk[] = { "/papers", "/place", "/pay" };
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(form->page[form_page_at(form, desk[i])].kind, PAGE_DESK);
	condition_mirror_peer(form, true);
	assert_string_equal(walked(form, pairs), "/start /who /where /tools /papers ");
	form_free(form);
}

static void a_page_that_leads_nowhere_ends_the_form_or_leads_to_the_answers(void **state)
{
	(void)state;
	struct form *form = given_form("{'startPage':'b','pages':[{'path':'/a'},{'path':'/b','next':[{'path':'a'}],'components':[{'type':'YesNoField','name':'y','title':'Y'}]},"
	                               "{'path':'/c','components':[{'type':'YesNoField','name':'z','title':'Z'}]},{'path':'/summary','controller':'SummaryPageController'}]}");
	assert_int_equal(form->start, 1);
	assert_int_equal(form->page[0].kind, PAGE_TERMINAL);
	assert_string_equal(walked(form, "y=true"), "/b /a ");
	assert_string_equal(next_of(form, "/c", "z=true"), "/summary");
	form_free(form);
}

static void links_in_a_circle_are_walked_once(void **state)
{
	(void)state;
	struct form *form = given_form("{'startPage':'/a','pages':[{'path':'/a','next':[{'path':'/b'}]},{'path':'/b','next':[{'path':'/c'}]},{'path':'/c','next':[{'path':'/a'},{'path':'/b'}]}]}");
	size_t place;
	assert_string_equal(walked(form, ""), "/a /b /c ");
	struct answers *answers = given_answers("");
	assert_int_equal(route_expected(form, answers, given_today, 2, &place), 0);
	assert_int_equal(route_previous(form, answers, given_today, 2), 1);
	answers_free(answers);
	form_free(form);
}

static void sections_lists_and_conditions_go_by_name_in_schema_1(void **state)
{
	(void)state;
	struct form *form = given_fixture("schema1");
	const struct form_page *who = &form->page[form_page_at(form, "/who")], *where = &form->page[form_page_at(form, "/where")];
	assert_string_equal(who->section, "About you");
	assert_string_equal(where->section, "");
	assert_string_equal(where->section_id, "plot");
	assert_int_equal(where->component[0].list->count, 3);
	struct answers *answers = given_answers("first=Ann;born__day=1;born__month=1;born__year=2020");
	assert_false(route_item_offered(form, answers, given_today, &where->component[0].list->item[1]));
	answers_free(answers);
	form_free(form);
}

static bool said(const char *pairs, const char *condition, bool peer)
{
	struct form *form = given_fixture("xgov");
	struct answers *answers = given_answers(pairs);
	struct scope scope;
	condition_mirror_peer(form, peer);
	scope_init(&scope, form, answers, given_today);
	for (size_t i = 0; i < form->page_count; i++)
		scope_add(&scope, (int)i);
	bool holds = false;
	for (size_t i = 0; i < form->table->condition_count; i++)
		if (strcmp(form->table->condition[i].id, condition) == 0)
			holds = condition_holds(&scope, &form->table->condition[i]);
	answers_free(answers);
	form_free(form);
	return holds;
}

/* Designers write what joins a group to what stands before it on the group's first entry. */
static void a_group_is_joined_by_its_first_entry(void **state)
{
	(void)state;
	static const char *const joins[] = { "and", "or" };
	for (size_t i = 0; i < 2; i++) {
		char *json = NULL;
		assert_true(asprintf(&json, "{'name':'A','engine':'V2','schema':1,'sections':[],'lists':[],'pages':["
			"{'path':'/a','title':'A','components':[{'type':'YesNoField','name':'a','title':'A'},{'type':'YesNoField','name':'b','title':'B'}]},"
			"{'path':'/c','title':'C','condition':'c','components':[]},{'path':'/summary','title':'','controller':'SummaryPageController'}],"
			"'conditions':[{'name':'c','displayName':'C','value':{'name':'c','conditions':["
			"{'field':{'name':'a','type':'YesNoField','display':'A'},'operator':'is','value':{'type':'Value','value':'true','display':'Yes'}},"
			"{'conditions':[{'coordinator':'%s','field':{'name':'b','type':'YesNoField','display':'B'},'operator':'is','value':{'type':'Value','value':'true','display':'Yes'}}]}]}}]}", joins[i]) >= 0);
		struct form *form = given_form(json);
		assert_string_equal(next_of(form, "/a", "a=false;b=true"), i ? "/c" : "/summary");
		assert_string_equal(next_of(form, "/a", "a=true;b=true"), "/c");
		form_free(form);
		free(json);
	}
}

static void string_conditions_are_worked_out_as_expressions(void **state)
{
	(void)state;
	assert_true(said("count=11", "many", false));
	assert_false(said("count=10", "many", false));
	assert_false(said("count=100", "many", false));
	assert_false(said("count=50;note=quiet", "many", false));
	assert_true(said("rooms=large;rooms=kitchen", "cooks", false));
	assert_false(said("rooms=large", "cooks", false));
	assert_false(said("", "cooks", false));
	assert_true(said("organiser=Anna-Maria Lee", "long name", false));
	assert_false(said("organiser=Ann", "long name", false));
	assert_true(said("day__day=25;day__month=11;day__year=2026", "soon", false));
	assert_false(said("day__day=25;day__month=12;day__year=2026", "soon", false));
	assert_false(said("", "unknown", false)); /* a name that is not there makes all of it false */
}

static void an_expression_that_cannot_be_read_is_refused_at_its_place(void **state)
{
	(void)state;
	static const struct { const char *text, *words; } samples[] = {
		{ "a ==", "cannot be read at" }, { "(a", "cannot be read at" }, { "a == `x`", "cannot be read at" }, { "a b", "cannot be read at \\\"b" }, { "dateForComparison(1)", "cannot be read" },
		{ "1.2.3 == a", "cannot be read at" },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		char *json = NULL;
		assert_true(asprintf(&json, "{\"version\":2,\"pages\":[{\"path\":\"/a\"}],\"conditions\":[{\"name\":\"c\",\"value\":\"%s\"}]}", samples[i].text) > 0);
		const char *words = given_refusal(json, FAIL_INPUT);
		if (!strstr(words, "the condition") || !strstr(words, "cannot be read"))
			fail_msg("%s: %s", samples[i].text, words);
		free(json);
	}
	char *deep = given_repeated("(", 100, ""), *json = NULL;
	assert_true(asprintf(&json, "{'version':2,'pages':[{'path':'/a'}],'conditions':[{'name':'c','value':'%s1'}]}", deep) > 0);
	assert_non_null(strstr(given_refusal(json, FAIL_LIMIT), "nested more than"));
	free(deep), free(json);
}

static void conditions_that_name_each_other_in_a_circle_are_refused(void **state)
{
	(void)state;
	assert_non_null(strstr(given_refusal("{'version':2,'pages':[{'path':'/a'}],'conditions':[{'name':'one','value':'not two'},{'name':'two','value':{'conditions':[{'conditionName':'one'}]}}]}",
	                                     FAIL_INPUT), "depends on itself"));
}

static void xgov_is_read_into_the_same_model(void **state)
{
	(void)state;
	struct form *form = given_fixture("xgov");
	bool own = false;
	assert_string_equal(form->name, "Hire the hall");
	assert_string_equal(form_text(form, "cy", "components", "organiser", "title", "", &own), "Trefnydd");
	assert_string_equal(form_text(form, "cy", "pages", "/start", "title", "", NULL), "Llogi'r neuadd");
	assert_true(form->declaration_ticked);
	assert_int_equal(form->declaration_blocks.count, 1);
	assert_string_equal(form->declaration_blocks.block[0].text, "I keep the hall clean.");
	const struct form_component *stewards = form_component_at(form, "q-5", NULL);
	assert_non_null(stewards);
	assert_string_equal(stewards->written, "0steward_");
	assert_int_equal(form_component_at(form, "opens", NULL)->field_count, 5);
	assert_int_equal(form_component_at(form, "music", NULL)->list->count, 2);
	const struct form_page *guests = &form->page[form_page_at(form, "/guests")];
	assert_int_equal(guests->kind, PAGE_REPEAT);
	assert_string_equal(guests->repeat->name, "speakers");
	assert_int_equal(guests->count, 2);
	assert_int_equal(form->page[form_page_at(form, "/review")].kind, PAGE_CONTENT);
	assert_true(given_warning(form, "leads away from the form"));
	form_free(form);
}

static void fees_are_added_up_and_shown_as_to_pay(void **state)
{
	(void)state;
	struct form *form = given_fixture("xgov");
	struct answers *answers = given_answers("organiser=Ann;count=8;day__day=1;day__month=12;day__year=2026;time=12:30;rooms=kitchen;speakers#=1;speaker#0=Bo");
	struct review_fee fee[FORM_FEE_MAX];
	assert_int_equal(review_fees(form, answers, given_today, fee), 3);
	assert_int_equal(fee[0].pence, 2500);
	assert_int_equal(fee[1].pence, 400);
	assert_int_equal(fee[2].pence, 1275);
	answers_remove(answers, "rooms");
	assert_int_equal(review_fees(form, answers, given_today, fee), 2);
	answers_free(answers);
	form_free(form);
}

static void a_name_with_its_section_is_understood_where_the_engine_does_not(void **state)
{
	(void)state;
	static const char json[] = "{'sections':[{'name':'s','title':'S'}],'conditions':[{'name':'c','value':{'conditions':[{'field':{'name':'s.y'},'operator':'is','value':{'type':'Value','value':'true'}}]}}],"
	                           "'pages':[{'path':'/a','section':'s','components':[{'type':'YesNoField','name':'y','title':'Y'}],'next':[{'path':'/b','condition':'c'},{'path':'/d'}]},{'path':'/b'},{'path':'/d'}]}";
	struct form *form = given_form(json);
	assert_string_equal(next_of(form, "/a", "y=true"), "/b");
	condition_mirror_peer(form, true);
	assert_string_equal(next_of(form, "/a", "y=true"), "/d");
	form_free(form);
}

static void a_condition_that_is_not_there_never_holds_in_the_older_dialects(void **state)
{
	(void)state;
	struct form *form = given_form("{'pages':[{'path':'/a','next':[{'path':'/b','condition':'gone'},{'path':'/c'}]},{'path':'/b'},{'path':'/c'}]}");
	assert_string_equal(next_of(form, "/a", ""), "/c");
	assert_true(given_warning(form, "depends on the condition \"gone\", which is not there"));
	form_free(form);
}

static void own_words_for_a_rule_are_kept(void **state)
{
	(void)state;
	struct form *form = given_fixture("schema1");
	struct form_error error[FORM_ERROR_MAX];
	struct answers *answers = given_answers("");
	const struct form_page *who = &form->page[form_page_at(form, "/who")];
	assert_int_equal(check_page(form, who, answers, given_today, error), 2);
	assert_string_equal(check_own_words(&error[0]), "Tell us your first name");
	assert_null(check_own_words(&error[1]));
	answers_free(answers);
	form_free(form);
}

static void too_many_objects_are_refused_before_they_are_parsed(void **state)
{
	(void)state;
	char *many = given_repeated("{}", FORM_OBJECT_MAX, ","), *json = NULL;
	assert_true(asprintf(&json, "{'pages':[%s]}", many) > 0);
	assert_non_null(strstr(given_refusal(json, FAIL_LIMIT), "more than 40000 objects"));
	free(many), free(json);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(engine_and_schema_are_switches_of_their_own),
		cmocka_unit_test(links_lead_to_the_first_that_holds_or_the_last_that_asks_nothing),
		cmocka_unit_test(what_the_desk_takes_is_walked_past),
		cmocka_unit_test(a_page_that_leads_nowhere_ends_the_form_or_leads_to_the_answers),
		cmocka_unit_test(links_in_a_circle_are_walked_once),
		cmocka_unit_test(sections_lists_and_conditions_go_by_name_in_schema_1),
		cmocka_unit_test(a_group_is_joined_by_its_first_entry),
		cmocka_unit_test(string_conditions_are_worked_out_as_expressions),
		cmocka_unit_test(an_expression_that_cannot_be_read_is_refused_at_its_place),
		cmocka_unit_test(conditions_that_name_each_other_in_a_circle_are_refused),
		cmocka_unit_test(xgov_is_read_into_the_same_model),
		cmocka_unit_test(fees_are_added_up_and_shown_as_to_pay),
		cmocka_unit_test(a_name_with_its_section_is_understood_where_the_engine_does_not),
		cmocka_unit_test(a_condition_that_is_not_there_never_holds_in_the_older_dialects),
		cmocka_unit_test(own_words_for_a_rule_are_kept),
		cmocka_unit_test(too_many_objects_are_refused_before_they_are_parsed),
	};
	return cmocka_run_group_tests_name("forms_dialects", cases, NULL, NULL);
}
