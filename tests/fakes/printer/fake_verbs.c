/* SPDX-License-Identifier: MIT */
/* fake_verbs.c - every command that the printer knows: its length, and what it does. SOURCE: Epson's ESC/POS command reference. */
#include "tests/fakes/printer/fake_printer_inside.h"

enum { TABS_LENGTH_MAX = 35 };

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

static const struct fake_verb verbs[] = {
	{ DLE, 0x04, 0, 3, NULL, NULL }, { DLE, 0x05, 0, 3, NULL, NULL }, { DLE, 0x14, 0, 0, measure_live, NULL },

	{ ESC, '@', 0, 2, NULL, fake_start }, { ESC, ' ', 0, 3, NULL, fake_set_letter }, { ESC, '-', 0, 3, NULL, fake_set_letter },
	{ ESC, 'E', 0, 3, NULL, fake_set_letter }, { ESC, 'G', 0, 3, NULL, fake_set_letter }, { ESC, 'M', 0, 3, NULL, fake_set_letter },
	{ ESC, 'R', 0, 3, NULL, fake_set_letter }, { ESC, 't', 0, 3, NULL, fake_set_letter }, { ESC, '!', 0, 3, NULL, fake_set_all },
	{ ESC, 'a', 0, 3, NULL, fake_set_line }, { ESC, '2', 0, 2, NULL, fake_set_spacing }, { ESC, '3', 0, 3, NULL, fake_set_spacing },
	{ ESC, '$', 0, 4, NULL, fake_move }, { ESC, '\\', 0, 4, NULL, fake_move }, { ESC, 'D', 0, 0, measure_tabs, fake_set_tabs },
	{ ESC, 'd', 0, 3, NULL, fake_feed }, { ESC, 'J', 0, 3, NULL, fake_feed }, { ESC, 'i', 0, 2, NULL, fake_cut },
	{ ESC, 'm', 0, 2, NULL, fake_cut }, { ESC, 'c', 0, 4, NULL, NULL }, { ESC, 'p', 0, 5, NULL, NULL },
	{ ESC, '=', 0, 3, NULL, NULL }, { ESC, 'U', 0, 3, NULL, NULL },

	{ FS, '.', 0, 2, NULL, fake_set_letter }, { FS, '&', 0, 2, NULL, fake_set_letter }, { FS, '!', 0, 3, NULL, NULL },
	{ FS, '-', 0, 3, NULL, NULL }, { FS, 'C', 0, 3, NULL, NULL }, { FS, 'S', 0, 4, NULL, NULL },

	{ GS, '!', 0, 3, NULL, fake_set_size }, { GS, 'B', 0, 3, NULL, fake_set_reverse }, { GS, 'L', 0, 4, NULL, fake_set_line },
	{ GS, 'W', 0, 4, NULL, fake_set_line }, { GS, 'P', 0, 4, NULL, NULL }, { GS, 'b', 0, 3, NULL, NULL },
	{ GS, 'h', 0, 3, NULL, NULL }, { GS, 'w', 0, 3, NULL, NULL }, { GS, 'H', 0, 3, NULL, NULL }, { GS, 'f', 0, 3, NULL, NULL },
	{ GS, 'V', 0, 0, measure_cut, fake_cut }, { GS, 'v', 0, 8, NULL, fake_strip_begin },
	{ GS, 'a', 0, 3, NULL, fake_set_state }, { GS, 'r', 0, 3, NULL, fake_tell_sensor },
	{ GS, 'I', 0, 3, NULL, fake_identify }, { GS, 'g', 0, 6, NULL, fake_tell_counter },
	{ GS, '(', 'H', 0, measure_bracket, fake_tell_process }, { GS, '(', 'D', 0, measure_bracket, NULL },
	{ GS, '(', 0, 0, measure_bracket, fake_unknown },
};

const struct fake_verb *fake_find_verb(const struct fake_printer *printer, const uint8_t *bytes, size_t count)
{
	static const struct fake_verb undecided = { .measure = measure_bracket };

	(void)printer;
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
		const struct fake_verb *verb = &verbs[i];
		if (verb->lead != bytes[0] || verb->code != bytes[1])
			continue;
		if (verb->third != 0 && count < 3)
			return &undecided;
		if (verb->third == 0 || verb->third == bytes[2])
			return verb;
	}
	return NULL;
}
