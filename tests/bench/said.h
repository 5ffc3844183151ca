/* SPDX-License-Identifier: MIT */
/* said.h - what another program says. */
#pragma once

#include <stdbool.h>

enum { SAID_BYTES = 4096 };

/** said_by - standard output of @argv, run in @folder (NULL: here), with its last line's end taken off. False when it did not run or did not end well. */
bool said_by(char *const argv[], const char *folder, char ret[static SAID_BYTES]);
