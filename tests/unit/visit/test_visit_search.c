/* SPDX-License-Identifier: MIT */
/* unit.visit_search - the shipped services by what people type. */
#include "tests/unit/visit/visit_given.h"
#include "ui/visit/copy.h"
#include "ui/visit/search.h"

#include <string.h>

static const char *first(struct given *given, const char *typed)
{
	const struct form *form[VISIT_SERVICE_MAX];
	return search_services(&given->visit, typed, form) ? form[0]->service.code : "";
}

static bool finds(struct given *given, const char *typed, const char *code)
{
	const struct form *form[VISIT_SERVICE_MAX];
	size_t count = search_services(&given->visit, typed, form);
	for (size_t i = 0; i < count; i++)
		if (strcmp(form[i]->service.code, code) == 0)
			return true;
	return false;
}

static void every_service_is_first_by_its_own_name(void **state)
{
	struct given *given = *state;
	assert_int_equal(given->visit.service_count, 16);
	for (size_t i = 0; i < given->visit.service_count; i++)
		assert_string_equal(first(given, given->visit.service[i]->name), given->visit.service[i]->service.code);
}

static void every_keyword_finds_its_service(void **state)
{
	struct given *given = *state;
	for (size_t i = 0; i < given->visit.service_count; i++)
		for (size_t k = 0; k < given->visit.service[i]->service.keyword_count; k++)
			if (!finds(given, given->visit.service[i]->service.keyword[k], given->visit.service[i]->service.code))
				fail_msg("\"%s\" does not find %s", given->visit.service[i]->service.keyword[k], given->visit.service[i]->service.code);
}

static void what_people_type_finds_what_they_mean(void **state)
{
	struct given *given = *state;
	static const char *const typed[][2] = {
		{ "blue b", "blue-badge" }, { "BLUE BADGE", "blue-badge" }, { "blu badge", "blue-badge" }, { "bleu badge", "blue-badge" }, { "badgde", "blue-badge" },
		{ "bin not emptied", "missed-bin" }, { "missed bin", "missed-bin" }, { "libary card", "library-membership" }, { "libr", "library-membership" },
		{ "I want to pay my council tax", "council-tax-direct-debit" }, { "complant", "complaint" }, { "buss pass", "bus-pass" }, { "pot hole", "street-report" },
		{ "parking", "parking-permit" }, { "call-back", "appointment" }, { "garden", "garden-waste" },
	};
	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++)
		if (!finds(given, typed[i][0], typed[i][1]))
			fail_msg("\"%s\" does not find %s", typed[i][0], typed[i][1]);
	assert_string_equal(first(given, "blue badge"), "blue-badge");
	assert_string_equal(first(given, "library"), "library-membership");
}

static void other_languages_and_english_find_the_same(void **state)
{
	struct given *given = *state;
	(void)visit_act(&given->visit, ACTION_LANGUAGE, 0, "cy", NULL);
	assert_string_equal(first(given, "llyfrgell"), "library-membership");
	assert_true(finds(given, "Treth Gyngor", "council-tax-direct-debit"));
	assert_true(finds(given, "treth gŷngor", "council-tax-direct-debit")); /* accents do not matter */
	assert_true(finds(given, "library", "library-membership"));
}

static void what_is_nothing_finds_nothing(void **state)
{
	struct given *given = *state;
	const struct form *form[VISIT_SERVICE_MAX];
	char long_one[3 * SEARCH_MAX_BYTES + 1], many[SEARCH_MAX_BYTES + 1];
	static const char *const nothing[] = { "", " ", "...", "xyzzy", "zz", "\xff\xfe", "'’", "xyzzy plugh council" };
	for (size_t i = 0; i < sizeof nothing / sizeof nothing[0]; i++)
		assert_int_equal(search_services(&given->visit, nothing[i], form), 0);
	memset(long_one, 'x', sizeof long_one - 1);
	long_one[sizeof long_one - 1] = '\0';
	assert_int_equal(search_services(&given->visit, long_one, form), 0);
	for (size_t i = 0; i < sizeof many - 1; i++)
		many[i] = i % 2 ? ' ' : 'b';
	many[sizeof many - 1] = '\0';
	assert_true(search_services(&given->visit, many, form) > 0);
	memcpy(long_one, "bin ", 4);
	assert_true(search_services(&given->visit, long_one, form) > 0); /* half of it is found */
}

static void typing_goes_to_the_search_and_its_service_leads_back(void **state)
{
	struct given *given = *state;
	struct visit *visit = &given->visit;
	(void)do_(given, ACTION_START);
	assert_true(do_(given, ACTION_SEARCH) & EFFECT_REBUILD);
	assert_int_equal(visit->place, PLACE_SEARCH);
	(void)do_text(given, ACTION_TYPE, "blue");
	(void)do_text(given, ACTION_TYPE, " x");
	(void)do_(given, ACTION_DELETE);
	assert_string_equal(visit->search, "blue ");
	assert_int_equal(visit->caret, 5);
	assert_int_equal(answers_bytes(visit->answers), 0);
	(void)do_text(given, ACTION_SERVICE, "blue-badge");
	assert_int_equal(visit->place, PLACE_SERVICE);
	(void)do_(given, ACTION_BACK);
	assert_int_equal(visit->place, PLACE_SEARCH);
	assert_string_equal(visit->search, "blue ");
	assert_int_equal(visit->caret, 5);
	(void)do_(given, ACTION_CLEAR);
	assert_string_equal(visit->search, "");
	(void)do_text(given, ACTION_TYPE, "bus");
	(void)do_(given, ACTION_BACK);
	assert_int_equal(visit->place, PLACE_HOME);
	assert_string_equal(visit->search, "");
	(void)do_text(given, ACTION_SERVICE, "bus-pass");
	(void)do_(given, ACTION_BACK);
	assert_int_equal(visit->place, PLACE_HOME);
}

static void no_more_is_typed_than_there_is_room_for(void **state)
{
	struct given *given = *state;
	char typed[SEARCH_MAX_CHARACTERS + 2];
	memset(typed, 'w', sizeof typed - 1);
	typed[sizeof typed - 1] = '\0';
	(void)do_(given, ACTION_START);
	(void)do_(given, ACTION_SEARCH);
	(void)do_text(given, ACTION_TYPE, typed);
	assert_int_equal(strlen(given->visit.search), SEARCH_MAX_CHARACTERS);
	assert_int_equal(do_text(given, ACTION_TYPE, "w") & EFFECT_ERRORS, 0);
	(void)do_(given, ACTION_FINISH);
	assert_string_equal(given->visit.search, "");
}

static void a_copy_keeps_what_was_looked_for(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO plain;
	buffer_init(&plain, VISIT_COPY_MAX_BYTES);
	(void)do_(given, ACTION_START);
	(void)do_(given, ACTION_SEARCH);
	(void)do_text(given, ACTION_TYPE, "libr");
	assert_int_equal(copy_write(&given->visit, &plain), FAIL_NONE);
	(void)do_(given, ACTION_BACK);
	assert_int_equal(copy_read(&given->visit, buffer_text(&plain), plain.size_bytes), FAIL_NONE);
	assert_int_equal(given->visit.place, PLACE_SEARCH);
	assert_string_equal(given->visit.search, "libr");
	assert_string_equal(given->visit.field, "search");
	assert_int_equal(given->visit.caret, 4);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_shipped, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(every_service_is_first_by_its_own_name), CASE(every_keyword_finds_its_service), CASE(what_people_type_finds_what_they_mean),
		CASE(other_languages_and_english_find_the_same), CASE(what_is_nothing_finds_nothing), CASE(typing_goes_to_the_search_and_its_service_leads_back),
		CASE(no_more_is_typed_than_there_is_room_for), CASE(a_copy_keeps_what_was_looked_for),
	};
	return cmocka_run_group_tests_name("visit_search", cases, NULL, NULL);
}
