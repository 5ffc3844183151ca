/* SPDX-License-Identifier: MIT */
/* fuzz.print_stamp - any bytes as a logo: refused, or of a size within its maximum with every dot 0 or 1. */
#include "firmware/print/stamp.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct stamp stamp;

	fail_clear();
	if (stamp_parse((const char *)bytes, size, &stamp) != FAIL_NONE)
		return 0;
	if (stamp.width < 1 || stamp.width > STAMP_MAX_DOTS || stamp.height < 1 || stamp.height > STAMP_MAX_DOTS)
		abort();
	for (int i = 0; i < stamp.width * stamp.height; i++)
		if (stamp.dot[i] > 1)
			abort();
	struct stamp other = stamp_scale(&stamp, 1 + (int)(size % 300));
	for (int i = 0; i < other.width * other.height; i++)
		if (other.dot[i] > 1)
			abort();
	stamp_done(&other);
	stamp_done(&stamp);
	return 0;
}
