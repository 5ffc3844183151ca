/* SPDX-License-Identifier: MIT */
/* fake_paper.c - the roll: rows burnt or fed past the head, and the knife some way behind it. */
#include "tests/fakes/printer/fake_printer_inside.h"

#include <string.h>

static void go_on(struct fake_printer *printer, int rows)
{
	printer->rows_left -= rows;
	if (printer->paper.rows + rows > FAKE_ROWS_MAX) {
		printer->paper.too_long = true;
		rows = FAKE_ROWS_MAX - printer->paper.rows;
	}
	printer->paper.rows += rows; /* new paper is white: it was wiped at the cut */
}

void fake_paper_row(struct fake_printer *printer, const uint8_t row[static FAKE_STRIDE])
{
	if (printer->paper.rows < FAKE_ROWS_MAX)
		memcpy(printer->bits + (size_t)printer->paper.rows * FAKE_STRIDE, row, FAKE_STRIDE);
	fake_count(printer, FAKE_COUNTER_ROWS, 1);
	go_on(printer, 1);
}

void fake_paper_feed(struct fake_printer *printer, int rows)
{
	if (rows > 0)
		go_on(printer, rows);
}

void fake_paper_load(struct fake_printer *printer)
{
	printer->paper.rows = printer->options.cutter_rows; /* a new roll is pulled through to the knife */
}

struct fake_receipt fake_printer_uncut(const struct fake_printer *printer)
{
	struct fake_receipt piece = printer->paper;

	piece.number++;
	piece.bits = printer->bits;
	piece.text = printer->text;
	piece.dots = printer->options.dots;
	piece.dpi = printer->options.dpi;
	return piece;
}

/* Rows beyond the knife. */
static int rows_out(const struct fake_printer *printer)
{
	return printer->paper.rows > printer->options.cutter_rows ? printer->paper.rows - printer->options.cutter_rows : 0;
}

/* What is beyond the knife is away; what is between head and knife is the next one's beginning. */
static void part(struct fake_printer *printer, bool torn)
{
	struct fake_receipt piece = fake_printer_uncut(printer);
	size_t used = (size_t)piece.rows * FAKE_STRIDE, gone = (size_t)rows_out(printer) * FAKE_STRIDE;

	piece.rows = rows_out(printer);
	piece.torn = torn;
	if (printer->options.cut)
		printer->options.cut(printer->options.context, &piece);
	memmove(printer->bits, printer->bits + gone, used - gone);
	memset(printer->bits + used - gone, 0, gone);
	printer->text_size = 0;
	printer->text[0] = '\0';
	printer->paper = (struct fake_receipt){ .number = piece.number, .rows = (int)((used - gone) / FAKE_STRIDE) };
}

void fake_printer_tear(struct fake_printer *printer)
{
	if (rows_out(printer) > 0)
		part(printer, true);
}

void fake_paper_cut(struct fake_printer *printer)
{
	if (printer->sensors & FAKE_JAM) {
		printer->cut_owed = true;
		fake_printer_set(printer, FAKE_CUTTER, true);
		return;
	}
	fake_count(printer, FAKE_COUNTER_CUTS, 1);
	part(printer, false);
	fake_present_cut(printer, printer->paper.number);
}
