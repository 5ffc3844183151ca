/* SPDX-License-Identifier: MIT */
/* name.h - a person's full name, in any script, kept as it was typed. */
#pragma once

#include "firmware/base/span.h"

enum { NAME_MAX_CHARACTERS = 50 };

enum name { NAME_GOOD, NAME_EMPTY, NAME_LONG, NAME_CHARACTER /* one that no name has: see @ret_character */ };

/**
 * name_check - letters, marks and digits of any script, spaces, apostrophes, dashes, full stops, commas; at least one letter or digit.
 * @max: in characters, NAME_MAX_CHARACTERS or what the far end takes.  @ret_character: set on NAME_CHARACTER; may be NULL.
 */
enum name name_check(struct span text, size_t max, uint32_t *ret_character);
