/* SPDX-License-Identifier: MIT */
/* unit.forms_replay - the journeys recorded from the reference engines, if FOYER_CONFORMANCE names the folder that holds them. */
#include "tests/lib/given.h"

#include "firmware/cli/replay.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static const char *conformance(void)
{
	const char *folder = getenv("FOYER_CONFORMANCE");
	if (!folder) {
		printf("skipped: FOYER_CONFORMANCE does not name a folder with recorded journeys\n");
		skip();
	}
	return folder;
}

static void go_the_same_way(const char *recording)
{
	char corpus[PATH_MAX], path[PATH_MAX];
	struct replay replay = { .today = { 2026, 11, 21 } };
	const char *folder = conformance();
	snprintf(corpus, sizeof corpus, "%s/corpus", folder);
	snprintf(path, sizeof path, "%s/traces/%s.jsonl.gz", folder, recording);
	if (replay_recording(&replay, corpus, path) != FAIL_NONE)
		fail_msg("%s", fail_words());
	replay_print(&replay);
	assert_true(replay.journeys > 0);
	assert_true(replay_agrees(&replay));
}

static void defra_journeys_go_the_same_way_here(void **state)
{
	(void)state;
	go_the_same_way("defra");
}

static void xgov_journeys_go_the_same_way_here(void **state)
{
	(void)state;
	go_the_same_way("xgov");
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(defra_journeys_go_the_same_way_here), cmocka_unit_test(xgov_journeys_go_the_same_way_here) };
	return cmocka_run_group_tests_name("forms_replay", cases, NULL, NULL);
}
