/* SPDX-License-Identifier: MIT */
/*
 * fake_printer.c - DESIGN: bytes wait in a ring as in the real thing; the mechanism takes them out in order while it is
 * online, so a full buffer, paper out and a torn command behave as they do on a counter.
 */
#include "tests/fakes/printer/fake_printer.h"

#include "tests/fakes/printer/fake_printer_inside.h"

#include <stdlib.h>
#include <string.h>

enum { OFFLINE_SENSORS = FAKE_COVER | FAKE_PAPER_OUT | FAKE_CUTTER | FAKE_HOT | FAKE_BROKEN };

static bool offline(const struct fake_printer *printer)
{
	return printer->sensors & OFFLINE_SENSORS;
}

void fake_tell(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	if (printer->say_size + size > FAKE_SAY_MAX_BYTES)
		return;
	memcpy(printer->say + printer->say_size, bytes, size);
	printer->say_size += size;
}

static uint8_t answer(const struct fake_printer *printer, int what)
{
	unsigned on = printer->sensors;
	unsigned byte = 0x12;

	if (what == 1)
		byte |= offline(printer) ? 0x08 : 0;
	else if (what == 2)
		byte |= (on & FAKE_COVER ? 0x04 : 0) | (on & FAKE_PAPER_OUT ? 0x20 : 0) | (on & (FAKE_CUTTER | FAKE_HOT | FAKE_BROKEN) ? 0x40 : 0);
	else if (what == 3)
		byte |= (on & FAKE_CUTTER ? 0x08 : 0) | (on & FAKE_BROKEN ? 0x20 : 0) | (on & FAKE_HOT ? 0x40 : 0);
	else
		byte |= (on & FAKE_PAPER_LOW ? 0x0c : 0) | (on & FAKE_PAPER_OUT ? 0x60 : 0);
	return (uint8_t)byte;
}

static void tell_state(struct fake_printer *printer, bool anyway)
{
	unsigned on = printer->sensors;
	uint8_t state[4] = { 0x10, 0, 0, 0 };

	if (printer->options.no_state || printer->state_mask == 0)
		return;
	state[0] |= (uint8_t)((offline(printer) ? 0x08 : 0) | (on & FAKE_COVER ? 0x20 : 0));
	state[1] |= (uint8_t)((on & FAKE_CUTTER ? 0x08 : 0) | (on & FAKE_BROKEN ? 0x20 : 0) | (on & FAKE_HOT ? 0x40 : 0));
	state[2] |= (uint8_t)((on & FAKE_PAPER_LOW ? 0x03 : 0) | (on & FAKE_PAPER_OUT ? 0x0c : 0));
	if (!anyway && memcmp(state, printer->last_state, 4) == 0)
		return;
	memcpy(printer->last_state, state, 4);
	fake_tell(printer, state, 4);
}

static void on_start(void *context)
{
	struct fake_printer *printer = context;

	printer->paper.starts++;
}

static void on_letter(void *context, uint8_t byte)
{
	struct fake_printer *printer = context;

	(void)byte;
	printer->paper.text_bytes++;
}

static void on_unknown(void *context)
{
	struct fake_printer *printer = context;

	printer->paper.unknown++;
}

static void on_strip(void *context, int stride, int rows)
{
	struct fake_printer *printer = context;

	printer->paper.strips++;
	if (rows > printer->paper.tallest_strip)
		printer->paper.tallest_strip = rows;
	printer->strip_stride = stride;
	printer->strip_column = 0;
}

static void add_rows(struct fake_printer *printer, int rows)
{
	if (printer->paper.rows + rows > FAKE_ROWS_MAX) {
		printer->paper.too_long = true;
		rows = FAKE_ROWS_MAX - printer->paper.rows;
	}
	printer->paper.rows += rows; /* new paper is white: it was wiped at the cut */
}

static void on_strip_byte(void *context, uint8_t byte)
{
	struct fake_printer *printer = context;

	if (printer->strip_column < FAKE_STRIDE && printer->paper.rows < FAKE_ROWS_MAX)
		printer->bits[(size_t)printer->paper.rows * FAKE_STRIDE + (size_t)printer->strip_column] = byte;
	if (++printer->strip_column == printer->strip_stride) {
		printer->strip_column = 0;
		fake_count(printer, FAKE_COUNTER_ROWS, 1);
		add_rows(printer, 1);
	}
}

static void on_feed(void *context, int rows)
{
	struct fake_printer *printer = context;

	printer->paper.feeds++;
	fake_count(printer, FAKE_COUNTER_LINES, 1);
	add_rows(printer, rows);
}

static void on_cut(void *context)
{
	struct fake_printer *printer = context;
	int number = printer->paper.number + 1;

	fake_count(printer, FAKE_COUNTER_CUTS, 1);
	printer->paper.number = number;
	printer->paper.bits = printer->bits;
	if (printer->options.cut)
		printer->options.cut(printer->options.context, &printer->paper);
	memset(printer->bits, 0, (size_t)FAKE_ROWS_MAX * FAKE_STRIDE);
	printer->paper = (struct fake_receipt){ .number = number };
}

static void on_state(void *context, uint8_t mask)
{
	struct fake_printer *printer = context;

	printer->state_mask = mask;
	tell_state(printer, true);
}

static void on_fence(void *context)
{
	struct fake_printer *printer = context;
	uint8_t byte = (printer->sensors & FAKE_PAPER_LOW ? 0x03 : 0) | (printer->sensors & FAKE_PAPER_OUT ? 0x0c : 0);

	fake_tell(printer, &byte, 1);
}

static void on_process_id(void *context, const uint8_t id[static 4])
{
	struct fake_printer *printer = context;
	const uint8_t block[7] = { 0x37, 0x22, id[0], id[1], id[2], id[3], 0 };

	if (!printer->options.no_process_id)
		fake_tell(printer, block, sizeof block);
}

static const struct fake_command_events command_events = {
	on_start, on_letter, on_strip, on_strip_byte, on_feed, on_cut, on_state, on_fence, on_process_id, fake_identify,
	fake_tell_counter, on_unknown,
};

/* Acts on reception, even in the middle of a picture: that is how the real ones are. */
static void listen_live(struct fake_printer *printer, uint8_t byte)
{
	if (printer->live[0] == 0x10 && printer->live[1] == 0x04 && byte >= 1 && byte <= 4) {
		uint8_t status = answer(printer, byte);
		fake_tell(printer, &status, 1);
	} else if (printer->live[0] == 0x10 && printer->live[1] == 0x05 && (byte == 1 || byte == 2)) {
		if (byte == 2 && (printer->sensors & FAKE_CUTTER))
			printer->held = 0;
		fake_printer_set(printer, FAKE_CUTTER, false);
	}
	printer->live[0] = printer->live[1];
	printer->live[1] = byte;
}

struct fake_printer *fake_printer_new(const struct fake_options *options)
{
	struct fake_printer *printer = calloc(1, sizeof *printer);

	if (!printer)
		abort();
	printer->options = *options;
	printer->ring = malloc(options->buffer_bytes);
	printer->bits = calloc(FAKE_ROWS_MAX, FAKE_STRIDE);
	if (!printer->ring || !printer->bits)
		abort();
	fake_count(printer, FAKE_COUNTER_CUTS, options->cuts);
	return printer;
}

void fake_printer_free(struct fake_printer *printer)
{
	if (!printer)
		return;
	free(printer->ring);
	free(printer->bits);
	free(printer);
}

size_t fake_printer_room(const struct fake_printer *printer)
{
	return printer->options.buffer_bytes - printer->held;
}

size_t fake_printer_take(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	size_t taken = 0;

	while (taken < size && fake_printer_room(printer) > 0) {
		printer->ring[(printer->first + printer->held++) % printer->options.buffer_bytes] = bytes[taken];
		listen_live(printer, bytes[taken++]);
	}
	return taken;
}

size_t fake_printer_say(struct fake_printer *printer, uint8_t *ret, size_t room)
{
	size_t size = printer->say_size < room ? printer->say_size : room;

	memcpy(ret, printer->say, size);
	memmove(printer->say, printer->say + size, printer->say_size - size);
	printer->say_size -= size;
	return size;
}

size_t fake_printer_work(struct fake_printer *printer, size_t budget)
{
	size_t done = 0;

	while (done < budget && printer->held > 0 && !offline(printer)) {
		uint8_t byte = printer->ring[printer->first];
		printer->first = (printer->first + 1) % printer->options.buffer_bytes;
		printer->held--;
		done++;
		fake_command_take(&printer->command, byte, &command_events, printer);
	}
	return done;
}

bool fake_printer_waiting(const struct fake_printer *printer)
{
	return printer->held > 0;
}

void fake_printer_set(struct fake_printer *printer, unsigned sensors, bool on)
{
	printer->sensors = on ? printer->sensors | sensors : printer->sensors & ~sensors;
	tell_state(printer, false);
}

void fake_printer_reset(struct fake_printer *printer)
{
	/* A row that did not arrive whole is not burnt. */
	if (printer->strip_column > 0 && printer->paper.rows < FAKE_ROWS_MAX)
		memset(printer->bits + (size_t)printer->paper.rows * FAKE_STRIDE, 0, FAKE_STRIDE);
	printer->strip_column = 0;
	printer->held = printer->say_size = 0;
	printer->command = (struct fake_command){ 0 };
	printer->state_mask = 0;
}

void fake_printer_power(struct fake_printer *printer)
{
	fake_printer_reset(printer);
	memset(printer->live, 0, sizeof printer->live);
	printer->sensors &= ~(unsigned)(FAKE_CUTTER | FAKE_HOT | FAKE_BROKEN);
}

uint8_t fake_printer_port_status(const struct fake_printer *printer)
{
	unsigned byte = 0x10;

	if (printer->sensors & FAKE_PAPER_OUT)
		byte |= 0x20;
	if (!offline(printer))
		byte |= 0x08;
	return (uint8_t)byte;
}
