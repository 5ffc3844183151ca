/* SPDX-License-Identifier: MIT */
/* unit.forms_raise - what makes one case need more of others than its service: data, asked of the answers on the path alone. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/forms/raise.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFINITION_BYTES = 8192 };

static const char *definition(const char *raise)
{
	static char text[DEFINITION_BYTES];
	snprintf(text, sizeof text, "{'schema':2,'name':'F','engine':'V2','startPage':'/q','pages':[{'id':'p','title':'Q','path':'/q','next':[],'components':["
		"{'id':'y','type':'YesNoField','name':'court','title':'Court?','options':{}}]},{'id':'p2','title':'M','path':'/m','condition':'c','next':[],'components':["
		"{'id':'t','type':'MultilineTextField','name':'more','title':'More','options':{},'schema':{}}]},"
		"{'id':'s','title':'','path':'/summary','controller':'SummaryPageController','next':[],'components':[]}],"
		"'conditions':[{'id':'c','displayName':'C','items':[{'id':'i','componentId':'y','operator':'is','type':'BooleanValue','value':true}]}],'lists':[],'sections':[],"
		"'metadata':{'kiosk':{'version':1,'raise':%s}}}", raise);
	return text;
}

static unsigned raised(const struct form *form, const char *pairs)
{
	struct answers *answers = given_answers(pairs);
	unsigned mask = form_raises(form, answers, given_today);
	answers_free(answers);
	return mask;
}

static void a_condition_raises_while_it_holds(void **state)
{
	(void)state;
	struct form *form = given_form(definition("[{'why':'arrears','when':'c'},{'why':'evidence'}]"));
	assert_int_equal(form->warning_count, 0);
	assert_int_equal(raised(form, "court=false"), 1u << FORM_RAISE_EVIDENCE);
	assert_int_equal(raised(form, "court=true"), 1u << FORM_RAISE_EVIDENCE | 1u << FORM_RAISE_ARREARS);
	form_free(form);
	form = given_form(definition("[]"));
	assert_int_equal(raised(form, "court=true"), 0);
	form_free(form);
}

static void words_are_found_whole_whatever_stands_between_them(void **state)
{
	(void)state;
	const unsigned yes = 1u << FORM_RAISE_SAFEGUARDING;
	struct form *form = given_form(definition("[{'why':'safeguarding','field':'t','words':['hits me','suicide','krzywdzi mnie']}]"));
	assert_int_equal(raised(form, "court=true;more=He HITS,  me."), yes);
	assert_int_equal(raised(form, "court=true;more=hits me"), yes);
	assert_int_equal(raised(form, "court=true;more=On krzywdzi mnie"), yes);
	assert_int_equal(raised(form, "court=true;more=It hits mean people"), 0);
	assert_int_equal(raised(form, "court=true;more=whits me"), 0);
	assert_int_equal(raised(form, "court=true;more=hits"), 0);
	assert_int_equal(raised(form, "court=true"), 0);
	assert_int_equal(raised(form, "court=false;more=hits me"), 0); /* that page is not asked */
	form_free(form);
}

static void what_makes_no_sense_is_refused_in_words(void **state)
{
	(void)state;
	assert_non_null(strstr(given_refusal(definition("[{'why':'sad'}]"), FAIL_INPUT), "\"sad\", which is no reason"));
	assert_non_null(strstr(given_refusal(definition("[{'why':'payer','when':'x'}]"), FAIL_INPUT), "\"x\", which is no condition"));
	assert_non_null(strstr(given_refusal(definition("[{'why':'payer','field':'x','words':['a']}]"), FAIL_INPUT), "\"x\", which is no question"));
	assert_non_null(strstr(given_refusal(definition("[{'why':'payer','field':'t'}]"), FAIL_INPUT), "both"));
	assert_non_null(strstr(given_refusal(definition("[{'why':'payer','words':['a']}]"), FAIL_INPUT), "both"));
	assert_non_null(strstr(given_refusal(definition("[{'why':'payer','field':'t','words':[7]}]"), FAIL_INPUT), "not a text of 1 to 40"));
	assert_non_null(strstr(given_refusal(definition("[{'why':'payer','field':'t','words':['aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx']}]"), FAIL_INPUT), "not a text of 1 to 40"));
	given_refusal(definition("{'why':'payer'}"), FAIL_INPUT);
}

static void at_most_so_many_and_one_more_is_refused(void **state)
{
	(void)state;
	char *most = given_repeated("{'why':'payer'}", FORM_RAISE_MAX, ","), *more = given_repeated("{'why':'payer'}", FORM_RAISE_MAX + 1, ","), list[DEFINITION_BYTES / 2];
	snprintf(list, sizeof list, "[%s]", most);
	struct form *form = given_form(definition(list));
	assert_int_equal(form->raise_count, FORM_RAISE_MAX);
	form_free(form);
	snprintf(list, sizeof list, "[%s]", more);
	given_refusal(definition(list), FAIL_LIMIT);
	free(most);
	free(more);
	most = given_repeated("'w'", FORM_RAISE_WORDS_MAX, ",");
	more = given_repeated("'w'", FORM_RAISE_WORDS_MAX + 1, ",");
	snprintf(list, sizeof list, "[{'why':'payer','field':'t','words':[%s]}]", most);
	form_free(given_form(definition(list)));
	snprintf(list, sizeof list, "[{'why':'payer','field':'t','words':[%s]}]", more);
	given_refusal(definition(list), FAIL_LIMIT);
	free(most);
	free(more);
}

static unsigned shipped(const char *service, const char *pairs)
{
	char path[64];
	snprintf(path, sizeof path, "assets/forms/%s.json", service);
	struct form *form = given_form_file(path);
	unsigned mask = raised(form, pairs);
	form_free(form);
	return mask;
}

static void the_shipped_services_know_when_it_is_more_than_usual(void **state)
{
	(void)state;
	assert_int_equal(shipped("complaint", "kind=complaint;whatHappened=The bus was late"), 0);
	assert_true(shipped("complaint", "kind=complaint;whatHappened=My carer hits me") & 1u << FORM_RAISE_SAFEGUARDING);
	assert_int_equal(shipped("street-report", "danger=false;what=pothole"), 0);
	assert_true(shipped("council-tax-direct-debit", "onTheBill=true;court=true") & 1u << FORM_RAISE_ARREARS);
	assert_true(shipped("parking-permit", "") & 1u << FORM_RAISE_EVIDENCE);
	assert_int_equal(form_raise_to(FORM_RAISE_PAYER), FORM_INTERACTION_ASSISTED);
	assert_int_equal(form_raise_to(FORM_RAISE_ARREARS), FORM_INTERACTION_COMPLEX);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_condition_raises_while_it_holds), cmocka_unit_test(words_are_found_whole_whatever_stands_between_them),
		cmocka_unit_test(what_makes_no_sense_is_refused_in_words), cmocka_unit_test(at_most_so_many_and_one_more_is_refused),
		cmocka_unit_test(the_shipped_services_know_when_it_is_more_than_usual),
	};
	return cmocka_run_group_tests_name("forms_raise", cases, NULL, NULL);
}
