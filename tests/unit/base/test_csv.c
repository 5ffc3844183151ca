/* SPDX-License-Identifier: MIT */
/* unit.csv - rows of a CSV file, and what is wrong with those that are none. */
#include "tests/lib/given.h"

#include "firmware/base/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* every row as "line: a|b", every fault as "line! words", each on a line */
static void expect(const char *text, size_t size, const char *expected)
{
	static struct csv csv;
	static char got[65536];
	struct csv_row row;
	enum fail fail;
	FILE *file = size ? fmemopen((void *)text, size, "r") : fopen("/dev/null", "r");
	got[0] = '\0';
	assert_int_equal(csv_start(&csv, file), FAIL_NONE);
	while ((fail = csv_next(&csv, &row)) != FAIL_EMPTY) {
		char *at = got + strlen(got);
		size_t room = (size_t)(got + sizeof got - at);
		if (fail != FAIL_NONE) {
			snprintf(at, room, "%d! %s\n", (int)row.line, fail_words());
			fail_clear();
			continue;
		}
		snprintf(at, room, "%d:", (int)row.line);
		for (size_t i = 0; i < row.count; i++)
			snprintf(at + strlen(at), room - strlen(at), "%s%s", i ? "|" : " ", row.field[i]);
		snprintf(at + strlen(at), room - strlen(at), "\n");
	}
	fclose(file);
	assert_string_equal(got, expected);
}

#define ROWS(TEXT, EXPECTED) expect(TEXT, sizeof TEXT - 1, EXPECTED)

static void rows_are_read_as_the_rfc_writes_them(void **state)
{
	(void)state;
	ROWS("a,b\r\nc,d\r\n", "1: a|b\n2: c|d\n");
	ROWS("a,b\nc,d", "1: a|b\n2: c|d\n");
	ROWS("\xef\xbb\xbf" "a,b\n", "1: a|b\n");
	ROWS("\"a,1\",\"b \"\"x\"\"\"\n,\n", "1: a,1|b \"x\"\n2: |\n");
	ROWS("\"a\nb\",c\nd,e\n", "1: a\nb|c\n3: d|e\n");
	ROWS("\"\"\n", "");
	ROWS("\n\r\n a , b \n\n", "3:  a | b \n");
	ROWS("Ll\xc5\xb7r,\"\xc5\xb4\"\n", "1: Ll\xc5\xb7r|\xc5\xb4\n");
	ROWS("", "");
}

static void a_broken_row_costs_its_line_and_no_other(void **state)
{
	(void)state;
	ROWS("a,\"b\nc,d\ne,f\n", "1! a quote is not closed\n2: c|d\n3: e|f\n");
	ROWS("a\"b\nc\n", "1! a quote stands inside a field that has none around it\n2: c\n");
	ROWS("\"a\"b,c\nd\n", "1! there is text behind a closing quote\n2: d\n");
	ROWS("a\rb\nc\n", "1! a line ends with a carriage return alone\n2: c\n");
	ROWS("a\xff\nc\n", "1! the row is not UTF-8\n2: c\n");
	ROWS("a\0b\nc\n", "1! the row is not UTF-8\n2: c\n");
	ROWS("a,\"b", "1! a quote is not closed\n");
	ROWS("x\n\"", "1: x\n2! a quote is not closed\n");
}

static void the_longest_row_is_read_and_one_byte_more_is_not(void **state)
{
	(void)state;
	static char text[CSV_ROW_MAX_BYTES + 16], got[CSV_ROW_MAX_BYTES + 32];
	size_t most = CSV_ROW_MAX_BYTES - 1; /* with the end of its field */
	memset(text, 'x', most);
	memcpy(text + most, "\ny\n", 4);
	snprintf(got, sizeof got, "1: %.*s\n2: y\n", (int)most, text);
	expect(text, most + 3, got);
	memset(text, 'x', most + 1);
	memcpy(text + most + 1, "\ny\n", 4);
	expect(text, most + 4, "1! the row is longer than 8192 bytes\n2: y\n");
	text[0] = '"'; /* a quote that would eat the rest */
	expect(text, most + 4, "1! the row is longer than 8192 bytes\n2: y\n");
}

static void the_most_fields_are_read_and_one_more_is_not(void **state)
{
	(void)state;
	char text[CSV_FIELDS_MAX + 8], got[CSV_FIELDS_MAX + 16];
	memset(text, ',', CSV_FIELDS_MAX);
	memcpy(text + CSV_FIELDS_MAX - 1, "\ny\n", 4);
	memset(got, '|', sizeof got);
	memcpy(got, "1: ", 3);
	memcpy(got + 3 + CSV_FIELDS_MAX - 1, "\n2: y\n", 7);
	expect(text, CSV_FIELDS_MAX + 2, got);
	memset(text, ',', CSV_FIELDS_MAX);
	memcpy(text + CSV_FIELDS_MAX, "\ny\n", 4);
	expect(text, CSV_FIELDS_MAX + 3, "1! the row has more than 64 fields\n2: y\n");
}

static void columns_are_found_by_their_names(void **state)
{
	(void)state;
	struct csv_column columns[] = { { "uprn", true, 0 }, { "town", false, 0 } };
	struct csv_row row = { .count = 3, .field = { "Line1", " UPRN ", "x" } }, twice = { .count = 2, .field = { "uprn", "Uprn" } };
	struct csv_row without = { .count = 1, .field = { "town" } };
	size_t unknown = 0;
	assert_int_equal(csv_header(&row, columns, 2, &unknown), FAIL_NONE);
	assert_int_equal(columns[0].at, 1);
	assert_int_equal(columns[1].at, -1);
	assert_int_equal(unknown, 2);
	assert_int_equal(csv_header(&twice, columns, 2, &unknown), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "\"uprn\" twice"));
	fail_clear();
	assert_int_equal(csv_header(&without, columns, 2, &unknown), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "no column \"uprn\""));
	fail_clear();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_read_as_the_rfc_writes_them),
		cmocka_unit_test(a_broken_row_costs_its_line_and_no_other),
		cmocka_unit_test(the_longest_row_is_read_and_one_byte_more_is_not),
		cmocka_unit_test(the_most_fields_are_read_and_one_more_is_not),
		cmocka_unit_test(columns_are_found_by_their_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
