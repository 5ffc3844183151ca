/* SPDX-License-Identifier: MIT */
/* fuzz.rounds - a file of rounds; every round that is read lists its days in order, inside the window. */
#include "firmware/base/json.h"
#include "firmware/rounds/calendar.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void list_days(const struct round *round, const struct holidays *holidays)
{
	struct date dates[ROUND_DAYS_MAX], from = round->start;
	size_t count = 0;
	must(round_dates(round, holidays, from, ROUND_DAYS_MAX, dates, &count) == FAIL_NONE && count <= ROUND_DAYS_MAX);
	for (size_t i = 0; i < count; i++)
		must(date_real(dates[i]) && date_compare(dates[i], i ? dates[i - 1] : date_add_days(from, -1)) > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct calendar calendar;
	static struct round round;
	json_t *file = NULL, *entry;
	size_t at;
	fail_clear();
	if (json_parse((const char *)bytes, size, 64 * 1024, &file) != FAIL_NONE)
		return 0;
	if (calendar_read(file, &calendar) == FAIL_NONE)
		json_array_foreach(json_object_get(file, "rounds"), at, entry)
			if (at < 8 && round_read(entry, &calendar, &round) == FAIL_NONE)
				list_days(&round, &calendar.holidays);
	json_decref(file);
	return 0;
}
