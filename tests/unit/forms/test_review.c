/* SPDX-License-Identifier: MIT */
/* unit.forms_review - rows to check and the record to send: only what was walked, in the words and shapes of each kind. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/base/buffer.h"
#include "firmware/forms/review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_BYTES = 2 * 1024 * 1024 };

static const char everything[] =
	"fullName= Ann O'Connor ;more=one\r\ntwo;phone=07700 900418;home__addressLine1=14 Mill Lane;home__town=Mereford;home__postcode=mf2 4qt;home__uprn=1234;"
	"bins=+5;when__day=20;when__month=Tachwedd;when__year=2026;garden=true;colour=blue;ticks=blue;ticks=red;howLong=365;isTrue=true";

static const char *rows_of(struct form *form, const char *pairs, const char *language)
{
	static struct buffer words;
	struct arena arena;
	const struct review_row *row;
	struct answers *answers = given_answers(pairs);
	buffer_done(&words);
	buffer_init(&words, 64 * 1024);
	arena_init(&arena, ARENA_BYTES);
	size_t count = review_rows(form, answers, given_today, language, &arena, &row);
	for (size_t i = 0; i < count; i++) {
		char date[11] = "";
		if (!date_none(row[i].date))
			date_write(row[i].date, date);
		assert_int_equal(buffer_printf(&words, "%s%s=%s%s%s", i ? ";" : "", row[i].component->name, row[i].value, date, row[i].blank ? "(blank)" : ""), FAIL_NONE);
		assert_ptr_equal(form_component_at(form, row[i].component->name, NULL), row[i].component);
		assert_true(row[i].component >= form->page[row[i].page].component);
	}
	arena_done(&arena);
	answers_free(answers);
	return buffer_text(&words);
}

static json_t *record_of(struct form *form, const char *pairs)
{
	struct answers *answers = given_answers(pairs);
	json_t *record = review_record(form, answers, given_today, "EV 7K4 29Q XM3", "2026-11-21T10:51:00.000Z", "cy");
	assert_non_null(record);
	answers_free(answers);
	return record;
}

static void rows_stand_in_the_order_of_sections_then_the_rest(void **state)
{
	(void)state;
	struct form *form = given_fixture("every-kind");
	assert_string_equal(rows_of(form, everything, "en"),
	                    "garden=true;colour=Blue;ticks=Red\nBlue;howLong=A year;"
	                    "fullName=Ann O'Connor;more=one\ntwo;email=(blank);phone=07700 900418;home=14 Mill Lane\nMereford\nmf2 4qt;"
	                    "bins=+5;when=2026-11-20;isTrue=true");
	form_free(form);
}

static void options_are_shown_in_the_persons_language(void **state)
{
	(void)state;
	struct form *form = given_fixture("every-kind");
	const char *rows = rows_of(form, everything, "cy");
	assert_non_null(strstr(rows, "colour=Glas;ticks=Coch\nGlas;howLong=A year"));
	form_free(form);
}

static void pages_not_walked_have_no_rows(void **state)
{
	(void)state;
	struct form *form = given_fixture("walk");
	assert_string_equal(rows_of(form, "age=30;garden=false;size=big;pet=cat;walks=true", "en"), "garden=false;age=30;pet=Cat;more=(blank)");
	assert_string_equal(rows_of(form, "age=30", "en"), "garden=(blank);age=30");
	form_free(form);
}

static void the_record_has_the_adapters_shape(void **state)
{
	(void)state;
	struct form *form = given_fixture("every-kind");
	json_t *record = record_of(form, everything), *meta = json_object_get(record, "meta"), *data = json_object_get(record, "data"), *all = json_object_get(data, "main");
	json_t *expected = json_pack("{s:i,s:s,s:s,s:s,s:s,s:s,s:s,s:b,s:s}", "schemaVersion", 1, "timestamp", "2026-11-21T10:51:00.000Z", "referenceNumber", "EV 7K4 29Q XM3",
	                             "formName", "Every kind", "formId", "every-kind", "formVersion", form->version, "status", "live", "isPreview", 0, "language", "cy");
	assert_true(json_equal(meta, expected));
	json_decref(expected);
	expected = json_pack("{s:s,s:s,s:n,s:s,s:{s:s,s:s,s:s,s:s},s:i,s:{s:i,s:i,s:i},s:b,s:s,s:[s,s],s:i,s:s}", "fullName", "Ann O'Connor", "more", "one\ntwo", "email",
	                     "phone", "07700 900418", "home", "addressLine1", "14 Mill Lane", "town", "Mereford", "postcode", "mf2 4qt", "uprn", "1234", "bins", 5,
	                     "when", "day", 20, "month", 11, "year", 2026, "garden", 1, "colour", "blue", "ticks", "red", "blue", "howLong", 365, "isTrue", "true");
	assert_non_null(expected);
	assert_true(json_equal(all, expected));
	assert_int_equal(json_object_size(json_object_get(data, "repeaters")), 0);
	assert_true(json_is_object(json_object_get(data, "files")));
	json_decref(expected);
	json_decref(record);
	form_free(form);
}

static void what_is_not_answered_is_null_and_what_is_not_walked_is_absent(void **state)
{
	(void)state;
	struct form *form = given_fixture("walk");
	json_t *record = record_of(form, "age=30;garden=false;size=big;pet=cat"), *all = json_object_get(json_object_get(record, "data"), "main");
	assert_true(json_is_null(json_object_get(all, "more")));
	assert_true(json_is_false(json_object_get(all, "garden")));
	assert_null(json_object_get(all, "size"));
	assert_null(json_object_get(all, "walks"));
	json_decref(record);
	form_free(form);
}

static void answers_that_make_no_sense_are_null(void **state)
{
	(void)state;
	struct form *form = given_question("{'type':'NumberField','name':'n','title':''},{'type':'DatePartsField','name':'d','title':''},{'type':'RadiosField','name':'r','title':'','list':'colours'},"
	                                   "{'type':'CheckboxesField','name':'c','title':'','list':'sizes'},{'type':'YesNoField','name':'y','title':''},{'type':'UkAddressField','name':'a','title':''}");
	json_t *record = record_of(form, "n=many;d__day=31;d__month=2;d__year=2026;r=pink;c=9;y=perhaps;a__town= "), *all = json_object_get(json_object_get(record, "data"), "main"), *value;
	const char *name;
	assert_int_equal(json_object_size(all), 6);
	json_object_foreach(all, name, value)
		if (!json_is_null(value))
			fail_msg("%s is not null", name);
	json_decref(record);
	record = record_of(form, "n=1.50;c=2;c=1");
	all = json_object_get(json_object_get(record, "data"), "main");
	assert_true(json_real_value(json_object_get(all, "n")) == 1.5);
	assert_int_equal(json_integer_value(json_array_get(json_object_get(all, "c"), 0)), 1);
	json_decref(record);
	form_free(form);
}

static void more_lines_than_there_is_room_for_are_an_ellipsis(void **state)
{
	(void)state;
	for (int more = 0; more < 2; more++) {
		enum { OPTIONS = 32, TEXT = REVIEW_LINES_MAX_BYTES / OPTIONS - 1 };
		char *text = given_repeated("a", TEXT - 2, ""), *list = NULL, pairs[400] = "";
		struct buffer items;
		buffer_init(&items, 512 * 1024);
		for (int i = 0; i < OPTIONS; i++) {
			assert_int_equal(buffer_printf(&items, "%s{'text':'%s%02d%s','value':'v%d'}", i ? "," : "", text, i, more && i == 0 ? "x" : "", i), FAIL_NONE);
			snprintf(pairs + strlen(pairs), sizeof pairs - strlen(pairs), "%sc=v%d", i ? ";" : "", i);
		}
		assert_true(asprintf(&list, "{'id':'l','items':[%s]}", buffer_text(&items)) > 0);
		struct form *form = given_pages("{'path':'/q','title':'','components':[{'type':'CheckboxesField','name':'c','title':'','list':'l'}]}", "", list);
		struct answers *answers = given_answers(pairs);
		struct arena arena;
		const struct review_row *row;
		arena_init(&arena, ARENA_BYTES);
		assert_int_equal(review_rows(form, answers, given_today, "en", &arena, &row), 1);
		assert_int_equal(strlen(row[0].value), more ? 3 : REVIEW_LINES_MAX_BYTES - 1);
		arena_done(&arena);
		answers_free(answers);
		form_free(form);
		buffer_done(&items);
		free(text), free(list);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(rows_stand_in_the_order_of_sections_then_the_rest),
		cmocka_unit_test(options_are_shown_in_the_persons_language),
		cmocka_unit_test(pages_not_walked_have_no_rows),
		cmocka_unit_test(the_record_has_the_adapters_shape),
		cmocka_unit_test(what_is_not_answered_is_null_and_what_is_not_walked_is_absent),
		cmocka_unit_test(answers_that_make_no_sense_are_null),
		cmocka_unit_test(more_lines_than_there_is_room_for_are_an_ellipsis),
	};
	return cmocka_run_group_tests_name("forms_review", cases, NULL, NULL);
}
