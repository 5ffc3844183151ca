/* SPDX-License-Identifier: MIT */
/* sheet_row.c - the calendar's rows, and the parts of a container's label. */
#include "firmware/print/sheet.h"

#include <stdio.h>
#include <string.h>

enum {
	DATE_GAP = 20, DATE_INSET = 12, DATE_SHARE = 45 /* hundredths of the width, at most */, ENTRY_ICON = 40, ENTRY_COLUMN = 48, ROW_PAD = 8, ROW_LINE = 3, ENTRY_GAP = 4, DAY_BESIDE = 480 /* of width, else below */,
	BANNER_ICON = 80, BANNER_PAD = 24, NUMBER_MOST = 200, NUMBER_LEAST = 96, NUMBER_PAD = 28, NUMBER_BESIDE = 170, WORD_BYTES = 96, STREET_LINES = 2,
};

/* "Rubbish," in bold and "black lid" after it, or below where there is no room. Height without an icon's; @draw: else only measured. */
static int put_entry(struct sheet *sheet, const struct paper_entry *entry, int start, int y, enum ink_colour colour, bool draw)
{
	const struct text_style strong = sheet_style(sheet, ROLE_STRONG), body = sheet_style(sheet, ROLE_BODY);
	int words = start + sheet_big(sheet, ENTRY_COLUMN), width = sheet->kit->dots - sheet_margin(sheet) - sheet_dots(sheet, 4) - words, icon = sheet_big(sheet, ENTRY_ICON);
	const struct paragraph *name = sheet_set(sheet, entry->name, &strong, width), *more = sheet_set(sheet, entry->more, &body, width);

	if (!name)
		return 0;
	int space = strong.size_px / 4, height = name->height_px > icon + sheet_dots(sheet, 4) ? name->height_px : icon + sheet_dots(sheet, 4);
	bool same_line = more && name->line_count == 1 && more->line_count == 1 && name->width_px + space + more->width_px <= width;
	int first = same_line || !more ? name->height_px : name->height_px + more->height_px;
	if (first > height)
		height = first;
	if (!draw)
		return height;
	int line = y + (height - first) / 2;
	sheet_icon(sheet, entry->icon, start, y + (name->line_count > 1 || first > name->height_px ? sheet_dots(sheet, 2) : (height - icon) / 2), icon, colour);
	sheet_ink(sheet, name, words, width, line, colour);
	if (more)
		sheet_ink(sheet, more, same_line ? words + name->width_px + space : words, width, same_line ? line : line + name->height_px, colour);
	return height;
}

static int put_entries(struct sheet *sheet, const struct paper_block *block, int start, int y, enum ink_colour colour, bool draw)
{
	int height = 0;

	for (int i = 0; i < block->entry_count; i++)
		height += put_entry(sheet, &block->entry[i], start, y + height, colour, draw) + (i + 1 < block->entry_count ? sheet_dots(sheet, ENTRY_GAP) : 0);
	return height;
}

static struct text_style date_style(const struct sheet *sheet)
{
	struct text_style style = sheet_style(sheet, ROLE_LEAD);

	style.weight = TEXT_BOLD;
	return style;
}

/* Where the entries of all days begin: behind the widest date of this paper. */
static int date_column(struct sheet *sheet)
{
	const struct text_style style = date_style(sheet);
	int most = sheet_width(sheet) * DATE_SHARE / 100, widest = 0;

	if (sheet->date_px > 0)
		return sheet->date_px;
	for (int i = 0; i < sheet->list->count; i++) {
		const struct paper_block *block = &sheet->list->block[i];
		int across = 0, high = 0;
		if (block->kind == PAPER_ROW && block->head)
			text_measure(sheet->kit->text, block->head, &style, 0, false, &across, &high);
		widest = across > widest ? across : widest;
	}
	widest += sheet_dots(sheet, DATE_GAP);
	sheet->date_px = widest < most ? widest : most;
	return sheet->date_px;
}

void sheet_thin_line(struct sheet *sheet, const struct paper_block *block)
{
	(void)block;
	ink_box(sheet->page, sheet_margin(sheet), sheet->y, sheet_width(sheet), sheet_dots(sheet, ROW_LINE), INK_BLACK);
	sheet->y += sheet_dots(sheet, ROW_LINE);
}

/* The date beside what is collected and "Day change" below both; where there is little room one below the other. */
void sheet_row(struct sheet *sheet, const struct paper_block *block)
{
	const struct text_style dates = date_style(sheet), small = sheet_style(sheet, ROLE_SMALL);
	int margin = sheet_margin(sheet), inset = block->inverted ? sheet_dots(sheet, DATE_INSET) : 0, pad = sheet_dots(sheet, ROW_PAD), top = sheet->y;
	bool beside = !sheet->large && sheet_width(sheet) >= sheet_dots(sheet, DAY_BESIDE);
	int whole = sheet_width(sheet) - 2 * inset, date = beside ? date_column(sheet) - inset : whole, start = margin + inset + (beside ? date : 0);
	enum ink_colour colour = block->inverted ? INK_WHITE : INK_BLACK;

	const struct paragraph *head = sheet_set(sheet, block->head, &dates, date), *tag = sheet_set(sheet, block->tag, &small, whole);
	int day = head ? head->height_px : 0, change = tag ? tag->height_px : 0, entries = put_entries(sheet, block, start, 0, colour, false);
	int inside = beside ? (day > entries ? day : entries) : day, height = inside + change + (beside ? 0 : entries) + 2 * pad;
	if (block->inverted)
		ink_box(sheet->page, margin, top - sheet_dots(sheet, ROW_LINE), sheet_width(sheet), height + sheet_dots(sheet, ROW_LINE), INK_BLACK);
	sheet_ink(sheet, head, margin + inset, date, top + pad + (beside ? (inside - day) / 2 : 0), colour);
	put_entries(sheet, block, start, top + pad + (beside ? (inside - entries) / 2 : inside + change), colour, true);
	sheet_ink(sheet, tag, margin + inset, whole, top + pad + inside, colour);
	ink_box(sheet->page, margin, top + height, sheet_width(sheet), sheet_dots(sheet, ROW_LINE), INK_BLACK);
	sheet->y = top + height + sheet_dots(sheet, ROW_LINE);
}

void sheet_banner(struct sheet *sheet, const struct paper_block *block)
{
	int margin = sheet_margin(sheet), pad = sheet_dots(sheet, BANNER_PAD), icon = sheet_big(sheet, BANNER_ICON), top = sheet->y;
	int start = margin + pad + (block->icon && block->icon[0] ? icon + pad : 0), width = sheet->kit->dots - margin - pad - start;
	struct text_style huge = sheet_style(sheet, ROLE_HUGE);
	const struct text_style small = sheet_style(sheet, ROLE_SUBTITLE), least = sheet_style(sheet, ROLE_TITLE);

	if (block->head && block->head[0])
		huge.size_px = sheet_fit(sheet, &block->head, 1, huge, huge.size_px, least.size_px, width);
	huge.line_px = huge.size_px + sheet_dots(sheet, 6);
	const struct paragraph *head = sheet_set(sheet, block->head, &huge, width), *text = sheet_set(sheet, block->text, &small, width);
	int words = (head ? head->height_px : 0) + (text ? text->height_px : 0), inside = words > icon ? words : icon, height = inside + 2 * pad;
	ink_round(sheet->page, margin, top, sheet_width(sheet), height, sheet_dots(sheet, SHEET_RADIUS), INK_BLACK);
	sheet_icon(sheet, block->icon, margin + pad, top + (height - icon) / 2, icon, INK_WHITE);
	sheet_ink(sheet, head, start, width, top + (height - words) / 2, INK_WHITE);
	sheet_ink(sheet, text, start, width, top + (height - words) / 2 + (head ? head->height_px : 0), INK_WHITE);
	sheet->y = top + height;
}

/* As large as all its words can be on lines of @width, two of them if that can be; in between no word is broken. */
static const struct paragraph *set_street(struct sheet *sheet, const char *words, struct text_style style, int least, int width)
{
	const struct paragraph *street = NULL;

	for (bool whole = false; words && words[0] != '\0' && !whole; style.size_px -= 2) {
		whole = true;
		for (const char *at = words; *at && whole;) {
			char word[WORD_BYTES];
			int across = 0, height = 0;
			size_t length = strcspn(at, " ");
			snprintf(word, sizeof word, "%.*s", (int)length, at);
			text_measure(sheet->kit->text, word, &style, 0, false, &across, &height);
			whole = across <= width;
			at += length + strspn(at + length, " ");
		}
		style.line_px = style.size_px + sheet_dots(sheet, 6);
		street = whole || style.size_px <= least ? sheet_set(sheet, words, &style, width) : NULL;
		whole = street && (street->line_count <= STREET_LINES || style.size_px <= least);
	}
	return street;
}

/* A house number beside its street, or above it where the number is long. */
void sheet_number(struct sheet *sheet, const struct paper_block *block)
{
	int margin = sheet_margin(sheet), frame = sheet_dots(sheet, SHEET_FRAME), pad = sheet_dots(sheet, NUMBER_PAD), radius = sheet_dots(sheet, SHEET_RADIUS);
	int top = sheet->y, inner = sheet_width(sheet) - 2 * (frame + pad), start = margin + frame + pad;
	struct text_style style = { .weight = TEXT_BOLD };
	const struct text_style huge = sheet_style(sheet, ROLE_HUGE), title = sheet_style(sheet, ROLE_TITLE);

	style.size_px = block->head && block->head[0] ? sheet_fit(sheet, &block->head, 1, style, sheet_dots(sheet, NUMBER_MOST), sheet_dots(sheet, NUMBER_LEAST), inner) : 1;
	style.line_px = style.size_px; /* digits have nothing below the line */
	const struct paragraph *number = sheet_line(sheet, block->head, &style);
	int across = number ? number->width_px : 0, rest = inner - across - pad;
	bool beside = rest >= sheet_big(sheet, NUMBER_BESIDE);
	const struct paragraph *text = set_street(sheet, block->text, huge, title.size_px, beside ? rest : inner);
	int number_px = number ? number->height_px : 0, text_px = text ? text->height_px : 0;
	int inside = beside ? (number_px > text_px ? number_px : text_px) : number_px + text_px, height = inside + 2 * (frame + pad / 2);
	ink_round(sheet->page, margin, top, sheet_width(sheet), height, radius, INK_BLACK);
	ink_round(sheet->page, margin + frame, top + frame, sheet_width(sheet) - 2 * frame, height - 2 * frame, radius - frame, INK_WHITE);
	int y = top + frame + pad / 2;
	sheet_ink(sheet, number, start, across, beside ? y + (inside - number_px) / 2 : y, INK_BLACK);
	sheet_ink(sheet, text, beside ? start + across + pad : start, beside ? rest : inner, beside ? y + (inside - text_px) / 2 : y + number_px, INK_BLACK);
	sheet->y = top + height;
}
