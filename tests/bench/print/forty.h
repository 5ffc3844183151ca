/* SPDX-License-Identifier: MIT */
/* forty.h - the receipt of forty lines in tests/peers/escpos/receipt.json in text mode. */
#pragma once

#include "firmware/base/buffer.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum { FORTY_LINE_MAX = 64, FORTY_MAX_BYTES = 64 * 1024 };

struct forty_line { const char *text; bool bold, large, centre, rule; };
struct forty { json_t *file; struct forty_line line[FORTY_LINE_MAX]; size_t count; };

/** forty_read - from @path; end with forty_done(). 0, or -1. */
int forty_read(const char *path, struct forty *ret);
void forty_done(struct forty *forty);

/** forty_encode - all its bytes, from the start to the cut, in @run, which is cleared. 0, or -1. */
int forty_encode(const struct forty *forty, struct buffer *run);
