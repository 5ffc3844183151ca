/* SPDX-License-Identifier: MIT */
/* main.c - foyer-provision: the switch of versions, and nothing else. */
#include "firmware/base/log.h"
#include "firmware/base/program.h"
#include "firmware/provision/provision.h"

#include <stdlib.h>

static enum fail serve(const struct provision_options *options)
{
	struct loop *loop = NULL;
	struct provision *provision = NULL;
	enum fail fail = loop_new(&loop);
	if (fail == FAIL_NONE)
		fail = provision_new(loop, options, &provision);
	if (fail == FAIL_NONE)
		fail = loop_run(loop);
	provision_free(provision);
	loop_free(loop);
	return fail;
}

int main(int argc, char **argv)
{
	struct provision_options options = { 0 };
	const struct program_option known[] = {
		{ "doors", "the folder of the hub's doors", &options.doors, NULL },
		{ "versions", "the folder that has the versions and the link to the one in use", &options.versions, NULL },
		{ "inbox", "the folder that foyer-sync fetches into", &options.inbox, NULL },
		{ "assets", "the firmware's own forms, words and themes", &options.assets, NULL },
		{ "no-screen", "this kiosk has no foyer-ui", NULL, &options.no_screen },
		{ NULL, NULL, NULL, NULL },
	};
	enum fail fail = program_start("foyer-provision", argc, argv, known);
	if (fail == FAIL_EMPTY)
		return EXIT_SUCCESS;
	if (fail == FAIL_NONE && (!options.doors || !options.versions || !options.inbox || !options.assets))
		fail = FAIL(INPUT, "--doors, --versions, --inbox and --assets are needed");
	if (fail == FAIL_NONE)
		fail = serve(&options);
	if (fail == FAIL_NONE)
		return EXIT_SUCCESS;
	log_fail("provision.ended", fail);
	return EXIT_FAILURE;
}
