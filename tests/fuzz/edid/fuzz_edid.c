/* SPDX-License-Identifier: MIT */
/* fuzz.edid - any bytes, and the same with a right checksum; what is taken is a panel that can stand in a kiosk. */
#include "drivers/display/edid.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void try_it(const uint8_t *bytes, size_t size)
{
	struct edid edid;
	fail_clear();
	if (edid_read(bytes, size, &edid) != FAIL_NONE)
		return;
	int wide = edid.width_mm > edid.height_mm ? edid.width_mm : edid.height_mm;
	if (!(edid.px_per_mm >= 1.5 && edid.px_per_mm <= 12) || wide < 120 || wide > 2000 || edid.width_px < 1 || edid.height_px < 1)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static uint8_t mended[EDID_MAX_BYTES];
	try_it(bytes, size);
	if (size < EDID_BLOCK_BYTES || size > sizeof mended)
		return 0;
	memcpy(mended, bytes, size);
	mended[EDID_BLOCK_BYTES - 1] = 0;
	for (int i = 0; i < EDID_BLOCK_BYTES - 1; i++)
		mended[EDID_BLOCK_BYTES - 1] = (uint8_t)(mended[EDID_BLOCK_BYTES - 1] - mended[i]);
	try_it(mended, size);
	return 0;
}
