/* SPDX-License-Identifier: MIT */
/* fuzz.results - answers from anybody: an event counts as delivered only if its id and the word stand in the answer. */
#include "firmware/sync/reply.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Offsets name nobody: all that can be asked is that a refused answer proves nothing. */
static void offsets(const uint8_t *bytes, size_t size)
{
	struct reply_result result[2];
	fail_clear();
	enum fail fail = reply_read_offsets("application/json", (const char *)bytes, size, 2, result);
	for (int i = 0; i < 2; i++)
		if ((fail != FAIL_NONE && result[i].verdict != REPLY_MISSING) || strnlen(result[i].note, REPLY_NOTE_BYTES) == REPLY_NOTE_BYTES)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const struct event_id ids[] = { { "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1" }, { "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a2" } };
	struct reply_result result[2];
	fail_clear();
	enum fail fail = reply_read("application/json", (const char *)bytes, size, ids, 2, result);
	for (int i = 0; i < 2; i++) {
		if (fail != FAIL_NONE && result[i].verdict != REPLY_MISSING)
			abort();
		if (strnlen(result[i].note, REPLY_NOTE_BYTES) == REPLY_NOTE_BYTES)
			abort();
		/* Unless written with escapes, the proof stands there as it is. */
		bool delivered = result[i].verdict == REPLY_ACCEPTED || result[i].verdict == REPLY_DUPLICATE;
		if (delivered && !memchr(bytes, '\\', size) && !memmem(bytes, size, ids[i].text, ID_TEXT_BYTES - 1))
			abort();
	}
	offsets(bytes, size);
	return 0;
}
