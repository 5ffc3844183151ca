/* SPDX-License-Identifier: MIT */
/*
 * fuzz.badge - reports of any bytes, sizes and gaps: what comes out is a badge's number and nothing else, and never more of them than Enters. The input: one byte
 * of gap (in 4 ms), one of size, the report, and so on. The whole input is also read as settings.
 */
#include "drivers/badge/badge_find.h"
#include "drivers/badge/badge_report.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void read_ids(const uint8_t *bytes, size_t size)
{
	char text[2 * BADGE_IDS_TEXT_MAX_BYTES];
	struct badge_ids ids;
	size_t length = size < sizeof text ? size : sizeof text - 1;
	memcpy(text, bytes, length);
	text[length] = '\0';
	if (badge_ids_read(text, &ids) == FAIL_NONE && (ids.count > BADGE_IDS_MAX || (ids.count > 0 && !badge_ids_has(&ids, ids.id[0].vendor, ids.id[0].product))))
		abort();
	fail_clear();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char known[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	struct badge_burst burst = { .length = 0 };
	char text[BADGE_MAX_BYTES + 1] = "";
	int64_t now_ms = 0;
	int enters = 0, heard = 0;
	read_ids(bytes, size);
	while (size > 2) {
		size_t length = bytes[1] < 16 ? bytes[1] : BADGE_REPORT_BYTES;
		now_ms += bytes[0] * 4;
		bytes += 2, size -= 2;
		length = length < size ? length : size;
		enters += memchr(bytes, 0x28, length) || memchr(bytes, 0x58, length);
		enum badge_heard what = badge_report(&burst, bytes, length, now_ms, text);
		bytes += length, size -= length;
		heard += what != BADGE_NOTHING;
		if (what == BADGE_READ && (strlen(text) < BADGE_MIN_BYTES || strlen(text) > BADGE_MAX_BYTES || strspn(text, known) != strlen(text)))
			abort();
		if (heard > enters || burst.length > BADGE_MAX_BYTES + 1)
			abort();
	}
	badge_forget(&burst);
	return 0;
}
