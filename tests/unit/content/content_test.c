/* SPDX-License-Identifier: MIT */
/* What the tests of content.db share. */
#include "tests/unit/content/content_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int content_test_setup(void **state)
{
	struct given_content *given = calloc(1, sizeof *given);
	given_folder(given->folder);
	given_path(given->addresses, given->folder, "addresses.csv");
	given_path(given->rounds, given->folder, "rounds.json");
	given_path(given->areas, given->folder, "areas.csv");
	given_path(given->file, given->folder, "content.db");
	*state = given;
	return 0;
}

int content_test_teardown(void **state)
{
	struct given_content *given = *state;
	given_done(given->folder);
	free(given);
	return 0;
}

static void hear(void *context, const struct content_problem *problem)
{
	struct given_content *given = context;
	size_t used = strlen(given->problems);
	snprintf(given->problems + used, sizeof given->problems - used, "%s%s %d: %s\n", problem->left_out ? "" : "note ",
	         content_source_name(problem->source), (int)problem->at, problem->words);
}

enum fail content_test_build(struct given_content *given, const char *addresses, const char *rounds, const char *areas)
{
	const struct content_listener listener = { hear, given };
	struct content_sources sources = { .addresses = given->addresses, .max_addresses = given->max_addresses };
	given->problems[0] = '\0';
	given_file(given->addresses, addresses, 0600);
	if (rounds) {
		given_file(given->rounds, rounds, 0600);
		sources.rounds = given->rounds;
	}
	if (areas) {
		given_file(given->areas, areas, 0600);
		sources.areas = given->areas;
	}
	return content_build(&sources, given->file, &listener, &given->report);
}

struct content *content_test_open(struct given_content *given, const char *addresses, const char *rounds, const char *areas)
{
	struct content *content = NULL;
	if (content_test_build(given, addresses, rounds, areas) != FAIL_NONE || content_open(given->file, &content) != FAIL_NONE)
		fail_msg("%s", fail_words());
	return content;
}
