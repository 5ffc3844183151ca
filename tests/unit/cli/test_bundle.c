/* SPDX-License-Identifier: MIT */
/* unit.cli_bundle - `foyer bundle content`: what it makes, what it says, how it ends. */
#include "tests/lib/given.h"
#include "tests/lib/process.h"

#include "firmware/base/span.h"
#include "firmware/store/content.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct given { char folder[GIVEN_PATH_BYTES], foyer[GIVEN_PATH_BYTES], addresses[GIVEN_PATH_BYTES], rounds[GIVEN_PATH_BYTES], areas[GIVEN_PATH_BYTES], out[GIVEN_PATH_BYTES]; };

static int setup(void **state)
{
	struct given *given = calloc(1, sizeof *given);
	given_folder(given->folder);
	given_built("bin/foyer", given->foyer);
	given_path(given->addresses, given->folder, "addresses.csv");
	given_path(given->rounds, given->folder, "rounds.json");
	given_path(given->areas, given->folder, "areas.csv");
	given_path(given->out, given->folder, "out");
	*state = given;
	return 0;
}

static int teardown(void **state)
{
	struct given *given = *state;
	given_done(given->folder);
	free(given);
	return 0;
}

static void what_is_invented_is_built_and_found(void **state)
{
	struct given *given = *state;
	char invent[GIVEN_PATH_BYTES], said[4096], file[GIVEN_PATH_BYTES];
	static struct content_address found[CONTENT_PAGE_MAX];
	static struct round rounds[CONTENT_ROUNDS_MAX];
	struct content *content = NULL;
	struct postcode postcode;
	size_t count = 0;
	int64_t total = 0;
	given_built("bin/foyer-invent", invent);
	assert_int_equal(process_run((char *[]){ invent, "--seed", "7", "--addresses", "500", "--out", given->folder, NULL }, said, sizeof said), 0);
	assert_int_equal(process_run((char *[]){ given->foyer, "bundle", "content", "--addresses", given->addresses, "--rounds", given->rounds, "--areas", given->areas,
		"--out", given->out, NULL }, said, sizeof said), 0);
	assert_non_null(strstr(said, "addresses  500 kept, 0 left out"));
	assert_non_null(strstr(said, "rounds     30 kept, 0 left out"));
	assert_non_null(strstr(said, "areas      18 kept, 0 left out"));
	given_path(file, given->out, "content.db");
	assert_int_equal(content_open(file, &content), FAIL_NONE);
	assert_true(postcode_read(span_of("MF2 4QT"), &postcode));
	assert_int_equal(content_addresses(content, &postcode, 0, found, &count, &total), FAIL_NONE);
	assert_string_equal(found[0].lines, "1 Mill Lane");
	assert_int_equal(content_rounds(content, found[0].uprn, rounds, &count), FAIL_NONE);
	assert_int_equal(count, 4);
	content_close(content);
}

static void the_same_seed_invents_the_same_council(void **state)
{
	struct given *given = *state;
	char invent[GIVEN_PATH_BYTES], said[4096], shipped[GIVEN_PATH_BYTES];
	static const char *const files[] = { "assets/addresses/addresses.csv", "assets/addresses/rounds.json", "assets/addresses/areas.csv" };
	const char *const made[] = { given->addresses, given->rounds, given->areas };
	given_built("bin/foyer-invent", invent);
	assert_int_equal(process_run((char *[]){ invent, "--seed", "1", "--addresses", "400", "--out", given->folder, NULL }, said, sizeof said), 0);
	for (size_t i = 0; i < 3; i++) {
		given_source(files[i], shipped);
		char *ours = given_text(shipped), *theirs = given_text(made[i]);
		assert_string_equal(ours, theirs);
		free(ours);
		free(theirs);
	}
	assert_int_equal(process_run((char *[]){ invent, "--seed", "2", "--addresses", "400", "--out", given->folder, NULL }, said, sizeof said), 0);
	given_source(files[0], shipped);
	char *ours = given_text(shipped), *theirs = given_text(made[0]);
	assert_string_not_equal(ours, theirs);
	free(ours);
	free(theirs);
}

static void what_is_left_out_is_said_and_all_of_it_reported(void **state)
{
	struct given *given = *state;
	char text[8192] = "uprn,line1,town,postcode,ward\n1,1 Mill Lane,Mereford,MF2 4QT,x\n", said[8192], path[GIVEN_PATH_BYTES];
	for (int i = 0; i < 30; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "0,private words,Mereford,MF2 4QT,x\n");
	given_file(given->addresses, text, 0600);
	assert_int_equal(process_run((char *[]){ given->foyer, "bundle", "content", "--addresses", given->addresses, "--out", given->out, NULL }, said, sizeof said), 0);
	assert_non_null(strstr(said, "addresses line 3: left out: the UPRN"));
	assert_non_null(strstr(said, "… and 10 more"));
	assert_non_null(strstr(said, "addresses  1 kept, 30 left out"));
	assert_non_null(strstr(said, "1 that nobody reads"));
	given_path(path, given->out, "report.txt");
	char *report = given_text(path);
	assert_non_null(strstr(report, "addresses line 32: left out"));
	assert_null(strstr(report, "private"));
	free(report);
}

static void a_wrong_header_builds_nothing_and_keeps_what_was_there(void **state)
{
	struct given *given = *state;
	char said[4096], path[GIVEN_PATH_BYTES];
	char *const build[] = { given->foyer, "bundle", "content", "--addresses", given->addresses, "--out", given->out, NULL };
	given_path(path, given->out, "content.db");
	given_file(given->addresses, "line1,town,postcode\n", 0600);
	assert_int_equal(process_run(build, said, sizeof said), 1);
	assert_int_equal(access(path, F_OK), -1);
	given_file(given->addresses, "uprn,line1,town,postcode\n1,1 Mill Lane,Mereford,MF2 4QT\n", 0600);
	assert_int_equal(process_run(build, said, sizeof said), 0);
	given_file(given->addresses, "line1,town,postcode\n", 0600);
	assert_int_equal(process_run(build, said, sizeof said), 1);
	assert_int_equal(access(path, F_OK), 0);
}

static void wrong_words_end_with_two(void **state)
{
	struct given *given = *state;
	char said[4096];
	assert_int_equal(process_run((char *[]){ given->foyer, "bundle", NULL }, said, sizeof said), 2);
	assert_int_equal(process_run((char *[]){ given->foyer, "bundle", "sell", NULL }, said, sizeof said), 2);
	assert_int_equal(process_run((char *[]){ given->foyer, "bundle", "content", NULL }, said, sizeof said), 2);
	assert_int_equal(process_run((char *[]){ given->foyer, "bundle", "content", "--addresses", given->addresses, "--out", given->out, "more", NULL }, said, sizeof said), 2);
	assert_int_equal(process_run((char *[]){ given->foyer, "bundle", "content", "--help", NULL }, said, sizeof said), 0);
	assert_int_equal(process_run((char *[]){ given->foyer, "bundle", "content", "--addresses", given->addresses, "--out", given->out, NULL }, said, sizeof said), 1); /* no such file */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_invented_is_built_and_found, setup, teardown),
		cmocka_unit_test_setup_teardown(the_same_seed_invents_the_same_council, setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_left_out_is_said_and_all_of_it_reported, setup, teardown),
		cmocka_unit_test_setup_teardown(a_wrong_header_builds_nothing_and_keeps_what_was_there, setup, teardown),
		cmocka_unit_test_setup_teardown(wrong_words_end_with_two, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
