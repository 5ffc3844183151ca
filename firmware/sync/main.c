/* SPDX-License-Identifier: MIT */
/* main.c - foyer-sync: the way out to the council, and nothing else. */
#include "firmware/base/assets.h"
#include "firmware/base/log.h"
#include "firmware/base/loop.h"
#include "firmware/base/program.h"
#include "firmware/base/secret.h"
#include "firmware/sync/deliver.h"

#include <stdio.h>
#include <stdlib.h>

static enum fail serve(const char *doors, const char *current, const char *inbox, bool *ret_retired)
{
	static struct assets assets; /* only the number: sync reads none */
	struct loop *loop = NULL;
	struct deliver *deliver = NULL;
	enum fail fail = assets_settle(current, "", &assets);
	if (fail == FAIL_NONE)
		fail = loop_new(&loop);
	if (fail == FAIL_NONE)
		fail = deliver_new(loop, doors, &deliver);
	if (fail == FAIL_NONE) {
		deliver_fetch(deliver, inbox, assets.version);
		deliver_listen(deliver);
		fail = loop_run(loop);
		*ret_retired = deliver_retired(deliver);
	}
	deliver_free(deliver);
	loop_free(loop);
	return fail;
}

int main(int argc, char **argv)
{
	const char *doors = NULL, *current = NULL, *inbox = NULL;
	bool retired = false;
	const struct program_option options[] = {
		{ "doors", "the folder of the hub's doors", &doors, NULL },
		{ "current", "the link to the version in use", &current, NULL },
		{ "inbox", "the folder that new versions are fetched into (none: none are)", &inbox, NULL },
		{ NULL, NULL, NULL, NULL },
	};
	secret_json(); /* the answers of a street report come as JSON */
	enum fail fail = program_start("foyer-sync", argc, argv, options);
	if (fail == FAIL_EMPTY)
		return EXIT_SUCCESS;
	if (fail == FAIL_NONE && !doors)
		fail = FAIL(INPUT, "--doors is needed");
	if (fail == FAIL_NONE)
		fail = serve(doors, current, inbox, &retired);
	if (fail == FAIL_NONE)
		return retired ? PROGRAM_RETIRED : EXIT_SUCCESS;
	log_fail("sync.ended", fail);
	return EXIT_FAILURE;
}
