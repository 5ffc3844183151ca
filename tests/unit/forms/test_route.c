/* SPDX-License-Identifier: MIT */
/* unit.forms_route - which pages count, in which order; on fixtures/walk.json and joined.json. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/base/buffer.h"
#include "firmware/forms/route.h"
#include "firmware/forms/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct form *form;

static int load(void **state)
{
	(void)state;
	form = given_fixture("walk");
	return 0;
}

static int drop(void **state)
{
	(void)state;
	form_free(form);
	return 0;
}

/* "/a /b! " : the pages walked; "!" where the walk is stopped, "." where it is complete. */
static void walks(const char *pairs, const char *expected)
{
	struct answers *answers = given_answers(pairs);
	struct form_route route;
	BUFFER_AUTO words;
	buffer_init(&words, 4096);
	route_walk(form, answers, given_today, &route);
	for (size_t i = 0; i < route.count; i++)
		assert_int_equal(buffer_printf(&words, "%s%s%s", i ? " " : "", form->page[route.page[i]].path, route.page[i] == route.blocked_page ? "!" : ""), FAIL_NONE);
	if (route.complete)
		assert_int_equal(buffer_printf(&words, "."), FAIL_NONE);
	if (strcmp(buffer_text(&words), expected) != 0)
		fail_msg("%s walks %s, not %s", pairs, buffer_text(&words), expected);
	answers_free(answers);
}

static void the_walk_ends_at_the_first_page_not_answered(void **state)
{
	(void)state;
	walks("", "/hello /age!");
	walks("age=30", "/hello /age /garden!");
	walks("age=200;garden=true", "/hello /age!");
	walks("age=30;garden=true", "/hello /age /garden /size!");
}

static void the_walk_reaches_the_summary_when_everything_is_right(void **state)
{
	(void)state;
	walks("age=30;garden=false;pet=cat", "/hello /age /garden /pet /more /summary.");
	walks("age=30;garden=true;size=big;pet=dog;walks=true;far=2 miles", "/hello /age /garden /size /pet /walks /walked /more /summary.");
}

static void a_terminal_page_ends_the_walk_without_completing_it(void **state)
{
	(void)state;
	walks("age=12;garden=false;pet=cat", "/hello /age /too-young");
	struct answers *answers = given_answers("age=12");
	assert_int_equal(route_next(form, answers, given_today, form_page_at(form, "/too-young")), -1);
	answers_free(answers);
}

static void answers_on_an_abandoned_branch_do_not_count(void **state)
{
	(void)state;
	walks("age=30;garden=false;size=big;pet=cat;walks=true;far=2 miles", "/hello /age /garden /pet /more /summary.");
	walks("age=30;garden=true;size=big;pet=cat;walks=true", "/hello /age /garden /size /pet /more /summary.");
}

static void a_chosen_option_that_went_away_stops_the_walk(void **state)
{
	(void)state;
	walks("age=30;garden=false;pet=dog;walks=true", "/hello /age /garden /pet!");
	assert_string_equal(given_errors(form, form_page_at(form, "/pet"), "age=30;garden=false;pet=dog"), "pet option-hidden");
	assert_string_equal(given_errors(form, form_page_at(form, "/pet"), "age=30;garden=true;size=big;pet=dog"), "");
}

static void a_page_is_checked_with_the_pages_before_it_alone(void **state)
{
	(void)state;
	assert_string_equal(given_errors(form, form_page_at(form, "/pet"), "age=12;garden=true;pet=dog"), "pet option-hidden"); /* the way leads past the garden */
	assert_string_equal(given_errors(form, form_page_at(form, "/walks"), ""), "walks required");
}

static void open_page(const char *path)
{
	const struct form_page *page = &form->page[form_page_at(form, path)];
	for (size_t i = 0; i < page->count; i++)
		((struct form_component *)&page->component[i])->privacy = PRIVACY_PUBLIC;
}

static void where_only_what_is_public_may_go_nothing_else_is_asked(void **state)
{
	(void)state;
	assert_false(walk_public_left(form)); /* what says nothing of itself is personal */
	open_page("/garden");
	open_page("/size");
	assert_false(walk_public_left(form)); /* who is not asked for their age would be too young */
	open_page("/age");
	assert_true(walk_public_left(form));
	walks("age=30;garden=true;size=big", "/hello /age /garden /size /pet!");
	walk_public_only(form, true);
	walks("age=30;garden=true;size=big", "/hello /age /garden /size /summary.");
	walks("age=12;garden=false;pet=dog", "/hello /age /too-young");
	form->by_links = true;
	assert_false(walk_public_left(form));
	form->by_links = false;
	walk_public_only(form, false);
	walks("age=30;garden=true;size=big", "/hello /age /garden /size /pet!");
}

static void next_and_previous_follow_the_walk_as_if_all_were_right(void **state)
{
	(void)state;
	struct answers *answers = given_answers("age=30;garden=false");
	int garden = form_page_at(form, "/garden"), pet = form_page_at(form, "/pet"), more = form_page_at(form, "/more");
	assert_int_equal(route_next(form, answers, given_today, garden), pet);
	assert_int_equal(route_next(form, answers, given_today, pet), more);
	assert_int_equal(route_previous(form, answers, given_today, pet), garden);
	assert_int_equal(route_previous(form, answers, given_today, 0), -1);
	assert_int_equal(route_next(form, answers, given_today, form_page_at(form, "/summary")), -1);
	assert_int_equal(route_previous(form, answers, given_today, form_page_at(form, "/size")), garden); /* not on the walk now */
	assert_int_equal(route_next(form, answers, given_today, 99), -1);
	assert_int_equal(route_previous(form, answers, given_today, -1), -1);
	answers_free(answers);
}

static void questions_are_counted_as_far_as_is_known(void **state)
{
	(void)state;
	struct answers *answers = given_answers("age=30;garden=true");
	size_t place = 0;
	assert_int_equal(route_expected(form, answers, given_today, form_page_at(form, "/size"), &place), 5);
	assert_int_equal(place, 3);
	assert_int_equal(route_expected(form, answers, given_today, 0, &place), 5);
	assert_int_equal(place, 1);
	assert_int_equal(answers_set(answers, "garden", "false"), FAIL_NONE);
	assert_int_equal(route_expected(form, answers, given_today, form_page_at(form, "/pet"), &place), 4);
	assert_int_equal(place, 3);
	answers_free(answers);
}

static void options_and_content_are_offered_by_earlier_answers(void **state)
{
	(void)state;
	const struct form_page *page = &form->page[form_page_at(form, "/pet")];
	const struct form_list *pets = page->component[1].list;
	struct answers *with = given_answers("age=30;garden=true;size=big"), *without = given_answers("age=30;garden=false;size=big");
	assert_true(route_item_offered(form, with, given_today, &pets->item[0]));
	assert_true(route_item_offered(form, with, given_today, &pets->item[1]));
	assert_false(route_item_offered(form, without, given_today, &pets->item[1]));
	assert_false(route_component_shown(form, with, given_today, &page->component[0]));
	assert_true(route_component_shown(form, without, given_today, &page->component[0]));
	assert_true(route_component_shown(form, without, given_today, &page->component[1]));
	answers_free(with);
	answers_free(without);
}

static void the_first_page_is_walked_whatever_its_condition(void **state)
{
	(void)state;
	struct form *own = given_pages("{'path':'/a','title':'','condition':'c','components':[{'type':'YesNoField','name':'y','id':'y','title':''}]}",
	                               "{'id':'c','displayName':'C','items':[{'componentId':'y','operator':'is','type':'BooleanValue','value':true}]}", "");
	struct answers *answers = given_answers("y=false");
	struct form_route route;
	route_walk(own, answers, given_today, &route);
	assert_true(route.complete);
	assert_int_equal(route.count, 2);
	answers_free(answers);
	form_free(own);
}

/* 499 questions, each page with a condition on all that were before. */
static void the_largest_form_is_walked(void **state)
{
	(void)state;
	struct answers *answers = answers_new();
	char *pages = strdup("{'path':'/first','title':'','components':[{'type':'YesNoField','name':'first','id':'first','title':''}]}"), *more = NULL;
	for (int i = 0; i < FORM_PAGE_MAX - 2; i++) {
		assert_true(asprintf(&more, "%s,{'path':'/p%d','title':'','condition':'c','components':[{'type':'YesNoField','name':'y%d','title':''}]}", pages, i, i) > 0);
		free(pages);
		pages = more;
		char name[16];
		snprintf(name, sizeof name, "y%d", i);
		assert_int_equal(answers_set(answers, name, "true"), FAIL_NONE);
	}
	assert_int_equal(answers_set(answers, "first", "true"), FAIL_NONE);
	struct form *large = given_pages(pages, "{'id':'c','displayName':'C','items':[{'componentId':'first','operator':'is','type':'BooleanValue','value':true}]}", "");
	struct form_route route;
	route_walk(large, answers, given_today, &route);
	assert_true(route.complete);
	assert_int_equal(route.count, FORM_PAGE_MAX);
	answers_remove(answers, "y400");
	route_walk(large, answers, given_today, &route);
	assert_int_equal(large->page[route.blocked_page].path[1], 'p');
	assert_int_equal(route.count, 402);
	answers_free(answers);
	form_free(large);
	free(pages);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(the_walk_ends_at_the_first_page_not_answered, load, drop),
		cmocka_unit_test_setup_teardown(the_walk_reaches_the_summary_when_everything_is_right, load, drop),
		cmocka_unit_test_setup_teardown(a_terminal_page_ends_the_walk_without_completing_it, load, drop),
		cmocka_unit_test_setup_teardown(answers_on_an_abandoned_branch_do_not_count, load, drop),
		cmocka_unit_test_setup_teardown(a_chosen_option_that_went_away_stops_the_walk, load, drop),
		cmocka_unit_test_setup_teardown(a_page_is_checked_with_the_pages_before_it_alone, load, drop),
		cmocka_unit_test_setup_teardown(where_only_what_is_public_may_go_nothing_else_is_asked, load, drop),
		cmocka_unit_test_setup_teardown(next_and_previous_follow_the_walk_as_if_all_were_right, load, drop),
		cmocka_unit_test_setup_teardown(questions_are_counted_as_far_as_is_known, load, drop),
		cmocka_unit_test_setup_teardown(options_and_content_are_offered_by_earlier_answers, load, drop),
		cmocka_unit_test_setup_teardown(the_first_page_is_walked_whatever_its_condition, load, drop),
		cmocka_unit_test(the_largest_form_is_walked),
	};
	return cmocka_run_group_tests_name("forms_route", cases, NULL, NULL);
}
