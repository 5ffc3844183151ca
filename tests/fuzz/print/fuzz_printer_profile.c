/* SPDX-License-Identifier: MIT */
/* fuzz.printer_profile - any bytes as a profile: refused, or every number within its limits. */
#include "drivers/printer/profile.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct profile profile;

	fail_clear();
	if (profile_parse((const char *)bytes, size, &profile) != FAIL_NONE)
		return 0;
	if (profile.dots % 8 != 0 || profile.dots > PROFILE_DOTS_MAX || profile.strip_rows < 8 || profile.strip_rows > PROFILE_STRIP_MAX_ROWS
	    || profile.model_count > PROFILE_MATCH_MAX || profile.usb_count > PROFILE_MATCH_MAX || profile.buffer_bytes > PROFILE_BUFFER_MAX_BYTES
	    || (profile.presenter != PRESENTER_NONE && profile.present_um <= 0) || profile.rows_per_second < 100 || profile.confirm >= CONFIRM_COUNT)
		abort();
	return 0;
}
