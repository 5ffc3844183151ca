/* SPDX-License-Identifier: MIT */
/* fake_status.c - what the printer says of itself: by itself (GS a), when asked in order (GS r), at once (DLE EOT). SOURCE: Epson's ESC/POS command reference. */
#include "tests/fakes/printer/fake_printer_inside.h"

#include <string.h>

enum { OFFLINE_SENSORS = FAKE_COVER | FAKE_PAPER_OUT | FAKE_CUTTER | FAKE_HOT | FAKE_BROKEN };

bool fake_offline(const struct fake_printer *printer)
{
	return printer->sensors & OFFLINE_SENSORS;
}

uint8_t fake_answer(const struct fake_printer *printer, int what)
{
	unsigned on = printer->sensors;
	unsigned byte = 0x12;

	if (what == 1)
		byte |= fake_offline(printer) ? 0x08 : 0;
	else if (what == 2)
		byte |= (on & FAKE_COVER ? 0x04 : 0) | (on & FAKE_PAPER_OUT ? 0x20 : 0) | (on & (FAKE_CUTTER | FAKE_HOT | FAKE_BROKEN) ? 0x40 : 0);
	else if (what == 3)
		byte |= (on & FAKE_CUTTER ? 0x08 : 0) | (on & FAKE_BROKEN ? 0x20 : 0) | (on & FAKE_HOT ? 0x40 : 0);
	else
		byte |= (on & FAKE_PAPER_LOW ? 0x0c : 0) | (on & FAKE_PAPER_OUT ? 0x60 : 0);
	return (uint8_t)byte;
}

void fake_tell_state(struct fake_printer *printer, bool anyway)
{
	unsigned on = printer->sensors;
	uint8_t state[4] = { 0x10, 0, 0, 0 };

	if (printer->options.no_state || printer->state_mask == 0)
		return;
	state[0] |= (uint8_t)((fake_offline(printer) ? 0x08 : 0) | (on & FAKE_COVER ? 0x20 : 0));
	state[1] |= (uint8_t)((on & FAKE_CUTTER ? 0x08 : 0) | (on & FAKE_BROKEN ? 0x20 : 0) | (on & FAKE_HOT ? 0x40 : 0));
	state[2] |= (uint8_t)((on & FAKE_PAPER_LOW ? 0x03 : 0) | (on & FAKE_PAPER_OUT ? 0x0c : 0));
	if (!anyway && memcmp(state, printer->last_state, 4) == 0)
		return;
	memcpy(printer->last_state, state, 4);
	fake_tell(printer, state, 4);
}

void fake_set_state(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	(void)size;
	printer->state_mask = bytes[2];
	fake_tell_state(printer, true);
}

void fake_tell_sensor(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	unsigned on = printer->sensors;
	uint8_t byte = (uint8_t)((on & FAKE_PAPER_LOW ? 0x03 : 0) | (on & FAKE_PAPER_OUT ? 0x0c : 0));

	(void)bytes, (void)size;
	fake_tell(printer, &byte, 1);
}

void fake_tell_process(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	if (size != 11 || bytes[5] != 0x30 || printer->options.no_process_id)
		return;
	const uint8_t block[7] = { 0x37, 0x22, bytes[7], bytes[8], bytes[9], bytes[10], 0 };
	fake_tell(printer, block, sizeof block);
}

void fake_listen_live(struct fake_printer *printer, uint8_t byte)
{
	if (printer->live[0] == DLE && printer->live[1] == 0x04 && byte >= 1 && byte <= 4) {
		uint8_t status = fake_answer(printer, byte);
		fake_tell(printer, &status, 1);
	} else if (printer->live[0] == DLE && printer->live[1] == 0x05 && (byte == 1 || byte == 2)) {
		if (byte == 2 && (printer->sensors & FAKE_CUTTER))
			printer->held = 0;
		fake_printer_set(printer, FAKE_CUTTER, false);
	}
	printer->live[0] = printer->live[1];
	printer->live[1] = byte;
}
