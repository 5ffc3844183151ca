/* SPDX-License-Identifier: MIT */
/* known_keys.h - the names of the council's keys, for the server that has none of them: an event for another key is kept, and said aloud. */
#pragma once

#include "firmware/envelope/jwk.h"

#include <stdbool.h>

enum { KNOWN_KEYS_MAX = 16 };

struct known_keys { const char *folder; size_t count; char kids[KNOWN_KEYS_MAX][JWK_KID_MAX_BYTES + 1]; };

/** known_keys_has - whether FOLDER's public set has the key that @jwe names; the set is read again where it had not. True as well where there is no set to go by. */
bool known_keys_has(struct known_keys *keys, const char *jwe);
