/* SPDX-License-Identifier: MIT */
/* fuzz.fake_printer - the virtual printer under any bytes, in any portions, of any kind: it prints, refuses and answers, and never breaks. */
#include "tests/fakes/printer/fake_printer.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { KIND_BYTES = 4, PUSHES_MAX = 4096, ALL_SENSORS = 0x1ff };

static void on_cut(void *context, const struct fake_receipt *receipt)
{
	int *cuts = context;

	if (receipt->rows < 0 || receipt->rows > FAKE_ROWS_MAX || receipt->number != ++*cuts || receipt->dots > FAKE_DOTS)
		abort();
	if (strlen(receipt->text) >= FAKE_TEXT_MAX_BYTES || memchr(receipt->unknown_names, 0, FAKE_NAMES_MAX_BYTES) == NULL)
		abort();
	for (volatile size_t i = 0; i < (size_t)receipt->rows * FAKE_STRIDE; i += FAKE_STRIDE - 1)
		(void)*(volatile const uint8_t *)&receipt->bits[i]; /* all of it is there to be read */
}

/* What a hand, a cable or bad luck does, by a byte of the input. */
static void push(struct fake_printer *printer, uint8_t how)
{
	if (how < 0x80)
		fake_printer_set(printer, 1u << how % 9, how & 0x40);
	else if (how < 0xc0)
		fake_printer_fault(printer, (enum fake_fault)(how % FAKE_FAULTS), how % 3);
	else if (how < 0xd0)
		fake_printer_pull(printer);
	else if (how < 0xe0)
		fake_printer_tear(printer);
	else if (how < 0xf0)
		fake_printer_let_go(printer);
	else if (how < 0xf8)
		fake_printer_power(printer);
	else
		fake_printer_reset(printer);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	int cuts = 0, stuck = 0;
	uint8_t said[FAKE_SAY_MAX_BYTES];

	if (size < KIND_BYTES)
		return 0;
	struct fake_options options = {
		.buffer_bytes = 100, .cut = on_cut, .context = &cuts, .lacks = bytes[0] & 0x3f, .presenter = bytes[0] & 0x40, .chinese = bytes[0] & 0x80,
		.no_process_id = bytes[1] & 1, .no_state = bytes[1] & 2, .no_clear = bytes[1] & 4, .no_low_sensor = bytes[1] & 8,
		.dots = bytes[1] & 16 ? 384 : 0, .cutter_rows = bytes[2], .feed_units = bytes[3] % 4,
	};
	struct fake_printer *printer = fake_printer_new(&options);
	for (size_t at = KIND_BYTES; at < size && stuck < PUSHES_MAX;) {
		size_t portion = 1 + bytes[at] % 64;
		size_t taken = fake_printer_take(printer, bytes + at, portion < size - at ? portion : size - at);
		if (bytes[at] == 0x7f && at + 1 < size)
			push(printer, bytes[at + 1]);
		if (bytes[at] & 1)
			fake_printer_run(printer, bytes[at]);
		if (fake_printer_work(printer, 40) == 0 && taken == 0) {
			fake_printer_power(printer);
			fake_printer_set(printer, ALL_SENSORS, false);
			stuck++;
		}
		if (fake_printer_say(printer, said, bytes[0] % FAKE_SAY_MAX_BYTES) > FAKE_SAY_MAX_BYTES)
			abort();
		at += taken;
	}
	fake_printer_tear(printer);
	fake_printer_free(printer);
	return 0;
}
