/* SPDX-License-Identifier: MIT */
/* shot.h - a painted surface as a file, for tests and galleries; no program of a kiosk links it. */
#pragma once

#include "firmware/base/fail.h"

#include <SDL.h>

/** shot_save - write @surface as PNG to @path. FAIL_IO. */
enum fail shot_save(SDL_Surface *surface, const char *path);
