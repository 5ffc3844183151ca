/* SPDX-License-Identifier: MIT */
/* unit.visit_disk - a definition that changes on disk while somebody is in it does not change their visit. */
#include "tests/unit/visit/visit_given.h"

#include "firmware/forms/review.h"
#include "ui/visit/copy.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char other[] =
	"{\"name\":\"Other\",\"engine\":\"V2\",\"schema\":2,\"sections\":[],\"conditions\":[],\"lists\":[],\"metadata\":{\"kiosk\":{\"service\":{\"code\":\"walk\"}}},"
	"\"pages\":[{\"path\":\"/other\",\"title\":\"\",\"components\":[{\"type\":\"TextField\",\"name\":\"other\",\"title\":\"Other?\",\"options\":{},\"schema\":{}}]},"
	"{\"path\":\"/summary\",\"title\":\"\",\"controller\":\"SummaryPageController\"}]}";

static void change_on_disk(const struct given *given, const char *text)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->folder, "forms/walk.json");
	assert_int_equal(unlink(path), 0);
	if (text)
		given_file(path, text, 0600);
}

/* The version in the record that would be sent. */
static bool record_has_version(struct given *given, const char *version)
{
	json_t *record = review_record(given->visit.form, given->visit.answers, (struct date){ 2026, 11, 23 }, "FO", "2026-11-23T10:00:00Z", "en");
	const char *written = json_string_value(json_object_get(json_object_get(record, "meta"), "formVersion"));
	bool same = written && strcmp(written, version) == 0;
	json_decref(record);
	return same;
}

static void goes_on_to_the_answers(struct given *given, const char *text)
{
	char version[64];
	begin(given, "walk");
	advance_to(given, "/home");
	snprintf(version, sizeof version, "%s", given->visit.form->version);
	change_on_disk(given, text);
	assert_int_equal(house_load(&given->house), FAIL_NONE); /* asked again, the house has its forms already */
	assert_string_equal(page_path(given), "/home");
	do_(given, ACTION_BACK);
	advance_to(given, "check");
	assert_int_equal(given->visit.place, PLACE_CHECK);
	assert_string_equal(given->visit.form->version, version);
	assert_true(record_has_version(given, version));
}

static void another_definition_on_disk_leaves_the_visit_as_it_was(void **state)
{
	goes_on_to_the_answers(*state, other);
}

static void a_broken_definition_on_disk_leaves_the_visit_as_it_was(void **state)
{
	goes_on_to_the_answers(*state, "{\"pages\":");
}

static void a_definition_taken_away_leaves_the_visit_as_it_was(void **state)
{
	goes_on_to_the_answers(*state, NULL);
}

/* Only a program that starts again reads the disk: the answers are of another form, so nothing of them is put into this one. */
static void a_program_that_starts_again_with_another_definition_leads_home(void **state)
{
	static const struct copy_key key = { { 1, 2, 3 } };
	struct given *given = *state;
	struct house house;
	struct visit visit;
	int fd = -1;
	begin(given, "walk");
	advance_to(given, "/home");
	change_on_disk(given, other);
	assert_int_equal(copy_to_fd(&given->visit, &key, &fd), FAIL_NONE);
	assert_int_equal(house_open(&house, given->folder), FAIL_NONE);
	assert_int_equal(house_load(&house), FAIL_NONE);
	visit_init(&visit, &house);
	visit_now(&visit, given->visit.now_ms, given->visit.mono_ms);
	assert_int_equal(copy_from_fd(&visit, &key, fd), FAIL_NONE);
	assert_int_equal(visit.place, PLACE_HOME);
	assert_null(visit.form);
	assert_int_equal(answers_bytes(visit.answers), 0);
	close(fd);
	visit_done(&visit);
	house_close(&house);
}

/* Looked for early, before the others are read, and found in a file of another name. */
static void a_service_in_a_file_of_another_name_stays_when_the_others_are_read(void **state)
{
	struct given *given = *state;
	struct house house;
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->folder, "forms/walk.json");
	assert_int_equal(unlink(path), 0);
	given_path(path, given->folder, "forms/file.json");
	given_file(path, other, 0600);
	assert_int_equal(house_open(&house, given->folder), FAIL_NONE);
	const struct form *form = house_service(&house, "walk");
	assert_non_null(form);
	assert_int_equal(house_load(&house), FAIL_NONE);
	assert_ptr_equal(house_service(&house, "walk"), form);
	house_close(&house);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, given_visit, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(another_definition_on_disk_leaves_the_visit_as_it_was), CASE(a_broken_definition_on_disk_leaves_the_visit_as_it_was),
		CASE(a_definition_taken_away_leaves_the_visit_as_it_was), CASE(a_program_that_starts_again_with_another_definition_leads_home),
		CASE(a_service_in_a_file_of_another_name_stays_when_the_others_are_read),
	};
	return cmocka_run_group_tests_name("visit_disk", cases, NULL, NULL);
}
