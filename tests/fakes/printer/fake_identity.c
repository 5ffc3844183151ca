/* SPDX-License-Identifier: MIT */
/* fake_identity.c - who the printer says it is (GS I), and the maintenance counters it keeps through power cuts (GS g). SOURCE: Epson's ESC/POS command reference. */
#include "tests/fakes/printer/fake_printer_inside.h"

#include <stdio.h>
#include <string.h>

enum { BLOCK_MAX_BYTES = 80, MODEL_ID = 0x20, TYPE_ID_CUTTER = 0x02, ROM_ID = 0x01 };

static const unsigned counter_numbers[FAKE_COUNTERS] = { FAKE_COUNTER_LINES, FAKE_COUNTER_ROWS, FAKE_COUNTER_CUTS };

/* Its place in the table, and whether it is the one for life; -1: no such counter. */
static int find_counter(unsigned number, bool *ret_life)
{
	*ret_life = number >= FAKE_COUNTER_LIFE;
	for (int i = 0; i < FAKE_COUNTERS; i++)
		if (counter_numbers[i] == number - (*ret_life ? FAKE_COUNTER_LIFE : 0))
			return i;
	return -1;
}

static void tell_block(struct fake_printer *printer, const char *text)
{
	char block[BLOCK_MAX_BYTES];
	int size = snprintf(block, sizeof block, "%c%s", 0x5f, text);

	if (size > 0 && (size_t)size < sizeof block)
		fake_tell(printer, (const uint8_t *)block, (size_t)size + 1);
}

void fake_count(struct fake_printer *printer, enum fake_counter counter, long more)
{
	bool life;
	int at = find_counter(counter, &life);

	if (at < 0)
		return;
	printer->counter[at][0] += more;
	printer->counter[at][1] += more;
}

long fake_printer_counter(const struct fake_printer *printer, unsigned counter)
{
	bool life;
	int at = find_counter(counter, &life);

	return at < 0 ? -1 : printer->counter[at][life];
}

void fake_tell_counter(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	unsigned number = bytes[4] + 256u * bytes[5];
	char digits[24];
	bool life, wipe = bytes[2] == '0';
	int at = find_counter(number, &life);

	(void)size;
	if (at < 0 || printer->options.no_counters || (!wipe && bytes[2] != '2'))
		return;
	if (wipe) {
		if (!life)
			printer->counter[at][0] = 0;
		return;
	}
	snprintf(digits, sizeof digits, "%ld", printer->counter[at][life]);
	tell_block(printer, digits);
}

void fake_identify(struct fake_printer *printer, const uint8_t *command, size_t size)
{
	uint8_t which = command[2];
	const struct fake_options *options = &printer->options;
	const char *const texts[] = {
		"1.00 FOYER", options->maker ? options->maker : "FOYER", options->model ? options->model : "VIRTUAL",
		options->serial ? options->serial : "0000000001", "",
	};
	const uint8_t bytes[] = { MODEL_ID, options->lacks & FAKE_LACK_CUTTER ? 0 : TYPE_ID_CUTTER, ROM_ID };

	(void)size;
	if (options->no_identity)
		return;
	if ((which >= 1 && which <= 3) || (which >= 49 && which <= 51))
		fake_tell(printer, &bytes[which % 48 - 1], 1);
	else if (which >= 65 && which < 65 + sizeof texts / sizeof texts[0])
		tell_block(printer, texts[which - 65]);
}
