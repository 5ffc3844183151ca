/* SPDX-License-Identifier: MIT */
/* fuzz.csv - a CSV file: it ends, its lines only grow, its fields are text. */
#include "firmware/base/csv.h"
#include "firmware/base/utf8.h"

#include <stdint.h>
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
	static struct csv csv;
	struct csv_row row;
	int64_t line = 0;
	FILE *file = size ? fmemopen((void *)(uintptr_t)bytes, size, "r") : NULL;
	if (!file)
		return 0;
	must(csv_start(&csv, file) == FAIL_NONE);
	for (;;) {
		fail_clear();
		enum fail fail = csv_next(&csv, &row);
		if (fail == FAIL_EMPTY)
			break;
		must(fail != FAIL_IO && row.line > line);
		line = row.line;
		for (size_t i = 0; fail == FAIL_NONE && i < row.count; i++)
			must(utf8_valid(row.field[i], strlen(row.field[i])));
	}
	fclose(file);
	return 0;
}
