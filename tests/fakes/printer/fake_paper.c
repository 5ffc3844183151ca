/* SPDX-License-Identifier: MIT */
/* fake_paper.c - the roll: rows burnt or fed past the head, and the cutter. */
#include "tests/fakes/printer/fake_printer_inside.h"

#include <string.h>

static void go_on(struct fake_printer *printer, int rows)
{
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

void fake_paper_cut(struct fake_printer *printer)
{
	int number = printer->paper.number + 1;

	if (printer->sensors & FAKE_JAM) {
		printer->cut_owed = true;
		fake_printer_set(printer, FAKE_CUTTER, true);
		return;
	}
	fake_count(printer, FAKE_COUNTER_CUTS, 1);
	printer->paper.number = number;
	printer->paper.bits = printer->bits;
	printer->paper.text = printer->text;
	printer->paper.dots = printer->options.dots;
	printer->paper.dpi = printer->options.dpi;
	if (printer->options.cut)
		printer->options.cut(printer->options.context, &printer->paper);
	fake_present_cut(printer, number);
	memset(printer->bits, 0, (size_t)FAKE_ROWS_MAX * FAKE_STRIDE);
	printer->text_size = 0;
	printer->text[0] = '\0';
	printer->paper = (struct fake_receipt){ .number = number };
}
