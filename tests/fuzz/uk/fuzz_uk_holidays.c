/* SPDX-License-Identifier: MIT */
/* fuzz.uk_holidays - one-off holidays in any JSON: what is read can be counted by. */
#include "firmware/base/json.h"
#include "firmware/uk/holidays.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	json_t *data = NULL;
	struct holidays holidays;
	fail_clear();
	if (json_parse((const char *)bytes, size, HOLIDAYS_MAX_BYTES, &data) != FAIL_NONE)
		return 0;
	for (int nation = 0; nation < NATION_COUNT; nation++)
		if (holidays_load(data, (enum nation)nation, &holidays) == FAIL_NONE) {
			struct date from = { 2026, 12, 24 }, to = holidays_add(&holidays, from, 5);
			if (date_compare(to, from) <= 0 || !holidays_working(&holidays, to))
				abort();
		}
	json_decref(data);
	return 0;
}
