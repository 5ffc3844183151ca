/* SPDX-License-Identifier: MIT */
/* "&pound;" and its like: the ones that people write. SOURCE: HTML, named character references. */
#include "firmware/forms/blocks_writer.h"

#include <string.h>

struct entity { const char *name; uint32_t character; };

static const struct entity entities[] = {
	{ "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' }, { "nbsp", 0xa0 }, { "pound", 0xa3 }, { "euro", 0x20ac },
	{ "cent", 0xa2 }, { "copy", 0xa9 }, { "reg", 0xae }, { "trade", 0x2122 }, { "deg", 0xb0 }, { "middot", 0xb7 }, { "bull", 0x2022 },
	{ "hellip", 0x2026 }, { "ndash", 0x2013 }, { "mdash", 0x2014 }, { "lsquo", 0x2018 }, { "rsquo", 0x2019 }, { "ldquo", 0x201c },
	{ "rdquo", 0x201d }, { "sbquo", 0x201a }, { "bdquo", 0x201e }, { "laquo", 0xab }, { "raquo", 0xbb }, { "frac12", 0xbd }, { "frac14", 0xbc },
	{ "frac34", 0xbe }, { "sup2", 0xb2 }, { "sup3", 0xb3 }, { "times", 0xd7 }, { "divide", 0xf7 }, { "plusmn", 0xb1 }, { "minus", 0x2212 },
	{ "sect", 0xa7 }, { "para", 0xb6 }, { "ensp", 0x2002 }, { "emsp", 0x2003 }, { "thinsp", 0x2009 }, { "shy", 0xad }, { "rarr", 0x2192 },
	{ "larr", 0x2190 }, { "uarr", 0x2191 }, { "darr", 0x2193 }, { "check", 0x2713 }, { "le", 0x2264 }, { "ge", 0x2265 }, { "ne", 0x2260 },
	{ "agrave", 0xe0 }, { "aacute", 0xe1 }, { "acirc", 0xe2 }, { "auml", 0xe4 }, { "ccedil", 0xe7 }, { "egrave", 0xe8 }, { "eacute", 0xe9 },
	{ "ecirc", 0xea }, { "euml", 0xeb }, { "igrave", 0xec }, { "iacute", 0xed }, { "icirc", 0xee }, { "iuml", 0xef }, { "ntilde", 0xf1 },
	{ "ograve", 0xf2 }, { "oacute", 0xf3 }, { "ocirc", 0xf4 }, { "ouml", 0xf6 }, { "ugrave", 0xf9 }, { "uacute", 0xfa }, { "ucirc", 0xfb },
	{ "uuml", 0xfc }, { "yacute", 0xfd }, { "yuml", 0xff }, { "szlig", 0xdf }, { "Acirc", 0xc2 }, { "Eacute", 0xc9 }, { "Icirc", 0xce },
	{ "Ocirc", 0xd4 }, { "Ucirc", 0xdb }, { "wcirc", 0x175 }, { "Wcirc", 0x174 }, { "ycirc", 0x177 }, { "Ycirc", 0x176 },
};

static uint32_t named(const char *name, size_t length)
{
	for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
		if (strlen(entities[i].name) == length && strncmp(entities[i].name, name, length) == 0)
			return entities[i].character;
	return 0;
}

static uint32_t digit_of(char c, uint32_t base)
{
	uint32_t digit = base;
	if (c >= '0' && c <= '9')
		digit = (uint32_t)(c - '0');
	else if (c >= 'a' && c <= 'f')
		digit = (uint32_t)(c - 'a') + 10;
	else if (c >= 'A' && c <= 'F')
		digit = (uint32_t)(c - 'A') + 10;
	return digit < base ? digit : base;
}

static uint32_t numbered(const char *digits, const char *end)
{
	uint32_t base = *digits == 'x' || *digits == 'X' ? 16 : 10, value = 0;
	digits += base == 16;
	if (digits == end)
		return 0;
	for (; digits < end; digits++) {
		uint32_t digit = digit_of(*digits, base);
		if (digit == base || value > 0x10ffff)
			return 0;
		value = value * base + digit;
	}
	return value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff) ? 0xfffd : value;
}

uint32_t entity_take(const char **at)
{
	enum { NAME_MAX_BYTES = 10 };
	const char *name = *at + 1, *end = name;
	while (end - name <= NAME_MAX_BYTES && *end && *end != ';')
		end++;
	if (**at != '&' || *end != ';' || end == name)
		return 0;
	uint32_t character = *name == '#' ? numbered(name + 1, end) : named(name, (size_t)(end - name));
	if (character)
		*at = end + 1;
	return character;
}
