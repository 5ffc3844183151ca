/* SPDX-License-Identifier: MIT */
/* qr.c - modules of whole pixels, so that a camera sees edges. SOURCE: ISO/IEC 18004 (the quiet zone of four). */
#include "ui/paint/qr.h"

#include <qrencode.h>
#include <string.h>

enum { QUIET = 4 };

static void fill(SDL_Surface *surface, int left, int top, int width, int height, Uint8 shade)
{
	SDL_Rect area = { left, top, width, height };
	SDL_FillRect(surface, &area, SDL_MapRGB(surface->format, shade, shade, shade));
}

bool qr_paint(SDL_Surface *surface, const char *name, int left, int top, int width, int height)
{
	const char *text = name + 3;
	if (strncmp(name, "qr:", 3) != 0)
		return false;
	if (strlen(text) > QR_TEXT_MAX_BYTES)
		return true;
	QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	int modules = code ? code->width + 2 * QUIET : 1;
	int size = (width < height ? width : height) / modules;
	if (code && size > 0) {
		int x = left + (width - size * modules) / 2, y = top + (height - size * modules) / 2;
		fill(surface, x, y, size * modules, size * modules, 0xff);
		for (int i = 0; i < code->width * code->width; i++)
			if (code->data[i] & 1)
				fill(surface, x + (QUIET + i % code->width) * size, y + (QUIET + i / code->width) * size, size, size, 0);
	}
	QRcode_free(code);
	return true;
}
