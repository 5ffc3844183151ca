/* SPDX-License-Identifier: MIT */
/* blend.h - one colour over pixels, by coverage: what text, icons and edges have in common. */
#pragma once

#include <stdint.h>

/** blend_pixel - @rgb over @below with @alpha 0..256; the result is opaque. */
static inline uint32_t blend_pixel(uint32_t below, uint32_t rgb, uint32_t alpha)
{
	uint32_t red_blue = (((rgb & 0xff00ff) * alpha + (below & 0xff00ff) * (256 - alpha)) >> 8) & 0xff00ff;
	uint32_t green = (((rgb & 0x00ff00) * alpha + (below & 0x00ff00) * (256 - alpha)) >> 8) & 0x00ff00;
	return 0xff000000u | red_blue | green;
}

/** blend_row - @rgb over @count pixels, each by its cover 0..255. */
void blend_row(uint32_t *to, const uint8_t *cover, int count, uint32_t rgb);
