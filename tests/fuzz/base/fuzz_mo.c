/* SPDX-License-Identifier: MIT */
/* fuzz.mo - a language file of any bytes. */
#include "firmware/base/mo.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct mo mo;
	char *copy = malloc(size + 1);
	if (!copy)
		return 0;
	memcpy(copy, bytes, size);
	if (mo_open(copy, size, &mo) == FAIL_NONE) {
		static const char *const keys[] = { "", "action.continue", "a", "\x7f" };
		for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
			for (long form = 0; form < 7; form++)
				if (mo_find(&mo, keys[i], form) && mo_find(&mo, keys[i], form)[0] == '\0')
					abort();
	}
	free(copy);
	return 0;
}
