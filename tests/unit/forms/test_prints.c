/* SPDX-License-Identifier: MIT */
/* unit.forms_prints - what a service offers to print beside its receipt is data, and wrong data is refused in words. */
#include "tests/unit/forms/forms_given.h"

#include <stdio.h>
#include <string.h>

enum { DEFINITION_BYTES = 2048 };

static const char *definition(const char *prints)
{
	static char text[DEFINITION_BYTES];
	snprintf(text, sizeof text, "{'schema':2,'name':'F','engine':'V2','startPage':'/q','pages':[{'id':'p','title':'Q','path':'/q','next':[],'components':["
		"{'id':'a','type':'UkAddressField','name':'home','title':'Home','options':{}},{'id':'t','type':'TextField','name':'word','title':'Word','options':{},'schema':{}}]},"
		"{'id':'s','title':'','path':'/summary','controller':'SummaryPageController','next':[],'components':[]}],'conditions':[],'lists':[],'sections':[],"
		"'metadata':{'kiosk':{'version':1%s%s}}}", *prints ? ",'prints':" : "", prints);
	return text;
}

static void a_service_says_what_it_offers_and_for_which_address(void **state)
{
	(void)state;
	struct form *form = given_form(definition("{'address':'a','offer':['container-labels']}"));
	assert_string_equal(form->prints.address->name, "home");
	assert_true(form->prints.offers[FORM_PRINT_LABELS]);
	assert_false(form->prints.offers[FORM_PRINT_CALENDAR]);
	assert_int_equal(form->warning_count, 0);
	form_free(form);
	form = given_form(definition(""));
	assert_null(form->prints.address);
	form_free(form);
	form = given_form(definition("{'address':'a','offer':['bin-calendar'],'copies':3}"));
	assert_true(given_warning(form, "metadata.kiosk.prints"));
	form_free(form);
}

static void what_cannot_be_offered_is_refused_in_words(void **state)
{
	(void)state;
	assert_non_null(strstr(given_refusal(definition("{'address':'t','offer':['bin-calendar']}"), FAIL_INPUT), "no question for an address"));
	assert_non_null(strstr(given_refusal(definition("{'offer':['bin-calendar']}"), FAIL_INPUT), "no question for an address"));
	assert_non_null(strstr(given_refusal(definition("{'address':'a','offer':['bin-calender']}"), FAIL_INPUT), "\"bin-calender\", which is not"));
	assert_non_null(strstr(given_refusal(definition("{'address':'a','offer':[7]}"), FAIL_INPUT), "which is not"));
}

static void the_services_about_bins_offer_both(void **state)
{
	static const char *const services[] = { "missed-bin", "bin-calendar", "assisted-bin", "garden-waste" };
	(void)state;
	for (size_t i = 0; i < sizeof services / sizeof services[0]; i++) {
		char path[64];
		snprintf(path, sizeof path, "assets/forms/%s.json", services[i]);
		struct form *form = given_form_file(path);
		assert_non_null(form->prints.address);
		assert_true(form->prints.offers[FORM_PRINT_CALENDAR] && form->prints.offers[FORM_PRINT_LABELS]);
		form_free(form);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_service_says_what_it_offers_and_for_which_address), cmocka_unit_test(what_cannot_be_offered_is_refused_in_words),
		cmocka_unit_test(the_services_about_bins_offer_both),
	};
	return cmocka_run_group_tests_name("forms_prints", cases, NULL, NULL);
}
