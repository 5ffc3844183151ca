/* SPDX-License-Identifier: MIT */
/* letters.h - the receipt of tests/peers/escpos/receipt.json in text mode. */
#pragma once

#include "firmware/base/buffer.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum { LETTERS_LINE_MAX = 64, LETTERS_MAX_BYTES = 64 * 1024 };

struct letters_line { const char *text; bool bold, large, centre, rule; };
struct letters { json_t *file; struct letters_line line[LETTERS_LINE_MAX]; size_t count; };

/** letters_read - from @path; end with letters_done(). 0, or -1. */
int letters_read(const char *path, struct letters *ret);
void letters_done(struct letters *letters);

/** letters_encode - all its bytes, from the start to the cut, in @run, which is cleared. 0, or -1. */
int letters_encode(const struct letters *letters, struct buffer *run);
