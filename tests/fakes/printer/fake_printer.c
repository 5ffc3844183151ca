/* SPDX-License-Identifier: MIT */
/*
 * fake_printer.c - DESIGN: bytes wait in a ring as in the real thing; the mechanism takes them out in order while it is
 * online, so a full buffer, paper out and a torn command behave as they do on a counter.
 */
#include "tests/fakes/printer/fake_printer.h"

#include "tests/fakes/printer/fake_printer_inside.h"

#include <stdlib.h>
#include <string.h>

enum { GARBAGE_BYTE = 0xa5 }; /* no reply begins with it */

void fake_tell(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	if (printer->fault[FAKE_GARBAGE] > 0 && printer->say_size < FAKE_SAY_MAX_BYTES) {
		printer->fault[FAKE_GARBAGE]--;
		printer->say[printer->say_size++] = GARBAGE_BYTE;
	}
	if (printer->say_size + size > FAKE_SAY_MAX_BYTES || (printer->sensors & FAKE_OFF))
		return;
	memcpy(printer->say + printer->say_size, bytes, size);
	printer->say_size += size;
}

struct fake_printer *fake_printer_new(const struct fake_options *options)
{
	struct fake_printer *printer = calloc(1, sizeof *printer);

	if (!printer)
		abort();
	printer->options = *options;
	printer->ring = malloc(options->buffer_bytes);
	printer->bits = calloc(FAKE_ROWS_MAX, FAKE_STRIDE);
	printer->text = calloc(1, FAKE_TEXT_MAX_BYTES);
	printer->command.bytes = malloc(FAKE_COMMAND_MAX_BYTES);
	if (!printer->ring || !printer->bits || !printer->text || !printer->command.bytes)
		abort();
	if (options->dots <= 0 || options->dots > FAKE_DOTS)
		printer->options.dots = FAKE_DOTS;
	if (options->dpi <= 0)
		printer->options.dpi = 203;
	if (!options->presenter)
		printer->options.lacks |= FAKE_LACK_PRESENTER;
	if (options->feed_units <= 0)
		printer->options.feed_units = 1;
	if (options->cutter_rows < 0 || options->cutter_rows > FAKE_CUTTER_MAX_ROWS)
		printer->options.cutter_rows = 0;
	fake_paper_load(printer);
	printer->power_ups = 1;
	printer->id_at = -1;
	fake_mode_reset(printer);
	fake_code_reset(printer);
	fake_count(printer, FAKE_COUNTER_CUTS, options->cuts);
	return printer;
}

void fake_printer_free(struct fake_printer *printer)
{
	if (!printer)
		return;
	free(printer->ring);
	free(printer->bits);
	free(printer->text);
	free(printer->stored.bits);
	free(printer->command.bytes);
	free(printer);
}

size_t fake_printer_room(const struct fake_printer *printer)
{
	return printer->sensors & FAKE_OFF ? 0 : printer->options.buffer_bytes - printer->held;
}

size_t fake_printer_take(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	size_t taken = 0;

	while (taken < size && fake_printer_room(printer) > 0) {
		printer->ring[(printer->first + printer->held++) % printer->options.buffer_bytes] = bytes[taken];
		fake_listen_live(printer, bytes[taken++]);
	}
	return taken;
}

size_t fake_printer_say(struct fake_printer *printer, uint8_t *ret, size_t room)
{
	size_t size = printer->say_size < room ? printer->say_size : room;

	memcpy(ret, printer->say, size);
	memmove(printer->say, printer->say + size, printer->say_size - size);
	printer->say_size -= size;
	printer->id_at = printer->id_at >= (int)size ? printer->id_at - (int)size : -1;
	return size;
}

size_t fake_printer_work(struct fake_printer *printer, size_t budget)
{
	size_t done = 0;

	while (done < budget && printer->held > 0 && !fake_offline(printer) && !(printer->by_rows && printer->rows_left <= 0)) {
		uint8_t byte = printer->ring[printer->first];
		printer->first = (printer->first + 1) % printer->options.buffer_bytes;
		printer->held--;
		done++;
		fake_command_take(printer, byte);
	}
	return done;
}

void fake_printer_run(struct fake_printer *printer, int rows)
{
	printer->rows_left = printer->rows_left + rows < rows ? printer->rows_left + rows : rows; /* standing still saves nothing up */
	printer->by_rows = true;
	fake_printer_work(printer, SIZE_MAX);
	printer->by_rows = false;
}

bool fake_printer_waiting(const struct fake_printer *printer)
{
	return printer->held > 0;
}

void fake_printer_set(struct fake_printer *printer, unsigned sensors, bool on)
{
	unsigned before = printer->sensors;

	printer->sensors = on ? before | sensors : before & ~sensors;
	if (printer->cut_owed && !(printer->sensors & FAKE_CUTTER)) {
		printer->cut_owed = false;
		fake_paper_cut(printer);
	}
	if (printer->sensors & ~before & FAKE_BUTTON && !printer->panel_off && !fake_offline(printer))
		fake_line_end(printer, printer->mode.spacing);
	fake_tell_state(printer, false);
	fake_tell_full(printer, false);
}

/* A row that did not arrive whole is not burnt, a line that was not ended is not printed. */
void fake_drop(struct fake_printer *printer)
{
	printer->held = 0;
	fake_command_reset(printer);
	fake_line_drop(printer);
	free(printer->stored.bits);
	printer->stored = (struct fake_stored){ 0 };
}

void fake_printer_reset(struct fake_printer *printer)
{
	fake_drop(printer);
	fake_mode_reset(printer);
	fake_code_reset(printer);
	printer->say_size = 0;
	printer->id_at = -1;
	printer->holds_id = false;
	printer->state_mask = printer->full_mask = 0;
	printer->stop_at_low = printer->panel_off = printer->no_power_off = printer->cut_owed = false;
}

void fake_printer_power(struct fake_printer *printer)
{
	fake_printer_reset(printer);
	memset(printer->live, 0, sizeof printer->live);
	printer->power_ups++;
	printer->sensors &= ~(unsigned)(FAKE_CUTTER | FAKE_HOT | FAKE_BROKEN | FAKE_OFF);
}

uint8_t fake_printer_port_status(const struct fake_printer *printer)
{
	unsigned byte = 0x10;

	if (printer->sensors & FAKE_PAPER_OUT)
		byte |= 0x20;
	if (!fake_offline(printer))
		byte |= 0x08;
	return (uint8_t)byte;
}
