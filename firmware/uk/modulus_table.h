/* SPDX-License-Identifier: MIT */
/* modulus_table.h - the banks' table of weights, and their list of substitute sort codes, as the scheme publishes them. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	MODULUS_TABLE_MAX_BYTES = 512 * 1024, MODULUS_ROW_MAX = 5000,
	MODULUS_SUBSTITUTES_MAX_BYTES = 64 * 1024, MODULUS_SUBSTITUTE_MAX = 500,
	MODULUS_LINE_MAX_BYTES = 200,
	MODULUS_WEIGHT_MAX = 999, /* either sign; below 0 only where products are added whole */
	MODULUS_DIGITS = 14,      /* six of the sort code, eight of the account */
	MODULUS_ARENA_BYTES = 512 * 1024, /* enough for both at their maximum */
};

enum modulus_method { METHOD_MOD10, METHOD_MOD11, METHOD_DOUBLE_ALTERNATE };

struct modulus_row {
	int32_t from, to;          /* sort codes */
	enum modulus_method method;
	int exception;             /* 0 none, else 1..14 */
	int16_t weight[MODULUS_DIGITS];
};
struct modulus_substitute { int32_t from, to; };

struct modulus_table {
	const struct modulus_row *row; size_t count; /* by sort code; one or two rows for a range, in the order they are tried */
	const struct modulus_substitute *substitute; size_t substitute_count; /* by sort code; none until they are read */
};

/**
 * modulus_table_read - "FROM TO METHOD w1 … w14 [EXCEPTION]" a line; blank lines, and lines that start with #, count for nothing.
 * @ret: rows in @arena, no substitutes yet.
 * Returns FAIL_NONE · FAIL_LIMIT · FAIL_INPUT with the line's number: not that shape, ranges out of order or overlapping, a third row for a
 * range, an exception where the rules do not have it. FAIL_EMPTY no row at all.
 */
enum fail modulus_table_read(const char *text, size_t size, struct arena *arena, struct modulus_table *ret);

/** modulus_substitutes_read - "SORTCODE SUBSTITUTE" a line, into a table that was read. FAIL_LIMIT · FAIL_INPUT with the line's number. */
enum fail modulus_substitutes_read(const char *text, size_t size, struct arena *arena, struct modulus_table *table);

/** modulus_table_find - the first row for @sort_code, and how many there are (1 or 2) in @ret_count; NULL and 0. */
const struct modulus_row *modulus_table_find(const struct modulus_table *table, int32_t sort_code, size_t *ret_count);
