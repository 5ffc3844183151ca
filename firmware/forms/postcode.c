/* SPDX-License-Identifier: MIT */
/* SOURCE: the shapes A9, A99, A9A, AA9, AA99, AA9A before 9AA, as the form definitions' own reference accepts them. */
#include "firmware/forms/validate.h"

#include <ctype.h>

enum { LONGEST = 7, INWARD = 3 };

bool postcode_valid(struct span text)
{
	char packed[LONGEST + 1] = { 0 };
	size_t count = 0;
	for (size_t i = 0; i < text.size; i++) {
		if (text.text[i] == ' ')
			continue;
		if (count == LONGEST)
			return false;
		packed[count++] = text.text[i];
	}
	if (count < INWARD + 2)
		return false;
	const char *inward = packed + count - INWARD, *at = packed;
	if (!isdigit((unsigned char)inward[0]) || !isalpha((unsigned char)inward[1]) || !isalpha((unsigned char)inward[2]))
		return false;
	if (!isalpha((unsigned char)*at++))
		return false;
	if (isalpha((unsigned char)*at))
		at++;
	if (at >= inward || !isdigit((unsigned char)*at++))
		return false;
	return at == inward || (at + 1 == inward && isalnum((unsigned char)*at));
}
