/* SPDX-License-Identifier: MIT */
/*
 * journey.definitions - small definitions of our own, one a feature of the format, from first page to submission: each visit says by
 * its answers which pages must be shown and what must arrive.
 */
#include "tests/journeys/definition.h"
#include "tests/lib/wait.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

struct given { struct kiosk kiosk; struct definition_way way; char forms[GIVEN_PATH_BYTES]; };

/* @headings: the pages shown; @arrived: the record's answers, with ' for ". */
struct visit { const char *service; struct walker_answer answers[12]; const char *headings, *arrived; };

enum { NOON_HOUR = 12 };

/* Today is 15 June 2031 on this kiosk: two years before is 15 June 2029. */
static int64_t ahead_ms(void)
{
	struct tm noon = { .tm_year = 2031 - 1900, .tm_mon = 5, .tm_mday = 15, .tm_hour = NOON_HOUR };
	return ((int64_t)timegm(&noon) - (int64_t)time(NULL)) * 1000;
}

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

/* The same definition with its conditions written in the other order: what is used stands before what it is made of. */
static void take_reversed(struct given *given, const char *from, const char *name)
{
	char source[GIVEN_PATH_BYTES], to[GIVEN_PATH_BYTES];
	given_source(from, source);
	given_path(to, given->forms, name);
	json_t *form = json_load_file(source, 0, NULL), *conditions = json_object_get(form, "conditions"), *reversed = json_array();
	assert_true(json_array_size(conditions) > 1);
	for (size_t i = json_array_size(conditions); i > 0; i--)
		json_array_append(reversed, json_array_get(conditions, i - 1));
	json_object_set_new(form, "conditions", reversed);
	assert_int_equal(json_dump_file(form, to, 0), 0);
	json_decref(form);
}

static int set_up(void **state)
{
	struct given *given = calloc(1, sizeof *given);
	assert_non_null(given);
	given_folder(given->forms);
	take_form(given, "tests/journeys/forms/book-club.json", "book-club.json");
	take_form(given, "tests/journeys/forms/lost-card.json", "lost-card.json");
	take_form(given, "tests/journeys/forms/room.json", "room.json");
	take_reversed(given, "tests/journeys/forms/room.json", "room-reversed.json");
	take_form(given, "tests/unit/forms/fixtures/joined.json", "joined.json");
	kiosk_start(&given->kiosk, &(struct kiosk_plan){ .forms = given->forms, .ahead_ms = ahead_ms() });
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

static void assert_visit(struct given *given, const struct visit *visit)
{
	char expected[1024];
	snprintf(expected, sizeof expected, "%s", visit->arrived);
	for (char *at = expected; *at; at++)
		if (*at == '\'')
			*at = '"';
	json_t *wanted = json_loads(expected, 0, NULL);
	assert_non_null(wanted);
	definition_walk(&given->kiosk, visit->service, visit->answers, &given->way);
	assert_string_equal(given->way.headings, visit->headings);
	if (!json_equal(definition_answers(&given->way), wanted)) {
		char *arrived = json_dumps(definition_answers(&given->way), JSON_COMPACT);
		fail_msg("%s: %s arrived, not %s", visit->service, arrived, visit->arrived);
	}
	json_decref(wanted);
	definition_done(&given->way);
}

static void calls_to_other_computers_are_left_out_with_a_warning(void **state)
{
	struct given *given = *state;
	assert_visit(given, &(struct visit){ "book-club",
		{ { "field:firstName", "Mabel" }, { "field:lastName", "Underhill" }, { "choice:often", "4" }, { "field:home__addressLine1", "3 Quill Row" },
			{ "field:home__town", "Mereford" }, { "field:home__postcode", "MF2 4QT" } },
		"Your name|How often will you come?|Where shall we send the books?|Check your answers",
		"{'firstName': 'Mabel', 'lastName': 'Underhill', 'often': 4, 'home': {'addressLine1': '3 Quill Row', 'town': 'Mereford', 'postcode': 'MF2 4QT'}}" });
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->kiosk.folder, "said");
	char *log = given_text(path);
	assert_non_null(log);
	assert_non_null(strstr(log, "form.warning service=book-club words=\"The page /often calls another computer"));
	assert_non_null(strstr(log, "form.warning service=book-club words=\"The page /summary calls another computer"));
	assert_null(strstr(log, "form.warning service=room"));
	free(log);
}

/* Whichever order the conditions are written in: what is asked is the same. */
static void conditions_made_of_conditions_lead_the_same_way_in_both_orders(void **state)
{
	static const char *const services[] = { "room", "room-reversed" };
	for (size_t i = 0; i < sizeof services / sizeof services[0]; i++) {
		assert_visit(*state, &(struct visit){ services[i],
			{ { "choice:party", "false" }, { "choice:what", "music" }, { "choice:when", "evening" }, { "field:neighbours", "Ida" },
				{ "choice:stays", "true" }, { "field:keys", "Olaf" } },
			"Is it a private party?|What will you do there?|When will you come?|Who tells the neighbours?|Will you stay to the end?|Who takes the keys?|Check your answers",
			"{'party': false, 'what': ['music'], 'when': 'evening', 'neighbours': 'Ida', 'stays': true, 'keys': 'Olaf'}" });
		assert_visit(*state, &(struct visit){ services[i],
			{ { "choice:party", "false" }, { "choice:what", "talk" }, { "choice:when", "evening" } },
			"Is it a private party?|What will you do there?|When will you come?|Check your answers",
			"{'party': false, 'what': ['talk'], 'when': 'evening'}" });
		assert_visit(*state, &(struct visit){ services[i],
			{ { "choice:party", "false" }, { "choice:what", "food" }, { "choice:when", "morning" }, { "choice:stays", "false" } },
			"Is it a private party?|What will you do there?|When will you come?|Will you stay to the end?|Check your answers",
			"{'party': false, 'what': ['food'], 'when': 'morning', 'stays': false}" });
	}
}

static void an_end_in_the_middle_lets_one_go_back_and_answer_otherwise(void **state)
{
	assert_visit(*state, &(struct visit){ "room",
		{ { "choice:what", "talk" }, { "choice:when", "morning" } }, /* the first choice is a party */
		"Is it a private party?|Our rooms are not for parties|Is it a private party?|What will you do there?|When will you come?|Check your answers",
		"{'party': false, 'what': ['talk'], 'when': 'morning'}" });
}

static void days_are_counted_from_the_day_of_the_visit(void **state)
{
	static const char day_itself[] = "When did you last have it?|What shall the new card say?|What was its number?|Check your answers";
	static const char longer[] = "When did you last have it?|What shall the new card say?|Have you moved since?|Check your answers";
	static const char shorter[] = "When did you last have it?|What was its number?|Shall we block the old one?|Check your answers";
	assert_visit(*state, &(struct visit){ "lost-card",
		{ { "field:lost__day", "15" }, { "field:lost__month", "6" }, { "field:lost__year", "2029" }, { "field:renew", "Ann" }, { "field:number", "L77" } },
		day_itself, "{'lost': {'day': 15, 'month': 6, 'year': 2029}, 'renew': 'Ann', 'number': 'L77'}" });
	assert_visit(*state, &(struct visit){ "lost-card",
		{ { "field:lost__day", "14" }, { "field:lost__month", "6" }, { "field:lost__year", "2029" }, { "field:renew", "Bo" }, { "choice:moved", "true" } },
		longer, "{'lost': {'day': 14, 'month': 6, 'year': 2029}, 'renew': 'Bo', 'moved': true}" });
	assert_visit(*state, &(struct visit){ "lost-card",
		{ { "field:lost__day", "16" }, { "field:lost__month", "6" }, { "field:lost__year", "2029" }, { "field:number", "L78" }, { "choice:block", "false" } },
		shorter, "{'lost': {'day': 16, 'month': 6, 'year': 2029}, 'number': 'L78', 'block': false}" });
}

/* (yes and Bob) or Ann; and: not Bob. */
static void joined_conditions_hold_as_they_are_joined(void **state)
{
	assert_visit(*state, &(struct visit){ "joined", { { "choice:yes", "true" }, { "field:text", "Bob" }, { "field:then", "one" } },
		"Joined|Then|Check your answers", "{'yes': true, 'text': 'Bob', 'then': 'one'}" });
	assert_visit(*state, &(struct visit){ "joined", { { "choice:yes", "false" }, { "field:text", "Bob" } },
		"Joined|Check your answers", "{'yes': false, 'text': 'Bob'}" });
	assert_visit(*state, &(struct visit){ "joined", { { "choice:yes", "false" }, { "field:text", "Ann" }, { "field:then", "two" }, { "field:otherwise", "three" } },
		"Joined|Then|Else|Check your answers", "{'yes': false, 'text': 'Ann', 'then': 'two', 'otherwise': 'three'}" });
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(calls_to_other_computers_are_left_out_with_a_warning),
		cmocka_unit_test(conditions_made_of_conditions_lead_the_same_way_in_both_orders),
		cmocka_unit_test(an_end_in_the_middle_lets_one_go_back_and_answer_otherwise),
		cmocka_unit_test(days_are_counted_from_the_day_of_the_visit),
		cmocka_unit_test(joined_conditions_hold_as_they_are_joined),
	};
	return cmocka_run_group_tests_name("definitions", cases, set_up, tear_down);
}
