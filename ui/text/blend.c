/* SPDX-License-Identifier: MIT */
/* blend.c - most of a mask is nothing or all, so those two are looked for first. */
#include "ui/text/blend.h"

void blend_row(uint32_t *to, const uint8_t *cover, int count, uint32_t rgb)
{
	const uint32_t opaque = 0xff000000u | rgb;
	for (int x = 0; x < count; x++) {
		uint32_t alpha = cover[x];
		if (alpha == 0)
			continue;
		to[x] = alpha == 255 ? opaque : blend_pixel(to[x], rgb, alpha + (alpha >> 7));
	}
}
