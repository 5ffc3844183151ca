/* SPDX-License-Identifier: MIT */
/* unit.printer_pages - every letter of the council's languages has a page where there is one, and says so where there is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "drivers/printer/pages.h"
#include "firmware/base/utf8.h"

static const char *const map_names[] = { "epson", "star", "star-escpos", "citizen", "bixolon", "common" };
enum { MAP_COUNT = sizeof map_names / sizeof map_names[0] };

static void letters_are_where_the_tables_have_them(void **state)
{
	static const struct { enum page page; uint32_t character; int byte; } known[] = {
		{ PAGE_437, 0xa3, 0x9c }, { PAGE_437, 0xe9, 0x82 }, { PAGE_437, 0x20ac, -1 }, { PAGE_437, 0x142, -1 },
		{ PAGE_850, 0xa3, 0x9c }, { PAGE_850, 0x131, 0xd5 }, { PAGE_850, 0x20ac, -1 }, { PAGE_858, 0x20ac, 0xd5 }, { PAGE_858, 0x131, -1 },
		{ PAGE_852, 0x142, 0x88 }, { PAGE_852, 0x17c, 0xbe }, { PAGE_852, 0xa3, -1 },
		{ PAGE_1250, 0x142, 0xb3 }, { PAGE_1250, 0xa3, -1 }, { PAGE_1250, 0x20ac, 0x80 }, { PAGE_1252, 0x2019, 0x92 }, { PAGE_1252, 0xa3, 0xa3 },
		{ PAGE_8859_2, 0x119, 0xea }, { PAGE_8859_2, 0xa3, -1 }, { PAGE_8859_15, 0x20ac, 0xa4 }, { PAGE_8859_15, 0x85, -1 },
		{ PAGE_437, 'A', 'A' }, { PAGE_852, '~', '~' }, { PAGE_437, 0x7f, -1 }, { PAGE_437, 0x1b, -1 }, { PAGE_1252, 0x1f600, -1 }, { PAGE_437, 0, -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		assert_int_equal(pages_byte(known[i].page, known[i].character), known[i].byte);
}

static void no_byte_is_twice_on_a_page(void **state)
{
	(void)state;
	for (int page = 0; page < PAGE_COUNT; page++) {
		bool taken[256] = { false };
		int letters = 0;
		for (uint32_t character = 0; character < 0x10000; character++) {
			int byte = pages_byte((enum page)page, character);
			bool cedilla_twice = character >= 0x218 && character <= 0x21b;
			assert_true(byte == -1 || (byte >= 0x20 && byte <= 0xff && byte != 0x7f));
			assert_false(byte >= 0 && taken[byte] && !cedilla_twice);
			if (byte >= 0)
				letters += !taken[byte], taken[byte] = true;
		}
		assert_true(letters > 95 + 80);
	}
}

static void every_map_has_english_and_polish(void **state)
{
	(void)state;
	for (int i = 0; i < MAP_COUNT; i++) {
		const struct pages_map *map = pages_map(map_names[i]);
		assert_non_null(map);
		assert_true(map->count > 0 && map->count <= PAGES_MAP_MAX);
		for (uint32_t character = 0xa1; character <= 0xff; character++)
			if (character != 0xad)
				assert_true(pages_find(map, character) >= 0);
		for (const char *at = "£€’“”–ąćęłńóśźżĄĆĘŁŃÓŚŹŻăâîșțĂÂÎȘȚâêîôûÂÊÎÔÛ"; *at != '\0';)
			assert_true(pages_find(map, utf8_next(&at)) >= 0);
		for (const char *at = "ŵŷŴŶẁẃẅỳ"; *at != '\0';)
			assert_int_equal(pages_find(map, utf8_next(&at)), -1);
	}
	assert_null(pages_map(""));
	assert_null(pages_map("epson "));
}

static void makers_count_differently(void **state)
{
	static const struct { const char *map; enum page page; int number; } known[] = {
		{ "epson", PAGE_852, 18 }, { "epson", PAGE_858, 19 }, { "epson", PAGE_1250, 45 }, { "epson", PAGE_8859_2, 39 }, { "epson", PAGE_8859_15, 40 },
		{ "star", PAGE_858, 4 }, { "star", PAGE_852, 5 }, { "star", PAGE_1252, 32 }, { "star", PAGE_1250, 33 },
		{ "citizen", PAGE_858, 2 }, { "citizen", PAGE_852, 6 }, { "bixolon", PAGE_1250, 47 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		const struct pages_map *map = pages_map(known[i].map);
		int number = -1;
		for (int place = 0; place < map->count; place++)
			if (map->place[place].page == known[i].page)
				number = map->place[place].number;
		assert_int_equal(number, known[i].number);
	}
}

static void what_stands_in_says_whether_something_is_lost(void **state)
{
	static const struct { const char *utf8, *ascii; bool lost; } known[] = {
		{ "ŵ", "w", true }, { "Ŷ", "Y", true }, { "ẃ", "w", true }, { "ỳ", "y", true }, { "Ĳ", "?", true }, { "ő", "o", true },
		{ "\u2010", "-", false }, { "\u2066", "", false }, { "\u200e", "", false }, { "\u00a0", " ", false }, { "\u00ad", "", false },
		{ "\u0302", "", true }, { "✓", "?", true }, { "→", "?", true }, { "\x1b", "", false }, { "\t", " ", false }, { "\xff", "?", true },
	};
	struct pages_stand_in got;

	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		const char *at = known[i].utf8;
		assert_true(pages_stand_in(utf8_next(&at), &got));
		assert_string_equal(got.ascii, known[i].ascii);
		assert_int_equal(got.lost, known[i].lost);
	}
	for (const char *at = "بٹیআমЖΩ日ש😀"; *at != '\0';)
		assert_false(pages_stand_in(utf8_next(&at), &got));
}

static void nothing_that_stands_in_is_longer_or_a_control(void **state)
{
	struct pages_stand_in got;
	char utf8[5];

	(void)state;
	for (uint32_t character = 1; character < 0x10000; character++) {
		if (!pages_stand_in(character, &got))
			continue;
		assert_true(strlen(got.ascii) <= utf8_put(character, utf8));
		for (const char *at = got.ascii; *at != '\0'; at++)
			assert_true(*at >= ' ' && *at < 0x7f);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(letters_are_where_the_tables_have_them),
		cmocka_unit_test(no_byte_is_twice_on_a_page),
		cmocka_unit_test(every_map_has_english_and_polish),
		cmocka_unit_test(makers_count_differently),
		cmocka_unit_test(what_stands_in_says_whether_something_is_lost),
		cmocka_unit_test(nothing_that_stands_in_is_longer_or_a_control),
	};
	return cmocka_run_group_tests_name("printer_pages", cases, NULL, NULL);
}
