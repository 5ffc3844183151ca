/* SPDX-License-Identifier: MIT */
/* LIMITS: Latin-1, Latin Extended-A and the Romanian letters; no other script of ours has capitals. SOURCE: Unicode's UnicodeData.txt. */
#include "ui/visit/fold.h"

enum { LATIN_FIRST = 0xC0, COMMA_S = 0x218, COMMA_T = 0x21A };

/* The letters under Latin accents; index: from U+00C0. A dash: stands for itself. */
static const char latin[] =
	"aaaaaaaceeeeiiiidnooooo-ouuuuyts"
	"aaaaaaaceeeeiiiidnooooo-ouuuuyty"
	"aaaaaaccccccccddddeeeeeeeeeegggg"
	"gggghhhhiiiiiiiiiiiijjkkklllllll"
	"lllnnnnnnnnnoooooooorrrrrrssssss"
	"ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

uint32_t fold_accent(uint32_t letter)
{
	if (letter >= 'A' && letter <= 'Z')
		return letter - 'A' + 'a';
	if (letter >= LATIN_FIRST && letter < LATIN_FIRST + sizeof latin - 1 && latin[letter - LATIN_FIRST] != '-')
		return (unsigned char)latin[letter - LATIN_FIRST];
	if (letter == COMMA_S || letter == COMMA_S + 1)
		return 's';
	return letter == COMMA_T || letter == COMMA_T + 1 ? 't' : letter;
}

/* In pairs, capital first: from an even place, but in two stretches from an odd one. */
uint32_t fold_case(uint32_t letter)
{
	static const struct { uint32_t first, last; int odd; } pairs[] = { { 0x100, 0x137, 0 }, { 0x139, 0x148, 1 }, { 0x14A, 0x177, 0 }, { 0x179, 0x17E, 1 }, { COMMA_S, COMMA_T + 1, 0 } };
	if ((letter >= 'A' && letter <= 'Z') || (letter >= LATIN_FIRST && letter <= 0xDE && letter != 0xD7))
		return letter + ('a' - 'A');
	if (letter == 0x178)
		return 0xFF;
	for (unsigned i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		if (letter >= pairs[i].first && letter <= pairs[i].last)
			return letter + ((letter & 1) == (uint32_t)pairs[i].odd);
	return letter;
}
