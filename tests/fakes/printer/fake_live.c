/* SPDX-License-Identifier: MIT */
/* fake_live.c - real-time commands: they act as they arrive, even in the middle of a picture. SOURCE: Epson's ESC/POS command reference. */
#include "tests/fakes/printer/fake_printer_inside.h"

#include <string.h>

static void on_status(struct fake_printer *printer, const uint8_t *bytes)
{
	uint8_t status = fake_answer(printer, bytes[2]);

	fake_tell(printer, &status, 1);
}

static void on_full_status(struct fake_printer *printer, const uint8_t *bytes)
{
	(void)bytes;
	fake_tell_full(printer, true);
}

/* DLE ENQ: 1 goes on where the error was, 2 forgets what was received; neither helps while the paper is still in the knife's way. */
static void on_recover(struct fake_printer *printer, const uint8_t *bytes)
{
	if (!(printer->sensors & FAKE_CUTTER) || (printer->sensors & FAKE_JAM))
		return;
	if (bytes[2] == 2) {
		printer->cut_owed = false;
		fake_drop(printer);
	}
	fake_printer_set(printer, FAKE_CUTTER, false);
}

static void on_power_off(struct fake_printer *printer, const uint8_t *bytes)
{
	(void)bytes;
	if (!printer->no_power_off)
		fake_printer_set(printer, FAKE_OFF, true);
}

static void on_clear(struct fake_printer *printer, const uint8_t *bytes)
{
	static const uint8_t cleared[] = { 0x37, 0x25, 0 };

	(void)bytes;
	if (printer->options.no_clear)
		return;
	printer->cut_owed = false;
	fake_drop(printer);
	if (!(printer->sensors & FAKE_JAM))
		fake_printer_set(printer, FAKE_CUTTER, false);
	fake_tell(printer, cleared, sizeof cleared);
}

static const struct { uint8_t size, bytes[FAKE_LIVE_BYTES]; void (*act)(struct fake_printer *printer, const uint8_t *bytes); } live[] = {
	{ 3, { DLE, 0x04, 1 }, on_status }, { 3, { DLE, 0x04, 2 }, on_status }, { 3, { DLE, 0x04, 3 }, on_status }, { 3, { DLE, 0x04, 4 }, on_status },
	{ 3, { DLE, 0x04, 20 }, on_full_status },
	{ 3, { DLE, 0x05, 1 }, on_recover }, { 3, { DLE, 0x05, 2 }, on_recover },
	{ 5, { DLE, 0x14, 2, 1, 8 }, on_power_off },
	{ 10, { DLE, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8 }, on_clear },
};

void fake_listen_live(struct fake_printer *printer, uint8_t byte)
{
	memmove(printer->live, printer->live + 1, FAKE_LIVE_BYTES - 1);
	printer->live[FAKE_LIVE_BYTES - 1] = byte;
	for (size_t i = 0; i < sizeof live / sizeof live[0]; i++) {
		const uint8_t *last = printer->live + FAKE_LIVE_BYTES - live[i].size;
		if (memcmp(last, live[i].bytes, live[i].size) != 0)
			continue;
		live[i].act(printer, last);
		return;
	}
}

/* GS ( D: pairs of function and 0 or 1; of DLE DC4 only switching off does anything here */
void fake_set_live(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	if (size < 6 || bytes[5] != 0x14) {
		fake_ignored(printer, bytes, size);
		return;
	}
	for (size_t i = 6; i + 1 < size; i += 2)
		if (bytes[i] == 2)
			printer->no_power_off = (bytes[i + 1] & 1) == 0;
}
