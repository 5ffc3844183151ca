/* SPDX-License-Identifier: MIT */
/* everywhere.h - every scene in a made-up language on every panel at every size. */
#pragma once

#include "tests/unit/screens/screens_given.h"

/** rules_everywhere - how many scenes have not the room for such long words, or break a rule on any of their pages. Each is told. */
int rules_everywhere(struct given *given, const char *tongue);
