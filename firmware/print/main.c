/* SPDX-License-Identifier: MIT */
/* main.c - foyer-print: the one program that may touch the printer. */
#include "firmware/base/log.h"
#include "firmware/base/program.h"
#include "firmware/print/job.h"

#include <stdio.h>

int main(int argc, char **argv)
{
	const char *doors = NULL, *assets = NULL;
	struct loop *loop = NULL;
	struct job_desk *desk = NULL;
	const struct program_option options[] = {
		{ "doors", "folder of the hub's sockets", &doors, NULL },
		{ "assets", "folder of the texts, fonts and pictures", &assets, NULL },
		{ 0 },
	};
	enum fail code = program_start("foyer-print", argc, argv, options);

	if (code == FAIL_EMPTY)
		return 0;
	if (code == FAIL_NONE && (!doors || !assets))
		code = FAIL(INPUT, "both --doors and --assets are needed");
	if (code != FAIL_NONE) {
		fprintf(stderr, "foyer-print: %s\n", fail_words());
		return 2;
	}
	code = loop_new(&loop);
	if (code == FAIL_NONE)
		code = job_desk_new(loop, doors, assets, &desk);
	if (code == FAIL_NONE)
		code = loop_run(loop);
	if (code != FAIL_NONE)
		log_fail("print.ended", code);
	job_desk_free(desk);
	loop_free(loop);
	return code == FAIL_NONE ? 0 : 1;
}
