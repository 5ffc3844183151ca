/* SPDX-License-Identifier: MIT */
/* fuzz.frame - a door frame of any bytes. */
#include "firmware/base/door.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	json_t *frame = NULL;
	if (door_frame_parse((const char *)bytes, size, &frame) == FAIL_NONE)
		json_decref(frame);
	fail_clear();
	return 0;
}
