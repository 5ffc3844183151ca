/* SPDX-License-Identifier: MIT */
/*
 * escpos_text.c - DESIGN: a paragraph becomes cells, one a column, before anything is written: characters that some page has, and the ASCII that stands in
 * for the others. Lines are broken between cells; pages are chosen as the cells are written.
 * SOURCE: Epson's ESC/POS command reference (ESC t, ESC E, ESC -, ESC a, GS !, GS ( k, GS k, GS V).
 */
#include "drivers/printer/escpos_text.h"

#include "firmware/base/utf8.h"

#include <string.h>

enum { ESC = 0x1b, FS = 0x1c, GS = 0x1d, SWITCH_BYTES = 3, MARK_MAX = 8, DASHES_MAX = ESCPOS_TEXT_COLUMNS_MAX };

#define ADD(TO, ...) buffer_add((TO), (const uint8_t[]){ __VA_ARGS__ }, sizeof((const uint8_t[]){ __VA_ARGS__ }))

/* A paragraph's cells: a character of the map's pages each, '\n' where a line ends. */
struct cells { size_t count, lost; uint16_t cell[ESCPOS_TEXT_MAX_BYTES]; };

enum fail escpos_text_begin(struct escpos_text *text, struct buffer *to, const struct pages_map *map, int columns)
{
	if (columns < ESCPOS_TEXT_COLUMNS_MIN || columns > ESCPOS_TEXT_COLUMNS_MAX)
		return FAIL(INPUT, "a line of %d columns", columns);
	*text = (struct escpos_text){ .to = to, .map = map, .columns = columns, .place = -1, .style = { .wide = 1, .high = 1 } };
	return ADD(to, FS, '.', ESC, 'M', 0, ESC, 'R', 0, ESC, '2', ESC, 'E', 0, ESC, '-', 0, GS, '!', 0, ESC, 'a', 0);
}

static void add_cell(struct cells *cells, uint32_t character)
{
	cells->cell[cells->count++] = (uint16_t)character;
}

static bool is_ascii(uint32_t character)
{
	return character >= ' ' && character < 0x7f;
}

static uint32_t next(const char **utf8)
{
	return is_ascii((unsigned char)**utf8) ? (unsigned char)*(*utf8)++ : utf8_next(utf8);
}

/* A cell never takes less than a byte of UTF-8, so that the room suffices. */
static enum fail take_cells(const struct pages_map *map, const char *utf8, struct cells *ret)
{
	struct pages_stand_in stand_in;

	ret->count = ret->lost = 0;
	if (strnlen(utf8, ESCPOS_TEXT_MAX_BYTES + 1) > ESCPOS_TEXT_MAX_BYTES)
		return FAIL(LIMIT, "a paragraph of more than %d bytes", ESCPOS_TEXT_MAX_BYTES);
	for (uint32_t character = next(&utf8); character != 0; character = next(&utf8)) {
		if (character == '\n' || is_ascii(character) || pages_find(map, character) >= 0) {
			add_cell(ret, character);
			continue;
		}
		if (!pages_stand_in(character, &stand_in))
			return FAIL(INPUT, "U+%04X is written in dots only", (unsigned)character);
		ret->lost += stand_in.lost;
		for (const char *ascii = stand_in.ascii; *ascii != '\0'; ascii++)
			add_cell(ret, (unsigned char)*ascii);
	}
	return FAIL_NONE;
}

static int byte_here(const struct escpos_text *text, uint16_t cell)
{
	return text->place < 0 ? -1 : pages_byte(text->map->place[text->place].page, cell);
}

/* One line's cells and its end. */
static enum fail write_line(struct escpos_text *text, const uint16_t *cell, size_t count)
{
	uint8_t bytes[ESCPOS_TEXT_COLUMNS_MAX * (SWITCH_BYTES + 1) + 1];
	size_t size = 0;

	for (size_t i = 0; i < count; i++) {
		int byte = is_ascii(cell[i]) && text->place >= 0 ? cell[i] : byte_here(text, cell[i]);
		if (byte < 0) {
			text->place = pages_find(text->map, cell[i]);
			byte = byte_here(text, cell[i]);
			bytes[size++] = ESC;
			bytes[size++] = 't';
			bytes[size++] = text->map->place[text->place].number;
		}
		bytes[size++] = (uint8_t)byte;
	}
	bytes[size++] = '\n';
	TRY(buffer_add(text->to, bytes, size));
	return text->ends ? buffer_add(text->ends, &text->to->size_bytes, sizeof text->to->size_bytes) : FAIL_NONE;
}

/* How many cells of the line that begins here are on paper, and where the next one begins. */
static size_t line_of(const uint16_t *cell, size_t count, size_t columns, size_t *ret_next)
{
	size_t end = 0, space = 0;

	while (end < count && end <= columns && cell[end] != '\n') {
		if (cell[end] == ' ')
			space = end;
		end++;
	}
	if (end > columns)
		end = space > 0 ? space : columns; /* no space: the word is cut */
	*ret_next = end;
	if (end < count && cell[end] == '\n') {
		*ret_next = end + 1;
	} else {
		while (*ret_next < count && cell[*ret_next] == ' ')
			++*ret_next;
		if (*ret_next < count && cell[*ret_next] == '\n')
			++*ret_next;
	}
	while (end > 0 && cell[end - 1] == ' ')
		end--;
	return end;
}

static enum fail set_align(struct escpos_text *text, enum escpos_align align)
{
	if (align == text->style.align)
		return FAIL_NONE;
	text->style.align = align;
	return ADD(text->to, ESC, 'a', (uint8_t)align);
}

static int times(int asked)
{
	return asked < 1 ? 1 : asked > ESCPOS_TEXT_LARGEST ? ESCPOS_TEXT_LARGEST : asked;
}

static enum fail set_style(struct escpos_text *text, const struct escpos_style *style)
{
	int wide = times(style->wide), high = times(style->high);

	TRY(set_align(text, style->align));
	if (style->bold != text->style.bold)
		TRY(ADD(text->to, ESC, 'E', style->bold));
	if (style->underline != text->style.underline)
		TRY(ADD(text->to, ESC, '-', style->underline));
	if (wide != text->style.wide || high != text->style.high)
		TRY(ADD(text->to, GS, '!', (uint8_t)((wide - 1) << 4 | (high - 1))));
	text->style = *style;
	text->style.wide = wide;
	text->style.high = high;
	return FAIL_NONE;
}

enum fail escpos_text_indented(struct escpos_text *text, const char *mark, const char *utf8, const struct escpos_style *style)
{
	static const struct escpos_style plain;
	struct cells marks, cells;
	uint16_t line[ESCPOS_TEXT_COLUMNS_MAX];

	TRY(take_cells(text->map, mark, &marks));
	TRY(take_cells(text->map, utf8, &cells));
	TRY(set_style(text, style ? style : &plain));
	size_t columns = (size_t)(text->columns / text->style.wide), indent = marks.count;
	if (indent > MARK_MAX || indent >= columns)
		return FAIL(LIMIT, "a mark of %zu columns", indent);
	text->lost += marks.lost + cells.lost;
	memcpy(line, marks.cell, indent * sizeof *line);
	size_t at = 0;
	do {
		size_t next = 0, end = line_of(cells.cell + at, cells.count - at, columns - indent, &next);
		memcpy(line + indent, cells.cell + at, end * sizeof *line);
		TRY(write_line(text, line, end > 0 || at == 0 ? indent + end : 0));
		at += next;
		for (size_t i = 0; i < indent; i++)
			line[i] = ' ';
	} while (at < cells.count);
	return FAIL_NONE;
}

enum fail escpos_text_put(struct escpos_text *text, const char *utf8, const struct escpos_style *style)
{
	return escpos_text_indented(text, "", utf8, style);
}

enum fail escpos_text_rule(struct escpos_text *text)
{
	char dashes[DASHES_MAX + 1] = "";

	memset(dashes, '-', (size_t)text->columns);
	return escpos_text_put(text, dashes, NULL);
}

enum fail escpos_text_feed(struct escpos_text *text, int lines)
{
	if (lines < 1 || lines > UINT8_MAX)
		return FAIL(INPUT, "a feed of %d lines", lines);
	return ADD(text->to, ESC, 'd', (uint8_t)lines);
}

static bool is_plain(const char *bytes, size_t size, unsigned char last)
{
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)bytes[i] < ' ' || (unsigned char)bytes[i] == 0x7f || (unsigned char)bytes[i] > last)
			return false;
	return true;
}

enum fail escpos_text_qr(struct escpos_text *text, const char *utf8, int module, enum escpos_level level, enum escpos_align align)
{
	size_t size = strnlen(utf8, ESCPOS_QR_MAX_BYTES + 1), stored = size + 3;

	if (size > ESCPOS_QR_MAX_BYTES)
		return FAIL(LIMIT, "a code of more than %d bytes", ESCPOS_QR_MAX_BYTES);
	if (size == 0 || !is_plain(utf8, size, UINT8_MAX) || module < 1 || module > ESCPOS_QR_MODULE_MAX || (unsigned)level >= ESCPOS_LEVEL_COUNT)
		return FAIL(INPUT, "a code that cannot be");
	TRY(set_align(text, align));
	TRY(ADD(text->to, GS, '(', 'k', 4, 0, '1', 'A', '2', 0, GS, '(', 'k', 3, 0, '1', 'C', (uint8_t)module,
		GS, '(', 'k', 3, 0, '1', 'E', (uint8_t)('0' + level), GS, '(', 'k', (uint8_t)stored, (uint8_t)(stored >> 8), '1', 'P', '0'));
	TRY(buffer_add(text->to, utf8, size));
	return ADD(text->to, GS, '(', 'k', 3, 0, '1', 'Q', '0');
}

enum fail escpos_text_code128(struct escpos_text *text, const char *ascii, int height, int module, enum escpos_align align)
{
	uint8_t data[2 + 2 * ESCPOS_CODE128_MAX_BYTES] = { '{', 'B' };
	size_t size = strnlen(ascii, ESCPOS_CODE128_MAX_BYTES + 1), coded = 2;

	if (size > ESCPOS_CODE128_MAX_BYTES)
		return FAIL(LIMIT, "bars of more than %d letters", ESCPOS_CODE128_MAX_BYTES);
	if (size == 0 || !is_plain(ascii, size, 0x7e) || height < 1 || height > UINT8_MAX || module < 2 || module > ESCPOS_CODE128_MODULE_MAX)
		return FAIL(INPUT, "bars that cannot be");
	for (size_t i = 0; i < size; i++) {
		data[coded++] = (uint8_t)ascii[i];
		if (ascii[i] == '{') /* it begins the printer's own signs */
			data[coded++] = '{';
	}
	TRY(set_align(text, align));
	TRY(ADD(text->to, GS, 'h', (uint8_t)height, GS, 'w', (uint8_t)module, GS, 'H', 2, GS, 'k', 'I', (uint8_t)coded));
	return buffer_add(text->to, data, coded);
}
