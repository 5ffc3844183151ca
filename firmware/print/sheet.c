/* SPDX-License-Identifier: MIT */
/* sheet.c - the composition: type, spaces, and the blocks that are mostly words. */
#include "firmware/print/sheet.h"

#include "firmware/base/utf8.h"

#include <stdio.h>
#include <string.h>

enum {
	MARGIN = 24, MARGIN_NARROW = 12, NARROW = 450, /* 58 mm paper has half of its margins outside the head's reach */
	COLUMN = 70,                 /* from a row's icon to its words */
	ICON = 52, LOGO = 76, DISC = 44, ITEM_ICON = 40, ITEM_COLUMN = 56, PAIR_GAP = 14,
	LARGE_PERCENT = 160, SHORT_WORD = 2, PAIR_BESIDE = 200 /* of width for words, else below the icon */,
};

/* Ordinary, and in large print: no capital is lower than 2.3 mm, or 4.1 mm. */
static const struct { int size, line, large_size, large_line; enum text_weight weight; } types[ROLE_COUNT] = {
	[ROLE_BODY] = { 30, 40, 52, 66, TEXT_MEDIUM },     [ROLE_STRONG] = { 30, 40, 52, 66, TEXT_BOLD },
	[ROLE_SMALL] = { 28, 36, 50, 62, TEXT_MEDIUM },    [ROLE_SMALL_STRONG] = { 28, 36, 50, 62, TEXT_BOLD },
	[ROLE_LEAD] = { 34, 42, 56, 68, TEXT_SEMIBOLD },   [ROLE_SUBTITLE] = { 34, 44, 58, 70, TEXT_BOLD },
	[ROLE_TITLE] = { 38, 44, 62, 72, TEXT_BOLD },      [ROLE_HUGE] = { 62, 68, 84, 92, TEXT_BOLD },
};
enum { COUNCIL_SIZE = 40, COUNCIL_NARROW = 34, COUNCIL_LARGE = 62, COUNCIL_LEADING = 4 };

int sheet_dots(const struct sheet *sheet, int size)
{
	int dpi = sheet->kit->dpi, half = size < 0 ? -KIT_DPI / 2 : KIT_DPI / 2;

	return (size * dpi + half) / KIT_DPI;
}

int sheet_big(const struct sheet *sheet, int size)
{
	return sheet_dots(sheet, sheet->large ? size * LARGE_PERCENT / 100 : size);
}

static bool is_narrow(const struct sheet *sheet)
{
	return sheet->kit->dots < sheet_dots(sheet, NARROW);
}

int sheet_margin(const struct sheet *sheet)
{
	return sheet_dots(sheet, is_narrow(sheet) ? MARGIN_NARROW : MARGIN);
}

int sheet_width(const struct sheet *sheet)
{
	return sheet->kit->dots - 2 * sheet_margin(sheet);
}

int sheet_left(const struct sheet *sheet, int start, int width)
{
	return sheet->rtl ? sheet->kit->dots - start - width : start;
}

/* Rounded up: a head with fewer dots must not make letters smaller. */
static int type_dots(const struct sheet *sheet, int size)
{
	return (size * sheet->kit->dpi + KIT_DPI - 1) / KIT_DPI;
}

struct text_style sheet_style(const struct sheet *sheet, enum paper_role role)
{
	int size = sheet->large ? types[role].large_size : types[role].size, line = sheet->large ? types[role].large_line : types[role].line;

	return (struct text_style){ .size_px = type_dots(sheet, size), .line_px = type_dots(sheet, line), .weight = types[role].weight };
}

/* Whether a line may not end at the space @at: "01632 960 140" is dialled from one line, "4 pm" is one time. */
static bool binds(const char *text, const char *at)
{
	size_t word = 0;

	if (at == text || (unsigned char)(at[-1] - '0') > 9)
		return false;
	while ((unsigned char)((at[1 + word] | 0x20) - 'a') < 26)
		word++;
	return (unsigned char)(at[1] - '0') <= 9 || (word > 0 && word <= SHORT_WORD && (unsigned char)at[1 + word] < 0x80);
}

/* Whether each piece between spaces has room on one line. */
static bool all_fit(struct sheet *sheet, const char *text, const struct text_style *style, int width)
{
	for (size_t length; *text; text += length + (text[length] == ' ')) {
		int across = 0, height = 0;
		length = strcspn(text, " ");
		text_measure(sheet->kit->text, arena_text_n(&sheet->arena, text, length), style, 0, false, &across, &height);
		if (across > width)
			return false;
	}
	return true;
}

static const char *bound(struct sheet *sheet, const char *text, const struct text_style *style, int width)
{
	static const char no_break[] = "\u00a0";
	size_t count = 0, to = 0;

	for (const char *at = text; *at; at++)
		count += *at == ' ' && binds(text, at);
	if (count == 0)
		return text;
	char *copy = arena_new(&sheet->arena, strlen(text) + count + 1);
	for (const char *at = text; *at; at++) {
		bool keep = *at == ' ' && binds(text, at);
		memcpy(copy + to, keep ? no_break : at, keep ? 2 : 1);
		to += keep ? 2 : 1;
	}
	return all_fit(sheet, copy, style, width) ? copy : text;
}

static const struct paragraph *set(struct sheet *sheet, const char *utf8, const struct text_style *style, int width, bool rtl)
{
	const struct paragraph *paragraph = NULL;
	enum text_align align = rtl == sheet->rtl || width == 0 ? TEXT_START : TEXT_END;

	if (sheet->code == FAIL_NONE && sheet->y > sheet->rows_max)
		sheet->code = FAIL(LIMIT, "a print of more than %d rows", sheet->rows_max);
	if (sheet->code == FAIL_NONE)
		sheet->code = text_set(sheet->kit->text, &sheet->arena, utf8, style, width, align, rtl, &paragraph);
	return sheet->code == FAIL_NONE ? paragraph : NULL;
}

static bool is_rtl_letter(uint32_t character)
{
	return (character >= 0x0590 && character <= 0x08ff) || (character >= 0xfb1d && character <= 0xfdff)
	       || (character >= 0xfe70 && character <= 0xfeff);
}

/* The direction of @utf8's own first letter, isolates aside: a sentence that is not translated yet still reads well. */
static bool reads_rtl(const char *utf8, bool otherwise)
{
	int isolated = 0;

	for (uint32_t character = utf8_next(&utf8); character != 0; character = utf8_next(&utf8)) {
		if (character == 0x2068)
			isolated++;
		else if (character == 0x2069)
			isolated--;
		else if (isolated <= 0 && is_rtl_letter(character))
			return true;
		else if (isolated <= 0 && ((character | 0x20) - 'a' < 26u || (character >= 0xc0 && character < 0x0590)))
			return false;
	}
	return otherwise;
}

const struct paragraph *sheet_set(struct sheet *sheet, const char *utf8, const struct text_style *style, int width)
{
	return utf8 && utf8[0] != '\0' ? set(sheet, width > 0 ? bound(sheet, utf8, style, width) : utf8, style, width, reads_rtl(utf8, sheet->rtl)) : NULL;
}

const struct paragraph *sheet_line(struct sheet *sheet, const char *utf8, const struct text_style *style)
{
	return utf8 && utf8[0] != '\0' ? set(sheet, utf8, style, 0, false) : NULL;
}

void sheet_ink(struct sheet *sheet, const struct paragraph *paragraph, int start, int width, int y, enum ink_colour colour)
{
	if (!paragraph)
		return;
	ink_page_grow(sheet->page, y + paragraph->height_px + paragraph->style.size_px);
	const struct text_paper paper = { sheet->page->bits, sheet->page->dots, sheet->page->rows };
	text_draw_dots(sheet->kit->text, paragraph, &paper, sheet_left(sheet, start, width), y, colour == INK_BLACK);
}

void sheet_put(struct sheet *sheet, const char *utf8, const struct text_style *style, int start, int width)
{
	const struct paragraph *paragraph = sheet_set(sheet, utf8, style, width);

	sheet_ink(sheet, paragraph, start, width, sheet->y, INK_BLACK);
	sheet->y += paragraph ? paragraph->height_px : 0;
}

static int widest(struct sheet *sheet, const char *const *lines, int count, const struct text_style *style)
{
	int most = 0;

	for (int i = 0; i < count; i++) {
		int across = 0, height = 0;
		text_measure(sheet->kit->text, lines[i], style, 0, false, &across, &height);
		if (across > most)
			most = across;
	}
	return most;
}

/* Each size tried opens a font: so the first one tells where to begin, a little above what it promises. */
int sheet_fit(struct sheet *sheet, const char *const *lines, int count, struct text_style style, int most, int least, int width)
{
	style.size_px = most;
	int across = widest(sheet, lines, count, &style);

	if (across <= width || across <= 0 || most <= least)
		return most;
	int steps = (most - (int)((int64_t)most * width / across)) / 2 - 1;
	style.size_px = most - 2 * (steps > 1 ? steps : 1);
	while (style.size_px > least && widest(sheet, lines, count, &style) > width)
		style.size_px -= 2;
	return style.size_px > least ? style.size_px : least;
}

int sheet_icon(struct sheet *sheet, const char *name, int start, int y, int height, enum ink_colour colour)
{
	const struct stamp *stamp = name && name[0] != '\0' ? raster_kit_stamp(sheet->kit, name, height) : NULL;

	if (!stamp)
		return 0;
	ink_stamp(sheet->page, stamp, sheet_left(sheet, start, stamp->width), y, colour);
	return stamp->width;
}

static void put_rule(struct sheet *sheet, const struct paper_block *block)
{
	int thick = sheet_dots(sheet, SHEET_RULE), margin = sheet_margin(sheet);

	sheet->y += sheet_dots(sheet, SHEET_GAP);
	if (block->dashed)
		ink_dashes(sheet->page, margin, sheet->y, sheet_width(sheet), thick, sheet_dots(sheet, SHEET_DASH));
	else
		ink_box(sheet->page, margin, sheet->y, sheet_width(sheet), thick, INK_BLACK);
	sheet->y += thick + sheet_dots(sheet, SHEET_GAP);
}

static void put_logo(struct sheet *sheet, const struct paper_block *block)
{
	int top = sheet->y, drop = sheet_dots(sheet, 2), height = sheet_dots(sheet, LOGO);
	int across = sheet_icon(sheet, "logo", sheet_margin(sheet), top + drop, height, INK_BLACK);
	int start = sheet_margin(sheet) + (across > 0 ? across + sheet_dots(sheet, 18) : 0), width = sheet->kit->dots - sheet_margin(sheet) - start;
	int size = sheet->large ? COUNCIL_LARGE : is_narrow(sheet) ? COUNCIL_NARROW : COUNCIL_SIZE;
	const struct text_style council = { .size_px = type_dots(sheet, size), .line_px = type_dots(sheet, size + COUNCIL_LEADING), .weight = TEXT_BOLD };
	const struct text_style small = sheet_style(sheet, ROLE_SMALL);

	sheet_put(sheet, block->head, &council, start, width);
	sheet_put(sheet, block->text, &small, start, width);
	if (across > 0 && sheet->y < top + drop + height)
		sheet->y = top + drop + height;
}

static void put_text(struct sheet *sheet, const struct paper_block *block)
{
	const struct text_style style = sheet_style(sheet, block->role);

	sheet_put(sheet, block->text, &style, sheet_margin(sheet), sheet_width(sheet));
}

static void put_disc(struct sheet *sheet, int number, int y)
{
	const struct text_style style = sheet_style(sheet, ROLE_SMALL_STRONG);
	int size = sheet_big(sheet, DISC), start = sheet_margin(sheet) + sheet_big(sheet, 3);
	char digits[12];

	snprintf(digits, sizeof digits, "%d", number);
	const struct paragraph *digit = sheet_line(sheet, digits, &style);
	if (!digit)
		return;
	int inset = (size - digit->width_px) / 2;
	ink_disc(sheet->page, sheet_left(sheet, start, size), y - 1, size);
	sheet_ink(sheet, digit, start + (sheet->rtl ? size - digit->width_px - inset : inset), digit->width_px, y - 1 + (size - style.line_px) / 2, INK_WHITE);
}

/* Words stand beside the icon; on paper too narrow for that, all but the head below it. */
static void put_pair(struct sheet *sheet, const struct paper_block *block)
{
	int top = sheet->y, margin = sheet_margin(sheet), column = sheet_big(sheet, COLUMN), icon = sheet_big(sheet, ICON);
	bool beside = sheet_width(sheet) - column >= sheet_big(sheet, PAIR_BESIDE), pictured = block->number > 0 || (block->icon && block->icon[0] != '\0');
	int start = beside || pictured ? margin + column : margin, width = sheet->kit->dots - margin - start;
	const struct text_style strong = sheet_style(sheet, ROLE_STRONG), body = sheet_style(sheet, ROLE_BODY);

	sheet_icon(sheet, block->icon, margin, top - sheet_dots(sheet, 4), icon, INK_BLACK);
	if (block->number > 0)
		put_disc(sheet, block->number, top);
	sheet_put(sheet, block->head, &strong, start, width);
	if (!beside && pictured && sheet->y < top + icon)
		sheet->y = top + icon;
	sheet_put(sheet, block->text, &body, beside ? start : margin, beside ? width : sheet_width(sheet));
	if (pictured && sheet->y < top + icon)
		sheet->y = top + icon;
	sheet->y += sheet_dots(sheet, PAIR_GAP);
}

static void put_item(struct sheet *sheet, const struct paper_block *block)
{
	const struct text_style style = sheet_style(sheet, block->role);
	int column = sheet_big(sheet, block->icon && block->icon[0] ? ITEM_COLUMN : ITEM_COLUMN / 2), icon = sheet_big(sheet, ITEM_ICON), dot = sheet_big(sheet, 10);
	int start = sheet_margin(sheet) + column, top = sheet->y;

	if (block->icon && block->icon[0])
		sheet_icon(sheet, block->icon, sheet_margin(sheet), top + (style.line_px - icon) / 2, icon, INK_BLACK);
	else
		ink_disc(sheet->page, sheet_left(sheet, sheet_margin(sheet) + sheet_dots(sheet, 2), dot), top + (style.line_px - dot) / 2 + sheet_dots(sheet, 1), dot);
	sheet_put(sheet, block->text, &style, start, sheet->kit->dots - sheet_margin(sheet) - start);
	sheet->y += sheet_dots(sheet, 8);
}

static void put_space(struct sheet *sheet, const struct paper_block *block)
{
	sheet->y += sheet_dots(sheet, block->size);
}

void sheet_blocks(struct sheet *sheet, const struct paper_list *list)
{
	static void (*const put[PAPER_KIND_COUNT])(struct sheet *sheet, const struct paper_block *block) = {
		[PAPER_LOGO] = put_logo, [PAPER_TEXT] = put_text, [PAPER_PAIR] = put_pair, [PAPER_RULE] = put_rule, [PAPER_LINE] = sheet_thin_line, [PAPER_BOX] = sheet_box,
		[PAPER_CODE] = sheet_code, [PAPER_BARCODE] = sheet_barcode, [PAPER_ROW] = sheet_row, [PAPER_BANNER] = sheet_banner,
		[PAPER_NUMBER] = sheet_number, [PAPER_ITEM] = put_item, [PAPER_SPACE] = put_space, [PAPER_RULER] = sheet_ruler, [PAPER_PATTERN] = sheet_pattern,
	};

	sheet->list = list;
	sheet->y = sheet_dots(sheet, SHEET_TOP);
	for (int i = 0; i < list->count && sheet->code == FAIL_NONE; i++) {
		put[list->block[i].kind](sheet, &list->block[i]);
		arena_reset(&sheet->arena);
	}
	sheet->y += sheet_dots(sheet, SHEET_BOTTOM);
}
