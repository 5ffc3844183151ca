/* SPDX-License-Identifier: MIT */
/* csv.h - comma-separated rows (RFC 4180), read one at a time from a file that somebody else made. */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { CSV_ROW_MAX_BYTES = 8192, CSV_FIELDS_MAX = 64 };

struct csv {
	FILE *file;                                /* borrowed; one that can be wound back */
	int64_t line;                              /* of the next row, from 1 */
	char text[CSV_ROW_MAX_BYTES + 1];
	size_t size;
};

struct csv_row {
	int64_t line;                              /* where it begins; set with FAIL_INPUT and FAIL_LIMIT too */
	size_t count;
	const char *field[CSV_FIELDS_MAX];         /* without quotes, UTF-8, ends with a NUL; borrowed until the next row */
};

/** csv_start - rows of @file from its beginning; a byte order mark is stepped over. FAIL_IO. */
enum fail csv_start(struct csv *csv, FILE *file);

/**
 * csv_next - the next row that is not empty; LF or CRLF end it, also inside quotes they are text.
 * FAIL_EMPTY no more · FAIL_INPUT broken quotes, a NUL or not UTF-8, and FAIL_LIMIT more than CSV_ROW_MAX_BYTES or CSV_FIELDS_MAX: this
 * row is not usable, the next call goes on with the line after the one where it began · FAIL_IO.
 */
enum fail csv_next(struct csv *csv, struct csv_row *ret);

struct csv_column { const char *name; bool needed; int at; /* set: its field, -1 not there */ };

/**
 * csv_header - find @columns by the names in @row, in any case. @ret_unknown: how many names are none of them.
 * FAIL_INPUT a needed column is not there, or one stands twice.
 */
enum fail csv_header(const struct csv_row *row, struct csv_column *columns, size_t count, size_t *ret_unknown);
