/* SPDX-License-Identifier: MIT */
/* peer.escpos - the blocks that an independent encoder made of the same input (recorded.jsonl), byte for byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "drivers/printer/escpos.h"
#include "drivers/printer/escpos_text.h"

enum { RUN_MAX = 64 * 1024, LINE_MAX_BYTES = 64 * 1024, ROWS_MAX = 64, PATH_BYTES = 4096 };

static const char *member(const json_t *block, const char *key)
{
	const char *text = json_string_value(json_object_get(block, key));

	assert_non_null(text);
	return text;
}

static int number(const json_t *block, const char *key)
{
	assert_true(json_is_integer(json_object_get(block, key)));
	return (int)json_integer_value(json_object_get(block, key));
}

static void begin(struct escpos_text *text, struct buffer *run, const struct pages_map *map)
{
	assert_non_null(map);
	assert_int_equal(escpos_text_begin(text, run, map, ESCPOS_TEXT_COLUMNS_MAX), FAIL_NONE);
	buffer_clear(run);
}

static void make_qr(const json_t *block, struct buffer *run)
{
	static const char levels[] = "lmqh";
	struct escpos_text text;

	begin(&text, run, pages_map("epson"));
	enum escpos_level level = (enum escpos_level)(strchr(levels, member(block, "level")[0]) - levels);
	assert_int_equal(escpos_text_qr(&text, member(block, "text"), number(block, "module"), level, ESCPOS_LEFT), FAIL_NONE);
}

static void make_code128(const json_t *block, struct buffer *run)
{
	struct escpos_text text;

	begin(&text, run, pages_map("epson"));
	assert_int_equal(escpos_text_code128(&text, member(block, "text"), number(block, "height"), number(block, "module"), ESCPOS_LEFT), FAIL_NONE);
}

static void make_raster(const json_t *block, struct buffer *run)
{
	uint8_t bits[ROWS_MAX * PROFILE_DOTS_MAX / 8] = { 0 };
	int dots = number(block, "dots"), rows = number(block, "rows");
	const struct profile profile = { .dots = dots, .strip_rows = ROWS_MAX };

	assert_true(dots % 8 == 0 && dots <= PROFILE_DOTS_MAX && rows <= ROWS_MAX);
	for (int y = 0; y < rows; y++)
		for (int x = 0; x < dots; x++)
			if ((7 * x + 13 * y + x * y) % 5 < 2)
				bits[(y * dots + x) / 8] |= (uint8_t)(0x80 >> x % 8);
	assert_int_equal(escpos_raster(run, &profile, bits, rows), FAIL_NONE);
}

static void make_cut(const json_t *block, struct buffer *run)
{
	static const struct profile profile = { .cut = true, .cut_feed_lines = 4 };
	enum { FEED_BYTES = 3 }; /* before it; there it is line ends */
	BUFFER_AUTO whole = { 0 };

	(void)block;
	buffer_init(&whole, RUN_MAX);
	assert_int_equal(escpos_cut(&whole, &profile), FAIL_NONE);
	assert_true(whole.size_bytes > FEED_BYTES);
	assert_int_equal(buffer_add(run, whole.bytes + FEED_BYTES, whole.size_bytes - FEED_BYTES), FAIL_NONE);
}

static void put_line(const json_t *block, const struct pages_map *map, struct buffer *run)
{
	struct escpos_text text;

	begin(&text, run, map);
	assert_int_equal(escpos_text_put(&text, member(block, "text"), NULL), FAIL_NONE);
	assert_int_equal(text.lost, 0);
	assert_int_equal(run->bytes[--run->size_bytes], '\n');
}

static void make_text(const json_t *block, struct buffer *run)
{
	put_line(block, pages_map(member(block, "map")), run);
}

/* One page of the map alone, with the map's number for it. */
static void make_page(const json_t *block, struct buffer *run)
{
	static const char *const names[PAGE_COUNT] = { "437", "850", "852", "858", "1250", "1252", "8859-2", "8859-15" };
	const struct pages_map *map = pages_map(member(block, "map"));
	struct pages_map alone = { .name = "alone" };

	assert_non_null(map);
	for (int i = 0; i < map->count; i++)
		if (strcmp(names[map->place[i].page], member(block, "page")) == 0)
			alone.place[alone.count++] = map->place[i];
	assert_int_equal(alone.count, 1);
	put_line(block, &alone, run);
}

static const struct maker { const char *kind; void (*make)(const json_t *block, struct buffer *run); int least; } makers[] = {
	{ "qr", make_qr, 4 }, { "code128", make_code128, 3 }, { "raster", make_raster, 3 }, { "cut", make_cut, 1 }, { "page", make_page, 60 }, { "text", make_text, 36 },
};
enum { MAKER_COUNT = sizeof makers / sizeof makers[0] };

static int kind_of(const char *name)
{
	int kind = 0;

	while (kind < MAKER_COUNT && strcmp(makers[kind].kind, name) != 0)
		kind++;
	assert_true(kind < MAKER_COUNT);
	return kind;
}

static void expect_same(const char *line, const json_t *block, const struct buffer *run)
{
	const char *theirs = member(block, "bytes");
	bool same = strlen(theirs) == 2 * run->size_bytes;

	for (size_t i = 0; same && i < run->size_bytes; i++) {
		char hex[3];
		snprintf(hex, sizeof hex, "%02x", (unsigned char)run->bytes[i]);
		same = memcmp(hex, theirs + 2 * i, 2) == 0;
	}
	if (!same) {
		print_message("theirs: %.400s\nours: ", line);
		for (size_t i = 0; i < run->size_bytes && i < 200; i++)
			print_message("%02x", (unsigned char)run->bytes[i]);
		print_message("\n");
	}
	assert_true(same);
}

static void blocks_are_the_same_bytes(void **state)
{
	static char line[LINE_MAX_BYTES];
	char path[PATH_BYTES];
	int seen[MAKER_COUNT] = { 0 };

	(void)state;
	snprintf(path, sizeof path, "%s/tests/peers/escpos/recorded.jsonl", getenv("FOYER_SOURCE"));
	FILE *file = fopen(path, "re");
	assert_non_null(file);
	while (fgets(line, sizeof line, file)) {
		BUFFER_AUTO run = { 0 };
		json_t *block = json_loads(line, 0, NULL);
		assert_non_null(block);
		int kind = kind_of(member(block, "kind"));
		buffer_init(&run, RUN_MAX);
		makers[kind].make(block, &run);
		expect_same(line, block, &run);
		seen[kind]++;
		json_decref(block);
	}
	fclose(file);
	for (int kind = 0; kind < MAKER_COUNT; kind++) {
		print_message("%s: %d the same\n", makers[kind].kind, seen[kind]);
		assert_true(seen[kind] >= makers[kind].least);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(blocks_are_the_same_bytes) };
	return cmocka_run_group_tests_name("peer_escpos", cases, NULL, NULL);
}
