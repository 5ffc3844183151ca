/* SPDX-License-Identifier: MIT */
/* `foyer enrol CODE`: the code goes to the hub, and the council's answer to whoever typed it. */
#include "firmware/cli/commands.h"

#include "firmware/base/json.h"
#include "firmware/base/program.h"
#include "firmware/cli/ask.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { WAIT_S = 30, LOOKS_PER_S = 4, CODE_MAX_BYTES = 32 };

static enum fail state_ask(const char *state, char *ret, size_t room)
{
	json_t *status = NULL;
	TRY(ask_hub(state, json_pack("{s:s}", "verb", "status"), &status));
	snprintf(ret, room, "%s", json_text_or(status, "enrolment", ""));
	json_decref(status);
	return FAIL_NONE;
}

static enum fail answer_await(const char *state)
{
	char now[32] = "asking";
	for (int i = 0; i < WAIT_S * LOOKS_PER_S && strcmp(now, "asking") == 0; i++) {
		nanosleep(&(struct timespec){ .tv_nsec = 1000000000 / LOOKS_PER_S }, NULL);
		TRY(state_ask(state, now, sizeof now));
	}
	if (strcmp(now, "refused") == 0)
		return FAIL(DENIED, "the back office did not take the code: it was used, has expired, or was mistyped; ask for a new one");
	if (strcmp(now, "known") == 0)
		printf("The back office knows this kiosk now.\n");
	else
		printf("The back office has not answered yet. The kiosk goes on asking by itself; \"foyer status\" says when it is known.\n");
	return FAIL_NONE;
}

static enum fail enrol(int argc, char **argv)
{
	const char *state = NULL, *code;
	const struct program_option options[] = {
		{ "state", "the folder that the kiosk keeps everything in", &state, NULL },
		{ 0 },
	};
	char room[PATH_MAX];
	int rest = argc;
	json_t *answer = NULL;
	TRY(program_options("foyer enrol CODE", argc, argv, options, &rest));
	if (rest + 1 != argc || strlen(argv[rest]) > CODE_MAX_BYTES)
		return FAIL(INPUT, "enrol needs the one code that the council gave");
	code = argv[rest];
	TRY(ask_place(&state, room, sizeof room));
	TRY(ask_hub(state, json_pack("{s:s, s:s}", "verb", "enrol", "code", code), &answer));
	json_decref(answer);
	return answer_await(state);
}

int command_enrol(int argc, char **argv)
{
	return ask_exit(enrol(argc, argv));
}
