/* SPDX-License-Identifier: MIT */
/* fuzz.event - whatever comes as an event is taken only if it is one; what is taken is taken again as it was written. */
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/open.h"

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
	char kid[JWK_KID_MAX_BYTES + 1]; /* who stores an event looks which key it names */
	const json_t *jwe = json_object_get(event, "data");
	if (json_is_string(jwe) && jwe_kid(json_string_value(jwe), kid) == FAIL_NONE && strlen(kid) > JWK_KID_MAX_BYTES)
		abort();
	json_decref(event);
	return 0;
}
