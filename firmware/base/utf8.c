/* SPDX-License-Identifier: MIT */
/* SOURCE: RFC 3629. */
#include "firmware/base/utf8.h"

#include <string.h>

/* How many bytes a character that begins with this byte has, and its payload bits; 0: not a beginning. */
static int lead(unsigned char byte, uint32_t *ret_bits)
{
	if (byte < 0x80)
		return *ret_bits = byte, 1;
	if (byte >= 0xc2 && byte < 0xe0)
		return *ret_bits = byte & 0x1f, 2;
	if (byte >= 0xe0 && byte < 0xf0)
		return *ret_bits = byte & 0x0f, 3;
	if (byte >= 0xf0 && byte < 0xf5)
		return *ret_bits = byte & 0x07, 4;
	return 0;
}

static bool shortest(uint32_t character, int length)
{
	static const uint32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	return character >= least[length] && character <= 0x10ffff && (character < 0xd800 || character > 0xdfff);
}

uint32_t utf8_next(const char **text)
{
	const unsigned char *at = (const unsigned char *)*text;
	if (*at == '\0')
		return 0;
	uint32_t character = 0;
	int length = lead(*at, &character);
	int read = 1;
	while (read < length && (at[read] & 0xc0) == 0x80)
		character = character << 6 | (at[read++] & 0x3f);
	if (length == 0 || read < length || !shortest(character, length)) {
		*text += 1;
		return 0xfffd;
	}
	*text += length;
	return character;
}

bool utf8_valid(const char *bytes, size_t size)
{
	const unsigned char *at = (const unsigned char *)bytes, *end = at + size;
	while (at < end) {
		uint32_t character = 0;
		int length = lead(*at, &character);
		if (length == 0 || length > end - at || *at == '\0')
			return false;
		for (int i = 1; i < length; i++) {
			if ((at[i] & 0xc0) != 0x80)
				return false;
			character = character << 6 | (at[i] & 0x3f);
		}
		if (!shortest(character, length))
			return false;
		at += length;
	}
	return true;
}

size_t utf8_length(const char *text)
{
	size_t length = 0;
	while (utf8_next(&text) != 0)
		length++;
	return length;
}

size_t utf8_put(uint32_t character, char ret[static 5])
{
	size_t length = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
	static const unsigned char mark[5] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	for (size_t i = length; i-- > 1; character >>= 6)
		ret[i] = (char)(0x80 | (character & 0x3f));
	ret[0] = (char)(mark[length] | character);
	ret[length] = '\0';
	return length;
}

/* Marks that belong to the character before them: combining Latin, Arabic vowels, Bengali signs, joiners, variation selectors. */
static bool is_mark(uint32_t c)
{
	static const struct { uint32_t from, to; } ranges[] = {
		{ 0x300, 0x36f }, { 0x610, 0x61a }, { 0x64b, 0x65f }, { 0x670, 0x670 }, { 0x6d6, 0x6ed }, { 0x981, 0x983 },
		{ 0x9bc, 0x9bc }, { 0x9be, 0x9cd }, { 0x9d7, 0x9d7 }, { 0x9e2, 0x9e3 }, { 0x200c, 0x200d }, { 0xfe00, 0xfe0f },
	};
	for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
		if (c >= ranges[i].from && c <= ranges[i].to)
			return true;
	return false;
}

static size_t before(const char *text, size_t offset)
{
	do
		offset--;
	while (offset > 0 && ((unsigned char)text[offset] & 0xc0) == 0x80);
	return offset;
}

static uint32_t at(const char *text, size_t offset)
{
	const char *from = text + offset;
	return utf8_next(&from);
}

/* Bengali letters that a virama joins are one character to whoever reads them. */
static bool joins_before(const char *text, size_t offset)
{
	enum { VIRAMA = 0x9cd };
	uint32_t letter = at(text, offset);
	bool consonant = (letter >= 0x995 && letter <= 0x9b9) || (letter >= 0x9dc && letter <= 0x9df);
	return consonant && offset > 0 && at(text, before(text, offset)) == VIRAMA;
}

size_t utf8_back(const char *text, size_t offset)
{
	size_t length = strlen(text);
	if (offset > length)
		offset = length;
	while (offset > 0) {
		offset = before(text, offset);
		if (!is_mark(at(text, offset)) && !joins_before(text, offset))
			break;
	}
	return offset;
}

size_t utf8_after(const char *text, size_t offset)
{
	const char *end = text + offset;
	if (utf8_next(&end) == 0)
		return offset;
	while (*end && (is_mark(at(text, (size_t)(end - text))) || joins_before(text, (size_t)(end - text))))
		(void)utf8_next(&end);
	return (size_t)(end - text);
}
