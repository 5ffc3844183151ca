/* SPDX-License-Identifier: MIT */
/* unit.forms_value - typed text read as what it means: trimmed, counted, numbers, days, months. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/forms/value.h"

#include <stdio.h>
#include <string.h>

static void trimming_takes_every_kind_of_space_at_both_ends(void **state)
{
	(void)state;
	struct span span = span_of(" \t\xc2\xa0\xe2\x80\x83 a b \xe3\x80\x80\r\n\xef\xbb\xbf");
	assert_true(span_is(span, "a b"));
	assert_int_equal(span_of("  \xc2\xa0 ").size, 0);
	assert_int_equal(span_of(NULL).size, 0);
	assert_true(span_is(span_of("\xc3\xa9"), "\xc3\xa9"));
}

static void length_counts_characters_and_each_line_break_once(void **state)
{
	(void)state;
	assert_int_equal(span_length(span_of("Siân Ŵyn")), 8);
	assert_int_equal(span_length(span_of("a\r\nb\nc")), 5);
	assert_int_equal(span_length(span_of("\xf0\x9f\x98\x80!")), 2);
	assert_int_equal(span_length(span_of("")), 0);
}

static void words_are_runs_between_spaces(void **state)
{
	(void)state;
	assert_int_equal(span_words(span_of("one  two\n\xc2\xa0three-four, five.")), 4);
	assert_int_equal(span_words(span_of("")), 0);
}

static void numbers_are_read_however_they_are_written(void **state)
{
	(void)state;
	static const struct { const char *text; double value; int decimals; } samples[] = {
		{ "5", 5, 0 }, { "-5", -5, 0 }, { "+5", 5, 0 }, { "\xe2\x88\x92" "5", -5, 0 }, { "1,234", 1234, 0 }, { "1 234 567", 1234567, 0 },
		{ "1\xc2\xa0" "234.50", 1234.5, 1 }, { "1.0", 1, 0 }, { ".5", 0.5, 1 }, { "5.", 5, 0 }, { "007", 7, 0 }, { "0.125", 0.125, 3 }, { "\xc2\xa3" "12.30", 12.3, 1 },
		{ "-\xc2\xa3" "12", -12, 0 }, { "12 kg", 12, 0 }, { "12KG", 12, 0 }, { "1e3", 1000, 0 }, { "15e-1", 1.5, 1 }, { "1.50e1", 15, 0 }, { "-0", 0, 0 },
		{ "9007199254740992", 9007199254740992.0, 0 }, { "0e999", 0, 0 },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		struct number number = number_read(span_of(samples[i].text), "\xc2\xa3", "kg");
		if (number.kind != NUMBER_READ || number.value != samples[i].value || number.decimals != samples[i].decimals)
			fail_msg("\"%s\" is read as %d %.17g with %d decimals", samples[i].text, number.kind, number.value, number.decimals);
	}
}

static void what_is_no_number_is_told_apart_from_one_too_large(void **state)
{
	(void)state;
	static const struct { const char *text; enum number_kind kind; } samples[] = {
		{ "", NUMBER_BLANK }, { "abc", NUMBER_WORDS }, { "--1", NUMBER_WORDS }, { "1.2.3", NUMBER_WORDS }, { "1,", NUMBER_WORDS }, { "12a", NUMBER_WORDS },
		{ "-", NUMBER_WORDS }, { ".", NUMBER_WORDS }, { "1e", NUMBER_WORDS }, { "e5", NUMBER_WORDS }, { "inf", NUMBER_WORDS }, { "nan", NUMBER_WORDS },
		{ "0x10", NUMBER_WORDS }, { "\xc2\xa3", NUMBER_WORDS }, { "1e400", NUMBER_TOO_LARGE }, { "9007199254740993", NUMBER_TOO_LARGE },
		{ "99999999999999999999999999", NUMBER_TOO_LARGE }, { "0.00000000000000000000000001", NUMBER_TOO_LARGE }, { "1e-400", NUMBER_TOO_LARGE },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
		if (number_read(span_of(samples[i].text), "\xc2\xa3", "").kind != samples[i].kind)
			fail_msg("\"%s\" is read as %d", samples[i].text, number_read(span_of(samples[i].text), "\xc2\xa3", "").kind);
}

static void months_are_understood_in_english_and_welsh(void **state)
{
	(void)state;
	static const struct { const char *text; int month; } samples[] = {
		{ "January", 1 }, { "jan", 1 }, { "SEPT", 9 }, { "Sept.", 9 }, { "Nov.", 11 }, { "december", 12 }, { "Ionawr", 1 }, { "Chwefror", 2 },
		{ "mawrth", 3 }, { "Ebrill", 4 }, { "Mai", 5 }, { "Meh", 6 }, { "Gorffennaf", 7 }, { "gorff", 7 }, { "Awst", 8 }, { "Medi", 9 },
		{ "Hydref", 10 }, { "Tach", 11 }, { "Rhagfyr", 12 }, { "Mar", 3 }, { "Ma", 0 }, { "Marchy", 0 }, { "x", 0 }, { "", 0 }, { "Juno", 0 },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
		if (month_read(span_of(samples[i].text)) != samples[i].month)
			fail_msg("\"%s\" is read as month %d", samples[i].text, month_read(span_of(samples[i].text)));
}

static void a_day_is_read_only_if_there_is_such_a_day(void **state)
{
	(void)state;
	static const struct { const char *pairs, *date; } samples[] = {
		{ "d__day=29;d__month=2;d__year=2024", "2024-02-29" }, { "d__day=29;d__month=2;d__year=2023", "" }, { "d__day=3rd;d__month=Mawrth;d__year=2026", "2026-03-03" },
		{ "d__day= 07 ;d__month=03;d__year=2026", "2026-03-07" }, { "d__day=1.5;d__month=3;d__year=2026", "" }, { "d__day=1;d__month=3;d__year=26", "" },
		{ "d__day=1;d__month=3;d__year=3001", "" }, { "d__month=3;d__year=2026", "" }, { "d__day=31;d__month=April;d__year=2026", "" },
		{ "d__day=1;d__month=1;d__year=1000", "1000-01-01" }, { "d__day=-1;d__month=3;d__year=2026", "" },
	};
	struct form *form = given_question("{'type':'DatePartsField','name':'d','title':'Day'}");
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		struct answers *answers = given_answers(samples[i].pairs);
		struct date date = value_day(answers, &form->page[0].component[0]);
		char text[11] = "";
		if (!date_none(date))
			date_write(date, text);
		if (strcmp(text, samples[i].date) != 0)
			fail_msg("%s is read as \"%s\"", samples[i].pairs, text);
		answers_free(answers);
	}
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(trimming_takes_every_kind_of_space_at_both_ends),
		cmocka_unit_test(length_counts_characters_and_each_line_break_once),
		cmocka_unit_test(words_are_runs_between_spaces),
		cmocka_unit_test(numbers_are_read_however_they_are_written),
		cmocka_unit_test(what_is_no_number_is_told_apart_from_one_too_large),
		cmocka_unit_test(months_are_understood_in_english_and_welsh),
		cmocka_unit_test(a_day_is_read_only_if_there_is_such_a_day),
	};
	return cmocka_run_group_tests_name("forms_value", cases, NULL, NULL);
}
