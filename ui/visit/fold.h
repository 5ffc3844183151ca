/* SPDX-License-Identifier: MIT */
/* fold.h - letters that count as the same: capitals, and Latin letters under their accents. */
#pragma once

#include <stdint.h>

/** fold_case - the small letter of a Latin capital; any other letter is itself. */
uint32_t fold_case(uint32_t letter);

/** fold_accent - the small letter a-z under an accent, also of a capital; any other letter is itself. */
uint32_t fold_accent(uint32_t letter);
