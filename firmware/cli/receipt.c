/* SPDX-License-Identifier: MIT */
/* `foyer receipt REFERENCE`: prints what somebody left without, for whoever stands at the desk. */
#include "firmware/cli/commands.h"

#include "firmware/base/id.h"
#include "firmware/base/program.h"
#include "firmware/cli/ask.h"

#include <limits.h>
#include <stdio.h>

static enum fail receipt(int argc, char **argv)
{
	const char *state = NULL;
	const struct program_option options[] = {
		{ "state", "the folder that the kiosk keeps everything in", &state, NULL },
		{ 0 },
	};
	char room[PATH_MAX];
	int rest = argc;
	json_t *answer = NULL;
	struct reference reference;
	TRY(program_options("foyer receipt REFERENCE", argc, argv, options, &rest));
	if (rest + 1 != argc)
		return FAIL(INPUT, "receipt needs the one reference, as in \"MB 7K4 29Q XM3\"");
	TRY(reference_parse(argv[rest], &reference));
	TRY(ask_place(&state, room, sizeof room));
	enum fail fail = ask_hub(state, json_pack("{s:s, s:s}", "verb", "print.again", "reference", reference.text), &answer);
	if (fail == FAIL_EMPTY)
		return FAIL(EMPTY, "this kiosk has no receipt of %s: it was sent from another one, or more than a day ago", reference.text);
	TRY(fail);
	json_decref(answer);
	printf("The receipt of %s comes out of the printer as soon as it can print.\n", reference.text);
	return FAIL_NONE;
}

int command_receipt(int argc, char **argv)
{
	return ask_exit(receipt(argc, argv));
}
