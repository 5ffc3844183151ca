/* SPDX-License-Identifier: MIT */
/* fuzz.content_row - rows of addresses and of areas: what is kept is within its limits, and its order is the same again. */
#include "firmware/store/content_row.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void try_address(const struct csv_row *row, size_t header_count, const struct csv_column *columns)
{
	static struct address_row read;
	char once[CONTENT_ORDER_BYTES], again[CONTENT_ORDER_BYTES];
	if (address_row_read(row, header_count, columns, &read) != FAIL_NONE)
		return;
	must(read.address.uprn > 0 && read.address.uprn <= 999999999999 && read.address.lines[0]);
	must(strlen(read.address.lines) <= CONTENT_LINES_MAX_BYTES && strlen(read.rounds) <= CONTENT_ROUND_CODES_MAX_BYTES);
	size_t length = content_order(read.address.lines, once);
	must(length <= CONTENT_ORDER_BYTES && content_order(read.address.lines, again) == length && memcmp(once, again, length) == 0);
}

static void read_rows(struct csv *csv)
{
	static struct csv_row row;
	struct csv_column addresses[ADDRESS_COLUMNS], areas[AREA_COLUMNS];
	struct area_row area;
	size_t unknown, header_count = 0;
	bool with_addresses = false, with_areas = false;
	address_columns(addresses);
	area_columns(areas);
	for (;;) {
		fail_clear();
		enum fail fail = csv_next(csv, &row);
		if (fail == FAIL_EMPTY)
			return;
		if (fail != FAIL_NONE)
			continue;
		if (header_count == 0) {
			header_count = row.count;
			with_addresses = csv_header(&row, addresses, ADDRESS_COLUMNS, &unknown) == FAIL_NONE;
			with_areas = csv_header(&row, areas, AREA_COLUMNS, &unknown) == FAIL_NONE;
			continue;
		}
		if (with_addresses)
			try_address(&row, header_count, addresses);
		if (with_areas && area_row_read(&row, header_count, areas, &area) == FAIL_NONE)
			must(area.area.council[0] && area.outward[0]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct csv csv;
	FILE *file = size ? fmemopen((void *)(uintptr_t)bytes, size, "r") : NULL;
	if (!file)
		return 0;
	must(csv_start(&csv, file) == FAIL_NONE);
	read_rows(&csv);
	fclose(file);
	return 0;
}
