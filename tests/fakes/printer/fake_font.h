/* SPDX-License-Identifier: MIT */
/* fake_font.h - the letters in the printer's memory, and which byte is which letter. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { FAKE_A_WIDTH = 12, FAKE_A_HEIGHT = 24, FAKE_B_WIDTH = 9, FAKE_B_HEIGHT = 17, FAKE_NATIONS = 16 };

/** fake_font_glyph - rows of @letter from the top, the leftmost dot in bit width - 1; NULL: it has none. @font_b: 9 × 17, else 12 × 24. */
const uint16_t *fake_font_glyph(bool font_b, uint16_t letter);

/** fake_page_known - whether ESC t @page is one of its code pages. */
bool fake_page_known(uint8_t page);
/** fake_page_letter - Unicode of @byte in code page @page under the international set @nation (ESC R); 0: nothing is printed. */
uint16_t fake_page_letter(uint8_t page, uint8_t nation, uint8_t byte);
