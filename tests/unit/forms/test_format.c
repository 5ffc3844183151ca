/* SPDX-License-Identifier: MIT */
/* unit.forms_format - formats that metadata.kiosk asks for: which answers pass, and in which way the others are wrong. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/uk/council_tax.h"
#include "firmware/uk/modulus_table.h"

#include <stdio.h>
#include <string.h>

enum { BANK_MAX_BYTES = 4096 };

/* The first three lines of an invented table: sort codes 9900xx are checked with MOD11, 9901xx with MOD10. */
static const char weights[] =
	"990000 990099 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1\n"
	"990100 990199 MOD10 0 0 0 0 0 0 3 7 1 3 7 1 3 1\n";

static const char bank_form[] =
	"{'schema':2,'engine':'V2','pages':["
	"{'path':'/s','components':[{'type':'TextField','id':'s','name':'sort','title':'S','schema':{'max':20}}]},"
	"{'path':'/a','components':[{'type':'TextField','id':'a','name':'account','title':'A','schema':{'max':20}}]}],"
	"'metadata':{'kiosk':{'version':1,'input':{'s':{'format':'sortCode'},'a':{'format':'accountNumber'}}}}}";

/* A form with one question for text, "q", of that @format. */
static struct form *form_of(const char *format)
{
	char json[600];
	snprintf(json, sizeof json, "{'schema':2,'engine':'V2','pages':[{'path':'/q','components':[{'type':'TextField','id':'i','name':'q','title':'Q','schema':{'max':60}}]}],"
		"'metadata':{'kiosk':{'version':1,'input':{'i':{'format':'%s'}}}}}", format);
	return given_form(json);
}

struct sample { const char *format, *text, *part; };

static void each_format_passes_what_is_right_and_says_how_the_rest_is_wrong(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ "nino", "ab 12 34 56 c", NULL }, { "nino", "QQ 12 34 56 C", "nino" }, { "nino", "11 A1 11 11", "nino-temporary" },
		{ "sortCode", "30-94-30", NULL }, { "sortCode", "30943", "sort-code" },
		{ "accountNumber", "733445", NULL }, { "accountNumber", "12x45678", "account-number" }, { "accountNumber", "1234567890", "account-long" },
		{ "bacsName", "Siân Ŵyn", NULL }, { "bacsName", "李", "bacs-name" },
		{ "name", "Mary-Anne O'Neill", NULL }, { "name", "a@b", "name" }, { "name", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxy", "name-long" },
		{ "pin", "2486", NULL }, { "pin", "248", "pin" }, { "pin", "24867", "pin" }, { "pin", "24 8", "pin" }, { "pin", "1234", "pin-easy" }, { "pin", "9876", "pin-easy" }, { "pin", "0000", "pin-easy" },
		{ "uprn", "000100012345", NULL }, { "uprn", "0", "uprn" },
		{ "vehicle", "ab12cde", NULL }, { "vehicle", "ab12cdefghij", "vehicle" },
		{ "councilTax", "whatever", NULL }, /* nothing is known about references here */
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		char pairs[128];
		struct form_error error[FORM_ERROR_MAX];
		struct form *form = form_of(samples[i].format);
		snprintf(pairs, sizeof pairs, "q=%s", samples[i].text);
		struct answers *answers = given_answers(pairs);
		size_t count = check_page(form, &form->page[0], answers, given_today, error);
		assert_false(given_warning(form, "format"));
		if (count != (samples[i].part != NULL))
			fail_msg("%s of \"%s\": %zu errors", samples[i].format, samples[i].text, count);
		if (count) {
			assert_string_equal(rule_name(error[0].rule), "format");
			assert_string_equal(error[0].part, samples[i].part);
		}
		answers_free(answers);
		form_free(form);
	}
}

static void an_account_number_has_to_go_with_the_sort_code_on_the_way(void **state)
{
	(void)state;
	struct arena arena;
	struct modulus_table table;
	arena_init(&arena, BANK_MAX_BYTES);
	assert_int_equal(modulus_table_read(weights, sizeof weights - 1, &arena, &table), FAIL_NONE);
	struct form *form = given_form(bank_form);
	assert_string_equal(given_errors(form, 1, "sort=99-00-10;account=00000001"), ""); /* nothing is known of banks here */
	form->modulus = &table;
	assert_string_equal(given_errors(form, 1, "sort=99-00-10;account=00000001"), "account format(account-impossible)");
	assert_string_equal(given_errors(form, 1, "sort=99-00-10;account=00000019"), "");
	assert_string_equal(given_errors(form, 1, "sort=99-00-10;account=00000035"), "");
	assert_string_equal(given_errors(form, 1, "sort=99 01 10;account=00000001"), "account format(account-impossible)");
	assert_string_equal(given_errors(form, 1, "sort=99 01 10;account=00000031"), "");
	assert_string_equal(given_errors(form, 1, "sort=20-00-00;account=00000001"), ""); /* a sort code of which the table says nothing */
	assert_string_equal(given_errors(form, 1, "account=00000001"), "");
	form_free(form);
	arena_done(&arena);
}

static void a_postcode_breaks_the_rule_that_addresses_have(void **state)
{
	(void)state;
	struct form *form = form_of("postcode");
	assert_string_equal(given_errors(form, 0, "q=mf2 4qt"), "");
	assert_string_equal(given_errors(form, 0, "q=mf2"), "q postcode");
	form_free(form);
}

static void a_reference_must_be_like_the_councils_where_it_is_known(void **state)
{
	(void)state;
	static const struct council_tax nine = { .length_min = 9, .length_max = 9, .prefix = { "71" }, .prefix_count = 1 };
	struct form *form = form_of("councilTax");
	form->council_tax = &nine;
	assert_string_equal(given_errors(form, 0, "q=710 023 456"), "");
	assert_string_equal(given_errors(form, 0, "q=810023456"), "q format(council-tax)");
	form_free(form);
}

static void a_format_that_nobody_knows_or_on_no_text_is_warned_of(void **state)
{
	(void)state;
	struct form *form = form_of("iban");
	assert_true(given_warning(form, "\"iban\", which is not known"));
	assert_string_equal(given_errors(form, 0, "q=x"), "");
	form_free(form);
	form = given_form("{'schema':2,'engine':'V2','pages':[{'path':'/q','components':[{'type':'YesNoField','id':'i','name':'q','title':'Q'}]}],"
		"'metadata':{'kiosk':{'version':1,'input':{'i':{'format':'pin'}}}}}");
	assert_true(given_warning(form, "not a question for text"));
	assert_string_equal(given_errors(form, 0, "q=true"), "");
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(each_format_passes_what_is_right_and_says_how_the_rest_is_wrong),
		cmocka_unit_test(an_account_number_has_to_go_with_the_sort_code_on_the_way),
		cmocka_unit_test(a_postcode_breaks_the_rule_that_addresses_have),
		cmocka_unit_test(a_reference_must_be_like_the_councils_where_it_is_known),
		cmocka_unit_test(a_format_that_nobody_knows_or_on_no_text_is_warned_of),
	};
	return cmocka_run_group_tests_name("forms_format", cases, NULL, NULL);
}
