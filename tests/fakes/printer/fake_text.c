/* SPDX-License-Identifier: MIT */
/* fake_text.c - letters: which one a byte is, how it looks, where the line is full. */
#include "tests/fakes/printer/fake_printer_inside.h"

#include "tests/fakes/printer/fake_font.h"

#include <string.h>

enum {
	DEFAULT_SPACING_ROWS = 30, TAB_LETTERS = 8, HANZI_DOTS = 24, HT = 0x09, LF = 0x0a,
	HANZI = 0x3013,               /* 〓: in the text it stands for a letter of a set that nobody here asked for */
};

struct cell { const uint16_t *rows; int width, height; };

void fake_mode_reset(struct fake_printer *printer)
{
	struct fake_mode *mode = &printer->mode;

	*mode = (struct fake_mode){ .wide = 1, .tall = 1, .spacing = DEFAULT_SPACING_ROWS, .chinese = printer->options.chinese };
	for (; mode->tab_count < FAKE_TABS_MAX; mode->tab_count++)
		mode->tabs[mode->tab_count] = (mode->tab_count + 1) * TAB_LETTERS * FAKE_A_WIDTH;
}

static void add_text(struct fake_printer *printer, uint16_t letter)
{
	char *to = printer->text + printer->text_size;
	size_t size = letter < 0x80 ? 1 : letter < 0x800 ? 2 : 3;

	if (printer->text_size + size + 2 > FAKE_TEXT_MAX_BYTES)
		return;
	if (size == 1) {
		to[0] = (char)letter;
	} else if (size == 2) {
		to[0] = (char)(0xc0 | letter >> 6);
		to[1] = (char)(0x80 | (letter & 0x3f));
	} else {
		to[0] = (char)(0xe0 | letter >> 12);
		to[1] = (char)(0x80 | (letter >> 6 & 0x3f));
		to[2] = (char)(0x80 | (letter & 0x3f));
	}
	to[size] = '\0';
	printer->text_size += size;
}

/* A frame with a cross: nobody can read it, as a resident cannot read hanzi that were meant to be accents. */
static bool hanzi_dot(int x, int up)
{
	bool frame = x == 1 || x == HANZI_DOTS - 2 || up == 2 || up == HANZI_DOTS - 2;

	return x >= 1 && x <= HANZI_DOTS - 2 && up >= 2 && up <= HANZI_DOTS - 2 && (frame || x == HANZI_DOTS / 2 || up == HANZI_DOTS / 2);
}

static bool cell_dot(const struct cell *cell, int x, int up)
{
	if (!cell->rows)
		return hanzi_dot(x, up);
	return x < cell->width && cell->rows[cell->height - 1 - up] >> (cell->width - 1 - x) & 1;
}

static bool styled_dot(const struct fake_mode *mode, const struct cell *cell, int x, int up)
{
	bool ink = cell_dot(cell, x, up) || (mode->bold && x > 0 && cell_dot(cell, x - 1, up));

	return ink != mode->reverse;
}

static void draw(struct fake_printer *printer, const struct cell *cell)
{
	const struct fake_mode *mode = &printer->mode;
	int width = (cell->width + mode->between) * mode->wide, height = cell->height * mode->tall;

	if (printer->line.begun && printer->line.pen + cell->width * mode->wide > fake_area(printer))
		fake_line_end(printer, mode->spacing);
	for (int up = 0; up < height; up++) {
		bool under = up < mode->underline && !mode->reverse;
		for (int x = 0; x < width; x++)
			if (under || styled_dot(mode, cell, x / mode->wide, up / mode->tall))
				fake_line_ink(printer, x, up);
	}
	fake_line_step(printer, width, height);
}

static void draw_letter(struct fake_printer *printer, uint16_t letter)
{
	static const uint16_t blank[FAKE_A_HEIGHT];
	bool font_b = printer->mode.font_b;
	const uint16_t *rows = letter ? fake_font_glyph(font_b, letter) : NULL;
	struct cell cell = { rows ? rows : blank, font_b ? FAKE_B_WIDTH : FAKE_A_WIDTH, font_b ? FAKE_B_HEIGHT : FAKE_A_HEIGHT };

	draw(printer, &cell);
	add_text(printer, letter ? letter : ' ');
}

static void go_to_tab(struct fake_printer *printer)
{
	const struct fake_mode *mode = &printer->mode;

	for (int i = 0; i < mode->tab_count; i++) {
		if (mode->tabs[i] <= printer->line.pen)
			continue;
		if (mode->tabs[i] < fake_area(printer)) {
			fake_line_step(printer, mode->tabs[i] - printer->line.pen, 0);
			add_text(printer, '\t');
		}
		return;
	}
}

void fake_letter(struct fake_printer *printer, uint8_t byte)
{
	struct fake_mode *mode = &printer->mode;

	if (byte == LF) {
		printer->paper.feeds++;
		fake_count(printer, FAKE_COUNTER_LINES, 1);
		fake_line_end(printer, mode->spacing);
		return;
	}
	if (byte == HT) {
		go_to_tab(printer);
		return;
	}
	if (byte < 0x20)
		return;
	printer->paper.text_bytes++;
	if (mode->lead != 0) {
		mode->lead = 0;
		draw(printer, &(struct cell){ NULL, HANZI_DOTS, HANZI_DOTS });
		add_text(printer, HANZI);
	} else if (mode->chinese && byte >= 0x80) {
		mode->lead = byte;
	} else {
		draw_letter(printer, fake_page_letter(mode->page, mode->nation, byte));
	}
}

void fake_words(struct fake_printer *printer, const char *text, bool font_b, int left, int width)
{
	struct fake_mode usual = printer->mode;
	int letter = font_b ? FAKE_B_WIDTH : FAKE_A_WIDTH, most = width / letter;
	int count = (int)strlen(text) < most ? (int)strlen(text) : most;

	fake_mode_reset(printer);
	printer->mode.font_b = font_b;
	fake_line_step(printer, left + (width - count * letter) / 2, 0);
	for (int i = 0; i < count; i++)
		draw_letter(printer, (uint8_t)text[i]);
	fake_line_end(printer, 0);
	printer->mode = usual;
}
