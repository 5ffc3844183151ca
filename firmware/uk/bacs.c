/* SPDX-License-Identifier: MIT */
/* SOURCE: the character set of Bacs Standard 18; Unicode 14.0 canonical decompositions for letters with accents. */
#include "firmware/uk/bacs.h"
#include "firmware/uk/packed.h"

#include "firmware/base/utf8.h"

#include <ctype.h>
#include <string.h>

/* The letter under the accents, from the first code point on; '*' stands for several, see below. */
struct plain_range { uint32_t from; const char *letters; };
static const struct plain_range ranges[] = {
	{ 0xc0, "AAAAAA*CEEEEIIIIDNOOOOO OUUUUY**AAAAAA*CEEEEIIIIDNOOOOO OUUUUY*Y"
	        "AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIII**JJKKKLLLLLLL"
	        "LLLNNNNNNNNNOOOOOO**RRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS" },
	{ 0x1cd, "AAIIOOUUUUUUUUUU AAAA**  GGKKOOOO  J***GG  NNAA**OOAAAAEEEEIIIIO"
	         "OOORRRRUUUUSSTT" },
	{ 0x1e00, "AABBBBBBCCDDDDDDDDDDEEEEEEEEEEFFGGHHHHHHHHHHIIIIKKKKKKLLLLLLLLMM"
	          "MMMMNNNNNNNNOOOOOOOOPPPPRRRRRRRRSSSSSSSSSSTTTTTTTTUUUUUUUUUUVVVV"
	          "WWWWWWWWWWXXXXYYZZZZZZHTWY S  * AAAAAAAAAAAAAAAAAAAAAAAAEEEEEEEE"
	          "EEEEEEEEIIIIOOOOOOOOOOOOOOOOOOOOOOOOUUUUUUUUUUUUUUYYYYYYYY      " },
};

static const char *several(uint32_t character)
{
	static const struct { uint32_t character; const char *letters; } all[] = {
		{ 0xc6, "AE" }, { 0xde, "TH" }, { 0xdf, "SS" }, { 0xe6, "AE" }, { 0xfe, "TH" }, { 0x132, "IJ" }, { 0x133, "IJ" }, { 0x152, "OE" },
		{ 0x153, "OE" }, { 0x1e2, "AE" }, { 0x1e3, "AE" }, { 0x1f1, "DZ" }, { 0x1f2, "DZ" }, { 0x1f3, "DZ" }, { 0x1fc, "AE" }, { 0x1fd, "AE" },
		{ 0x1e9e, "SS" },
	};
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (all[i].character == character)
			return all[i].letters;
	return " ";
}

static bool is_silent(uint32_t character)
{
	bool apostrophe = character == '\'' || character == '`' || character == 0xb4 || character == 0x2018 || character == 0x2019 || character == 0x201b ||
	                  character == 0x2032 || character == 0x2bb || character == 0x2bc;
	return apostrophe || (character >= 0x300 && character <= 0x36f); /* an accent that comes behind its letter */
}

/* What @character is written as: none, one or two characters. */
static void fold(uint32_t character, char ret[static 3])
{
	memset(ret, 0, 3);
	if (is_silent(character))
		return;
	ret[0] = ' ';
	if (character < 0x80 && (isalnum((int)character) || strchr(".-/&", (int)character))) {
		ret[0] = (char)toupper((int)character);
		return;
	}
	if (character >= 0x2010 && character <= 0x2014)
		ret[0] = '-';
	for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
		if (character < ranges[i].from || character >= ranges[i].from + strlen(ranges[i].letters))
			continue;
		ret[0] = ranges[i].letters[character - ranges[i].from];
		if (ret[0] == '*')
			memcpy(ret, several(character), strlen(several(character)));
	}
}

static size_t add(char *ret, size_t size, char character)
{
	bool doubled = character == ' ' && (size == 0 || ret[size - 1] == ' ');
	if (size < BACS_CHARACTERS && !doubled)
		ret[size++] = character;
	return size;
}

void bacs_fold(struct span text, char ret[static BACS_CHARACTERS + 1])
{
	size_t size = 0;
	const char *at = text.text, *end = text.text + text.size;
	while (at < end) {
		char copy[5] = { 0 }, letters[3];
		memcpy(copy, at, (size_t)(end - at) < 4 ? (size_t)(end - at) : 4);
		const char *next = copy;
		fold(utf8_next(&next), letters);
		at += next > copy ? next - copy : 1;
		for (const char *letter = letters; *letter; letter++)
			size = add(ret, size, *letter);
	}
	while (size > 0 && ret[size - 1] == ' ')
		size--;
	ret[size] = '\0';
}

enum ddi ddi_check(struct span text, char ret[static BACS_CHARACTERS + 1])
{
	struct packed packed;
	if (!packed_read(text, PACKED_MAX, &packed))
		return span_length(text) > PACKED_MAX ? DDI_LONG : DDI_CHARACTER;
	if (packed.size < DDI_LEAST || packed.size > BACS_CHARACTERS)
		return packed.size < DDI_LEAST ? DDI_SHORT : DDI_LONG;
	if (strspn(packed.text, (char[]){ packed.text[0], '\0' }) == packed.size)
		return DDI_SAME;
	if (strncmp(packed.text, "DDIC", strlen("DDIC")) == 0)
		return DDI_RESERVED;
	memcpy(ret, packed.text, packed.size + 1);
	return DDI_GOOD;
}
