/* SPDX-License-Identifier: MIT */
/* Telling what was meant from how it was spaced. */
#include "firmware/uk/packed.h"

#include <ctype.h>
#include <string.h>

size_t packed_filler(const char *at, const char *end)
{
	static const char *const fillers[] = {
		" ", "-", "(", ")", ".", "/", "\t", "\xc2\xa0" /* hard space */, "\xe2\x80\x89" /* thin */, "\xe2\x80\xaf" /* thin and hard */,
		"\xe2\x80\x90", "\xe2\x80\x91", "\xe2\x80\x92", "\xe2\x80\x93", "\xe2\x80\x94" /* dashes */, "\xe2\x88\x92" /* minus */,
	};
	for (size_t i = 0; i < sizeof fillers / sizeof fillers[0]; i++) {
		size_t size = strlen(fillers[i]);
		if ((size_t)(end - at) >= size && memcmp(at, fillers[i], size) == 0)
			return size;
	}
	return 0;
}

bool packed_read(struct span text, size_t max, struct packed *ret)
{
	const char *at = text.text, *end = text.text + text.size;
	*ret = (struct packed){ 0 };
	while (at < end) {
		size_t skip = packed_filler(at, end);
		if (!skip && (!isalnum((unsigned char)*at) || ret->size == max || ret->size == PACKED_MAX))
			return false;
		if (!skip)
			ret->text[ret->size++] = (char)toupper((unsigned char)*at);
		at += skip ? skip : 1;
	}
	return true;
}

bool packed_digits(struct span text, size_t max, struct packed *ret)
{
	return packed_read(text, max, ret) && strspn(ret->text, "0123456789") == ret->size;
}

int packed_fit(const char *text, const char *shape, char *ret)
{
	static const char letters[] = "OI", digits[] = "01";
	int changed = 0;
	if (strlen(text) != strlen(shape))
		return -1;
	for (; *shape; shape++, text++, ret++) {
		bool wants_digit = *shape == '9', is_digit = isdigit((unsigned char)*text);
		*ret = *text;
		if (wants_digit == is_digit)
			continue;
		const char *from = is_digit ? digits : letters, *found = strchr(from, *text);
		if (!found)
			return -1;
		*ret = (is_digit ? letters : digits)[found - from];
		changed++;
	}
	*ret = '\0';
	return changed;
}
