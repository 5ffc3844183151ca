/* SPDX-License-Identifier: MIT */
/* fake_layout.c - the commands that say how letters and lines look, and where they go. SOURCE: Epson's ESC/POS command reference. */
#include "tests/fakes/printer/fake_font.h"
#include "tests/fakes/printer/fake_printer_inside.h"

/* A switch of one byte: 0 and '0' are off, 1 and '1' are on; some have a 2. */
static int choice(uint8_t byte)
{
	return byte >= '0' && byte <= '9' ? byte - '0' : byte;
}

static int word(const uint8_t *bytes)
{
	return bytes[0] + 256 * bytes[1];
}

void fake_start(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	(void)bytes, (void)size;
	printer->paper.starts++;
	fake_line_drop(printer);
	fake_mode_reset(printer);
	fake_code_reset(printer);
	printer->stop_at_low = printer->panel_off = false;
}

/* ESC SP, -, E, G, M, R, t and FS ., FS & */
void fake_set_letter(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	struct fake_mode *mode = &printer->mode;
	uint8_t code = bytes[1], value = bytes[size - 1];

	if (code == ' ')
		mode->between = value;
	else if (code == '-' && choice(value) <= 2)
		mode->underline = (uint8_t)choice(value);
	else if (code == 'E' || code == 'G')
		mode->bold = value & 1;
	else if (code == 'M' && choice(value) <= 1)
		mode->font_b = choice(value);
	else if (code == 'R' && value < FAKE_NATIONS)
		mode->nation = value;
	else if (code == 't' && fake_page_known(value))
		mode->page = value;
	else if (code == '.' || code == '&')
		mode->chinese = code == '&', mode->lead = 0;
	else
		fake_ignored(printer, bytes, size);
}

/* ESC ! */
void fake_set_all(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	struct fake_mode *mode = &printer->mode;

	(void)size;
	mode->font_b = bytes[2] & 0x01;
	mode->bold = bytes[2] & 0x08;
	mode->tall = bytes[2] & 0x10 ? 2 : 1;
	mode->wide = bytes[2] & 0x20 ? 2 : 1;
	mode->underline = bytes[2] & 0x80 ? 1 : 0;
}

/* GS ! */
void fake_set_size(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	if ((bytes[2] & 0x88) != 0) {
		fake_ignored(printer, bytes, size);
		return;
	}
	printer->mode.wide = (bytes[2] >> 4) + 1;
	printer->mode.tall = (bytes[2] & 7) + 1;
}

/* GS B */
void fake_set_reverse(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	(void)size;
	printer->mode.reverse = bytes[2] & 1;
}

/* ESC a, GS L, GS W: at the beginning of a line, or not at all */
void fake_set_line(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	struct fake_mode *mode = &printer->mode;

	if (printer->line.begun || (bytes[1] == 'a' && choice(bytes[2]) > 2))
		fake_ignored(printer, bytes, size);
	else if (bytes[1] == 'a')
		mode->align = (enum fake_align)choice(bytes[2]);
	else if (bytes[1] == 'L')
		mode->left = word(bytes + 2);
	else
		mode->width = word(bytes + 2);
}

/* ESC 2, ESC 3 */
void fake_set_spacing(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	struct fake_mode usual = printer->mode;

	(void)size;
	if (bytes[1] == '3') {
		printer->mode.spacing = bytes[2] / printer->options.feed_units;
		return;
	}
	fake_mode_reset(printer);
	usual.spacing = printer->mode.spacing;
	printer->mode = usual;
}

/* ESC $, ESC \ */
void fake_move(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	int by = word(bytes + 2), pen = printer->line.pen;
	int to = bytes[1] == '$' ? by : pen + (by > 0x7fff ? by - 0x10000 : by);

	if (to < 0 || to > fake_area(printer))
		fake_ignored(printer, bytes, size);
	else
		fake_line_step(printer, to - pen, 0);
}

/* ESC D: columns of the font's letters, up to a zero */
void fake_set_tabs(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	struct fake_mode *mode = &printer->mode;
	int letter = ((mode->font_b ? FAKE_B_WIDTH : FAKE_A_WIDTH) + mode->between) * mode->wide;

	mode->tab_count = 0;
	for (size_t i = 2; i + 1 < size && mode->tab_count < FAKE_TABS_MAX; i++)
		mode->tabs[mode->tab_count++] = bytes[i] * letter;
}

/* ESC d, ESC J */
void fake_feed(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	(void)size;
	printer->paper.feeds++;
	fake_count(printer, FAKE_COUNTER_LINES, 1);
	fake_line_end(printer, bytes[1] == 'd' ? bytes[2] * printer->mode.spacing : bytes[2] / printer->options.feed_units);
}

/* GS V, ESC i, ESC m: at this place, or after a feed */
void fake_cut(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	bool feeds = bytes[0] == GS && size == 4;

	if (bytes[0] == GS && !feeds && choice(bytes[2]) > 1) {
		fake_ignored(printer, bytes, size);
		return;
	}
	fake_line_end(printer, 0);
	if (feeds) {
		printer->paper.feeds++;
		fake_count(printer, FAKE_COUNTER_LINES, 1);
		fake_paper_feed(printer, bytes[3] / printer->options.feed_units + printer->options.cutter_rows);
	}
	fake_paper_cut(printer);
}
