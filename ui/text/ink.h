/* SPDX-License-Identifier: MIT */
/* ink.h - what shaping and drawing a run gave last time: its width and its coverage. It shows answers, so it is bounded and wiped. */
#pragma once

#include "ui/text/face.h"

struct ink_mask { int width_px, height_px; const uint8_t *cover; }; /* 0..255, rows of width_px */

struct ink;

struct ink *ink_new(struct faces *faces, size_t max_bytes);
void ink_free(struct ink *ink);

/** ink_forget - wipe and free everything kept. */
void ink_forget(struct ink *ink);

/** ink_width - how wide @size bytes are when shaped as one run. */
int ink_width(struct ink *ink, int face, bool rtl, const char *bytes, int size);

/** ink_mask - the drawn run; NULL when it has no ink. Borrowed until the next call of any ink function. */
const struct ink_mask *ink_mask(struct ink *ink, int face, bool rtl, const char *bytes, int size);

/** ink_bytes - what the cache holds now. */
size_t ink_bytes(const struct ink *ink);
