/* SPDX-License-Identifier: MIT */
/* bad_input.h - the kinds of bad definitions, each written by a function. */
#pragma once

#include "tests/unit/forms/forms_given.h"

#include <stdbool.h>

enum bad_input_wanted { BAD_INPUT_LOADS, BAD_INPUT_REFUSED, BAD_INPUT_EITHER };

/* words: a part of the sentence it is refused with; NULL any */
struct bad_input { const char *name; char *(*make)(size_t *ret_size); enum bad_input_wanted wanted; const char *words; };

extern const struct bad_input bad_inputs[];
extern const size_t bad_input_count;
