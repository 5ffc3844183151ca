/* SPDX-License-Identifier: MIT */
/* fuzz.retry_after - no header makes us wait longer than six hours, or into the past. */
#include "firmware/sync/outcome.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	/* two headers, divided by a line break */
	char *text = malloc(size + 1);
	memcpy(text, bytes, size);
	text[size] = '\0';
	size_t length = strcspn(text, "\n");
	const char *date = length < strlen(text) ? text + length + 1 : NULL;
	text[length] = '\0';
	fail_clear();
	int64_t seconds = outcome_retry_after_s(text, date);
	if (seconds < -1 || seconds > 6 * 3600)
		abort();
	int64_t wait_ms = outcome_wait_ms(OUTCOME_PACE_JITTER, (unsigned)size, seconds, size * UINT64_C(0x9e3779b97f4a7c15));
	if (wait_ms < 0 || wait_ms > 6 * 3600 * 1000 + 60 * 1000)
		abort();
	free(text);
	return 0;
}
