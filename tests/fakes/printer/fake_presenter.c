/* SPDX-License-Identifier: MIT */
/* fake_presenter.c - the mouth of a kiosk printer: a ticket is held, shown, taken, drawn back; and its full status. SOURCE: Custom's command manuals (KPM, VKP80). */
#include "tests/fakes/printer/fake_printer_inside.h"

#include <stdio.h>
#include <string.h>

enum { RETRACT = 2, SHOW = 3, EJECT = 5, STATUS = 6, AUTO_STATUS = 0xe0, CUTS = 0xe2, LENGTH = 0xe3, POWER_UPS = 0xe5, QUESTION_BYTES = 3 };

static void leave(struct fake_printer *printer, enum fake_ticket fate)
{
	if (printer->mouth == FAKE_MOUTH_EMPTY)
		return;
	printer->mouth = FAKE_MOUTH_EMPTY;
	if (printer->options.ticket)
		printer->options.ticket(printer->options.context, printer->mouth_number, fate);
}

void fake_present_cut(struct fake_printer *printer, int number)
{
	if (!printer->options.presenter)
		return;
	leave(printer, FAKE_TICKET_EJECTED);
	printer->mouth = FAKE_MOUTH_HOLDS;
	printer->mouth_number = number;
	fake_tell_full(printer, false);
}

bool fake_printer_pull(struct fake_printer *printer)
{
	bool was_there = printer->mouth == FAKE_MOUTH_SHOWS;

	if (was_there)
		leave(printer, FAKE_TICKET_TAKEN);
	fake_tell_full(printer, false);
	return was_there;
}

static uint8_t mouth_status(const struct fake_printer *printer)
{
	unsigned on = printer->sensors;

	return (uint8_t)((on & FAKE_PAPER_LOW ? 0x01 : 0) | (on & FAKE_PAPER_OUT ? 0x04 : 0) | (printer->mouth == FAKE_MOUTH_SHOWS ? 0x08 : 0)
	                 | (on & FAKE_BROKEN ? 0x40 : 0) | (on & FAKE_JAM ? 0x80 : 0));
}

void fake_tell_full(struct fake_printer *printer, bool anyway)
{
	unsigned on = printer->sensors;
	uint8_t full[6] = { 0x10, 0x0f };
	bool changed = false;

	if (!printer->options.presenter)
		return;
	full[2] = (uint8_t)((on & FAKE_PAPER_OUT ? 0x01 : 0) | (on & FAKE_PAPER_LOW ? 0x04 : 0) | (printer->mouth == FAKE_MOUTH_SHOWS ? 0x20 : 0));
	full[3] = (uint8_t)((on & FAKE_COVER ? 0x02 : 0) | (printer->held > QUESTION_BYTES ? 0x04 : 0));
	full[4] = (uint8_t)((on & FAKE_HOT ? 0x01 : 0) | (on & FAKE_JAM ? 0x40 : 0));
	full[5] = (uint8_t)((on & FAKE_CUTTER ? 0x01 : 0) | (on & FAKE_BROKEN ? 0x04 : 0));
	for (int i = 0; i < 4; i++)
		if (printer->full_mask & 1 << i && full[2 + i] != printer->last_full[i])
			changed = true;
	if (!anyway && !changed)
		return;
	memcpy(printer->last_full, full + 2, 4);
	fake_tell(printer, full, sizeof full);
}

/* GS e */
void fake_present(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	uint8_t status = mouth_status(printer);

	if (bytes[2] == RETRACT) {
		leave(printer, FAKE_TICKET_RETRACTED);
	} else if (bytes[2] == EJECT) {
		leave(printer, FAKE_TICKET_EJECTED);
	} else if (bytes[2] == STATUS) {
		fake_tell(printer, &status, 1);
	} else if (bytes[2] == SHOW && bytes[3] > 0) {
		if (printer->mouth == FAKE_MOUTH_HOLDS && printer->options.ticket)
			printer->options.ticket(printer->options.context, printer->mouth_number, FAKE_TICKET_SHOWN);
		if (printer->mouth == FAKE_MOUTH_HOLDS)
			printer->mouth = FAKE_MOUTH_SHOWS;
	} else {
		fake_ignored(printer, bytes, size);
	}
	fake_tell_full(printer, false);
}

/* GS E0: full status by itself; GS E2, E3, E5: what the machine has done in its life */
void fake_custom(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	char words[32];
	long rows = fake_printer_counter(printer, FAKE_COUNTER_ROWS + FAKE_COUNTER_LIFE);

	(void)size;
	if (bytes[1] == AUTO_STATUS) {
		printer->full_mask = bytes[2];
		if (printer->full_mask)
			fake_tell_full(printer, true);
		return;
	}
	if (bytes[1] == CUTS)
		snprintf(words, sizeof words, "%ld cuts", fake_printer_counter(printer, FAKE_COUNTER_CUTS + FAKE_COUNTER_LIFE));
	else if (bytes[1] == LENGTH)
		snprintf(words, sizeof words, "%ld cm", rows * 254 / 100 / printer->options.dpi);
	else
		snprintf(words, sizeof words, "%ld on", printer->power_ups);
	fake_tell(printer, (const uint8_t *)words, strlen(words));
}
