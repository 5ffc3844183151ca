/* SPDX-License-Identifier: MIT */
/* helped.h - what a form that was opened says of who helped with it, in words for the council's staff. */
#pragma once

#include "firmware/base/buffer.h"

#include <jansson.h>

enum { HELPED_MAX_BYTES = 1024 };

/** helped_words - of @record, whose it was, by whom, how and why, and who interpreted, into @ret (at most HELPED_MAX_BYTES); nothing where it was the person alone. What is not as kiosks write it is left out. */
void helped_words(const json_t *record, struct buffer *ret);
