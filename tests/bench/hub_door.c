/* SPDX-License-Identifier: MIT */
#include "tests/bench/hub_door.h"

#include "firmware/base/door.h"
#include "firmware/base/file.h"

#include <fcntl.h>
#include <limits.h>
#include <poll.h>

enum { TRIES = 30000, PAUSE_MS = 10 };

int hub_door(const char *state)
{
	char doors[PATH_MAX];
	int door = -1;
	if (file_path(doors, sizeof doors, state, "doors") != FAIL_NONE)
		return -1;
	for (int tries = 0; tries < TRIES; tries++) {
		if (door_connect(doors, "ui", &door) == FAIL_NONE) {
			fcntl(door, F_SETFL, 0);
			return door;
		}
		poll(NULL, 0, PAUSE_MS);
	}
	return -1;
}
