/* SPDX-License-Identifier: MIT */
/* fake_verbs.c - every command that the printer knows: its length, and what it does. SOURCE: Epson's ESC/POS command reference. */
#include "tests/fakes/printer/fake_printer_inside.h"

enum { TABS_LENGTH_MAX = 35, BARS_LENGTH_MAX = 258 };

/* GS ( x pL pH … */
static size_t measure_bracket(const uint8_t *bytes, size_t count)
{
	return count < 5 ? 0 : 5 + (size_t)bytes[3] + 256 * (size_t)bytes[4];
}

/* GS V m, GS V m n */
static size_t measure_cut(const uint8_t *bytes, size_t count)
{
	return count < 3 ? 0 : bytes[2] >= 65 ? 4 : 3;
}

/* DLE DC4 fn … */
static size_t measure_live(const uint8_t *bytes, size_t count)
{
	return count < 3 ? 0 : bytes[2] == 8 ? 10 : 5;
}

/* ESC D … 0 */
static size_t measure_tabs(const uint8_t *bytes, size_t count)
{
	return count > 2 && (bytes[count - 1] == 0 || count == TABS_LENGTH_MAX) ? count : 0;
}

/* GS k m … 0, GS k m n … */
static size_t measure_bars(const uint8_t *bytes, size_t count)
{
	if (count < 4)
		return 0;
	if (bytes[2] > 6)
		return 4 + (size_t)bytes[3];
	return bytes[count - 1] == 0 || count == BARS_LENGTH_MAX ? count : 0;
}

/* GS 8 L p1 p2 p3 p4 … */
static size_t measure_long(const uint8_t *bytes, size_t count)
{
	return count < 7 ? 0 : 7 + (bytes[3] | (size_t)bytes[4] << 8 | (size_t)bytes[5] << 16 | (size_t)bytes[6] << 24);
}

/* ESC * m nL nH … */
static size_t measure_bit_image(const uint8_t *bytes, size_t count)
{
	if (count < 5)
		return 0;
	size_t columns = bytes[3] + 256u * bytes[4];
	return 5 + (bytes[2] == 32 || bytes[2] == 33 ? 3 * columns : bytes[2] <= 1 ? columns : 0);
}

/* GS e n, GS e 3 m */
static size_t measure_present(const uint8_t *bytes, size_t count)
{
	return count < 3 ? 0 : bytes[2] == 3 ? 4 : 3;
}

static const struct fake_verb verbs[] = {
	{ DLE, 0x04, 0, 3, NULL, NULL, 0 }, { DLE, 0x05, 0, 3, NULL, NULL, 0 }, { DLE, 0x14, 0, 0, measure_live, NULL, 0 },

	{ ESC, '@', 0, 2, NULL, fake_start, 0 }, { ESC, ' ', 0, 3, NULL, fake_set_letter, 0 }, { ESC, '-', 0, 3, NULL, fake_set_letter, 0 },
	{ ESC, 'E', 0, 3, NULL, fake_set_letter, 0 }, { ESC, 'G', 0, 3, NULL, fake_set_letter, 0 }, { ESC, 'M', 0, 3, NULL, fake_set_letter, 0 },
	{ ESC, 'R', 0, 3, NULL, fake_set_letter, 0 }, { ESC, 't', 0, 3, NULL, fake_set_letter, 0 }, { ESC, '!', 0, 3, NULL, fake_set_all, 0 },
	{ ESC, 'a', 0, 3, NULL, fake_set_line, 0 }, { ESC, '2', 0, 2, NULL, fake_set_spacing, 0 }, { ESC, '3', 0, 3, NULL, fake_set_spacing, 0 },
	{ ESC, '$', 0, 4, NULL, fake_move, 0 }, { ESC, '\\', 0, 4, NULL, fake_move, 0 }, { ESC, 'D', 0, 0, measure_tabs, fake_set_tabs, 0 },
	{ ESC, 'd', 0, 3, NULL, fake_feed, 0 }, { ESC, 'J', 0, 3, NULL, fake_feed, 0 }, { ESC, 'i', 0, 2, NULL, fake_cut, FAKE_LACK_CUTTER },
	{ ESC, 'm', 0, 2, NULL, fake_cut, FAKE_LACK_CUTTER }, { ESC, 'c', 0, 4, NULL, fake_set_sensors, 0 }, { ESC, 'p', 0, 5, NULL, NULL, 0 },
	{ ESC, '=', 0, 3, NULL, NULL, 0 }, { ESC, 'U', 0, 3, NULL, NULL, 0 },

	{ FS, '.', 0, 2, NULL, fake_set_letter, 0 }, { FS, '&', 0, 2, NULL, fake_set_letter, 0 }, { FS, '!', 0, 3, NULL, NULL, 0 },
	{ FS, '-', 0, 3, NULL, NULL, 0 }, { FS, 'C', 0, 3, NULL, NULL, 0 }, { FS, 'S', 0, 4, NULL, NULL, 0 },

	{ GS, '!', 0, 3, NULL, fake_set_size, 0 }, { GS, 'B', 0, 3, NULL, fake_set_reverse, 0 }, { GS, 'L', 0, 4, NULL, fake_set_line, 0 },
	{ GS, 'W', 0, 4, NULL, fake_set_line, 0 }, { GS, 'P', 0, 4, NULL, NULL, 0 }, { GS, 'b', 0, 3, NULL, NULL, 0 },
	{ GS, 'h', 0, 3, NULL, fake_set_bars, FAKE_LACK_BARCODE }, { GS, 'w', 0, 3, NULL, fake_set_bars, FAKE_LACK_BARCODE }, { GS, 'H', 0, 3, NULL, fake_set_bars, FAKE_LACK_BARCODE }, { GS, 'f', 0, 3, NULL, fake_set_bars, FAKE_LACK_BARCODE },
	{ GS, 'V', 0, 0, measure_cut, fake_cut, FAKE_LACK_CUTTER }, { GS, 'v', 0, 8, NULL, fake_strip_begin, FAKE_LACK_RASTER },
	{ GS, 'a', 0, 3, NULL, fake_set_state, 0 }, { GS, 'r', 0, 3, NULL, fake_tell_sensor, 0 },
	{ GS, 'I', 0, 3, NULL, fake_identify, 0 }, { GS, 'g', 0, 6, NULL, fake_tell_counter, 0 },
	{ GS, '(', 'H', 0, measure_bracket, fake_tell_process, 0 }, { GS, '(', 'D', 0, measure_bracket, fake_set_live, 0 },
	{ GS, 'k', 0, 0, measure_bars, fake_bars, FAKE_LACK_BARCODE }, { GS, '(', 'k', 0, measure_bracket, fake_qr, FAKE_LACK_QR },
	{ GS, '(', 'L', 0, measure_bracket, fake_graphics, FAKE_LACK_GRAPHICS }, { GS, '8', 'L', 0, measure_long, fake_graphics, FAKE_LACK_GRAPHICS },
	{ GS, 'e', 0, 0, measure_present, fake_present, FAKE_LACK_PRESENTER }, { GS, 0xe0, 0, 3, NULL, fake_custom, FAKE_LACK_PRESENTER },
	{ GS, 0xe2, 0, 2, NULL, fake_custom, FAKE_LACK_PRESENTER }, { GS, 0xe3, 0, 2, NULL, fake_custom, FAKE_LACK_PRESENTER },
	{ GS, 0xe5, 0, 2, NULL, fake_custom, FAKE_LACK_PRESENTER },
	{ ESC, '*', 0, 0, measure_bit_image, fake_bit_image, FAKE_LACK_BIT_IMAGE },
	{ GS, '(', 0, 0, measure_bracket, fake_unknown, 0 },
};

const struct fake_verb *fake_find_verb(const struct fake_printer *printer, const uint8_t *bytes, size_t count)
{
	static const struct fake_verb undecided = { .measure = measure_bracket };

	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
		const struct fake_verb *verb = &verbs[i];
		if (verb->lead != bytes[0] || verb->code != bytes[1])
			continue;
		if (verb->third != 0 && count < 3)
			return &undecided;
		if (verb->third == 0 || verb->third == bytes[2])
			return printer->options.lacks & verb->lack ? NULL : verb;
	}
	return NULL;
}
