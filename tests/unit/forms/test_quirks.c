/* SPDX-License-Identifier: MIT */
/* unit.forms_quirks - the eight odd results of the reference engine: five that forms in use rely on, three that nobody can have meant. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/forms/condition.h"

#include <stdlib.h>

static const char pages[] =
	"{'path':'/p','title':'','components':[{'type':'NumberField','name':'number','title':'','id':'number','options':{'required':false}},"
	"{'type':'TextField','name':'text','title':'','id':'text','options':{'required':false}},"
	"{'type':'DatePartsField','name':'day','title':'','id':'day','options':{'required':false}},"
	"{'type':'RadiosField','name':'radio','title':'','id':'radio','list':'sizes','options':{'required':false}},"
	"{'type':'SelectField','name':'select','title':'','id':'select','list':'sizes','options':{'required':false}}]}";
static const char lists[] = "{'id':'sizes','name':'sizes','title':'','type':'number','items':[{'id':'s1','text':'One','value':1},{'id':'s2','text':'Two','value':2}]}";

/* Whether the condition holds with @pairs; @peer as the reference engine has it. */
static bool holds(const char *item, const char *pairs, bool peer)
{
	char *condition = NULL;
	assert_true(asprintf(&condition, "{'id':'c','displayName':'C','items':[{'id':'i',%s}]}", item) > 0);
	struct form *form = given_pages(pages, condition, lists);
	struct answers *answers = given_answers(pairs);
	struct scope scope;
	condition_mirror_peer(form, peer);
	scope_init(&scope, form, answers, given_today);
	scope_add(&scope, 0);
	bool result = condition_holds(&scope, &form->table->condition[0]);
	answers_free(answers);
	form_free(form);
	free(condition);
	return result;
}

/* The same here as there. */
static void mirrored(const char *item, const char *pairs, bool wanted)
{
	assert_int_equal(holds(item, pairs, true), wanted);
	assert_int_equal(holds(item, pairs, false), wanted);
}

static void one_a_number_not_given_is_less_than_five(void **state)
{
	(void)state;
	mirrored("'componentId':'number','operator':'is less than','type':'NumberValue','value':5", "", true);
}

static void two_a_number_not_given_is_at_least_nought(void **state)
{
	(void)state;
	mirrored("'componentId':'number','operator':'is at least','type':'NumberValue','value':0", "", true);
}

static void three_a_text_not_given_is_not_longer_than_three_though_it_is_there(void **state)
{
	(void)state;
	static const char item[] = "'componentId':'text','operator':'is longer than','type':'StringValue','value':'3'";
	assert_true(holds(item, "", true));
	assert_false(holds(item, "", false));
	mirrored(item, "text=four", true);
}

static void four_is_not_holds_of_what_is_not_given(void **state)
{
	(void)state;
	mirrored("'componentId':'text','operator':'is not','type':'StringValue','value':'a'", "", true);
	mirrored("'componentId':'number','operator':'is not','type':'NumberValue','value':0", "", true);
	mirrored("'componentId':'day','operator':'is not','type':'DateValue','value':'2026-01-01'", "", true);
}

static void five_a_day_not_given_is_neither_before_nor_after(void **state)
{
	(void)state;
	mirrored("'componentId':'day','operator':'is before','type':'DateValue','value':'2999-01-01'", "", false);
	mirrored("'componentId':'day','operator':'is after','type':'DateValue','value':'1001-01-01'", "", false);
	mirrored("'componentId':'day','operator':'is at least','type':'RelativeDate','value':{'period':1,'unit':'days','direction':'in the past'}", "", false);
}

static void six_has_length_compares_lengths_though_it_never_holds_there(void **state)
{
	(void)state;
	static const char item[] = "'componentId':'text','operator':'has length','type':'StringValue','value':'4'";
	assert_false(holds(item, "text=four", true));
	assert_true(holds(item, "text=four", false));
	mirrored(item, "text=three", false);
}

static void seven_an_option_of_a_list_of_numbers_can_be_chosen_though_it_never_is_there(void **state)
{
	(void)state;
	static const char item[] = "'componentId':'radio','operator':'is','type':'ListItemRef','value':{'listId':'sizes','itemId':'s1'}";
	assert_false(holds(item, "radio=1", true));
	assert_true(holds(item, "radio=1", false));
	mirrored(item, "radio=2", false);
}

static void eight_an_operator_that_a_kind_does_not_have_never_holds(void **state)
{
	(void)state;
	mirrored("'componentId':'select','operator':'is more than','type':'StringValue','value':'1'", "select=2", false);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(one_a_number_not_given_is_less_than_five),
		cmocka_unit_test(two_a_number_not_given_is_at_least_nought),
		cmocka_unit_test(three_a_text_not_given_is_not_longer_than_three_though_it_is_there),
		cmocka_unit_test(four_is_not_holds_of_what_is_not_given),
		cmocka_unit_test(five_a_day_not_given_is_neither_before_nor_after),
		cmocka_unit_test(six_has_length_compares_lengths_though_it_never_holds_there),
		cmocka_unit_test(seven_an_option_of_a_list_of_numbers_can_be_chosen_though_it_never_is_there),
		cmocka_unit_test(eight_an_operator_that_a_kind_does_not_have_never_holds),
	};
	return cmocka_run_group_tests_name("forms_quirks", cases, NULL, NULL);
}
