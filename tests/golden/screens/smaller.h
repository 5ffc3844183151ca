/* SPDX-License-Identifier: MIT */
/* smaller.h - a picture at a half, a third, a quarter of its size: each pixel the mean of a square. */
#pragma once

#include <SDL.h>

/** picture_smaller - new, end with SDL_FreeSurface(); what is left over at the right and below is cut. @from: 32 bit. */
SDL_Surface *picture_smaller(const SDL_Surface *from, int by);
