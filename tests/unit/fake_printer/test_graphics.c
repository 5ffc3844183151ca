/* SPDX-License-Identifier: MIT */
/* unit.fake_printer_graphics - the same picture by each command that prints pictures, and what clones make of those they lack. */
#include "tests/unit/fake_printer/given_printer.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 40, HEIGHT = 24, STRIDE = WIDTH / 8 };

static bool want_dot(int x, int y)
{
	return (x * 7 + y * 11) % 5 == 0 || x == 0 || y == HEIGHT - 1;
}

static void given_picture(uint8_t ret[static HEIGHT * STRIDE])
{
	memset(ret, 0, HEIGHT * STRIDE);
	for (int y = 0; y < HEIGHT; y++)
		for (int x = 0; x < WIDTH; x++)
			if (want_dot(x, y))
				ret[y * STRIDE + x / 8] |= (uint8_t)(0x80 >> x % 8);
}

static void assert_picture(const struct given_printer *given, int left, int wide, int tall)
{
	assert_int_equal(given->cuts, 1);
	assert_int_equal(given->cut[0].receipt.unknown, 0);
	for (int y = 0; y < HEIGHT * tall; y++)
		for (int x = 0; x < FAKE_DOTS; x++) {
			bool want = x >= left && x < left + WIDTH * wide && want_dot((x - left) / wide, y / tall);
			if (given_dot(given, 0, x, y) != want)
				fail_msg("dot %d, %d", x, y);
		}
}

static void add_raster(struct given_printer *given, uint8_t how)
{
	uint8_t picture[HEIGHT * STRIDE];

	given_picture(picture);
	print_bytes(given, (uint8_t[]){ 0x1d, 'v', '0', how, STRIDE, 0, HEIGHT, 0 }, 8);
	print_bytes(given, picture, sizeof picture);
}

static void raster_has_four_sizes(void **state)
{
	(void)state;
	for (uint8_t how = 0; how < 4; how++) {
		struct given_printer *given = given_printer(NULL);
		add_raster(given, how);
		PRINT(given, "\x1dV\x00");
		assert_picture(given, 0, how & 1 ? 2 : 1, how & 2 ? 2 : 1);
		assert_int_equal(given->cut[0].receipt.rows, how & 2 ? 2 * HEIGHT : HEIGHT);
		assert_int_equal(given->cut[0].receipt.strips, 1);
		given_printer_done(given);
	}
}

static void raster_stands_where_lines_do(void **state)
{
	struct given_printer *given = given_printer(NULL);

	(void)state;
	PRINT(given, "\x1b" "a\x01");
	add_raster(given, '1'); /* as a digit */
	PRINT(given, "\x1dV\x00");
	assert_picture(given, (FAKE_DOTS - 2 * WIDTH) / 2, 2, 1);
	given_printer_done(given);
	given = given_printer(NULL);
	PRINT(given, "\x1dL\x11\x00\x1dW\x64\x00\x1b" "a\x02");
	add_raster(given, 0);
	PRINT(given, "\x1dV\x00");
	assert_picture(given, 17 + 100 - WIDTH, 1, 1);
	given_printer_done(given);
}

static void a_row_beyond_the_head_is_lost(void **state)
{
	struct given_printer *given = given_printer(&(struct fake_options){ .dots = 384 });
	uint8_t rows[2][80];

	(void)state;
	memset(rows, 0xff, sizeof rows);
	PRINT(given, "\x1dv0\x00\x50\x00\x02\x00");
	print_bytes(given, rows, sizeof rows);
	PRINT(given, "\x1dV\x00");
	assert_int_equal(given->cut[0].receipt.rows, 2);
	assert_int_equal(given->cut[0].receipt.dots, 384);
	assert_true(given_dot(given, 0, 383, 1));
	assert_false(given_dot(given, 0, 384, 1));
	given_printer_done(given);
}

static void graphics_are_stored_then_printed(void **state)
{
	static const uint8_t head[] = { 0x30, 0x70, 0x30, 2, 1, 0x31, WIDTH, 0, HEIGHT, 0 };
	uint8_t picture[HEIGHT * STRIDE];

	(void)state;
	given_picture(picture);
	for (int is_long = 0; is_long < 2; is_long++) {
		struct given_printer *given = given_printer(NULL);
		uint16_t size = sizeof head + sizeof picture;
		if (is_long)
			print_bytes(given, (uint8_t[]){ 0x1d, '8', 'L', (uint8_t)size, (uint8_t)(size >> 8), 0, 0 }, 7);
		else
			print_bytes(given, (uint8_t[]){ 0x1d, '(', 'L', (uint8_t)size, (uint8_t)(size >> 8) }, 5);
		print_bytes(given, head, sizeof head);
		print_bytes(given, picture, sizeof picture);
		PRINT(given, "\x1d(L\x02\x00\x30\x32\x1d(L\x02\x00\x30\x32\x1dV\x00"); /* the second time nothing is stored */
		assert_picture(given, 0, 2, 1);
		assert_int_equal(given->cut[0].receipt.rows, HEIGHT);
		given_printer_done(given);
	}
}

static void graphics_by_columns(void **state)
{
	struct given_printer *given = given_printer(NULL);
	uint8_t columns[WIDTH * HEIGHT / 8] = { 0 };

	(void)state;
	for (int x = 0; x < WIDTH; x++)
		for (int y = 0; y < HEIGHT; y++)
			if (want_dot(x, y))
				columns[x * HEIGHT / 8 + y / 8] |= (uint8_t)(0x80 >> y % 8);
	PRINT(given, "\x1d(L\x82\x00\x30\x71\x30\x01\x01\x31\x28\x00\x18\x00");
	print_bytes(given, columns, sizeof columns);
	PRINT(given, "\x1d(L\x02\x00\x30\x02\x1dV\x00");
	assert_picture(given, 0, 1, 1);
	given_printer_done(given);
	given = given_printer(NULL);
	PRINT(given, "\x1b*\x21\x28\x00");
	print_bytes(given, columns, sizeof columns);
	PRINT(given, "\x1b" "3\x18\n\x1dV\x00");
	assert_picture(given, 0, 1, 1);
	assert_int_equal(given->cut[0].receipt.rows, HEIGHT);
	given_printer_done(given);
}

static void wrong_graphics_are_ignored(void **state)
{
	struct given_printer *given = given_printer(NULL);

	(void)state;
	PRINT(given, "\x1d(L\x0b\x00\x30\x70\x30\x03\x01\x31\x08\x00\x01\x00\xff"); /* three times as wide */
	PRINT(given, "\x1d(L\x0b\x00\x30\x70\x30\x01\x01\x31\x08\x00\x02\x00\xff"); /* a row is missing */
	PRINT(given, "\x1d(L\x0b\x00\x30\x70\x30\x01\x01\x31\x08\x00\x7f\x06\xff"); /* 1663 rows */
	PRINT(given, "\x1d(L\x02\x00\x30\x44\x1d(L\x02\x00\x30\x32\x1b*\x07\x00\x00");
	PRINT(given, "\x1dv0\x00\x00\x00\x05\x00" "\x1dV\x00");
	assert_int_equal(given->cut[0].receipt.ignored, 6);
	assert_int_equal(given->cut[0].receipt.rows, 0);
	assert_int_equal(given->cut[0].receipt.text_bytes, 0);
	given_printer_done(given);
}

static void a_command_longer_than_can_be_kept_is_swallowed(void **state)
{
	struct given_printer *given = given_printer(NULL);
	uint8_t *zeros = calloc(1, 0x40000);

	(void)state;
	assert_non_null(zeros);
	PRINT(given, "\x1d" "8L\x00\x00\x04\x00");
	print_bytes(given, zeros, 0x40000);
	PRINT(given, "H\x1dV\x00");
	assert_int_equal(given->cut[0].receipt.ignored, 1);
	assert_int_equal(given->cut[0].receipt.text_bytes, 1);
	free(zeros);
	given_printer_done(given);
}

static void clones_print_what_they_lack_as_letters(void **state)
{
	static const struct { unsigned lack; const char *bytes; size_t size; int letters; const char *name; } lacks[] = {
		{ FAKE_LACK_GRAPHICS, "\x1d(L\x02\x00\x30\x32", 7, 2, "1D 28 4C" }, { FAKE_LACK_QR, "\x1d(k\x03\x00\x31\x43\x06", 8, 2, "1D 28 6B" },
		{ FAKE_LACK_RASTER, "\x1dv0\x00\x01\x00\x01\x00\x41", 9, 2, "1D 76" }, { FAKE_LACK_BARCODE, "\x1dkI\x03{BA", 7, 4, "1D 6B" },
		{ FAKE_LACK_BIT_IMAGE, "\x1b*\x21\x01\x00\x41\x42\x43", 8, 4, "1B 2A" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof lacks / sizeof lacks[0]; i++)
		for (int has = 0; has < 2; has++) {
			struct given_printer *given = given_printer(&(struct fake_options){ .lacks = has ? 0 : lacks[i].lack });
			print_bytes(given, lacks[i].bytes, lacks[i].size);
			PRINT(given, "\x1dV\x00");
			assert_int_equal(given->cut[0].receipt.text_bytes, has ? 0 : lacks[i].letters);
			assert_string_equal(given->cut[0].receipt.unknown_names, has ? "" : lacks[i].name);
			given_printer_done(given);
		}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(raster_has_four_sizes),
		cmocka_unit_test(raster_stands_where_lines_do),
		cmocka_unit_test(a_row_beyond_the_head_is_lost),
		cmocka_unit_test(graphics_are_stored_then_printed),
		cmocka_unit_test(graphics_by_columns),
		cmocka_unit_test(wrong_graphics_are_ignored),
		cmocka_unit_test(a_command_longer_than_can_be_kept_is_swallowed),
		cmocka_unit_test(clones_print_what_they_lack_as_letters),
	};
	return cmocka_run_group_tests_name("fake_printer_graphics", cases, NULL, NULL);
}
