/* SPDX-License-Identifier: MIT */
/* foyer-hub: opens the store, holds the device key, answers the other programs. */
#include "firmware/base/log.h"
#include "firmware/base/program.h"
#include "firmware/base/secret.h"
#include "firmware/hub/hub.h"

#include <stdlib.h>

int main(int argc, char **argv)
{
	struct hub_options options = { 0 };
	const struct program_option known[] = {
		{ "state", "the folder that is kept: store, key, kiosk.json, doors", &options.state, NULL },
		{ "assets", "the built assets", &options.assets, NULL },
		{ "content", "the file of addresses and rounds (content.db in the assets)", &options.content, NULL },
		{ "versions", "the folder that foyer-provision keeps versions in (the state folder)", &options.versions, NULL },
		{ "test-door", "open a door for tests: sees the screen, presses its buttons", NULL, &options.test_door },
		{ NULL, NULL, NULL, NULL },
	};
	secret_json();
	enum fail fail = program_start("foyer-hub", argc, argv, known);
	if (fail == FAIL_EMPTY)
		return EXIT_SUCCESS;
	if (fail == FAIL_NONE && (!options.state || !options.assets))
		fail = FAIL(INPUT, "--state and --assets are needed");

	struct loop *loop = NULL;
	struct hub *hub = NULL;
	if (fail == FAIL_NONE)
		fail = loop_new(&loop);
	if (fail == FAIL_NONE)
		fail = hub_new(loop, &options, &hub);
	if (fail == FAIL_NONE) {
		log_event("hub.ready", "test_door=%d", options.test_door);
		fail = loop_run(loop);
	}
	if (fail != FAIL_NONE)
		log_fail("hub.failed", fail);
	hub_free(hub);
	loop_free(loop);
	return fail == FAIL_NONE ? EXIT_SUCCESS : EXIT_FAILURE;
}
