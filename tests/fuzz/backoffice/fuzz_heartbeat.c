/* SPDX-License-Identifier: MIT */
/* fuzz.office_heartbeat - a heartbeat is refused or kept, and what the page takes out of it is within its limits. */
#include "tests/backoffice/fleet.h"
#include "tests/backoffice/heartbeat.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	json_t *data;
	fail_clear();
	if (heartbeat_read((const char *)bytes, size, "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42", &data) != FAIL_NONE)
		return 0;
	char *text = json_dumps(data, JSON_COMPACT);
	if (json_object_size(data) > HEARTBEAT_MEMBERS_MAX || !text)
		abort();
	const struct storage_kiosk row = { .kid = "", .source = "", .heartbeat = text, .reason = "" };
	struct fleet_kiosk kiosk = fleet_read(&row, 0);
	if (kiosk.waiting < 0 || kiosk.parked < 0 || kiosk.oldest_s < 0)
		abort();
	fleet_done(&kiosk);
	free(text);
	json_decref(data);
	return 0;
}
