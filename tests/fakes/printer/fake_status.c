/* SPDX-License-Identifier: MIT */
/* fake_status.c - what the printer says of itself: by itself (GS a), when asked (GS r, DLE EOT), and that it is done (GS ( H). SOURCE: Epson's ESC/POS command reference. */
#include "tests/fakes/printer/fake_printer_inside.h"

#include <string.h>

enum {
	OFFLINE_SENSORS = FAKE_COVER | FAKE_PAPER_OUT | FAKE_CUTTER | FAKE_HOT | FAKE_BROKEN | FAKE_OFF,
	ERROR_SENSORS = FAKE_CUTTER | FAKE_HOT | FAKE_BROKEN,
	PROCESS_BYTES = 7,
};

/* What an enabled bit of GS a watches, in its four bytes. */
static const struct { uint8_t bit, watches[4]; } watched[] = {
	{ 0x01, { 0x04 } }, { 0x02, { 0x28 } }, { 0x04, { 0, 0xff } }, { 0x08, { 0, 0, 0x0f } }, { 0x40, { 0x40 } },
};

static unsigned seen(const struct fake_printer *printer)
{
	unsigned on = printer->sensors;

	if (printer->options.no_low_sensor)
		on &= ~(unsigned)FAKE_PAPER_LOW;
	return printer->panel_off ? on & ~(unsigned)FAKE_BUTTON : on;
}

static bool stopped_by_paper(const struct fake_printer *printer)
{
	unsigned on = seen(printer);

	return (on & FAKE_PAPER_OUT) || ((on & FAKE_PAPER_LOW) && printer->stop_at_low);
}

bool fake_offline(const struct fake_printer *printer)
{
	return (printer->sensors & OFFLINE_SENSORS) || stopped_by_paper(printer);
}

uint8_t fake_answer(const struct fake_printer *printer, int what)
{
	unsigned on = seen(printer);
	unsigned byte = 0x12;

	if (what == 1)
		byte |= (fake_offline(printer) ? 0x08 : 0) | (on & FAKE_CUTTER ? 0x20 : 0) | (on & FAKE_BUTTON ? 0x40 : 0);
	else if (what == 2)
		byte |= (on & FAKE_COVER ? 0x04 : 0) | (on & FAKE_BUTTON ? 0x08 : 0) | (stopped_by_paper(printer) ? 0x20 : 0) | (on & ERROR_SENSORS ? 0x40 : 0);
	else if (what == 3)
		byte |= (on & FAKE_CUTTER ? 0x08 : 0) | (on & FAKE_BROKEN ? 0x20 : 0) | (on & FAKE_HOT ? 0x40 : 0);
	else
		byte |= (on & FAKE_PAPER_LOW ? 0x0c : 0) | (on & FAKE_PAPER_OUT ? 0x60 : 0);
	return (uint8_t)byte;
}

static uint8_t paper_bits(const struct fake_printer *printer)
{
	unsigned on = seen(printer);

	return (uint8_t)((on & FAKE_PAPER_LOW ? 0x03 : 0) | (on & FAKE_PAPER_OUT ? 0x0c : 0));
}

static bool has_changed(const struct fake_printer *printer, const uint8_t state[static 4])
{
	for (size_t i = 0; i < sizeof watched / sizeof watched[0]; i++)
		for (int byte = 0; byte < 4 && printer->state_mask & watched[i].bit; byte++)
			if ((state[byte] ^ printer->last_state[byte]) & watched[i].watches[byte])
				return true;
	return false;
}

void fake_tell_state(struct fake_printer *printer, bool anyway)
{
	unsigned on = seen(printer);
	uint8_t state[4] = { 0x10, 0, paper_bits(printer), 0 };

	if (printer->options.no_state || printer->state_mask == 0)
		return;
	state[0] |= (uint8_t)((fake_offline(printer) ? 0x08 : 0) | (on & FAKE_COVER ? 0x20 : 0) | (on & FAKE_BUTTON ? 0x40 : 0));
	state[1] |= (uint8_t)((on & FAKE_CUTTER ? 0x09 : 0) | (on & FAKE_BROKEN ? 0x20 : 0) | (on & FAKE_HOT ? 0x40 : 0));
	if (!anyway && !has_changed(printer, state))
		return;
	memcpy(printer->last_state, state, 4);
	fake_tell(printer, state, 4);
}

/* GS a */
void fake_set_state(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	(void)size;
	printer->state_mask = bytes[2];
	fake_tell_state(printer, true);
}

/* ESC c 3, 4, 5 */
void fake_set_sensors(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	if (bytes[2] == '4')
		printer->stop_at_low = bytes[3] & 3;
	else if (bytes[2] == '5')
		printer->panel_off = bytes[3] & 1;
	else if (bytes[2] != '3')
		fake_ignored(printer, bytes, size);
	fake_tell_state(printer, false);
}

/* GS r */
void fake_tell_sensor(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	if (printer->options.no_fence)
		return;
	bool paper = bytes[2] == 1 || bytes[2] == '1', drawer = bytes[2] == 2 || bytes[2] == '2';
	uint8_t byte = paper ? paper_bits(printer) : 0;

	if (paper || drawer)
		fake_tell(printer, &byte, 1);
	else
		fake_ignored(printer, bytes, size);
}

static bool take_fault(struct fake_printer *printer, enum fake_fault fault)
{
	return printer->fault[fault] > 0 && printer->fault[fault]-- > 0;
}

static void say_id(struct fake_printer *printer, const uint8_t id[static 4])
{
	const uint8_t block[PROCESS_BYTES] = { 0x37, 0x22, id[0], id[1], id[2], id[3], 0 };

	if (printer->id_at >= 0) {
		size_t after = (size_t)printer->id_at + PROCESS_BYTES;
		memmove(printer->say + printer->id_at, printer->say + after, printer->say_size - after);
		printer->say_size -= PROCESS_BYTES;
	}
	size_t before = printer->say_size;
	fake_tell(printer, block, sizeof block);
	printer->id_at = printer->say_size > before ? (int)(printer->say_size - PROCESS_BYTES) : -1;
}

void fake_printer_fault(struct fake_printer *printer, enum fake_fault fault, int count)
{
	printer->fault[fault] = count;
}

bool fake_printer_holds(const struct fake_printer *printer)
{
	return printer->holds_id;
}

void fake_printer_let_go(struct fake_printer *printer)
{
	if (printer->holds_id)
		say_id(printer, printer->held_id);
	printer->holds_id = false;
}

/* GS ( H: an id that waits to be read when the next is done is lost; the offline answer (49) is taken, and never given */
void fake_tell_process(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	if (printer->options.no_process_id || (size == 8 && bytes[5] == 0x31))
		return;
	if (size != 11 || bytes[5] != 0x30 || bytes[6] != 0x30) {
		fake_ignored(printer, bytes, size);
		return;
	}
	if (take_fault(printer, FAKE_LOSE_ID))
		return;
	if (take_fault(printer, FAKE_HOLD_ID)) {
		memcpy(printer->held_id, bytes + 7, sizeof printer->held_id);
		printer->holds_id = true;
		return;
	}
	say_id(printer, bytes + 7);
	if (take_fault(printer, FAKE_DOUBLE_ID)) {
		printer->id_at = -1;
		say_id(printer, bytes + 7);
	}
}
