/* SPDX-License-Identifier: MIT */
/* SOURCE: HMRC, National Insurance Manual NIM39110. */
#include "firmware/uk/nino.h"
#include "firmware/uk/packed.h"

#include <string.h>

enum { TEMPORARY_CHARACTERS = 8 };

/* Whether @text has this shape without anything being put right. */
static bool shaped(const char *text, const char *shape)
{
	char fitted[PACKED_MAX + 1];
	return packed_fit(text, shape, fitted) == 0;
}

static bool prefix_used(const char *number)
{
	static const char unused[][3] = { "BG", "GB", "KN", "NK", "NT", "TN", "ZZ" };
	for (size_t i = 0; i < sizeof unused / sizeof unused[0]; i++)
		if (strncmp(number, unused[i], 2) == 0)
			return false;
	return !strchr("DFIQUV", number[0]) && !strchr("DFIOQUV", number[1]);
}

enum nino nino_check(struct span text, char ret[static NINO_CHARACTERS + 1])
{
	struct packed packed;
	ret[0] = '\0';
	if (!packed_read(text, NINO_CHARACTERS, &packed))
		return NINO_WRONG;
	if (packed.size == TEMPORARY_CHARACTERS && shaped(packed.text, "99A99999"))
		return NINO_TEMPORARY;
	if (!shaped(packed.text, "AA999999A") || !prefix_used(packed.text) || packed.text[NINO_CHARACTERS - 1] > 'D')
		return NINO_WRONG;
	memcpy(ret, packed.text, NINO_CHARACTERS + 1);
	return NINO_GOOD;
}
