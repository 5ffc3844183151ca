/* SPDX-License-Identifier: MIT */
/* main.c - foyer-sync: the way out to the council, and nothing else. */
#include "firmware/base/log.h"
#include "firmware/base/loop.h"
#include "firmware/base/program.h"
#include "firmware/sync/deliver.h"

#include <stdio.h>
#include <stdlib.h>

static enum fail serve(const char *doors)
{
	struct loop *loop = NULL;
	struct deliver *deliver = NULL;
	enum fail fail = loop_new(&loop);
	if (fail == FAIL_NONE)
		fail = deliver_new(loop, doors, &deliver);
	if (fail == FAIL_NONE)
		fail = loop_run(loop);
	deliver_free(deliver);
	loop_free(loop);
	return fail;
}

int main(int argc, char **argv)
{
	const char *doors = NULL;
	const struct program_option options[] = {
		{ "doors", "the folder of the hub's doors", &doors, NULL },
		{ NULL, NULL, NULL, NULL },
	};
	enum fail fail = program_start("foyer-sync", argc, argv, options);
	if (fail == FAIL_EMPTY)
		return EXIT_SUCCESS;
	if (fail == FAIL_NONE && !doors)
		fail = FAIL(INPUT, "--doors is needed");
	if (fail == FAIL_NONE)
		fail = serve(doors);
	if (fail == FAIL_NONE)
		return EXIT_SUCCESS;
	log_fail("sync.ended", fail);
	return EXIT_FAILURE;
}
