/* SPDX-License-Identifier: MIT */
/* fuzz.ink_stamp - any bytes as a logo: refused, or of a size within its maximum with every dot 0 or 1. */
#include "firmware/print/ink.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct ink_stamp stamp;

	fail_clear();
	if (ink_stamp_parse((const char *)bytes, size, &stamp) != FAIL_NONE)
		return 0;
	if (stamp.width < 1 || stamp.width > INK_STAMP_MAX_DOTS || stamp.height < 1 || stamp.height > INK_STAMP_MAX_DOTS)
		abort();
	for (int i = 0; i < stamp.width * stamp.height; i++)
		if (stamp.dot[i] > 1)
			abort();
	ink_stamp_done(&stamp);
	return 0;
}
