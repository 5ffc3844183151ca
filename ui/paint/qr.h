/* SPDX-License-Identifier: MIT */
/* qr.h - a QR code for somebody's camera. Internal to ui/paint. */
#pragma once

#include <SDL.h>
#include <stdbool.h>

enum { QR_TEXT_MAX_BYTES = 64 };

/** qr_paint - whether @name is "qr:TEXT"; then TEXT as a code, black on white in every theme, with its quiet zone, as large as fits in the middle of the area. Nothing when it has no room, or TEXT is longer than QR_TEXT_MAX_BYTES. */
bool qr_paint(SDL_Surface *surface, const char *name, int left, int top, int width, int height);
