/* SPDX-License-Identifier: MIT */
/* unit.content - asking content.db: postcodes, neighbours, rounds; and files that are not what they say. */
#include "tests/unit/content/content_test.h"

#include "firmware/base/span.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char street[] = ADDRESS_HEADER
	"110,10 Mill Lane,,,,Mereford,MF2 4QT,,,A B\n"
	"109,9 Mill Lane,,,,Mereford,MF2 4QT,,,\n"
	"210,Flat 10,9 Mill Lane,,,Mereford,MF2 4QT,,,\n"
	"202,Flat 2,9 Mill Lane,,,Mereford,MF2 4QT,,,\n"
	"301,1 Abbey Road,,,,Mereford,MF10 1AB,,,A\n";
static const char neighbours[] = "outward,council,phone,web\nMF9,Eastwick Council,01632 960001,eastwick.example\nMF9,Westwick Council,,\nMF11,Southwick,,\n";

static struct postcode typed(const char *text)
{
	struct postcode postcode;
	assert_true(postcode_read(span_of(text), &postcode));
	return postcode;
}

static void a_postcode_gives_its_addresses_in_order(void **state)
{
	static struct content_address found[CONTENT_PAGE_MAX];
	struct content *content = content_test_open(*state, street, TWO_ROUNDS, NULL);
	static const char *const ways[] = { "MF2 4QT", "mf24qt", " m f 2-4 q t ", NULL };
	for (size_t i = 0; ways[i]; i++) {
		struct postcode postcode = typed(ways[i]);
		size_t count = 0;
		int64_t total = 0;
		assert_int_equal(content_addresses(content, &postcode, 0, found, &count, &total), FAIL_NONE);
		assert_int_equal(count, 4);
		assert_int_equal(total, 4);
		assert_string_equal(found[0].lines, "9 Mill Lane");
		assert_string_equal(found[1].lines, "Flat 2\n9 Mill Lane");
		assert_string_equal(found[2].lines, "Flat 10\n9 Mill Lane");
		assert_string_equal(found[3].lines, "10 Mill Lane");
		assert_int_equal(found[3].uprn, 110);
		assert_string_equal(found[3].town, "Mereford");
	}
	content_close(content);
}

static void letters_o_and_i_are_put_right_before_looking(void **state)
{
	static struct content_address found[CONTENT_PAGE_MAX];
	struct content *content = content_test_open(*state, street, TWO_ROUNDS, NULL);
	struct postcode postcode = typed("MFIO IAB");
	size_t count = 0;
	int64_t total = 0;
	assert_true(postcode.mended);
	assert_int_equal(content_addresses(content, &postcode, 0, found, &count, &total), FAIL_NONE);
	assert_int_equal(found[0].uprn, 301);
	content_close(content);
}

static void a_long_postcode_comes_in_pages(void **state)
{
	static struct content_address found[CONTENT_PAGE_MAX];
	char *text = malloc(65536);
	size_t at = (size_t)snprintf(text, 65536, "%s", ADDRESS_HEADER);
	for (int i = 1; i <= 2 * CONTENT_PAGE_MAX + 1; i++)
		at += (size_t)snprintf(text + at, 65536 - at, "%d,%d Mill Lane,,,,Mereford,MF2 4QT,,,\n", i, i);
	struct content *content = content_test_open(*state, text, NULL, NULL);
	struct postcode postcode = typed("MF2 4QT");
	int64_t after = 0, total = 0, seen = 0;
	for (size_t count = 1; count;) {
		assert_int_equal(content_addresses(content, &postcode, after, found, &count, &total), FAIL_NONE);
		assert_int_equal(total, 2 * CONTENT_PAGE_MAX + 1);
		assert_true(count <= CONTENT_PAGE_MAX);
		for (size_t i = 0; i < count; i++)
			assert_int_equal(found[i].uprn, ++seen);
		after += (int64_t)count;
	}
	assert_int_equal(seen, total);
	content_close(content);
	free(text);
}

static void a_postcode_next_door_names_its_council(void **state)
{
	static struct content_address found[CONTENT_PAGE_MAX];
	struct content_area areas[CONTENT_AREAS_MAX];
	struct content *content = content_test_open(*state, street, NULL, neighbours);
	struct postcode there = typed("MF9 1AA"), nowhere = typed("AB1 1AA"), prefix = typed("MF1 1AA");
	size_t count = 0;
	int64_t total = 0;
	assert_int_equal(content_addresses(content, &there, 0, found, &count, &total), FAIL_EMPTY);
	assert_int_equal(content_areas(content, &there, areas, &count), FAIL_NONE);
	assert_int_equal(count, 2);
	assert_string_equal(areas[0].council, "Eastwick Council");
	assert_string_equal(areas[0].phone, "01632 960001");
	assert_string_equal(areas[0].web, "eastwick.example");
	assert_string_equal(areas[1].council, "Westwick Council");
	assert_int_equal(content_areas(content, &nowhere, areas, &count), FAIL_EMPTY);
	assert_int_equal(content_areas(content, &prefix, areas, &count), FAIL_EMPTY); /* MF1 is not MF11 */
	content_close(content);
}

static void an_address_gives_its_rounds(void **state)
{
	static struct round rounds[CONTENT_ROUNDS_MAX];
	struct content *content = content_test_open(*state, street, TWO_ROUNDS, NULL);
	size_t count = 0;
	assert_int_equal(content_rounds(content, 110, rounds, &count), FAIL_NONE);
	assert_int_equal(count, 2);
	assert_string_equal(rounds[0].container, "refuse");
	assert_int_equal(rounds[0].shift.days, 1);
	assert_string_equal(rounds[1].container, "paper");
	assert_int_equal(rounds[1].rule.interval, 2);
	assert_non_null(calendar_names(content_calendar(content), "paper"));
	assert_int_equal(content_rounds(content, 109, rounds, &count), FAIL_NONE);
	assert_int_equal(count, 0);
	assert_int_equal(content_rounds(content, 1, rounds, &count), FAIL_EMPTY);
	content_close(content);
}

static void refused(const char *path, enum fail code, const char *words)
{
	struct content *content = NULL;
	enum fail fail = content_open(path, &content);
	if (fail != code || !strstr(fail_words(), words))
		fail_msg("%s gives %s \"%s\", expected \"%s\"", path, fail_name(fail), fail_words(), words);
	fail_clear();
}

static void alter(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void a_file_that_is_not_ours_is_refused_in_a_sentence(void **state)
{
	struct given_content *given = *state;
	struct stat about;
	refused(given->file, FAIL_EMPTY, "");
	given_file(given->file, "this is no database at all, whatever its name may say; it goes on for a while, because a header has 100 bytes", 0600);
	refused(given->file, FAIL_STORE, "damaged");
	given_file(given->file, "", 0600);
	refused(given->file, FAIL_STORE, "not one that foyer bundle content made");
	content_close(content_test_open(given, street, TWO_ROUNDS, neighbours));
	alter(given->file, "PRAGMA user_version=3");
	refused(given->file, FAIL_DENIED, "version 3");
	alter(given->file, "PRAGMA user_version=0");
	refused(given->file, FAIL_STORE, "version 0");
	alter(given->file, "PRAGMA user_version=2; CREATE VIEW more AS SELECT 1");
	refused(given->file, FAIL_STORE, "other tables");
	content_close(content_test_open(given, street, TWO_ROUNDS, neighbours));
	assert_int_equal(stat(given->file, &about), 0);
	assert_int_equal(truncate(given->file, about.st_size - 4096), 0);
	refused(given->file, FAIL_STORE, "damaged");
	content_close(content_test_open(given, street, TWO_ROUNDS, neighbours));
	assert_int_equal(truncate(given->file, about.st_size + 1), 0);
	refused(given->file, FAIL_STORE, "its header says");
}

/* every page in turn is overwritten: a look-up answers or is refused, and never lies outside its limits */
static void a_damaged_page_never_does_more_than_fail_a_look_up(void **state)
{
	static struct content_address found[CONTENT_PAGE_MAX];
	static struct round rounds[CONTENT_ROUNDS_MAX];
	struct given_content *given = *state;
	struct stat about;
	struct content_area areas[CONTENT_AREAS_MAX];
	struct postcode postcode = typed("MF2 4QT"), there = typed("MF9 1AA");
	content_close(content_test_open(given, street, TWO_ROUNDS, neighbours));
	assert_int_equal(stat(given->file, &about), 0);
	int refusals = 0;
	for (off_t at = 0; at < about.st_size; at += 4096) {
		struct content *content = content_test_open(given, street, TWO_ROUNDS, neighbours);
		content_close(content);
		FILE *file = fopen(given->file, "r+");
		fseeko(file, at, SEEK_SET);
		for (int i = 0; i < 4096; i++)
			putc(0xa5, file);
		fclose(file);
		size_t count = 0;
		int64_t total = 0;
		enum fail fail = content_open(given->file, &content);
		if (fail == FAIL_NONE) {
			refusals += content_addresses(content, &postcode, 0, found, &count, &total) == FAIL_STORE;
			refusals += content_areas(content, &there, areas, &count) == FAIL_STORE;
			refusals += content_rounds(content, 110, rounds, &count) == FAIL_STORE;
			content_close(content);
		} else {
			assert_int_equal(fail, FAIL_STORE);
			refusals++;
		}
		fail_clear();
	}
	assert_true(refusals >= about.st_size / 4096);
}

static void the_file_is_never_written(void **state)
{
	static struct content_address found[CONTENT_PAGE_MAX];
	struct given_content *given = *state;
	char beside[GIVEN_PATH_BYTES];
	struct content *content = content_test_open(given, street, TWO_ROUNDS, neighbours);
	struct postcode postcode = typed("MF2 4QT");
	size_t count = 0;
	int64_t total = 0;
	assert_int_equal(content_addresses(content, &postcode, 0, found, &count, &total), FAIL_NONE);
	static const char *const names[] = { "content.db-wal", "content.db-shm", "content.db-journal", "content.db.part" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		given_path(beside, given->folder, names[i]);
		assert_int_equal(access(beside, F_OK), -1);
	}
	content_close(content);
}

static void names_that_begin_alike_are_offered_most_addresses_first(void **state)
{
	static const char list[] = ADDRESS_HEADER "1,1 Mint Row,,,,Mereford,MF2 4QT,,,\n2,1 Mill Lane,,,,Mereford,MF2 4QT,,,\n3,2 Mill Lane,,,,Little Mere,MF2 4QT,,,\n"
		"4,1 Middle Row,,,,Mereford,MF2 4QT,,,\n5,1 Mile End,,,,Mereford,MF2 4QT,,,\n6,2 Mint Row,,,,Mereford,MF2 4QT,,,\n7,3 Mill Lane,,,,Mereford,MF2 4QT,,,\n"
		"8,Miller House,,,,Mereford,MF2 4QT,,,\n9,1 Tŷ Gwyn,,,,Mereford,MF2 4QT,,,\n";
	char name[CONTENT_NAMES_MAX][CONTENT_LINE_MAX_BYTES + 1];
	size_t count = 0;
	struct content *content = content_test_open(*state, list, NULL, NULL);
	assert_int_equal(content_names(content, CONTENT_STREET, "MI", name, &count), FAIL_NONE);
	assert_int_equal(count, 3);
	assert_string_equal(name[0], "Mill Lane");
	assert_string_equal(name[1], "Mint Row");
	assert_string_equal(name[2], "Middle Row");
	assert_int_equal(content_names(content, CONTENT_STREET, "ty g", name, &count), FAIL_NONE);
	assert_int_equal(count, 1);
	assert_string_equal(name[0], "Tŷ Gwyn");
	assert_int_equal(content_names(content, CONTENT_TOWN, "little", name, &count), FAIL_NONE);
	assert_string_equal(name[0], "Little Mere");
	static const char *const none[] = { "m", "", "'", "mz", "%", "miller", NULL };
	for (size_t i = 0; none[i]; i++) {
		assert_int_equal(content_names(content, CONTENT_STREET, none[i], name, &count), FAIL_NONE);
		assert_int_equal(count, 0);
	}
	content_close(content);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		content_test(a_postcode_gives_its_addresses_in_order),
		content_test(letters_o_and_i_are_put_right_before_looking),
		content_test(a_long_postcode_comes_in_pages),
		content_test(a_postcode_next_door_names_its_council),
		content_test(an_address_gives_its_rounds),
		content_test(names_that_begin_alike_are_offered_most_addresses_first),
		content_test(a_file_that_is_not_ours_is_refused_in_a_sentence),
		content_test(a_damaged_page_never_does_more_than_fail_a_look_up),
		content_test(the_file_is_never_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
