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

struct fake_receipt fake_printer_hanging(const struct fake_printer *printer)
{
	struct fake_receipt piece = printer->paper;

	piece.number++;
	piece.rows = piece.rows > printer->options.cutter_rows ? piece.rows - printer->options.cutter_rows : 0;
	piece.bits = printer->bits;
	piece.text = printer->text;
	piece.dots = printer->options.dots;
	piece.dpi = printer->options.dpi;
	piece.torn = true;
	return piece;
}

/* What is beyond the knife is away; what is between head and knife is the next one's beginning. */
static void part(struct fake_printer *printer, bool torn)
{
	struct fake_receipt piece = fake_printer_hanging(printer);
	size_t used = (size_t)printer->paper.rows * FAKE_STRIDE, kept = used - (size_t)piece.rows * FAKE_STRIDE;

	piece.torn = torn;
	if (printer->options.cut)
		printer->options.cut(printer->options.context, &piece);
	memmove(printer->bits, printer->bits + (size_t)piece.rows * FAKE_STRIDE, kept);
	memset(printer->bits + kept, 0, used - kept);
	printer->text_size = 0;
	printer->text[0] = '\0';
	printer->paper = (struct fake_receipt){ .number = piece.number, .rows = (int)(kept / FAKE_STRIDE) };
}

void fake_printer_tear(struct fake_printer *printer)
{
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
