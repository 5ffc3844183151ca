/* SPDX-License-Identifier: MIT */
/* unit.forms_walker - random journeys meet what can be met, the same ones for the same seed, and say what stops them. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/forms/author/walker.h"

#include <string.h>

static void go(struct walker *walker, const struct form *form, int journeys)
{
	walker_init(walker, form, given_today, 7);
	for (int i = 0; i < journeys; i++)
		walker_go(walker);
}

static void every_kind_of_question_is_answered(void **state)
{
	(void)state;
	struct walker walker;
	struct form *form = given_fixture("every-kind");
	go(&walker, form, 50);
	for (size_t i = 0; i < form->page_count; i++)
		if (walker.stuck[i].journeys)
			fail_msg("nothing answers %s", walker.stuck[i].component->name);
	assert_int_equal(walker.ended[WALKER_STUCK], 0);
	assert_int_equal(walker.journeys, 50);
	walker_done(&walker);
	form_free(form);
}

static void both_sides_of_a_condition_are_met_where_chance_alone_would_not(void **state)
{
	(void)state;
	struct walker walker;
	struct form *form = given_pages(
		"{'path':'/n','title':'','components':[{'id':'11111111-0000-4000-8000-000000000001','type':'NumberField','name':'n','title':'How many?','options':{},'schema':{}}]},"
		"{'path':'/word','title':'','components':[{'id':'11111111-0000-4000-8000-000000000002','type':'TextField','name':'word','title':'Word?','options':{},'schema':{}}]},"
		"{'path':'/more','title':'More','condition':'c1','components':[]}",
		"{'id':'c1','displayName':'exactly','coordinator':'and','items':[{'id':'i','componentId':'11111111-0000-4000-8000-000000000001','operator':'is','type':'NumberValue','value':74123},"
		"{'id':'k','componentId':'11111111-0000-4000-8000-000000000002','operator':'is','type':'StringValue','value':'xyzzy'}]}", "");
	go(&walker, form, 300);
	assert_true(walker_covered(&walker));
	assert_true(walker.held[0] > 0 && walker.failed[0] > 0);
	assert_int_equal(walker.met[2] + walker.passed[2], 300);
	walker_done(&walker);
	form_free(form);
}

static void a_seed_goes_the_same_ways_again(void **state)
{
	(void)state;
	struct walker one, other;
	struct form *form = given_fixture("walk");
	go(&one, form, 20);
	go(&other, form, 20);
	assert_memory_equal(one.met, other.met, sizeof one.met);
	assert_memory_equal(one.held, other.held, sizeof one.held);
	assert_int_equal(one.seed, other.seed);
	walker_done(&one);
	walker_done(&other);
	form_free(form);
}

static void what_nothing_answers_is_named(void **state)
{
	(void)state;
	struct walker walker;
	struct form *form = given_question("{'type':'TextField','name':'code','title':'Code','options':{},'schema':{'regex':'^(?=b)a$'}}");
	go(&walker, form, 2);
	assert_int_equal(walker.ended[WALKER_STUCK], 2);
	assert_string_equal(walker.stuck[0].component->name, "code");
	assert_int_equal(walker.stuck[0].rule, RULE_PATTERN);
	assert_false(walker_covered(&walker));
	walker_done(&walker);
	form_free(form);
}

static void a_circle_of_links_ends_the_journey(void **state)
{
	(void)state;
	struct walker walker;
	struct form *form = given_form("{'name':'Round','startPage':'/a','pages':[{'path':'/a','title':'A','components':[],'next':[{'path':'/b'}]},"
		"{'path':'/b','title':'B','components':[],'next':[{'path':'/a'}]},{'path':'/summary','title':'','controller':'SummaryPageController'}],'conditions':[],'lists':[],'sections':[]}");
	go(&walker, form, 3);
	assert_int_equal(walker.ended[WALKER_ROUND], 3);
	walker_done(&walker);
	form_free(form);
}

static void repeated_pages_get_as_many_answers_as_they_must(void **state)
{
	(void)state;
	struct walker walker;
	struct form *form = given_pages("{'path':'/pets','title':'Pets','controller':'RepeatPageController','repeat':{'options':{'name':'pets','title':'Pet'},'schema':{'min':3,'max':4}},"
		"'components':[{'type':'TextField','name':'pet','title':'Name','options':{},'schema':{}}]}", "", "");
	go(&walker, form, 30);
	assert_int_equal(walker.ended[WALKER_SUMMARY], 30);
	walker_done(&walker);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(every_kind_of_question_is_answered), cmocka_unit_test(both_sides_of_a_condition_are_met_where_chance_alone_would_not),
		cmocka_unit_test(a_seed_goes_the_same_ways_again), cmocka_unit_test(what_nothing_answers_is_named),
		cmocka_unit_test(a_circle_of_links_ends_the_journey), cmocka_unit_test(repeated_pages_get_as_many_answers_as_they_must),
	};
	return cmocka_run_group_tests_name("forms_walker", cases, NULL, NULL);
}
