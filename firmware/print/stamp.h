/* SPDX-License-Identifier: MIT */
/* stamp.h - small black and white pictures for paper: the logo, an icon. Kept large, drawn at any size below that. */
#pragma once

#include "firmware/base/fail.h"

#include <stddef.h>
#include <stdint.h>

enum { STAMP_MAX_BYTES = 64 * 1024, STAMP_MAX_DOTS = 256 };

struct stamp { int width, height; uint8_t *dot; }; /* one byte a dot, 1 is ink */

/** stamp_parse - PBM, plain ("P1") or packed ("P4"), at most STAMP_MAX_DOTS each way. FAIL_INPUT · FAIL_LIMIT. stamp_read - from a file; FAIL_EMPTY there is none. */
enum fail stamp_parse(const char *bytes, size_t size, struct stamp *ret);
enum fail stamp_read(const char *path, struct stamp *ret);

/** stamp_scale - @from as a picture @height dots high, at most STAMP_MAX_DOTS: a dot is ink where half of it is. End with stamp_done(). */
struct stamp stamp_scale(const struct stamp *from, int height);

void stamp_done(struct stamp *stamp);
