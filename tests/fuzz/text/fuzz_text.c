/* SPDX-License-Identifier: MIT */
/* fuzz_text.c - any bytes in any width: set, drawn and walked with the caret. The first bytes choose the width, size and direction. */
#include "ui/text/text.h"

#include <stdlib.h>
#include <string.h>

enum { SURFACE = 300, CONTROL_BYTES = 3, DRAWN_BYTES_MAX = 2048 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct text *text;
	static SDL_Surface *surface;
	if (!text && text_open(FONTS, &text) != FAIL_NONE)
		abort();
	if (!surface)
		surface = SDL_CreateRGBSurfaceWithFormat(0, SURFACE, SURFACE, 32, SDL_PIXELFORMAT_RGB888);
	if (size < CONTROL_BYTES)
		return 0;
	int width = bytes[0] * 3;
	bool rtl = bytes[1] & 1;
	struct text_style style = { .size_px = 12 + bytes[2] % 3 * 20, .weight = (enum text_weight)(bytes[1] >> 1 & 3), .tracking_px = bytes[1] >> 3 & 1,
		.hand = bytes[1] & 16 ? TEXT_HAND_NASTALIQ : TEXT_HAND_PLAIN };
	char *words = malloc(size - CONTROL_BYTES + 1);
	memcpy(words, bytes + CONTROL_BYTES, size - CONTROL_BYTES);
	words[size - CONTROL_BYTES] = '\0';

	struct arena arena;
	arena_init(&arena, TEXT_ARENA_MAX_BYTES);
	const struct paragraph *paragraph = NULL;
	enum fail code = text_set(text, &arena, words, &style, width, (enum text_align)(bytes[1] >> 5 & 1), rtl, &paragraph);
	if ((code == FAIL_NONE) != (strlen(words) <= TEXT_MAX_BYTES))
		abort();
	if (code == FAIL_NONE) {
		/* Only one character that is wider than the line may reach out of it. */
		if (width > 150 && paragraph->width_px > width)
			abort();
		int x, y;
		for (int offset = 0; offset <= (int)strlen(words) && offset < 200; offset++)
			text_caret(text, paragraph, offset, &x, &y);
		if (strlen(words) <= DRAWN_BYTES_MAX)
			text_draw(text, paragraph, surface, 5, 5, 0x102030);
	}
	fail_clear();
	arena_done(&arena);
	free(words);
	return 0;
}
