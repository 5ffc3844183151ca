/* SPDX-License-Identifier: MIT */
/*
 * journey.repeated - answers that are asked several times, months and times of day, a sum to pay and a declaration to tick: by the real
 * programs, to what the council gets and the printer prints.
 */
#include "tests/journeys/definition.h"
#include "tests/lib/wait.h"

#include <stdlib.h>
#include <string.h>

struct given { struct kiosk kiosk; struct definition_way way; char forms[GIVEN_PATH_BYTES]; };

static void take_form(struct given *given, const char *from, const char *name)
{
	char source[GIVEN_PATH_BYTES], to[GIVEN_PATH_BYTES];
	given_source(from, source);
	given_path(to, given->forms, name);
	char *text = given_text(source);
	assert_non_null(text);
	given_file(to, text, 0600);
	free(text);
}

static int set_up(void **state)
{
	struct given *given = calloc(1, sizeof *given);
	assert_non_null(given);
	given_folder(given->forms);
	take_form(given, "tests/unit/visit/fixtures/animals.json", "animals.json");
	take_form(given, "tests/unit/forms/fixtures/xgov.json", "hall.json");
	kiosk_start(&given->kiosk, &(struct kiosk_plan){ .forms = given->forms });
	*state = given;
	return 0;
}

static int tear_down(void **state)
{
	struct given *given = *state;
	kiosk_end(&given->kiosk);
	definition_done(&given->way);
	given_done(given->forms);
	free(given);
	return 0;
}

static void answer(struct kiosk *kiosk, const char *field, const char *text)
{
	screen_set(kiosk, field, text);
	screen_await_value(kiosk, field, text);
}

/* A page may have several parts. */
static void to_end_of_page(struct kiosk *kiosk)
{
	while (screen_find(kiosk, "page-next")) {
		screen_press(kiosk, "page-next");
		screen_await(kiosk, "person");
	}
}

static void add(struct kiosk *kiosk, const char *field, const char *text)
{
	answer(kiosk, field, text);
	to_end_of_page(kiosk);
	screen_press(kiosk, "continue");
	screen_await(kiosk, "add");
}

/* Two, one of them changed and the other taken away and given again, and a screen that dies on the way. */
static void fill_pets(struct kiosk *kiosk)
{
	add(kiosk, "field:kind", "Cat");
	screen_press(kiosk, "continue");
	screen_await_words(kiosk, "Add at least 2 answers");
	screen_press(kiosk, "add");
	add(kiosk, "field:kind", "Dog");
	screen_press(kiosk, "item-change:1");
	add(kiosk, "field:kind", "Owl");
	kiosk_kill(kiosk, "foyer-ui");
	screen_await_named(kiosk, "items/pets");
	screen_press(kiosk, "item-remove:2");
	screen_press(kiosk, "close");
	screen_press(kiosk, "item-remove:2");
	screen_press(kiosk, "item-gone");
	screen_await_words(kiosk, "You have added 1 answer");
	screen_press(kiosk, "add");
	answer(kiosk, "field:kind", "Hen");
	to_end_of_page(kiosk);
	answer(kiosk, "field:born__month", "4");
	add(kiosk, "field:born__year", "2020");
	assert_true(screen_says(kiosk, "April 2020"));
	screen_press(kiosk, "continue");
}

static void what_is_asked_several_times_arrives_as_often(void **state)
{
	struct given *given = *state;
	struct kiosk *kiosk = &given->kiosk;
	char reference[64];
	definition_begin(kiosk, "animals");
	answer(kiosk, "field:owner", "Ada");
	screen_press(kiosk, "continue");
	fill_pets(kiosk);
	screen_await(kiosk, "field:hive");
	screen_press(kiosk, "skip");
	answer(kiosk, "field:come__day", "1");
	answer(kiosk, "field:come__month", "12");
	answer(kiosk, "field:come__year", "2031");
	if (!screen_find(kiosk, "field:come__hour"))
		screen_press(kiosk, "go:come__hour");
	answer(kiosk, "field:come__hour", "14");
	answer(kiosk, "field:come__minute", "30");
	screen_press(kiosk, "continue");
	screen_await(kiosk, "send");
	assert_true(screen_says(kiosk, "2 answers\nOwl\nHen, April 2020"));
	assert_true(screen_says(kiosk, "Monday 1 December 2031, 2.30 pm"));
	screen_press(kiosk, "send");
	snprintf(reference, sizeof reference, "%s", node_text(screen_await(kiosk, "reference"), "name"));
	json_t *record = definition_record(kiosk, reference);
	json_t *pets = json_object_get(json_object_get(json_object_get(record, "data"), "repeaters"), "pets");
	char *arrived = json_dumps(pets, JSON_COMPACT | JSON_SORT_KEYS);
	if (json_array_size(pets) != 2 || !strstr(arrived, "Owl") || !strstr(arrived, "\"month\":4"))
		fail_msg("%s arrived", arrived);
	free(arrived);
	json_decref(record);
	screen_press(kiosk, "print-again"); /* it was asked whether to */
	printer_await(&kiosk->printer, 1);
	screen_press(kiosk, "finish-clear");
	screen_await(kiosk, "start");
}

static void a_form_with_fees_and_a_declaration_says_what_is_to_pay(void **state)
{
	struct given *given = *state;
	struct kiosk *kiosk = &given->kiosk;
	char reference[64];
	const struct walker_answer answers[] = { { "field:count", "4" }, { "field:organiser", "Ada" }, { "choice:rooms", "kitchen" },
		{ "field:web-site", "www.example.org" }, { "field:time", "14:30" }, { "field:mail", "ada@example.org" }, { NULL, NULL } };
	definition_begin(kiosk, "hall");
	walk_to_check(kiosk, answers, NULL, NULL);
	assert_true(screen_says(kiosk, "To pay: £39.75")); /* the hall, four people, the kitchen */
	screen_press(kiosk, "choice:declaration:true");    /* not ticked any more */
	screen_press(kiosk, "send");
	screen_await(kiosk, "errors");
	screen_press(kiosk, "choice:declaration:true");
	screen_press(kiosk, "send");
	snprintf(reference, sizeof reference, "%s", node_text(screen_await(kiosk, "reference"), "name"));
	assert_true(screen_says(kiosk, "To pay: £39.75"));
	json_t *record = definition_record(kiosk, reference);
	assert_int_equal(json_object_size(json_object_get(json_object_get(record, "data"), "repeaters")), 1);
	json_decref(record);
	screen_press(kiosk, "finish-clear");
	screen_await(kiosk, "start");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(what_is_asked_several_times_arrives_as_often, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_form_with_fees_and_a_declaration_says_what_is_to_pay, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("repeated", cases, NULL, NULL);
}
