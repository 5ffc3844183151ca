/* SPDX-License-Identifier: MIT */
/* unit.forms_replay - journeys recorded from the reference engines: ours always, others' if FOYER_CONFORMANCE names the folder that holds them. */
#include "tests/lib/given.h"

#include "firmware/cli/replay.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

enum { DEFINITIONS = 16 + 9, JOURNEYS = 20 };

static const char *conformance(void)
{
	const char *folder = getenv("FOYER_CONFORMANCE");
	if (!folder) {
		printf("skipped: FOYER_CONFORMANCE does not name a folder with recorded journeys\n");
		skip();
	}
	return folder;
}

static struct replay go_the_same_way(const char *corpus, const char *path)
{
	struct replay replay = { .today = { 2026, 11, 21 } };
	if (replay_recording(&replay, corpus, path) != FAIL_NONE)
		fail_msg("%s", fail_words());
	replay_print(&replay);
	assert_true(replay.journeys > 0);
	assert_true(replay_agrees(&replay));
	return replay;
}

/* On any machine: the services, and definitions that have all of the grammar. */
static void our_own_definitions_go_the_same_way_there(void **state)
{
	(void)state;
	char source[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	given_source("", source);
	given_source("tests/peers/forms/recorded.jsonl.gz", path);
	struct replay replay = go_the_same_way(source, path);
	assert_int_equal(replay.loaded, DEFINITIONS);
	assert_int_equal(replay.journeys, DEFINITIONS * JOURNEYS);
	assert_int_equal(replay.exception[REPLAY_REDIRECT], 0);
	for (int i = 0; i < REPLAY_ASPECTS; i++)
		assert_true(replay.count[i].total > DEFINITIONS);
}

static void others_go_the_same_way(const char *recording)
{
	char corpus[PATH_MAX], path[PATH_MAX];
	const char *folder = conformance();
	snprintf(corpus, sizeof corpus, "%s/corpus", folder);
	snprintf(path, sizeof path, "%s/traces/%s.jsonl.gz", folder, recording);
	go_the_same_way(corpus, path);
}

static void defra_journeys_go_the_same_way_here(void **state)
{
	(void)state;
	others_go_the_same_way("defra");
}

static void xgov_journeys_go_the_same_way_here(void **state)
{
	(void)state;
	others_go_the_same_way("xgov");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(our_own_definitions_go_the_same_way_there), cmocka_unit_test(defra_journeys_go_the_same_way_here), cmocka_unit_test(xgov_journeys_go_the_same_way_here),
	};
	return cmocka_run_group_tests_name("forms_replay", cases, NULL, NULL);
}
