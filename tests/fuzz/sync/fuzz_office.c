/* SPDX-License-Identifier: MIT */
/* fuzz.office - any settings: taken or refused; what is taken can end no header line and leads nowhere but to https. */
#include "firmware/base/json.h"
#include "firmware/sync/batch.h"
#include "firmware/sync/office.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	json_t *hello = NULL;
	struct office office;
	fail_clear();
	if (json_parse((const char *)bytes, size, 64 * 1024, &hello) != FAIL_NONE)
		return 0;
	if (office_read(hello, &office) == FAIL_NONE) {
		must(office.audience[0] != '\0' && strlen(office.target) <= SEND_URL_MAX_BYTES);
		must(office.sink.max_events >= 1 && office.sink.max_events <= BATCH_EVENTS_MAX && office.sink.ok[0] >= 200);
		for (size_t i = 0; i < office.lines.size_bytes; i++)
			must(office.lines.bytes[i] != '\r' && office.lines.bytes[i] != '\n');
	}
	office_done(&office);
	json_decref(hello);
	return 0;
}
