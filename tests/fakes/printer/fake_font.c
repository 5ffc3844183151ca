/* SPDX-License-Identifier: MIT */
/* fake_font.c - two bitmap fonts, the code pages by Epson's numbers, and the international sets. SOURCE: fonts/README.md; Epson's ESC/POS command reference. */
#include "tests/fakes/printer/fake_font.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct glyph_a { uint16_t letter, rows[FAKE_A_HEIGHT]; };
struct glyph_b { uint16_t letter, rows[FAKE_B_HEIGHT]; };
struct page { uint8_t number; const char *name; uint16_t letters[128]; };

static const struct glyph_a glyphs_a[] = {
#include "tests/fakes/printer/fonts/a-12x24.inc"
};

static const struct glyph_b glyphs_b[] = {
#include "tests/fakes/printer/fonts/b-9x17.inc"
};

static const struct page pages[] = {
#include "tests/fakes/printer/fonts/pages.inc"
};

/* The bytes that a country may have for itself, and what each makes of them. */
static const char national_bytes[] = "#$@[\\]^`{|}~";
static const uint16_t nations[FAKE_NATIONS][sizeof national_bytes] = {
	u"#$@[\\]^`{|}~", u"#$à°ç§^`éùè¨", u"#$§ÄÖÜ^`äöüß", u"£$@[\\]^`{|}~", u"#$@ÆØÅ^`æøå~", u"#¤ÉÄÖÅÜéäöåü", u"#$@°\\é^ùàòèì",
	u"₧$@¡Ñ¿^`¨ñ}~", u"#$@[¥]^`{|}~", u"#¤ÉÆØÅÜéæøåü", u"#$ÉÆØÅÜéæøåü", u"#$á¡Ñ¿é`íñóú", u"#$á¡Ñ¿éüíñóú", u"#$@[₩]^`{|}~",
	u"#$ŽŠĐĆČžšđćč", u"#¥@[\\]^`{|}~",
};

static int compare(const void *key, const void *glyph)
{
	uint16_t a = *(const uint16_t *)key, b = *(const uint16_t *)glyph; /* both tables begin with the letter */

	return a < b ? -1 : a > b;
}

const uint16_t *fake_font_glyph(bool font_b, uint16_t letter)
{
	if (font_b) {
		const struct glyph_b *glyph = bsearch(&letter, glyphs_b, sizeof glyphs_b / sizeof glyphs_b[0], sizeof glyphs_b[0], compare);
		return glyph ? glyph->rows : NULL;
	}
	const struct glyph_a *glyph = bsearch(&letter, glyphs_a, sizeof glyphs_a / sizeof glyphs_a[0], sizeof glyphs_a[0], compare);
	return glyph ? glyph->rows : NULL;
}

static const struct page *find_page(uint8_t number)
{
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
		if (pages[i].number == number)
			return &pages[i];
	return NULL;
}

bool fake_page_known(uint8_t page)
{
	return find_page(page) != NULL;
}

uint16_t fake_page_letter(uint8_t page, uint8_t nation, uint8_t byte)
{
	const struct page *known = find_page(page);
	const char *national = byte < 0x80 && byte != 0 ? strchr(national_bytes, byte) : NULL;

	if (national && nation < FAKE_NATIONS)
		return nations[nation][national - national_bytes];
	if (byte < 0x80)
		return byte < 0x20 || byte == 0x7f ? 0 : byte;
	return known ? known->letters[byte - 0x80] : 0;
}
