/* SPDX-License-Identifier: MIT */
/* fuzz.plural - a plural expression of any bytes. */
#include "firmware/base/plural.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char text[PLURAL_MAX_BYTES + 8];
	if (size >= sizeof text)
		return 0;
	memcpy(text, bytes, size);
	text[size] = '\0';
	long form;
	for (long n = 0; n < 12; n++)
		if (plural_form(text, n, &form) != FAIL_NONE)
			fail_clear();
	return 0;
}
