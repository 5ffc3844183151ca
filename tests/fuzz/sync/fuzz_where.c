/* SPDX-License-Identifier: MIT */
/* fuzz.where - what a council, or anybody, says of a form: a state only with the time that belongs to it. */
#include "firmware/sync/send.h"
#include "firmware/sync/where.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct where_told told = { 0 };
	const struct send_result result = { .net = OUTCOME_NET_ANSWERED, .status = 200, .content_type = "application/json", .bytes = (const char *)bytes, .size_bytes = size };
	fail_clear();
	enum fail fail = where_read(&result, &told);
	if (fail != FAIL_NONE && told.state)
		abort();
	if (fail == FAIL_NONE && (!told.state || strcmp(told.state, "unknown") == 0 || told.since_ms < 0 || told.changed_ms < 0 || size > WHERE_REPLY_MAX_BYTES))
		abort();
	return 0;
}
