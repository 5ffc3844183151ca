/* SPDX-License-Identifier: MIT */
/* fit_arabic.c - SOURCE: the four forms of each letter as NotoSansArabic_700Bold.ttf has them, the widest of those that share a body. */
#include "ui/widgets/fit_arabic.h"

#include "firmware/base/utf8.h"

#include <stddef.h>

enum { UNKNOWN = 1050, VOWEL_FIRST = 0x64b, VOWEL_LAST = 0x65f };

struct body { const char *letters; short alone, end, start, middle; }; /* start 0: joins only what is before it; end 0: joins nothing */

static const struct body bodies[] = {
	{ "اأإ", 275, 405, 0, 0 }, { "آ", 350, 455, 0, 0 }, { "دڈذ", 515, 660, 0, 0 }, { "رڑزژ", 440, 570, 0, 0 }, { "وؤ", 495, 610, 0, 0 }, { "ةۃ", 470, 675, 0, 0 }, { "ےۓ", 940, 940, 0, 0 },
	{ "ل", 740, 880, 295, 430 }, { "بپتٹث", 1020, 1230, 355, 495 }, { "ئىيی", 820, 885, 355, 495 }, { "نں", 740, 890, 320, 470 }, { "م", 545, 750, 580, 710 }, { "ہ", 470, 675, 315, 600 },
	{ "هھ", 770, 770, 640, 660 }, { "کكگ", 930, 1060, 485, 610 }, { "جچحخ", 685, 845, 625, 740 }, { "سش", 1370, 1525, 950, 1105 }, { "صض", 1420, 1530, 970, 1090 },
	{ "طظ", 840, 950, 735, 850 }, { "عغ", 650, 655, 555, 645 }, { "ف", 1020, 1200, 505, 615 }, { "ق", 830, 945, 505, 615 },
	{ "ء", 475, 0, 0, 0 }, { "؟", 515, 0, 0, 0 }, { "،؛۔", 345, 0, 0, 0 }, { "ـ", 300, 300, 300, 300 },
};

bool arabic_is(uint32_t character)
{
	return character >= 0x600 && character < 0x780;
}

static bool is_vowel(uint32_t character)
{
	return character >= VOWEL_FIRST && character <= VOWEL_LAST;
}

static const struct body *body_of(uint32_t character)
{
	for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
		for (const char *at = bodies[i].letters; *at;)
			if (utf8_next(&at) == character)
				return &bodies[i];
	return NULL;
}

int arabic_advance(uint32_t before, uint32_t character, uint32_t after)
{
	if (is_vowel(character))
		return 0;
	const struct body *body = body_of(character), *left = body_of(before), *right = body_of(after);
	if (!body)
		return UNKNOWN;
	bool joined = left && left->start > 0 && body->end > 0, joins = body->start > 0 && right && right->end > 0;
	return joined ? joins ? body->middle : body->end : joins ? body->start : body->alone;
}
