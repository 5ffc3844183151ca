/* SPDX-License-Identifier: MIT */
/* main.c - foyer-print: the one program that may touch the printer. */
#include "firmware/base/assets.h"
#include "firmware/base/log.h"
#include "firmware/base/program.h"
#include "firmware/print/job.h"

#include <stdio.h>

int main(int argc, char **argv)
{
	const char *doors = NULL, *builtin = NULL, *current = NULL;
	static struct assets assets;
	struct loop *loop = NULL;
	struct job_desk *desk = NULL;
	const struct program_option options[] = {
		{ "doors", "folder of the hub's sockets", &doors, NULL },
		{ "assets", "folder of the texts, fonts and pictures", &builtin, NULL },
		{ "current", "link to the version in use, which goes before them", &current, NULL },
		{ 0 },
	};
	enum fail code = program_start("foyer-print", argc, argv, options);

	if (code == FAIL_EMPTY)
		return 0;
	if (code == FAIL_NONE && (!doors || !builtin))
		code = FAIL(INPUT, "both --doors and --assets are needed");
	if (code != FAIL_NONE) {
		fprintf(stderr, "foyer-print: %s\n", fail_words());
		return 2;
	}
	code = assets_settle(current, builtin, &assets);
	if (code == FAIL_NONE)
		code = loop_new(&loop);
	if (code == FAIL_NONE)
		code = job_desk_new(loop, doors, &assets, &desk);
	if (code == FAIL_NONE)
		code = loop_run(loop);
	if (code != FAIL_NONE)
		log_fail("print.ended", code);
	bool retired = job_desk_retired(desk);
	job_desk_free(desk);
	loop_free(loop);
	return code != FAIL_NONE ? 1 : retired ? PROGRAM_RETIRED : 0;
}
