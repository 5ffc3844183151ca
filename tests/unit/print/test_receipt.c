/* SPDX-License-Identifier: MIT */
/* unit.print_receipt - what a receipt says in each language, and what it leaves out. */
#include "tests/unit/print/given_receipt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool names_person(const struct receipt *receipt, const char *line)
{
	for (int i = 0; i < receipt->person_count; i++)
		if (strcmp(receipt->person[i], line) == 0)
			return true;
	return false;
}

static void everything_is_said_in_english(void **state)
{
	struct given given;

	(void)state;
	given_language(&given, "en");
	struct form *form = given_form();
	given_make(&given, form);
	const struct receipt *receipt = &given.receipt;
	assert_string_equal(receipt->council, "Mereford Council");
	assert_string_equal(receipt->service, "Report a missed bin");
	assert_string_equal(receipt->reference.text, "MB 7K4 29Q XM3");
	assert_string_equal(receipt->by_head, "By Thursday 26 November");
	assert_string_equal(receipt->by_text, "We will collect your bin. Within 2 working days: that is our standard.");
	assert_string_equal(receipt->who, "Mereford Council deals with it.");
	assert_string_equal(receipt->keep_head, "What we keep");
	assert_string_equal(receipt->keep_text, "We keep your answers for 6 months.");
	assert_int_equal(receipt->step_count, 2);
	assert_string_equal(receipt->step[1], "We come back for your recycling. Leave it out.");
	assert_string_equal(receipt->late_text, "Phone us and say your reference.");
	assert_string_equal(receipt->copy, "");
	assert_string_equal(receipt->printed, "Tuesday 24 November 2026, 10.51 am");
	assert_true(names_person(receipt, "Monday to Friday, 9 am to 6 pm"));
	assert_true(names_person(receipt, "Saturday, 9.30 am to 4 pm"));
	assert_true(names_person(receipt, "Phone: 01632 960 140"));
	assert_false(receipt->rtl);
	form_free(form);
	given_end(&given);
}

static void welsh_has_its_own_words_and_names(void **state)
{
	struct given given;

	(void)state;
	given_language(&given, "cy");
	given.job.copy = 2;
	struct form *form = given_form();
	given_make(&given, form);
	assert_string_equal(given.receipt.service, "Rhoi gwybod am fin na chafodd ei gasglu");
	assert_string_equal(given.receipt.step[0], "Rydym yn dweud wrth y criw.");
	assert_string_equal(given.receipt.by_text, "Byddwn yn casglu eich bin. O fewn 2 ddiwrnod gwaith: dyna ein safon.");
	assert_string_equal(given.receipt.keep_text, "Rydym yn cadw eich atebion am 6 mis.");
	assert_string_equal(given.receipt.council, "Cyngor Mereford");
	assert_string_equal(given.receipt.by_head, "Erbyn Dydd Iau 26 Tachwedd");
	assert_string_equal(given.receipt.copy, "Copi 2");
	assert_non_null(strstr(given.receipt.private_line, "Ciosg 2."));
	form_free(form);
	given_end(&given);
}

/* A promise ends as sentences of its language end. */
static void a_promise_is_a_sentence(void **state)
{
	static const char *const ends[][2] = { { "en", "We come." }, { "ur", "We come\u06d4" }, { "bn", "We come\u0964" } };
	struct form *form = given_form();
	struct given given;

	(void)state;
	form->service.standard_promise = "We come";
	form->service.standard_value = 0;
	given_language(&given, "en");
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		snprintf(given.job.language, sizeof given.job.language, "%s", ends[i][0]);
		given_make(&given, form);
		assert_string_equal(given.receipt.by_text, ends[i][1]);
	}
	form->service.standard_promise = "\u09b6\u0964";
	given_make(&given, form);
	assert_string_equal(given.receipt.by_text, "\u09b6\u0964");
	form_free(form);
	given_end(&given);
}

static void what_is_left_for_the_desk_is_said(void **state)
{
	struct given given;

	(void)state;
	given_language(&given, "en");
	given.job.pay_pence = 2450;
	given.job.desk = true;
	given_make(&given, NULL);
	assert_string_equal(given.receipt.pay_head, "To pay: £24.50");
	assert_non_null(strstr(given.receipt.pay_text, "desk"));
	assert_string_equal(given.receipt.desk_head, "Go to the desk");
	assert_string_not_equal(given.receipt.next_title, "");
	given.job.pay_pence = 0;
	given.job.desk = false;
	given_make(&given, NULL);
	assert_string_equal(given.receipt.pay_head, "");
	assert_string_equal(given.receipt.desk_head, "");
	given_end(&given);
}

static void a_service_that_has_gone_leaves_the_rest(void **state)
{
	struct given given;

	(void)state;
	given_language(&given, "en");
	given.job.due = (struct date){ 0 };
	given_make(&given, NULL);
	assert_string_equal(given.receipt.service, "");
	assert_string_equal(given.receipt.next_title, "");
	assert_int_equal(given.receipt.step_count, 0);
	assert_string_equal(given.receipt.by_head, "");
	assert_string_equal(given.receipt.who, "");
	assert_string_equal(given.receipt.keep_text, "");
	assert_true(given.receipt.person_count > 0);
	given_end(&given);
}

static void a_services_own_contact_comes_before_the_places(void **state)
{
	struct form *form = given_form();
	struct given given;

	(void)state;
	form->service.contact_phone = "01632 960 999";
	form->service.contact_email = "bins@mereford.example";
	form->service.contact_place = "One-stop shop";
	given_language(&given, "en");
	given_make(&given, form);
	assert_true(names_person(&given.receipt, "Phone: 01632 960 999"));
	assert_false(names_person(&given.receipt, "Phone: 01632 960 140"));
	assert_true(names_person(&given.receipt, "Email: bins@mereford.example"));
	assert_true(names_person(&given.receipt, "One-stop shop"));
	form_free(form);
	given_end(&given);
}

static void more_steps_than_fit_are_left_out(void **state)
{
	const char *many[RECEIPT_STEP_MAX + 1];
	struct form *form = given_form();
	struct given given;

	(void)state;
	for (size_t i = 0; i <= RECEIPT_STEP_MAX; i++)
		many[i] = "And then.";
	form->service.next_step = many;
	form->service.next_step_count = RECEIPT_STEP_MAX + 1;
	given_language(&given, "en");
	given_make(&given, form);
	assert_int_equal(given.receipt.step_count, RECEIPT_STEP_MAX);
	form_free(form);
	given_end(&given);
}

static void directions_go_by_language(void **state)
{
	(void)state;
	assert_true(receipt_rtl("ar"));
	assert_true(receipt_rtl("ur-PK"));
	assert_true(receipt_rtl("he"));
	assert_false(receipt_rtl("en"));
	assert_false(receipt_rtl("arn")); /* Mapudungun, not Arabic */
	assert_false(receipt_rtl(""));
}

int main(void)
{
	setenv("TZ", "Europe/London", 1);
	tzset();
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(everything_is_said_in_english),
		cmocka_unit_test(welsh_has_its_own_words_and_names),
		cmocka_unit_test(a_promise_is_a_sentence),
		cmocka_unit_test(what_is_left_for_the_desk_is_said),
		cmocka_unit_test(a_service_that_has_gone_leaves_the_rest),
		cmocka_unit_test(a_services_own_contact_comes_before_the_places),
		cmocka_unit_test(more_steps_than_fit_are_left_out),
		cmocka_unit_test(directions_go_by_language),
	};
	return cmocka_run_group_tests_name("print_receipt", cases, NULL, NULL);
}
