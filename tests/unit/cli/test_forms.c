/* SPDX-License-Identifier: MIT */
/* unit.cli_forms - `foyer forms check, walk, show` as an author types them: what they print and how they end. */
#include "tests/lib/given.h"
#include "tests/lib/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAID_BYTES = 64 * 1024 };
struct given { char folder[GIVEN_PATH_BYTES], foyer[GIVEN_PATH_BYTES], form[GIVEN_PATH_BYTES], picture[GIVEN_PATH_BYTES], said[SAID_BYTES]; };

static const char form[] =
	"{\"name\": \"A\", \"engine\": \"V2\", \"schema\": 2, \"conditions\": [], \"lists\": [], \"sections\": [],\n"
	"\"pages\": [\n"
	"{\"path\": \"/same\", \"title\": \"Same\", \"components\": []},\n"
	"{\"path\": \"/again\", \"title\": \"Same\", \"components\": []},\n"
	"{\"path\": \"/summary\", \"title\": \"\", \"controller\": \"SummaryPageController\"}]}\n";

static int setup(void **state)
{
	struct given *given = calloc(1, sizeof *given);
	given_folder(given->folder);
	given_built("bin/foyer", given->foyer);
	given_path(given->form, given->folder, "form.json");
	given_path(given->picture, given->folder, "form.svg");
	given_file(given->form, form, 0600);
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

static int foyer(struct given *given, const char *verb, const char *option, const char *value, const char *file)
{
	char *words[] = { given->foyer, "forms", (char *)verb, (char *)(option ? option : file), (char *)(option ? value : NULL), (char *)(option ? file : NULL), NULL };
	return process_run(words, given->said, sizeof given->said);
}

static void check_names_the_file_the_line_the_place_and_what_to_do(void **state)
{
	struct given *given = *state;
	assert_int_equal(foyer(given, "check", NULL, NULL, given->form), 1);
	assert_non_null(strstr(given->said, "form.json:4: page /again: It has the heading of /same: \"Same\". Give each page a heading of its own.\n"));
	assert_non_null(strstr(given->said, "1 definition: 0 clean, 0 refused\n"));
	given_file(given->form, "{\"name\": 1,", 0600);
	assert_int_equal(foyer(given, "check", NULL, NULL, given->form), 1);
	assert_non_null(strstr(given->said, "form.json: refused: form: not JSON at line 1"));
}

static void check_names_the_words_that_do_not_fit(void **state)
{
	struct given *given = *state;
	char shipped[GIVEN_PATH_BYTES], *text, *at;
	static const char before[] = "Which bin did we miss?", word[] = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz";
	char *longer = malloc(512 * 1024);
	assert_non_null(longer);
	given_source("assets/forms/missed-bin.json", shipped);
	text = given_text(shipped);
	assert_non_null(text);
	at = strstr(text, before);
	assert_non_null(at);
	*at = '\0';
	snprintf(longer, 512 * 1024, "%s%s%s", text, word, at + strlen(before));
	given_path(given->form, given->folder, "missed-bin.json");
	given_file(given->form, longer, 0600);
	free(text);
	free(longer);
	assert_int_equal(foyer(given, "check", NULL, NULL, given->form), 1);
	assert_non_null(strstr(given->said, "missed-bin.json: page /which-bin: In \"en\" on a panel (portrait, 1080 by 1920) at 200 % a word is too long for its line: \"Rindfleisch"));
	assert_null(strstr(given->said, "In \"cy\""));
	assert_non_null(strstr(given->said, "1 definition: 0 clean, 0 refused\n"));
}

static void check_of_a_shipped_service_is_clean(void **state)
{
	struct given *given = *state;
	char shipped[GIVEN_PATH_BYTES];
	given_source("assets/forms/missed-bin.json", shipped);
	assert_int_equal(foyer(given, "check", NULL, NULL, shipped), 0);
	assert_string_equal(given->said, "1 definition: 1 clean, 0 refused\n");
}

static void walk_prints_its_seed_and_what_it_met(void **state)
{
	struct given *given = *state;
	char first[SAID_BYTES], shipped[GIVEN_PATH_BYTES];
	given_source("assets/forms/bus-pass.json", shipped);
	assert_int_equal(foyer(given, "walk", "--seed", "7", shipped), 0);
	assert_non_null(strstr(given->said, "seed 7, 1000 journeys on "));
	assert_non_null(strstr(given->said, "pages: 15 of 15 met\n"));
	memcpy(first, given->said, sizeof first);
	assert_int_equal(foyer(given, "walk", "--seed", "7", shipped), 0);
	assert_string_equal(first, given->said);
	assert_int_equal(foyer(given, "walk", "--seed", "0", shipped), 2);
	assert_int_equal(foyer(given, "walk", "--today", "2026-02-30", shipped), 2);
}

static void show_prints_the_graph_and_draws_it(void **state)
{
	struct given *given = *state;
	assert_int_equal(foyer(given, "show", "--svg", given->picture, given->form), 0);
	assert_non_null(strstr(given->said, "\"/same\" -> \"/again\""));
	char *svg = given_text(given->picture);
	assert_non_null(svg);
	assert_memory_equal(svg, "<svg ", 5);
	assert_non_null(strstr(svg, "/again"));
	free(svg);
	assert_int_equal(foyer(given, "show", "--svg", "/nowhere/at/all.svg", given->form), 1);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(check_names_the_file_the_line_the_place_and_what_to_do, setup, teardown),
		cmocka_unit_test_setup_teardown(check_names_the_words_that_do_not_fit, setup, teardown),
		cmocka_unit_test_setup_teardown(check_of_a_shipped_service_is_clean, setup, teardown),
		cmocka_unit_test_setup_teardown(walk_prints_its_seed_and_what_it_met, setup, teardown),
		cmocka_unit_test_setup_teardown(show_prints_the_graph_and_draws_it, setup, teardown),
	};
	return cmocka_run_group_tests_name("cli_forms", cases, NULL, NULL);
}
