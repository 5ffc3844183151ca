/* SPDX-License-Identifier: MIT */
/* mutate.h - definitions changed as an unlucky author or an attacker would: still JSON, no longer right. */
#pragma once

#include <jansson.h>
#include <stdint.h>

enum { MUTATE_COPIES_MAX = 10000, MUTATE_DEPTH = 60 };

/**
 * mutate - change @root in one to four places: a member or an entry taken out, doubled (up to MUTATE_COPIES_MAX times), swapped with another or put
 * where it does not belong; a text replaced by another of the definition, by script, by something long or odd; a key renamed; a value of another
 * kind; nests MUTATE_DEPTH deep; a link to any page.  @seed: moves on; not 0.
 */
void mutate(json_t *root, uint32_t *seed);

/** mutate_any - 0 .. @count - 1. */
uint32_t mutate_any(uint32_t *seed, uint32_t count);
