/* SPDX-License-Identifier: MIT */
/* everywhere.h - every scene in a made-up language on every panel at every size. */
#pragma once

#include "tests/unit/screens/screens_given.h"

/**
 * rules_everywhere - how many scenes differ from what is known: those in no_room.txt have not the room for such long words yet, all others
 * have, and a scene that has found its room has to leave the list. Each is told.
 */
int rules_everywhere(struct given *given, const char *tongue);
