/* SPDX-License-Identifier: MIT */
#include "tests/golden/screens/smaller.h"

#include <stdint.h>
#include <stdlib.h>

static uint32_t mean(const SDL_Surface *from, int left, int top, int by)
{
	uint32_t sum[3] = { 0 };
	for (int y = top; y < top + by; y++) {
		const uint32_t *row = (const uint32_t *)((const char *)from->pixels + (size_t)y * (size_t)from->pitch);
		for (int x = left; x < left + by; x++)
			for (int c = 0; c < 3; c++)
				sum[c] += row[x] >> 8 * c & 255;
	}
	uint32_t count = (uint32_t)(by * by), rgb = 0;
	for (int c = 0; c < 3; c++)
		rgb |= (sum[c] + count / 2) / count << 8 * c;
	return rgb;
}

SDL_Surface *picture_smaller(const SDL_Surface *from, int by)
{
	SDL_Surface *ret = SDL_CreateRGBSurfaceWithFormat(0, from->w / by, from->h / by, 32, SDL_PIXELFORMAT_RGB888);
	if (!ret)
		abort();
	for (int y = 0; y < ret->h; y++) {
		uint32_t *row = (uint32_t *)((char *)ret->pixels + (size_t)y * (size_t)ret->pitch);
		for (int x = 0; x < ret->w; x++)
			row[x] = mean(from, x * by, y * by, by);
	}
	return ret;
}
