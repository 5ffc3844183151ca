/* SPDX-License-Identifier: MIT */
/* shot.c - SDL_image writes the PNG. */
#include "ui/paint/shot.h"

#include <SDL_image.h>

enum fail shot_save(SDL_Surface *surface, const char *path)
{
	return IMG_SavePNG(surface, path) == 0 ? FAIL_NONE : FAIL(IO, "%s cannot be written: %s", path, IMG_GetError());
}
