/* SPDX-License-Identifier: MIT */
/* unit.forms_check - which rule is broken, at which field, with which limit; one case a kind. Today is 21 November 2026. */
#include "tests/unit/forms/forms_given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sample { const char *pairs, *errors; };

static void each(const char *component, const struct sample *samples)
{
	struct form *form = given_question(component);
	for (; samples->pairs; samples++)
		if (strcmp(given_errors(form, 0, samples->pairs), samples->errors) != 0)
			fail_msg("%s with \"%s\": \"%s\", not \"%s\"", component, samples->pairs, given_errors(form, 0, samples->pairs), samples->errors);
	form_free(form);
}

static void text_is_required_unless_said_otherwise(void **state)
{
	(void)state;
	each("{'type':'TextField','name':'a','title':'A'}", (struct sample[]){ { "", "a required" }, { "a=", "a required" }, { "a= \xc2\xa0 ", "a required" }, { "a=x", "" }, { NULL, NULL } });
	each("{'type':'TextField','name':'a','title':'A','options':{'required':false},'schema':{'min':3}}", (struct sample[]){ { "", "" }, { "a= ", "" }, { "a=xy", "a min 3" }, { NULL, NULL } });
}

static void text_lengths_count_trimmed_characters(void **state)
{
	(void)state;
	each("{'type':'TextField','name':'a','title':'A','schema':{'min':2,'max':4}}",
	     (struct sample[]){ { "a=x", "a min 2" }, { "a= xy ", "" }, { "a=Si\xc3\xa2n", "" }, { "a=12345", "a max 4" }, { NULL, NULL } });
	each("{'type':'TextField','name':'a','title':'A','schema':{'length':3,'min':9}}", (struct sample[]){ { "a=xyz", "" }, { "a=xy", "a length 3" }, { "a=wxyz", "a length 3" }, { NULL, NULL } });
}

static void limits_written_as_text_count_and_empty_ones_do_not(void **state)
{
	(void)state;
	each("{'type':'TextField','name':'a','title':'A','schema':{'min':'','max':'3'}}", (struct sample[]){ { "a=xyz", "" }, { "a=wxyz", "a max 3" }, { NULL, NULL } });
}

static void a_pattern_is_looked_for_in_the_trimmed_text(void **state)
{
	(void)state;
	each("{'type':'TextField','name':'a','title':'A','schema':{'regex':'^[0-9]{3}$'}}", (struct sample[]){ { "a= 123 ", "" }, { "a=12", "a pattern" }, { NULL, NULL } });
}

static void multi_line_text_has_one_message_for_both_limits(void **state)
{
	(void)state;
	each("{'type':'MultilineTextField','name':'a','title':'A','schema':{'min':2,'max':4}}",
	     (struct sample[]){ { "a=x", "a between 2-4" }, { "a=12345", "a between 2-4" }, { "a=1\r\n34", "" }, { NULL, NULL } });
	each("{'type':'MultilineTextField','name':'a','title':'A','schema':{'max':4}}", (struct sample[]){ { "a=12345", "a max 4" }, { NULL, NULL } });
	each("{'type':'MultilineTextField','name':'a','title':'A','options':{'maxWords':2}}", (struct sample[]){ { "a=one two", "" }, { "a=one two three", "a words 2" }, { NULL, NULL } });
}

static void numbers_break_one_rule_at_a_time(void **state)
{
	(void)state;
	each("{'type':'NumberField','name':'n','title':'N','options':{'prefix':'x'},'schema':{'min':0,'max':50,'precision':0}}",
	     (struct sample[]){ { "", "n required" }, { "n=abc", "n number" }, { "n=1.5", "n whole" }, { "n=-1", "n min 0" }, { "n=51", "n max 50" }, { "n=51.5", "n max 50" },
	                        { "n=1e400", "n number-size" }, { "n=x 1,0 ", "" }, { "n=5.0", "" }, { NULL, NULL } });
	each("{'type':'NumberField','name':'n','title':'N','schema':{'precision':2}}", (struct sample[]){ { "n=1.25", "" }, { "n=1.250", "" }, { "n=1.255", "n decimals 2" }, { NULL, NULL } });
	each("{'type':'NumberField','name':'n','title':'N','options':{'required':false}}", (struct sample[]){ { "", "" }, { "n=1.123456", "" }, { NULL, NULL } });
}

static void email_says_when_only_a_character_is_foreign(void **state)
{
	(void)state;
	each("{'type':'EmailAddressField','name':'e','title':'E'}",
	     (struct sample[]){ { "", "e required" }, { "e=a\xe2\x80\x93" "b@example.com", "e email-characters" }, { "e=a@b", "e email" }, { "e= a@example.com ", "" }, { NULL, NULL } });
}

static void a_phone_number_must_be_one_that_can_be_rung(void **state)
{
	(void)state;
	each("{'type':'TelephoneNumberField','name':'p','title':'P'}", (struct sample[]){ { "", "p required" }, { "p=123", "p phone" }, { "p=07700 900418", "" }, { NULL, NULL } });
}

static void a_live_form_refuses_numbers_set_aside_for_drama(void **state)
{
	(void)state;
	struct form *form = given_question("{'type':'TelephoneNumberField','name':'p','title':'P'}");
	form->live = true;
	assert_string_equal(given_errors(form, 0, "p=07700 900418"), "p phone-drama");
	assert_string_equal(given_errors(form, 0, "p=07700 800418"), "");
	form_free(form);
}

static void yes_or_no_takes_nothing_else(void **state)
{
	(void)state;
	each("{'type':'YesNoField','name':'y','title':'Y'}", (struct sample[]){ { "", "y required" }, { "y=maybe", "y choice" }, { "y=true", "" }, { "y=false", "" }, { NULL, NULL } });
	each("{'type':'YesNoField','name':'y','title':'Y','options':{'required':false}}", (struct sample[]){ { "", "" }, { "y=maybe", "y choice" }, { NULL, NULL } });
}

static void one_of_several_must_be_on_the_list(void **state)
{
	(void)state;
	static const char *const types[] = { "RadiosField", "SelectField", "AutocompleteField" };
	for (size_t i = 0; i < 3; i++) {
		char component[200];
		snprintf(component, sizeof component, "{'type':'%s','name':'c','title':'C','list':'colours'}", types[i]);
		each(component, (struct sample[]){ { "", "c required" }, { "c=", "c required" }, { "c=pink", "c choice" }, { "c=Red", "c choice" }, { "c=red", "" }, { NULL, NULL } });
	}
	each("{'type':'RadiosField','name':'c','title':'C','list':'sizes'}", (struct sample[]){ { "c=2", "" }, { "c=4", "c choice" }, { NULL, NULL } });
}

static void ticks_are_counted_and_each_must_be_on_the_list(void **state)
{
	(void)state;
	each("{'type':'CheckboxesField','name':'c','title':'C','list':'colours'}",
	     (struct sample[]){ { "", "c required" }, { "c=", "c required" }, { "c=red;c=pink", "c choice" }, { "c=red;c=blue", "" }, { NULL, NULL } });
	each("{'type':'CheckboxesField','name':'c','title':'C','list':'colours','schema':{'min':2,'max':2}}",
	     (struct sample[]){ { "c=red", "c choices-min 2" }, { "c=red;c=blue;c=green", "c choices-max 2" }, { "c=red;c=blue", "" }, { NULL, NULL } });
	each("{'type':'CheckboxesField','name':'c','title':'C','list':'colours','schema':{'length':2},'options':{'required':false}}",
	     (struct sample[]){ { "", "" }, { "c=red", "c choices-length 2" }, { NULL, NULL } });
}

static void a_declaration_must_be_ticked(void **state)
{
	(void)state;
	each("{'type':'DeclarationField','name':'d','title':'D','content':'I agree'}", (struct sample[]){ { "", "d confirm" }, { "d=false", "d confirm" }, { "d=true", "" }, { NULL, NULL } });
	each("{'type':'DeclarationField','name':'d','title':'D','content':'I agree','options':{'required':false}}", (struct sample[]){ { "", "" }, { NULL, NULL } });
}

static void a_date_names_the_first_part_to_mend(void **state)
{
	(void)state;
	each("{'type':'DatePartsField','name':'d','title':'D'}", (struct sample[]){
		{ "", "d__day required" }, { "d__day= ;d__year=", "d__day required" },
		{ "d__month=2;d__year=2020", "d__day date-part(day)" }, { "d__day=1;d__year=2020", "d__month date-part(month)" }, { "d__day=1;d__month=2", "d__year date-part(year)" },
		{ "d__day=x;d__month=y;d__year=z", "d__day date-part(day)" }, { "d__day=1.5;d__month=1;d__year=2020", "d__day date-real(day)" },
		{ "d__day=32;d__month=1;d__year=2020", "d__day date-real(day)" }, { "d__day=1;d__month=13;d__year=2020", "d__month date-real(month)" },
		{ "d__day=1;d__month=1;d__year=99", "d__year date-real(year)" }, { "d__day=31;d__month=2;d__year=2020", "d__day date-real" },
		{ "d__day=29;d__month=2;d__year=2020", "" }, { "d__day=23ain;d__month=2;d__year=2020", "d__day date-part(day)" },
		{ "d__day=2nd;d__month=Tach;d__year=2020", "" }, { NULL, NULL } });
}

static void an_optional_date_is_whole_or_blank(void **state)
{
	(void)state;
	each("{'type':'DatePartsField','name':'d','title':'D','options':{'required':false}}",
	     (struct sample[]){ { "", "" }, { "d__month=2", "d__day date-part(day)" }, { "d__day=1;d__month=2;d__year=2020", "" }, { NULL, NULL } });
}

static void date_ranges_count_from_today(void **state)
{
	(void)state;
	each("{'type':'DatePartsField','name':'d','title':'D','options':{'maxDaysInPast':14,'maxDaysInFuture':'0'}}", (struct sample[]){
		{ "d__day=21;d__month=11;d__year=2026", "" }, { "d__day=22;d__month=11;d__year=2026", "d__day date-latest 2026-11-21" },
		{ "d__day=7;d__month=11;d__year=2026", "" }, { "d__day=6;d__month=11;d__year=2026", "d__day date-earliest 2026-11-07" }, { NULL, NULL } });
	each("{'type':'DatePartsField','name':'d','title':'D','options':{'maxDaysInPast':14,'earliestDate':'2026-11-10','latestDate':'2026-11-30'}}", (struct sample[]){
		{ "d__day=9;d__month=11;d__year=2026", "d__day date-earliest 2026-11-10" }, { "d__day=10;d__month=11;d__year=2026", "" },
		{ "d__day=30;d__month=11;d__year=2026", "" }, { "d__day=1;d__month=12;d__year=2026", "d__day date-latest 2026-11-30" }, { NULL, NULL } });
}

static void an_address_has_an_error_a_line(void **state)
{
	(void)state;
	each("{'type':'UkAddressField','name':'a','title':'A'}", (struct sample[]){
		{ "", "a__addressLine1 required(addressLine1);a__town required(town);a__postcode required(postcode)" },
		{ "a__addressLine1=1 Street;a__town=Mereford;a__postcode=nope", "a__postcode postcode(postcode)" },
		{ "a__addressLine1=1 Street;a__town=Mereford;a__postcode=mf2 4qt", "" }, { "a__addressLine1=1 Street;a__town=Mereford;a__postcode=CFIO IEP", "" }, { NULL, NULL } });
	each("{'type':'UkAddressField','name':'a','title':'A','options':{'required':false}}", (struct sample[]){ { "", "" }, { "a__postcode=x", "a__postcode postcode(postcode)" }, { NULL, NULL } });
}

static void an_address_line_holds_a_hundred_characters_and_not_one_more(void **state)
{
	(void)state;
	char *line = given_repeated("\xc3\xa9", 101, ""), pairs[1000];
	static const char component[] = "{'type':'UkAddressField','name':'a','title':'A'}";
	snprintf(pairs, sizeof pairs, "a__addressLine1=%.200s;a__addressLine2=%.200s;a__town=T;a__county=%s;a__postcode=M1 1AA", line, line, line);
	assert_string_equal(given_error_of(component, pairs), "a__county max(county) 100");
	free(line);
}

static void errors_come_in_the_order_of_the_page(void **state)
{
	(void)state;
	assert_string_equal(given_error_of("{'type':'Html','content':'x'},{'type':'TextField','name':'b','title':'B'},{'type':'YesNoField','name':'a','title':'A'}", ""), "b required;a required");
}

static void a_page_with_more_errors_than_there_is_room_for_gives_the_first(void **state)
{
	(void)state;
	char *all = given_repeated("{'type':'UkAddressField','name':'a%d','title':'A'}", FORM_COMPONENT_MAX, ",");
	struct form *form = given_question(all);
	struct form_error error[FORM_ERROR_MAX];
	struct answers *answers = answers_new();
	assert_int_equal(check_page(form, &form->page[0], answers, given_today, error), FORM_ERROR_MAX);
	assert_string_equal(error[FORM_ERROR_MAX - 1].field, "a42__town");
	answers_free(answers);
	form_free(form);
	free(all);
}

static void every_rule_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (int i = 0; i < RULE_COUNT; i++)
		for (int k = 0; k < i; k++)
			assert_string_not_equal(rule_name((enum rule)i), rule_name((enum rule)k));
	for (int i = 0; i < COMPONENT_KIND_COUNT; i++)
		for (int k = 0; k < i; k++)
			assert_string_not_equal(component_kind_name((enum component_kind)i), component_kind_name((enum component_kind)k));
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(text_is_required_unless_said_otherwise),
		cmocka_unit_test(text_lengths_count_trimmed_characters),
		cmocka_unit_test(limits_written_as_text_count_and_empty_ones_do_not),
		cmocka_unit_test(a_pattern_is_looked_for_in_the_trimmed_text),
		cmocka_unit_test(multi_line_text_has_one_message_for_both_limits),
		cmocka_unit_test(numbers_break_one_rule_at_a_time),
		cmocka_unit_test(email_says_when_only_a_character_is_foreign),
		cmocka_unit_test(a_phone_number_must_be_one_that_can_be_rung),
		cmocka_unit_test(a_live_form_refuses_numbers_set_aside_for_drama),
		cmocka_unit_test(yes_or_no_takes_nothing_else),
		cmocka_unit_test(one_of_several_must_be_on_the_list),
		cmocka_unit_test(ticks_are_counted_and_each_must_be_on_the_list),
		cmocka_unit_test(a_declaration_must_be_ticked),
		cmocka_unit_test(a_date_names_the_first_part_to_mend),
		cmocka_unit_test(an_optional_date_is_whole_or_blank),
		cmocka_unit_test(date_ranges_count_from_today),
		cmocka_unit_test(an_address_has_an_error_a_line),
		cmocka_unit_test(an_address_line_holds_a_hundred_characters_and_not_one_more),
		cmocka_unit_test(errors_come_in_the_order_of_the_page),
		cmocka_unit_test(a_page_with_more_errors_than_there_is_room_for_gives_the_first),
		cmocka_unit_test(every_rule_has_a_name_of_its_own),
	};
	return cmocka_run_group_tests_name("forms_check", cases, NULL, NULL);
}
