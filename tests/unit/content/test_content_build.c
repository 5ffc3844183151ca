/* SPDX-License-Identifier: MIT */
/* unit.content_build - what is taken from a council's files, and what is told and left out. */
#include "tests/unit/content/content_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GOOD "10001,1 Mill Lane,,,,Mereford,MF2 4QT,400000,300000,A B\n"

static void files_are_counted_and_the_file_opens(void **state)
{
	struct given_content *given = *state;
	struct content *content = content_test_open(given, ADDRESS_HEADER GOOD "10002,2 Mill Lane,,,,Mereford,mf24qt,,,\n10003,3 Mill Lane,,,,Mereford,MF2 4QS,,,A\n", TWO_ROUNDS,
		"outward,council,phone,web\nMF9,Eastwick Council,01632 960001,eastwick.example\n");
	assert_string_equal(given->problems, "");
	assert_int_equal(given->report.source[CONTENT_SOURCE_ADDRESSES].kept, 3);
	assert_int_equal(given->report.source[CONTENT_SOURCE_ROUNDS].kept, 2);
	assert_int_equal(given->report.source[CONTENT_SOURCE_AREAS].kept, 1);
	assert_int_equal(given->report.postcodes, 2);
	assert_int_equal(content_addresses_total(content), 3);
	assert_int_equal(content_postcodes_total(content), 2);
	assert_int_equal(content_rounds_total(content), 2);
	content_close(content);
}

static void a_bad_row_is_told_with_its_line_and_left_out(void **state)
{
	struct given_content *given = *state;
	static const char rows[] = ADDRESS_HEADER GOOD
		"x1,2 Mill Lane,,,,Mereford,MF2 4QT,,,\n"
		"0,2 Mill Lane,,,,Mereford,MF2 4QT,,,\n"
		"1234567890123,2 Mill Lane,,,,Mereford,MF2 4QT,,,\n"
		"10002,,,,,Mereford,MF2 4QT,,,\n"
		"10002,2 Mill Lane,,,,Mereford,MF2,,,\n"
		"10002,2 Mill Lane,,,,Mereford,MF2 4QT,1,,\n"
		"10002,2 Mill Lane,,,,Mereford,MF2 4QT,700001,1,\n"
		"10002,2 Mill Lane,,,,Mereford,MF2 4QT,,,a/b\n"
		"10002,2 Mill Lane,Mereford,MF2 4QT\n"
		"10002,\"2 Mill\nLane\",,,,Mereford,MF2 4QT,,,\n"
		"10001,2 Mill Lane,,,,Mereford,MF2 4QT,,,\n"
		"10002,\"2 Mill Lane,,,,Mereford,MF2 4QT,,,\n"
		"10003,3 Mill Lane,,,,Mereford,MF2 4QT,,,\n";
	assert_int_equal(content_test_build(given, rows, NULL, NULL), FAIL_NONE);
	assert_string_equal(given->problems,
		"note addresses 2: kept without the round \"A\", which there is none of\n"
		"note addresses 2: kept without the round \"B\", which there is none of\n"
		"addresses 3: the UPRN is not a number of 1 to 12 digits\n"
		"addresses 4: the UPRN is not a number of 1 to 12 digits\n"
		"addresses 5: the UPRN is not a number of 1 to 12 digits\n"
		"addresses 6: the address has no line\n"
		"addresses 7: the postcode is not one\n"
		"addresses 8: there is an easting without a northing, or the other way round\n"
		"addresses 9: \"easting\" is not a number of 0 to 700000\n"
		"addresses 10: \"rounds\" has something that is not a code of up to 32 letters, digits, '-', '_' and '.'\n"
		"addresses 11: the row has 4 fields, the header 10\n"
		"addresses 12: \"line1\" has a line break or a control character\n"
		"addresses 14: an earlier row has the same UPRN\n"
		"addresses 15: a quote is not closed\n");
	assert_int_equal(given->report.source[CONTENT_SOURCE_ADDRESSES].kept, 2);
	assert_int_equal(given->report.source[CONTENT_SOURCE_ADDRESSES].left_out, 12);
	assert_int_equal(given->report.notes, 2);
}

static void a_wrong_header_refuses_the_whole_file(void **state)
{
	struct given_content *given = *state;
	struct content *content = NULL;
	assert_int_equal(content_test_build(given, "line1,town,postcode\n1 Mill Lane,Mereford,MF2 4QT\n", NULL, NULL), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "no column \"uprn\""));
	fail_clear();
	assert_int_equal(content_test_build(given, "uprn,line1,town,postcode,Town\n", NULL, NULL), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "\"town\" twice"));
	fail_clear();
	assert_int_equal(content_test_build(given, "", NULL, NULL), FAIL_INPUT);
	assert_int_equal(content_test_build(given, ADDRESS_HEADER, NULL, NULL), FAIL_INPUT); /* nothing to look up */
	assert_int_equal(content_test_build(given, ADDRESS_HEADER GOOD, NULL, "council\nx\n"), FAIL_INPUT);
	assert_int_equal(content_test_build(given, ADDRESS_HEADER GOOD, "{\"rounds\":{}}", NULL), FAIL_INPUT);
	assert_int_equal(content_test_build(given, ADDRESS_HEADER GOOD, "{", NULL), FAIL_INPUT);
	fail_clear();
	assert_int_equal(content_open(given->file, &content), FAIL_EMPTY); /* nothing half-made has its name */
}

static void columns_may_stand_in_any_order_and_others_are_counted(void **state)
{
	struct given_content *given = *state;
	assert_int_equal(content_test_build(given, "\xef\xbb\xbfPOSTCODE,ward,Town,Line1,UPRN\r\nMF2 4QT,North,Mereford,1 Mill Lane,007\r\n", NULL, NULL), FAIL_NONE);
	assert_int_equal(given->report.source[CONTENT_SOURCE_ADDRESSES].kept, 1);
	assert_int_equal(given->report.unknown_columns, 1);
}

static void bad_rounds_and_areas_are_told_and_left_out(void **state)
{
	struct given_content *given = *state;
	assert_int_equal(content_test_build(given, ADDRESS_HEADER GOOD,
		"{\"containers\":{\"refuse\":{\"name\":{\"en\":\"x\"}}},\"rounds\":[{\"code\":\"A\",\"container\":\"refuse\",\"start\":\"2026-11-02\",\"rule\":\"FREQ=WEEKLY\"},"
		"{\"code\":\"B\",\"container\":\"refuse\",\"start\":\"2026-11-02\",\"rule\":\"FREQ=YEARLY\"},3,"
		"{\"code\":\"A\",\"container\":\"refuse\",\"start\":\"2026-11-02\",\"rule\":\"FREQ=WEEKLY\"}]}",
		"outward,council,phone,web\nMF9,Eastwick,,\nQQ1,Nowhere,,\nMF9,Eastwick,1,\nMF8,,,\nMF,X,,\n"), FAIL_NONE);
	assert_string_equal(given->problems,
		"rounds 2: round \"B\": FREQ is YEARLY; a round comes DAILY, WEEKLY or MONTHLY\n"
		"rounds 3: \"code\" is missing or not text\n"
		"rounds 4: an earlier round has the same code\n"
		"areas 3: \"outward\" is not the first half of a postcode\n"
		"areas 4: an earlier row names the same council for it\n"
		"areas 5: the council has no name\n"
		"areas 6: \"outward\" is not the first half of a postcode\n"
		"note addresses 2: kept without the round \"B\", which there is none of\n");
}

static char *whole_file(const char *path, size_t *ret_size)
{
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	char *bytes = malloc(1 << 20);
	*ret_size = fread(bytes, 1, 1 << 20, file);
	fclose(file);
	return bytes;
}

static void the_same_input_makes_the_same_bytes(void **state)
{
	struct given_content *given = *state;
	static const char addresses[] = ADDRESS_HEADER GOOD "10009,9 Mill Lane,,,,Mereford,MF2 4QT,,,\n10002,10 Mill Lane,,,,Mereford,MF2 4QT,,,\n";
	size_t size[2];
	char *bytes[2];
	for (int i = 0; i < 2; i++) {
		assert_int_equal(content_test_build(given, addresses, TWO_ROUNDS, "outward,council\nMF9,Eastwick\n"), FAIL_NONE);
		bytes[i] = whole_file(given->file, &size[i]);
	}
	assert_int_equal(size[0], size[1]);
	assert_memory_equal(bytes[0], bytes[1], size[0]);
	free(bytes[0]);
	free(bytes[1]);
}

static char *one_row(const char *line1, size_t line_bytes, const char *rounds)
{
	static char text[4096];
	char line[512] = "";
	memset(line, 'x', line_bytes);
	snprintf(text, sizeof text, "%s10001,%s%s,,,,Mereford,MF2 4QT,,,%s\n" GOOD, ADDRESS_HEADER, line1, line, rounds);
	return text;
}

static void the_largest_of_everything_is_kept_and_one_more_is_not(void **state)
{
	struct given_content *given = *state;
	assert_int_equal(content_test_build(given, one_row("", CONTENT_LINE_MAX_BYTES, ""), TWO_ROUNDS, NULL), FAIL_NONE);
	assert_string_equal(given->problems, "addresses 3: an earlier row has the same UPRN\n");
	assert_int_equal(content_test_build(given, one_row("", CONTENT_LINE_MAX_BYTES + 1, ""), TWO_ROUNDS, NULL), FAIL_NONE);
	assert_string_equal(given->problems, "addresses 2: \"line1\" has 101 bytes, the most is 100\n");
	assert_int_equal(content_test_build(given, one_row("1", 0, "A A A A B B B B"), TWO_ROUNDS, NULL), FAIL_NONE);
	assert_string_equal(given->problems, "addresses 3: an earlier row has the same UPRN\n");
	assert_int_equal(content_test_build(given, one_row("1", 0, "A A A A B B B B A"), TWO_ROUNDS, NULL), FAIL_NONE);
	assert_string_equal(given->problems, "addresses 2: the address has more than 8 rounds\n");
	given->max_addresses = 2;
	assert_int_equal(content_test_build(given, ADDRESS_HEADER GOOD "2,2 x,,,,y,MF2 4QT,,,\n", TWO_ROUNDS, NULL), FAIL_NONE);
	assert_int_equal(content_test_build(given, ADDRESS_HEADER GOOD "2,2 x,,,,y,MF2 4QT,,,\n3,3 x,,,,y,MF2 4QT,,,\n", TWO_ROUNDS, NULL), FAIL_LIMIT);
	fail_clear();
}

static void the_most_rounds_are_read_and_one_more_is_not(void **state)
{
	struct given_content *given = *state;
	size_t room = (CONTENT_ROUNDS_FILE_MAX + 1) * 2 + 32;
	char *text = malloc(room);
	for (int more = 0; more < 2; more++) { /* each is bad and left out: the count is what matters */
		int count = CONTENT_ROUNDS_FILE_MAX + more;
		size_t at = (size_t)snprintf(text, room, "{\"rounds\":[");
		for (int i = 0; i < count; i++)
			at += (size_t)snprintf(text + at, room - at, "%s1", i ? "," : "");
		snprintf(text + at, room - at, "]}");
		assert_int_equal(content_test_build(given, ADDRESS_HEADER GOOD, text, NULL), more ? FAIL_LIMIT : FAIL_NONE);
	}
	fail_clear();
	free(text);
}

/* @before, a field of @count letters, @after */
static const char *row_with(const char *before, int count, const char *after)
{
	static char text[1024];
	int at = snprintf(text, sizeof text, "%s", before);
	memset(text + at, 'x', (size_t)count);
	snprintf(text + at + count, sizeof text - (size_t)(at + count), "%s", after);
	return text;
}

static void the_longest_fields_are_kept_and_one_byte_more_is_not(void **state)
{
	struct given_content *given = *state;
	static const struct { const char *before, *after; int most; const char *words; } areas[] = {
		{ "outward,council,phone,web\nMF9,", ",1,2\n", CONTENT_COUNCIL_MAX_BYTES, "areas 2: \"council\" has 81 bytes, the most is 80\n" },
		{ "outward,council,phone,web\nMF9,a,", ",2\n", CONTENT_PHONE_MAX_BYTES, "areas 2: \"phone\" has 31 bytes, the most is 30\n" },
		{ "outward,council,phone,web\nMF9,a,1,", "\n", CONTENT_WEB_MAX_BYTES, "areas 2: \"web\" has 121 bytes, the most is 120\n" },
	};
	for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++)
		for (int more = 0; more < 2; more++) {
			assert_int_equal(content_test_build(given, ADDRESS_HEADER GOOD, TWO_ROUNDS, row_with(areas[i].before, areas[i].most + more, areas[i].after)), FAIL_NONE);
			assert_string_equal(given->problems, more ? areas[i].words : "");
		}
	for (int more = 0; more < 2; more++) {
		const char *addresses = row_with(ADDRESS_HEADER GOOD "2,1 Mill Lane,,,,", CONTENT_TOWN_MAX_BYTES + more, ",MF2 4QT,,,\n");
		assert_int_equal(content_test_build(given, addresses, TWO_ROUNDS, NULL), FAIL_NONE);
		assert_string_equal(given->problems, more ? "addresses 3: \"town\" has 61 bytes, the most is 60\n" : "");
	}
}

static void the_most_areas_are_kept_and_one_more_refuses_the_file(void **state)
{
	struct given_content *given = *state;
	size_t room = (CONTENT_AREA_ROWS_MAX + 1) * 16 + 32;
	char *text = malloc(room);
	for (int more = 0; more < 2; more++) {
		size_t at = (size_t)snprintf(text, room, "outward,council\n");
		for (int i = 0; i < CONTENT_AREA_ROWS_MAX + more; i++)
			at += (size_t)snprintf(text + at, room - at, "MF9,%d\n", i);
		assert_int_equal(content_test_build(given, ADDRESS_HEADER GOOD, TWO_ROUNDS, text), more ? FAIL_LIMIT : FAIL_NONE);
	}
	fail_clear();
	free(text);
}

/* a file of rounds with @shared letters beside them, and @own letters inside the one there is */
static enum fail build_padded(struct given_content *given, size_t shared, size_t own)
{
	static const char head[] = "{\"containers\":{\"refuse\":{\"name\":{\"en\":\"x\"}}},\"note\":\"", middle[] =
		"\",\"rounds\":[{\"code\":\"A\",\"container\":\"refuse\",\"start\":\"2026-11-02\",\"rule\":\"FREQ=WEEKLY\",\"note\":\"", tail[] = "\"}]}";
	char *text = malloc(sizeof head + sizeof middle + sizeof tail + shared + own), *at = text;
	at = mempcpy(at, head, sizeof head - 1);
	memset(at, 'x', shared);
	at = mempcpy(at + shared, middle, sizeof middle - 1);
	memset(at, 'x', own);
	memcpy(at + own, tail, sizeof tail);
	enum fail fail = content_test_build(given, ADDRESS_HEADER "10001,1 Mill Lane,,,,Mereford,MF2 4QT,,,\n", text, NULL);
	free(text);
	return fail;
}

static void the_largest_round_and_calendar_are_kept_and_one_byte_more_is_not(void **state)
{
	struct given_content *given = *state;
	const size_t head = strlen("{\"containers\":{\"refuse\":{\"name\":{\"en\":\"x\"}}},\"note\":\"\"}");
	const size_t round = strlen("{\"code\":\"A\",\"container\":\"refuse\",\"start\":\"2026-11-02\",\"rule\":\"FREQ=WEEKLY\",\"note\":\"\"}");
	assert_int_equal(build_padded(given, CONTENT_CALENDAR_MAX_BYTES - head, CONTENT_ROUND_MAX_BYTES - round), FAIL_NONE);
	assert_string_equal(given->problems, "");
	struct content *content = NULL;
	assert_int_equal(content_open(given->file, &content), FAIL_NONE); /* what was built can be read */
	content_close(content);
	assert_int_equal(build_padded(given, 1, CONTENT_ROUND_MAX_BYTES - round + 1), FAIL_NONE);
	assert_string_equal(given->problems, "rounds 1: round \"A\" has more than 8192 bytes\n");
	assert_int_equal(build_padded(given, CONTENT_CALENDAR_MAX_BYTES - head + 1, 1), FAIL_LIMIT);
	assert_int_equal(build_padded(given, CONTENT_ROUNDS_FILE_MAX_BYTES, 1), FAIL_LIMIT);
	fail_clear();
}

static void a_source_that_is_not_there_is_said(void **state)
{
	struct given_content *given = *state;
	const struct content_sources sources = { .addresses = given->addresses };
	const struct content_listener listener = { NULL, NULL };
	assert_int_equal(content_build(&sources, given->file, &listener, &given->report), FAIL_EMPTY);
	fail_clear();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		content_test(files_are_counted_and_the_file_opens),
		content_test(a_bad_row_is_told_with_its_line_and_left_out),
		content_test(a_wrong_header_refuses_the_whole_file),
		content_test(columns_may_stand_in_any_order_and_others_are_counted),
		content_test(bad_rounds_and_areas_are_told_and_left_out),
		content_test(the_same_input_makes_the_same_bytes),
		content_test(the_largest_of_everything_is_kept_and_one_more_is_not),
		content_test(the_most_rounds_are_read_and_one_more_is_not),
		content_test(the_longest_fields_are_kept_and_one_byte_more_is_not),
		content_test(the_most_areas_are_kept_and_one_more_refuses_the_file),
		content_test(the_largest_round_and_calendar_are_kept_and_one_byte_more_is_not),
		content_test(a_source_that_is_not_there_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
