/* SPDX-License-Identifier: MIT */
/* Rows of a council's CSV, checked. */
#include "firmware/store/content_row.h"

#include "firmware/base/span.h"
#include "firmware/base/utf8.h"
#include "firmware/uk/property.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EASTING_MAX = 700000, NORTHING_MAX = 1300000 };

static const struct csv_column address_known[ADDRESS_COLUMNS] = {
	[ADDRESS_UPRN] = { "uprn", true, -1 },
	[ADDRESS_LINE1] = { "line1", true, -1 }, [ADDRESS_LINE2] = { "line2", false, -1 },
	[ADDRESS_LINE3] = { "line3", false, -1 }, [ADDRESS_LINE4] = { "line4", false, -1 },
	[ADDRESS_TOWN] = { "town", true, -1 }, [ADDRESS_POSTCODE] = { "postcode", true, -1 },
	[ADDRESS_EASTING] = { "easting", false, -1 }, [ADDRESS_NORTHING] = { "northing", false, -1 }, [ADDRESS_ROUNDS] = { "rounds", false, -1 },
};

static const struct csv_column area_known[AREA_COLUMNS] = {
	[AREA_OUTWARD] = { "outward", true, -1 }, [AREA_COUNCIL] = { "council", true, -1 },
	[AREA_PHONE] = { "phone", false, -1 }, [AREA_WEB] = { "web", false, -1 },
};

void address_columns(struct csv_column ret[static ADDRESS_COLUMNS])
{
	memcpy(ret, address_known, sizeof address_known);
}

void area_columns(struct csv_column ret[static AREA_COLUMNS])
{
	memcpy(ret, area_known, sizeof area_known);
}

static struct span field_of(const struct csv_row *row, const struct csv_column *column)
{
	return span_of(column->at < 0 ? "" : row->field[column->at]);
}

static enum fail count_check(const struct csv_row *row, size_t header_count)
{
	if (row->count == header_count)
		return FAIL_NONE;
	return FAIL(INPUT, "the row has %zu fields, the header %zu", row->count, header_count);
}

static enum fail text_take(const struct csv_row *row, const struct csv_column *column, size_t max_bytes, char *ret)
{
	struct span field = field_of(row, column);
	if (field.size > max_bytes)
		return FAIL(LIMIT, "\"%s\" has %zu bytes, the most is %zu", column->name, field.size, max_bytes);
	for (size_t i = 0; i < field.size; i++)
		if ((unsigned char)field.text[i] < ' ' || field.text[i] == 0x7f)
			return FAIL(INPUT, "\"%s\" has a line break or a control character", column->name);
	memcpy(ret, field.text, field.size);
	ret[field.size] = '\0';
	return FAIL_NONE;
}

static enum fail number_take(const struct csv_row *row, const struct csv_column *column, int64_t max, int64_t *ret)
{
	struct span field = field_of(row, column);
	int64_t number = 0;
	*ret = -1;
	if (field.size == 0)
		return FAIL_NONE;
	size_t whole = strspn(field.text, "0123456789"), all = whole;
	if (whole < field.size && field.text[whole] == '.')
		all += 1 + strspn(field.text + whole + 1, "0123456789");
	for (size_t i = 0; i < whole && number <= max; i++)
		number = number * 10 + (field.text[i] - '0');
	if (whole == 0 || all != field.size || number > max)
		return FAIL(INPUT, "\"%s\" is not a number of 0 to %lld", column->name, (long long)max);
	*ret = number;
	return FAIL_NONE;
}

static enum fail uprn_take(const struct csv_row *row, const struct csv_column *column, int64_t *ret)
{
	char digits[UPRN_DIGITS + 1];
	if (!uprn_read(field_of(row, column), digits))
		return FAIL(INPUT, "the UPRN is not a number of 1 to %d digits", UPRN_DIGITS);
	*ret = strtoll(digits, NULL, 10);
	return FAIL_NONE;
}

static enum fail lines_take(const struct csv_row *row, const struct csv_column *columns, struct content_address *ret)
{
	size_t at = 0;
	for (int i = ADDRESS_LINE1; i <= ADDRESS_LINE4; i++) {
		char line[CONTENT_LINE_MAX_BYTES + 1];
		TRY(text_take(row, &columns[i], CONTENT_LINE_MAX_BYTES, line));
		if (line[0])
			at += (size_t)snprintf(ret->lines + at, sizeof ret->lines - at, "%s%s", at ? "\n" : "", line);
	}
	return at ? FAIL_NONE : FAIL(INPUT, "the address has no line");
}

static enum fail rounds_take(const struct csv_row *row, const struct csv_column *column, char ret[static CONTENT_ROUND_CODES_MAX_BYTES + 1])
{
	struct span rest = field_of(row, column);
	size_t at = 0, count = 0;
	ret[0] = '\0';
	while (rest.size) {
		char code[ROUND_CODE_MAX_BYTES + 1] = "";
		size_t size = 0;
		while (size < rest.size && rest.text[size] != ' ')
			size++;
		if (size < sizeof code)
			memcpy(code, rest.text, size);
		if (!code_valid(code))
			return FAIL(INPUT, "\"rounds\" has something that is not a code of up to %d letters, digits, '-', '_' and '.'", ROUND_CODE_MAX_BYTES);
		if (count++ == CONTENT_ROUNDS_MAX)
			return FAIL(LIMIT, "the address has more than %d rounds", CONTENT_ROUNDS_MAX);
		at += (size_t)snprintf(ret + at, CONTENT_ROUND_CODES_MAX_BYTES + 1 - at, "%s%s", at ? " " : "", code);
		rest = span_trim((struct span){ rest.text + size, rest.size - size });
	}
	return FAIL_NONE;
}

enum fail address_row_read(const struct csv_row *row, size_t header_count, const struct csv_column *columns, struct address_row *ret)
{
	TRY(count_check(row, header_count));
	TRY(uprn_take(row, &columns[ADDRESS_UPRN], &ret->address.uprn));
	TRY(lines_take(row, columns, &ret->address));
	TRY(text_take(row, &columns[ADDRESS_TOWN], CONTENT_TOWN_MAX_BYTES, ret->address.town));
	if (!postcode_read(field_of(row, &columns[ADDRESS_POSTCODE]), &ret->postcode))
		return FAIL(INPUT, "the postcode is not one");
	TRY(number_take(row, &columns[ADDRESS_EASTING], EASTING_MAX, &ret->easting));
	TRY(number_take(row, &columns[ADDRESS_NORTHING], NORTHING_MAX, &ret->northing));
	if ((ret->easting < 0) != (ret->northing < 0))
		return FAIL(INPUT, "there is an easting without a northing, or the other way round");
	return rounds_take(row, &columns[ADDRESS_ROUNDS], ret->rounds);
}

/* An outward code is one when some postcode has it. */
static enum fail outward_take(const struct csv_row *row, const struct csv_column *column, char ret[static POSTCODE_BYTES])
{
	struct span field = field_of(row, column);
	struct postcode postcode;
	char whole[16];
	if (field.size >= 2 && field.size <= 4) {
		snprintf(whole, sizeof whole, "%.*s 1AA", (int)field.size, field.text);
		if (postcode_read(span_of(whole), &postcode) && postcode.outward == field.size) {
			memcpy(ret, postcode.text, postcode.outward);
			ret[postcode.outward] = '\0';
			return FAIL_NONE;
		}
	}
	return FAIL(INPUT, "\"outward\" is not the first half of a postcode");
}

enum fail area_row_read(const struct csv_row *row, size_t header_count, const struct csv_column *columns, struct area_row *ret)
{
	TRY(count_check(row, header_count));
	TRY(outward_take(row, &columns[AREA_OUTWARD], ret->outward));
	TRY(text_take(row, &columns[AREA_COUNCIL], CONTENT_COUNCIL_MAX_BYTES, ret->area.council));
	TRY(text_take(row, &columns[AREA_PHONE], CONTENT_PHONE_MAX_BYTES, ret->area.phone));
	TRY(text_take(row, &columns[AREA_WEB], CONTENT_WEB_MAX_BYTES, ret->area.web));
	return ret->area.council[0] ? FAIL_NONE : FAIL(INPUT, "the council has no name");
}
