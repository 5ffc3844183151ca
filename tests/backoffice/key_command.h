/* SPDX-License-Identifier: MIT */
/* key_command.h - `foyer-backoffice key DIR`: which keys there are, a new one, an old one's end. */
#pragma once

#include "firmware/base/fail.h"

enum fail key_command(const char *folder, int argc, char **argv);
