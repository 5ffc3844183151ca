/* SPDX-License-Identifier: MIT */
#include "firmware/cli/ask.h"

#include "firmware/base/door.h"
#include "firmware/base/file.h"
#include "firmware/cli/place.h"

#include <limits.h>
#include <stdio.h>
#include <unistd.h>

enum { ANSWER_WAIT_MS = 5000 };

enum fail ask_place(const char **state, char *room, size_t size)
{
	if (*state)
		return FAIL_NONE;
	TRY(place_state(room, size));
	*state = room;
	return FAIL_NONE;
}

enum fail ask_hub(const char *state, json_t *request, json_t **ret_answer)
{
	char doors[PATH_MAX];
	int fd = -1, blob_fd = -1;
	enum fail code = file_path(doors, sizeof doors, state, "doors");
	if (code == FAIL_NONE)
		code = door_connect(doors, "admin", &fd);
	if (code == FAIL_OFFLINE)
		code = FAIL(OFFLINE, "no kiosk is running in %s", state);
	if (code == FAIL_NONE) {
		code = door_call(fd, request, -1, ANSWER_WAIT_MS, ret_answer, &blob_fd);
		close(fd);
	}
	json_decref(request);
	if (blob_fd >= 0)
		close(blob_fd);
	return code;
}

int ask_exit(enum fail code)
{
	if (code == FAIL_NONE || (code == FAIL_EMPTY && fail_words()[0] == '\0'))
		return 0;
	fprintf(stderr, "foyer: %s\n", fail_words());
	return code == FAIL_INPUT ? 2 : 1;
}
