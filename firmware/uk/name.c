/* SPDX-License-Identifier: MIT */
/* DESIGN: nothing is guessed about how names are built; only what would be a slip of the hand is refused. */
#include "firmware/uk/name.h"
#include "firmware/uk/letters.h"

#include "firmware/base/utf8.h"

#include <string.h>

/* Between letters: apostrophes and what is typed for one, dashes, dots of Catalan and Katakana, joiners of Persian and Indian scripts. */
static bool between(uint32_t character)
{
	static const uint32_t all[] = { '\'', '`', '-', '.', ',', 0xb4, 0xb7, 0x2018, 0x2019, 0x201b, 0x2032, 0x200c, 0x200d, 0x2010, 0x2011, 0x2013, 0x30fb };
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (character == all[i])
			return true;
	return character_is_space(character) && !(character >= '\t' && character <= '\r');
}

enum name name_check(struct span text, size_t max, uint32_t *ret_character)
{
	size_t letters = 0;
	const char *at = text.text, *end = text.text + text.size;
	if (text.size == 0)
		return NAME_EMPTY;
	if (span_length(text) > max)
		return NAME_LONG;
	while (at < end) {
		char copy[5] = { 0 };
		memcpy(copy, at, (size_t)(end - at) < 4 ? (size_t)(end - at) : 4); /* a span need not end with a NUL */
		const char *next = copy;
		uint32_t character = utf8_next(&next);
		at += next > copy ? next - copy : 1;
		letters += letter_or_digit(character);
		if (letter_or_digit(character) || between(character))
			continue;
		if (ret_character)
			*ret_character = character;
		return NAME_CHARACTER;
	}
	return letters > 0 ? NAME_GOOD : NAME_EMPTY;
}
