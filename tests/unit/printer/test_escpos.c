/* SPDX-License-Identifier: MIT */
/* unit.printer_escpos - what we write is what a printer prints, wherever somebody before us was cut short. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "drivers/printer/escpos.h"
#include "tests/fakes/printer/fake_printer.h"

enum { ROWS = 700, STRIDE = FAKE_STRIDE, RUN_MAX = 1024 * 1024 };

static const struct profile profile = {
	.name = "test", .dots = FAKE_DOTS, .rows_per_second = 1000, .strip_rows = 128, .feed_units = 1, .cut = true, .confirm = CONFIRM_PROBE,
};

/* What the printer cut off, kept. */
struct seen { int cuts; struct fake_receipt last; uint8_t *bits; };

static void keep(void *context, const struct fake_receipt *receipt)
{
	struct seen *seen = context;

	seen->cuts++;
	seen->last = *receipt;
	memcpy(seen->bits, receipt->bits, (size_t)receipt->rows * STRIDE);
}

static struct fake_printer *given_printer(struct seen *seen)
{
	struct fake_options options = { .buffer_bytes = 65536, .cut = keep, .context = seen };

	*seen = (struct seen){ .bits = calloc(FAKE_ROWS_MAX, STRIDE) };
	assert_non_null(seen->bits);
	return fake_printer_new(&options);
}

static void print_all(struct fake_printer *printer, const void *bytes, size_t size)
{
	const uint8_t *at = bytes;

	while (size > 0) {
		size_t taken = fake_printer_take(printer, at, size);
		at += taken;
		size -= taken;
		while (fake_printer_work(printer, 4096) > 0)
			continue;
	}
}

/* Text-like: dense rows, white bands of every height, lone dots. The same on every run. */
static void given_raster(uint8_t *bits, int rows, uint32_t seed)
{
	for (int row = 0; row < rows; row++) {
		bool white = row / 23 % 3 == 1 || row % 97 < 5;
		for (int i = 0; i < STRIDE; i++) {
			seed = seed * 1664525u + 1013904223u;
			uint8_t byte = (uint8_t)(seed >> 24);
			bits[row * STRIDE + i] = white ? 0 : (seed >> 8 & 3) == 0 ? 0x10 : (seed >> 8 & 3) == 1 ? byte & 0x15 : byte;
		}
	}
	bits[0] |= 1; /* the first and last rows have ink, so that the paper's length can be compared */
	bits[rows * STRIDE - 1] |= 1;
}

static void add_job(struct buffer *run, const uint8_t *bits, int rows)
{
	assert_int_equal(escpos_start(run), FAIL_NONE);
	assert_int_equal(escpos_speak(run), FAIL_NONE);
	assert_int_equal(escpos_raster(run, &profile, bits, rows), FAIL_NONE);
	assert_int_equal(escpos_cut(run, &profile), FAIL_NONE);
}

static void raster_comes_back_dot_by_dot(void **state)
{
	static uint8_t bits[ROWS * STRIDE];
	struct seen seen;
	struct fake_printer *printer = given_printer(&seen);
	BUFFER_AUTO run = { 0 };

	(void)state;
	buffer_init(&run, RUN_MAX);
	given_raster(bits, ROWS, 1);
	escpos_guard(bits, sizeof bits);
	add_job(&run, bits, ROWS);
	print_all(printer, run.bytes, run.size_bytes);

	assert_int_equal(seen.cuts, 1);
	assert_int_equal(seen.last.rows, ROWS);
	assert_memory_equal(seen.bits, bits, sizeof bits);
	assert_int_equal(seen.last.text_bytes, 0);
	assert_int_equal(seen.last.unknown, 0);
	assert_true(seen.last.tallest_strip <= profile.strip_rows);
	assert_true(seen.last.feeds > 5);
	fake_printer_free(printer);
	free(seen.bits);
}

static void a_white_sheet_is_only_fed(void **state)
{
	static uint8_t bits[600 * STRIDE];
	struct seen seen;
	struct fake_printer *printer = given_printer(&seen);
	BUFFER_AUTO run = { 0 };

	(void)state;
	buffer_init(&run, RUN_MAX);
	add_job(&run, bits, 600);
	print_all(printer, run.bytes, run.size_bytes);
	assert_int_equal(seen.last.rows, 600);
	assert_int_equal(seen.last.strips, 0);
	assert_true(run.size_bytes < 64);
	fake_printer_free(printer);
	free(seen.bits);
}

static void guard_leaves_nothing_a_printer_would_obey(void **state)
{
	static uint8_t bits[ROWS * STRIDE];

	(void)state;
	for (uint32_t seed = 1; seed < 20; seed++) {
		given_raster(bits, ROWS, seed);
		bits[100] = 0x10, bits[101] = 0x04, bits[102] = 0x01;
		assert_true(escpos_guard(bits, sizeof bits) > 0);
		for (size_t i = 0; i + 1 < sizeof bits; i++)
			assert_false(bits[i] == 0x10 && (bits[i + 1] == 0x04 || bits[i + 1] == 0x05 || bits[i + 1] == 0x14));
		assert_int_equal(escpos_guard(bits, sizeof bits), 0);
	}
}

static void without_the_guard_a_picture_talks_to_the_printer(void **state)
{
	static uint8_t bits[8 * STRIDE];
	struct seen seen;
	struct fake_printer *printer = given_printer(&seen);
	BUFFER_AUTO run = { 0 };
	uint8_t said[16];

	(void)state;
	buffer_init(&run, RUN_MAX);
	bits[5] = 0x10, bits[6] = 0x04, bits[7] = 0x01;
	assert_int_equal(escpos_raster(&run, &profile, bits, 8), FAIL_NONE);
	print_all(printer, run.bytes, run.size_bytes);
	assert_int_equal(fake_printer_say(printer, said, sizeof said), 1);

	assert_int_equal(escpos_guard(bits, sizeof bits), 1);
	buffer_clear(&run);
	assert_int_equal(escpos_raster(&run, &profile, bits, 8), FAIL_NONE);
	print_all(printer, run.bytes, run.size_bytes);
	assert_int_equal(fake_printer_say(printer, said, sizeof said), 0);
	fake_printer_free(printer);
	free(seen.bits);
}

static void white_on_the_right_is_not_sent(void **state)
{
	enum { HEAD = 8, HIGH = 20, WIDE = 10 };
	static uint8_t bits[HIGH * STRIDE];
	struct seen seen;
	struct fake_printer *printer = given_printer(&seen);
	BUFFER_AUTO run = { 0 };

	(void)state;
	buffer_init(&run, RUN_MAX);
	for (int row = 0; row < HIGH; row++)
		bits[row * STRIDE] = bits[row * STRIDE + WIDE - 1 - row % 3] = 0x81;
	assert_int_equal(escpos_raster(&run, &profile, bits, HIGH), FAIL_NONE);
	assert_int_equal(run.size_bytes, HEAD + HIGH * WIDE);
	assert_int_equal(escpos_cut(&run, &profile), FAIL_NONE);
	print_all(printer, run.bytes, run.size_bytes);
	assert_int_equal(seen.last.rows, HIGH);
	assert_memory_equal(seen.bits, bits, sizeof bits);
	fake_printer_free(printer);
	free(seen.bits);
}

/* Where the end of a row meets the beginning of the next. */
static void rows_do_not_talk_to_the_printer_where_they_meet(void **state)
{
	static const uint8_t second[] = { 0x04, 0x05, 0x14 };

	(void)state;
	for (size_t i = 0; i < sizeof second; i++) {
		uint8_t bits[3 * STRIDE] = { 0 };
		BUFFER_AUTO run = { 0 };
		buffer_init(&run, RUN_MAX);
		for (int row = 0; row < 3; row++)
			bits[row * STRIDE] = second[i], bits[row * STRIDE + 6] = 0x10;
		assert_int_equal(escpos_guard(bits, sizeof bits), 0);
		assert_int_equal(escpos_raster(&run, &profile, bits, 3), FAIL_NONE);
		assert_int_equal(escpos_guard((uint8_t *)run.bytes, run.size_bytes), 0);
		assert_int_equal(run.size_bytes, 8 + 3 * 8); /* one byte of white more */
	}
}

/* The promise of escpos_fill(): torn after any byte, the next receipt still comes out whole. */
static void fill_mends_a_job_torn_anywhere(void **state)
{
	static uint8_t bits[40 * STRIDE];
	BUFFER_AUTO torn = { 0 }, whole = { 0 };

	(void)state;
	buffer_init(&torn, RUN_MAX);
	buffer_init(&whole, RUN_MAX);
	given_raster(bits, 40, 7);
	memset(bits + 10 * STRIDE, 0, 12 * STRIDE);
	escpos_guard(bits, sizeof bits);
	add_job(&torn, bits, 40);
	assert_int_equal(escpos_process_id(&torn, 1234), FAIL_NONE);
	assert_int_equal(escpos_fence(&torn), FAIL_NONE);
	assert_int_equal(escpos_fill(&whole), FAIL_NONE);
	add_job(&whole, bits, 40);
	for (size_t cut = 0; cut < torn.size_bytes; cut += cut < 60 || cut > torn.size_bytes - 60 ? 1 : 37) {
		struct seen seen;
		struct fake_printer *printer = given_printer(&seen);
		print_all(printer, torn.bytes, cut);
		int before = seen.cuts;
		print_all(printer, whole.bytes, whole.size_bytes);
		assert_true(seen.cuts > before);
		assert_true(seen.last.rows >= 40);
		assert_memory_equal(seen.bits + (size_t)(seen.last.rows - 40) * STRIDE, bits, sizeof bits);
		assert_int_equal(seen.last.text_bytes, 0);
		fake_printer_free(printer);
		free(seen.bits);
	}
}

static void process_ids_and_fences_are_answered(void **state)
{
	struct seen seen;
	struct fake_printer *printer = given_printer(&seen);
	BUFFER_AUTO run = { 0 };
	uint8_t said[16];

	(void)state;
	buffer_init(&run, 64);
	assert_int_equal(escpos_ask_cuts(&run), FAIL_NONE);
	print_all(printer, run.bytes, run.size_bytes);
	assert_int_equal(fake_printer_say(printer, said, sizeof said), 3);
	assert_memory_equal(said, "_0", 3);
	buffer_clear(&run);
	assert_int_equal(escpos_process_id(&run, 407), FAIL_NONE);
	assert_int_equal(escpos_fence(&run), FAIL_NONE);
	print_all(printer, run.bytes, run.size_bytes);
	assert_int_equal(fake_printer_say(printer, said, sizeof said), 8);
	assert_memory_equal(said, "\x37\x22" "0407\0\0", 8);
	fake_printer_free(printer);
	free(seen.bits);
}

static void a_run_beyond_its_maximum_is_refused(void **state)
{
	static uint8_t bits[8 * STRIDE];
	BUFFER_AUTO run = { 0 };

	(void)state;
	memset(bits, 0xff, sizeof bits);
	buffer_init(&run, sizeof bits + 7); /* the strip's head has eight bytes */
	assert_int_equal(escpos_raster(&run, &profile, bits, 8), FAIL_LIMIT);
	buffer_done(&run);
	buffer_init(&run, sizeof bits + 8);
	assert_int_equal(escpos_raster(&run, &profile, bits, 8), FAIL_NONE);
}

static void without_a_cutter_it_feeds_to_tear(void **state)
{
	struct profile blunt = profile;
	BUFFER_AUTO run = { 0 };

	(void)state;
	blunt.cut = false;
	buffer_init(&run, 64);
	assert_int_equal(escpos_cut(&run, &blunt), FAIL_NONE);
	assert_int_equal(run.bytes[0], 0x1b);
	assert_int_equal(run.bytes[1], 'J');
}

static void an_old_cutter_is_fed_to_by_lines(void **state)
{
	struct profile old = profile;
	BUFFER_AUTO run = { 0 };

	(void)state;
	old.cut_feed_lines = 4;
	buffer_init(&run, 64);
	assert_int_equal(escpos_cut(&run, &old), FAIL_NONE);
	assert_int_equal(run.size_bytes, 6);
	assert_memory_equal(run.bytes, "\x1b" "d\x04" "\x1dV\x01", 6);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(raster_comes_back_dot_by_dot),
		cmocka_unit_test(a_white_sheet_is_only_fed),
		cmocka_unit_test(guard_leaves_nothing_a_printer_would_obey),
		cmocka_unit_test(without_the_guard_a_picture_talks_to_the_printer),
		cmocka_unit_test(white_on_the_right_is_not_sent),
		cmocka_unit_test(rows_do_not_talk_to_the_printer_where_they_meet),
		cmocka_unit_test(fill_mends_a_job_torn_anywhere),
		cmocka_unit_test(process_ids_and_fences_are_answered),
		cmocka_unit_test(a_run_beyond_its_maximum_is_refused),
		cmocka_unit_test(without_a_cutter_it_feeds_to_tear),
		cmocka_unit_test(an_old_cutter_is_fed_to_by_lines),
	};
	return cmocka_run_group_tests_name("printer_escpos", cases, NULL, NULL);
}
