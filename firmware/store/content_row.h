/* SPDX-License-Identifier: MIT */
/* content_row.h - inside firmware/store only: one row of a council's CSV, checked; and where an address stands among its neighbours. */
#pragma once

#include "firmware/base/csv.h"
#include "firmware/store/content.h"

enum { CONTENT_ORDER_BYTES = 2 * CONTENT_LINES_MAX_BYTES };

enum address_column {
	ADDRESS_UPRN, ADDRESS_LINE1, ADDRESS_LINE2, ADDRESS_LINE3, ADDRESS_LINE4, ADDRESS_TOWN, ADDRESS_POSTCODE, ADDRESS_EASTING, ADDRESS_NORTHING,
	ADDRESS_ROUNDS, ADDRESS_COLUMNS
};
enum area_column { AREA_OUTWARD, AREA_COUNCIL, AREA_PHONE, AREA_WEB, AREA_COLUMNS };

/** address_columns, area_columns - the columns that a header may name, for csv_header(). */
void address_columns(struct csv_column ret[static ADDRESS_COLUMNS]);
void area_columns(struct csv_column ret[static AREA_COLUMNS]);

struct address_row {
	struct content_address address;
	struct postcode postcode;
	int64_t easting, northing;                           /* -1 not said */
	char rounds[CONTENT_ROUND_CODES_MAX_BYTES + 1];      /* one space between two codes */
};

/** address_row_read - FAIL_INPUT or FAIL_LIMIT with why it cannot be used; the words do not repeat what the row says. */
enum fail address_row_read(const struct csv_row *row, size_t header_count, const struct csv_column *columns, struct address_row *ret);

struct area_row { struct content_area area; char outward[POSTCODE_BYTES]; };

/** area_row_read - the same for a neighbour. */
enum fail area_row_read(const struct csv_row *row, size_t header_count, const struct csv_column *columns, struct area_row *ret);

/** content_street - the street of an address's @lines: what follows the house number. "" when none has a number. */
void content_street(const char *lines, char ret[static CONTENT_LINE_MAX_BYTES + 1]);

/** content_fold - @text as names are compared: small letters without accents, digits, one space for all else between them; cut at @room. Its length. */
size_t content_fold(const char *text, char *ret, size_t room);

/**
 * content_order - bytes by which the addresses of a postcode are sorted: by street, then number (9 before 10, 9A behind 9), then what is
 * inside it (Flat 2 before Flat 10); houses with a name come behind those with a number. @lines: as in struct content_address. Returns how many bytes.
 */
size_t content_order(const char *lines, char ret[static CONTENT_ORDER_BYTES]);
