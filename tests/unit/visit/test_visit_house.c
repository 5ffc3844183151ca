/* SPDX-License-Identifier: MIT */
/* unit.visit_house - what is read at the start: good forms serve, broken ones become a sentence. */
#include "tests/unit/visit/visit_given.h"

#include "firmware/base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void good_forms_serve_sorted_by_name(void **state)
{
	struct given *given = *state;
	assert_int_equal(given->visit.service_count, 4);
	assert_string_equal(given->visit.service[0]->name, "A small one");
	assert_string_equal(given->visit.service[1]->name, "Long answers");
	assert_string_equal(given->visit.service[2]->name, "Tell us of your animals");
	assert_string_equal(given->visit.service[3]->name, "Walk about");
}

static void a_broken_form_is_a_sentence_with_its_name(void **state)
{
	struct given *given = *state;
	assert_int_equal(given->visit.broken_count, 1);
	assert_non_null(strstr(given->visit.broken[0], "broken"));
	assert_true(strlen(given->visit.broken[0]) > 20);
}

static void the_same_code_twice_is_broken(void **state)
{
	struct given *given = *state;
	struct services services = { 0 };
	char forms[GIVEN_PATH_BYTES], from[GIVEN_PATH_BYTES], to[GIVEN_PATH_BYTES];
	given_path(forms, given->folder, "forms");
	given_source("tests/unit/visit/fixtures/walk.json", from);
	given_path(to, forms, "zz-again.json");
	assert_int_equal(symlink(from, to), 0);
	assert_int_equal(services_load(forms, &services), FAIL_NONE);
	assert_int_equal(services.count, 4);
	assert_int_equal(services.broken_count, 2);
	assert_non_null(strstr(services.broken[1], "walk"));
	services_done(&services);
}

static void what_is_for_staff_is_not_offered(void **state)
{
	struct given *given = *state;
	struct services services = { 0 };
	char forms[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	given_path(forms, given->folder, "forms");
	given_path(path, forms, "staff.json");
	given_file(path, "{\"name\": \"Staff\", \"engine\": \"V2\", \"schema\": 2, \"lists\": [], \"sections\": [], \"conditions\": [], \"pages\": ["
		"{\"id\": \"1\", \"path\": \"/summary\", \"title\": \"\", \"controller\": \"SummaryPageController\"}], \"metadata\": {\"kiosk\": {\"service\": {\"internalOnly\": true}}}}", 0600);
	assert_int_equal(services_load_one(forms, "staff", &services), FAIL_EMPTY);
	assert_int_equal(services_load(forms, &services), FAIL_NONE);
	assert_int_equal(services.count, 4);
	assert_int_equal(services.broken_count, 1);
	assert_null(services_find(&services, "staff"));
	services_done(&services);
}

static void services_are_live_unless_a_test_drives_the_kiosk(void **state)
{
	struct given *given = *state;
	assert_true(given->house.services.count > 0);
	for (size_t i = 0; i < given->house.services.count; i++)
		assert_true(given->house.services.form[i]->live);
	given->house.test = true;
	assert_int_equal(house_load(&given->house), FAIL_NONE);
	for (size_t i = 0; i < given->house.services.count; i++)
		assert_false(given->house.services.form[i]->live);
	visit_services(&given->visit);
}

/* A council rebrands by one file; what site.json calls another council in Welsh is not its name. */
static void the_brand_names_the_council(void **state)
{
	struct given *given = *state;
	struct house house;
	char themes[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	given_path(themes, given->folder, "themes");
	assert_int_equal(file_make_folder(themes, 0700), FAIL_NONE);
	given_path(path, themes, "brand.json");
	given_file(path, "{\"name\":\"Cyngor Aberwen\",\"primary\":\"#4A1942\",\"accent\":\"#A9E3D3\",\"logo\":\"mereford.svg\"}", 0600);
	assert_int_equal(house_open(&house, given->folder), FAIL_NONE);
	assert_string_equal(house.site.council, "Cyngor Aberwen");
	assert_int_equal(house_speak(&house, house.language[0]), FAIL_NONE);
	assert_string_equal(house.site.council, "Cyngor Aberwen");
	house_close(&house);
	given_file(path, "{\"name\":\"Cyngor Aber", 0600);
	assert_int_equal(house_open(&house, given->folder), FAIL_NONE); /* no reason to have no kiosk */
	assert_string_not_equal(house.site.council, "Cyngor Aberwen");
	assert_string_equal(fail_words(), "");
	house_close(&house);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(house_open(&house, given->folder), FAIL_NONE);
	assert_string_not_equal(house.site.council, "Cyngor Aberwen");
	house_close(&house);
}

static void one_service_can_be_had_before_the_others(void **state)
{
	struct given *given = *state;
	struct house house;
	assert_int_equal(house_open(&house, given->folder), FAIL_NONE);
	assert_null(house_service(&house, "no-such-service"));
	assert_true(house.whole); /* what is not found by its file's name is looked for everywhere */
	house_close(&house);
	assert_int_equal(house_open(&house, given->folder), FAIL_NONE);
	struct form *walk = house_service(&house, "walk");
	assert_non_null(walk);
	assert_int_equal(house.services.count, 1);
	assert_true(walk->live);
	assert_ptr_equal(house_service(&house, "walk"), walk);
	assert_int_equal(house_load(&house), FAIL_NONE);
	assert_ptr_equal(services_find(&house.services, "walk"), walk);
	assert_int_equal(house.services.count, given->house.services.count);
	assert_int_equal(house.services.broken_count, given->house.services.broken_count);
	house_close(&house);
}

static void a_service_by_another_files_name_is_not_taken_for_it(void **state)
{
	struct given *given = *state;
	struct services services = { 0 };
	char forms[GIVEN_PATH_BYTES];
	given_path(forms, given->folder, "forms");
	const char *names[] = { "", ".walk", "../forms/walk", "nobody",
	                        "a-code-of-more-bytes-than-the-name-of-a-definition-may-ever-have-here" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		assert_int_not_equal(services_load_one(forms, names[i], &services), FAIL_NONE);
		assert_int_equal(services.count, 0);
	}
	assert_int_equal(services_load_one(forms, "walk", &services), FAIL_NONE);
	assert_int_equal(services_load_one(forms, "walk", &services), FAIL_BUSY);
	services_done(&services);
}

/* The site again, with @member in it. */
static enum fail open_with(struct given *given, const char *member, struct house *ret)
{
	char path[GIVEN_PATH_BYTES], text[1024];
	snprintf(text, sizeof text, "{\"council\": \"M\", \"branch\": \"L\", \"phone\": \"1\", \"desk\": \"d\", \"hours\": {}, \"languages\": [\"en\"]%s}", member);
	given_path(path, given->folder, "site/site.json");
	given_file(path, text, 0600);
	return house_open(ret, given->folder);
}

static void bank_holidays_are_those_of_the_sites_nation(void **state)
{
	struct given *given = *state;
	struct house house;
	char path[GIVEN_PATH_BYTES];
	struct date st_andrew = { 2026, 11, 30 }, one_off = { 2026, 11, 25 };
	assert_int_equal(open_with(given, "", &house), FAIL_NONE);
	assert_false(holidays_has(&house.holidays, st_andrew));
	house_close(&house);
	given_path(path, given->folder, "site/holidays.json");
	given_file(path, "{\"added\": [{\"date\": \"2026-11-25\"}]}", 0600);
	assert_int_equal(open_with(given, ", \"nation\": \"scotland\"", &house), FAIL_NONE);
	assert_true(holidays_has(&house.holidays, st_andrew));
	assert_true(holidays_has(&house.holidays, one_off));
	house_close(&house);
	assert_int_equal(open_with(given, ", \"nation\": \"wales\"", &house), FAIL_INPUT);
	house_close(&house);
	given_file(path, "{\"added\": 1}", 0600);
	assert_int_equal(open_with(given, "", &house), FAIL_INPUT);
	house_close(&house);
}

static void no_more_than_a_hundred_files_are_read(void **state)
{
	struct given *given = *state;
	struct services services = { 0 };
	char forms[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], name[32];
	given_path(forms, given->folder, "forms");
	for (int i = 0; i < VISIT_SERVICE_MAX + 1; i++) {
		snprintf(name, sizeof name, "n%03d.json", i);
		given_path(path, forms, name);
		given_file(path, "{}", 0600);
	}
	assert_int_equal(services_load(forms, &services), FAIL_NONE);
	assert_int_equal(services.count + services.broken_count, VISIT_SERVICE_MAX);
	services_done(&services);
}

static void a_definition_beyond_the_maximum_is_broken(void **state)
{
	struct given *given = *state;
	struct services services = { 0 };
	char forms[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	given_path(forms, given->folder, "forms");
	given_path(path, forms, "huge.json");
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fputs("{}", file) >= 0, 1);
	for (int i = 0; i < FORM_MAX_BYTES - 1; i++)
		fputc(' ', file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(services_load(forms, &services), FAIL_NONE);
	assert_int_equal(services.broken_count, 2);
	assert_non_null(strstr(services.broken[1], "huge"));
	services_done(&services);
}

static void no_folder_is_no_services(void **state)
{
	struct given *given = *state;
	struct services services = { 0 };
	char forms[GIVEN_PATH_BYTES];
	given_path(forms, given->folder, "no-forms");
	assert_int_equal(services_load(forms, &services), FAIL_IO);
	assert_int_equal(services.count, 0);
	services_done(&services);
}

static void only_languages_with_words_are_offered(void **state)
{
	struct given *given = *state;
	assert_int_equal(given->visit.language_count, 2);
	assert_string_equal(given->visit.language[0], "en");
	assert_string_equal(given->visit.language[1], "cy");
}

static void no_words_at_all_is_a_failure(void **state)
{
	struct given *given = *state;
	struct house house;
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->folder, "languages/en.mo");
	assert_int_equal(unlink(path), 0);
	given_path(path, given->folder, "languages/cy.mo");
	assert_int_equal(unlink(path), 0);
	assert_int_equal(house_open(&house, given->folder), FAIL_EMPTY);
	house_close(&house);
}

static void a_language_that_cannot_be_read_leaves_the_one_in_use(void **state)
{
	struct given *given = *state;
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->folder, "languages/cy.mo");
	given_file(path, "not a language file", 0600);
	assert_int_not_equal(house_speak(&given->house, "cy"), FAIL_NONE);
	assert_string_equal(words_language(given->house.words), "en");
	assert_string_equal(given->house.site.desk, "By the door");
}

/* A file of @size bytes that is no language. */
static void spoil(struct given *given, const char *name, size_t size)
{
	char path[GIVEN_PATH_BYTES], *bytes = malloc(size + 1);
	assert_non_null(bytes);
	memset(bytes, 'x', size);
	bytes[size] = '\0';
	given_path(path, given->folder, name);
	given_file(path, bytes, 0600);
	free(bytes);
}

static void a_damaged_language_is_not_offered_and_a_sentence_says_so(void **state)
{
	struct given *given = *state;
	const size_t sizes[] = { 0, 10, 5000, WORDS_MO_MAX_BYTES + 1 };
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		struct house house;
		spoil(given, "languages/cy.mo", sizes[i]);
		assert_int_equal(house_open(&house, given->folder), FAIL_NONE);
		assert_int_equal(house_load(&house), FAIL_NONE);
		assert_int_equal(house.language_count, 1);
		assert_string_equal(house.language[0], "en");
		assert_int_equal(house.silent_count, 1);
		assert_non_null(strstr(house.silent[0], "cy: "));
		assert_int_not_equal(house_speak(&house, "cy"), FAIL_NONE);
		house_close(&house);
	}
}

static void a_kiosk_whose_first_language_is_damaged_speaks_the_next(void **state)
{
	struct given *given = *state;
	struct house house;
	spoil(given, "languages/en.mo", 100);
	assert_int_equal(house_open(&house, given->folder), FAIL_NONE);
	assert_string_equal(words_language(house.words), "cy");
	assert_int_equal(house.language_count, 1);
	assert_int_equal(house.silent_count, 1);
	house_close(&house);
	spoil(given, "languages/cy.mo", 100);
	assert_int_equal(house_open(&house, given->folder), FAIL_EMPTY);
	house_close(&house);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(good_forms_serve_sorted_by_name), CASE(a_broken_form_is_a_sentence_with_its_name), CASE(the_same_code_twice_is_broken),
		CASE(the_brand_names_the_council), CASE(one_service_can_be_had_before_the_others), CASE(a_service_by_another_files_name_is_not_taken_for_it),
		CASE(what_is_for_staff_is_not_offered), CASE(services_are_live_unless_a_test_drives_the_kiosk), CASE(bank_holidays_are_those_of_the_sites_nation),
		CASE(no_more_than_a_hundred_files_are_read), CASE(a_definition_beyond_the_maximum_is_broken), CASE(no_folder_is_no_services),
		CASE(only_languages_with_words_are_offered), CASE(no_words_at_all_is_a_failure),
		CASE(a_language_that_cannot_be_read_leaves_the_one_in_use), CASE(a_damaged_language_is_not_offered_and_a_sentence_says_so),
		CASE(a_kiosk_whose_first_language_is_damaged_speaks_the_next),
	};
	return cmocka_run_group_tests_name("visit_house", cases, NULL, NULL);
}
