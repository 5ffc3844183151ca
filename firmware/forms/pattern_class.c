/* SPDX-License-Identifier: MIT */
/* Sets of characters. SOURCE: ECMAScript, character class escapes. */
#include "firmware/forms/pattern_code.h"

bool code_class_has(const struct code_class *class, uint32_t character)
{
	for (size_t i = 0; i < class->count; i++)
		if (character >= class->range[i].from && character <= class->range[i].to)
			return !class->inverted;
	return class->inverted;
}

const struct code_class *code_class_digit(void)
{
	static const struct code_range range[] = { { '0', '9' } };
	static const struct code_class class = { range, 1, false };
	return &class;
}

const struct code_class *code_class_word(void)
{
	static const struct code_range range[] = { { 'a', 'z' }, { 'A', 'Z' }, { '0', '9' }, { '_', '_' } };
	static const struct code_class class = { range, sizeof range / sizeof range[0], false };
	return &class;
}

const struct code_class *code_class_space(void)
{
	static const struct code_range range[] = {
		{ '\t', '\r' }, { ' ', ' ' }, { 0xa0, 0xa0 }, { 0x1680, 0x1680 }, { 0x2000, 0x200a }, { 0x2028, 0x2029 }, { 0x202f, 0x202f },
		{ 0x205f, 0x205f }, { 0x3000, 0x3000 }, { 0xfeff, 0xfeff },
	};
	static const struct code_class class = { range, sizeof range / sizeof range[0], false };
	return &class;
}
