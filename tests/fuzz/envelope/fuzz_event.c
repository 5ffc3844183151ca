/* SPDX-License-Identifier: MIT */
/* fuzz.event - whatever comes as an event is taken only if it is one; what is taken is taken again as it was written. */
#include "firmware/envelope/envelope.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	json_t *event, *again;
	fail_clear();
	if (envelope_event_check((const char *)bytes, size, &event) != FAIL_NONE)
		return 0;
	char *text = json_dumps(event, JSON_COMPACT);
	if (strlen(text) <= ENVELOPE_EVENT_MAX_BYTES) { /* escapes may make it longer */
		if (envelope_event_check(text, strlen(text), &again) != FAIL_NONE || !json_equal(event, again))
			abort();
		json_decref(again);
	}
	free(text);
	json_decref(event);
	return 0;
}
