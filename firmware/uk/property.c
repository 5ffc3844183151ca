/* SPDX-License-Identifier: MIT */
/* SOURCE: BS 7666. Systems keep them as numbers and as text, so leading zeros come and go. */
#include "firmware/uk/property.h"
#include "firmware/uk/packed.h"

#include <string.h>

static bool number_read(struct span text, size_t digits, char *ret)
{
	struct packed packed;
	if (!packed_digits(text, digits, &packed))
		return false;
	const char *from = packed.text + strspn(packed.text, "0");
	if (!*from)
		return false;
	memcpy(ret, from, strlen(from) + 1);
	return true;
}

bool uprn_read(struct span text, char ret[static UPRN_DIGITS + 1])
{
	return number_read(text, UPRN_DIGITS, ret);
}

bool usrn_read(struct span text, char ret[static USRN_DIGITS + 1])
{
	return number_read(text, USRN_DIGITS, ret);
}
