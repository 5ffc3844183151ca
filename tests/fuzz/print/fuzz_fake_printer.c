/* SPDX-License-Identifier: MIT */
/* fuzz.fake_printer - the virtual printer under any bytes, in any portions: it prints, refuses and answers, and never breaks. */
#include "tests/fakes/printer/fake_printer.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void on_cut(void *context, const struct fake_receipt *receipt)
{
	int *cuts = context;

	if (receipt->rows < 0 || receipt->rows > FAKE_ROWS_MAX || receipt->number != ++*cuts)
		abort();
	for (volatile size_t i = 0; i < (size_t)receipt->rows * FAKE_STRIDE; i += FAKE_STRIDE - 1)
		(void)*(volatile const uint8_t *)&receipt->bits[i]; /* all of it is there to be read */
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	int cuts = 0;
	struct fake_options options = { .buffer_bytes = 100, .cut = on_cut, .context = &cuts };
	struct fake_printer *printer = fake_printer_new(&options);
	uint8_t said[FAKE_SAY_MAX_BYTES];

	for (size_t at = 0; at < size;) {
		size_t portion = 1 + bytes[at] % 64;
		size_t taken = fake_printer_take(printer, bytes + at, portion < size - at ? portion : size - at);
		at += taken;
		if (bytes[at > 0 ? at - 1 : 0] == 0x7f)
			fake_printer_set(printer, 1u << bytes[0] % 6, bytes[0] & 0x40);
		if (fake_printer_work(printer, 40) == 0 && taken == 0)
			fake_printer_power(printer), fake_printer_set(printer, 0x3f, false);
		if (fake_printer_say(printer, said, bytes[0] % FAKE_SAY_MAX_BYTES) > FAKE_SAY_MAX_BYTES)
			abort();
	}
	fake_printer_free(printer);
	return 0;
}
