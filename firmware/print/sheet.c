/* SPDX-License-Identifier: MIT */
/* sheet.c - the receipt's composition: sizes and spaces in dots of a 203 dpi head, 576 across. */
#include "firmware/print/sheet.h"

#include "firmware/base/utf8.h"

#include <stdio.h>
#include <string.h>

enum {
	MARGIN = 24, GAP = 22, TOP = 8, BOTTOM = 12, RULE = 4, DASH = 8,
	COLUMN = 70,                 /* from a row's icon to its words */
	BOX_LINE = 5, BOX_RADIUS = 20, BOX_PAD = 20, BOX_TOP = 14, BOX_BOTTOM = 18,
	REFERENCE_MAX_PX = 112, REFERENCE_MIN_PX = 56,
	CODE_MODULE = 7, CODE_GAP = 26,
};

static const struct text_style
	council = { .size_px = 40, .line_px = 44, .weight = TEXT_BOLD },
	small = { .size_px = 28, .line_px = 36, .weight = TEXT_MEDIUM },
	small_strong = { .size_px = 28, .line_px = 36, .weight = TEXT_BOLD },
	lead = { .size_px = 34, .line_px = 42, .weight = TEXT_SEMIBOLD },
	title = { .size_px = 38, .line_px = 44, .weight = TEXT_BOLD },
	title_small = { .size_px = 34, .line_px = 44, .weight = TEXT_BOLD },
	body = { .size_px = 30, .line_px = 40, .weight = TEXT_MEDIUM },
	strong = { .size_px = 30, .line_px = 40, .weight = TEXT_BOLD };

static int left_of(const struct sheet *sheet, int start, int width)
{
	return sheet->rtl ? sheet->kit->dots - start - width : start;
}

static int content_width(const struct sheet *sheet)
{
	return sheet->kit->dots - 2 * MARGIN;
}

static const struct paragraph *set(struct sheet *sheet, const char *utf8, const struct text_style *style, int width, bool rtl)
{
	const struct paragraph *paragraph = NULL;
	enum text_align align = rtl == sheet->rtl || width == 0 ? TEXT_START : TEXT_END;

	if (sheet->code == FAIL_NONE && sheet->y > RASTER_ROWS_MAX)
		sheet->code = FAIL(LIMIT, "a receipt of more than %d rows", RASTER_ROWS_MAX);
	if (sheet->code == FAIL_NONE)
		sheet->code = text_set(sheet->kit->text, &sheet->arena, utf8, style, width, align, rtl, &paragraph);
	return sheet->code == FAIL_NONE ? paragraph : NULL;
}

static void ink_paragraph(struct sheet *sheet, const struct paragraph *paragraph, int x, int y, uint32_t rgb)
{
	if (sheet->surface && paragraph)
		text_draw(sheet->kit->text, paragraph, sheet->surface, x, y, rgb);
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

/* A paragraph at sheet->y, @start dots from the reading edge; moves on below it. Nothing for "". */
static void put(struct sheet *sheet, const char *utf8, const struct text_style *style, int start, int width)
{
	if (utf8[0] == '\0')
		return;
	const struct paragraph *paragraph = set(sheet, utf8, style, width, reads_rtl(utf8, sheet->rtl));
	ink_paragraph(sheet, paragraph, left_of(sheet, start, width), sheet->y, INK_BLACK);
	sheet->y += paragraph ? paragraph->height_px : 0;
}

static void put_stamp(struct sheet *sheet, const struct ink_stamp *stamp, int start, int y)
{
	if (sheet->surface && stamp->dot)
		ink_stamp_put(sheet->surface, stamp, left_of(sheet, start, stamp->width), y);
}

static void put_rule(struct sheet *sheet, bool dashed)
{
	sheet->y += GAP;
	if (sheet->surface && dashed)
		ink_dashes(sheet->surface, MARGIN, sheet->y, content_width(sheet), RULE, DASH);
	else if (sheet->surface)
		ink_box(sheet->surface, MARGIN, sheet->y, content_width(sheet), RULE, INK_BLACK);
	sheet->y += RULE + GAP;
}

static void put_head(struct sheet *sheet, const struct receipt *receipt)
{
	const struct ink_stamp *logo = &sheet->kit->logo;
	int top = sheet->y, start = MARGIN + (logo->dot ? logo->width + 18 : 0), width = sheet->kit->dots - MARGIN - start;

	put_stamp(sheet, logo, MARGIN, top + 2);
	put(sheet, receipt->council, &council, start, width);
	put(sheet, receipt->branch, &small, start, width);
	if (sheet->y < top + 2 + logo->height)
		sheet->y = top + 2 + logo->height;
}

/* The two lines of a reference: broken at the space that makes the longer one shortest. */
static void break_reference(struct sheet *sheet, const char *reference, char ret[2][REFERENCE_TEXT_BYTES])
{
	const struct text_style trial = { .size_px = REFERENCE_MIN_PX, .weight = TEXT_BOLD };
	int best = 0;

	snprintf(ret[0], REFERENCE_TEXT_BYTES, "%s", reference);
	ret[1][0] = '\0';
	for (const char *space = strchr(reference, ' '); space; space = strchr(space + 1, ' ')) {
		char first[REFERENCE_TEXT_BYTES];
		snprintf(first, sizeof first, "%.*s", (int)(space - reference), reference);
		int a = 0, b = 0, height = 0;
		text_measure(sheet->kit->text, first, &trial, 0, false, &a, &height);
		text_measure(sheet->kit->text, space + 1, &trial, 0, false, &b, &height);
		int longer = a > b ? a : b;
		if (best != 0 && longer >= best)
			continue;
		best = longer;
		snprintf(ret[0], REFERENCE_TEXT_BYTES, "%s", first);
		snprintf(ret[1], REFERENCE_TEXT_BYTES, "%s", space + 1);
	}
}

/* As large as fits in @width, both lines alike. */
static struct text_style reference_style(struct sheet *sheet, char lines[2][REFERENCE_TEXT_BYTES], int width)
{
	struct text_style style = { .size_px = REFERENCE_MAX_PX, .weight = TEXT_BOLD };

	for (; style.size_px > REFERENCE_MIN_PX; style.size_px -= 2) {
		int a = 0, b = 0, height = 0;
		text_measure(sheet->kit->text, lines[0], &style, 0, false, &a, &height);
		text_measure(sheet->kit->text, lines[1], &style, 0, false, &b, &height);
		if (a <= width && b <= width)
			break;
	}
	style.line_px = style.size_px + 2;
	return style;
}

static void put_copy_tag(struct sheet *sheet, const char *words, int y)
{
	const struct paragraph *paragraph = words[0] != '\0' ? set(sheet, words, &small_strong, 0, reads_rtl(words, sheet->rtl)) : NULL;

	if (!paragraph || !sheet->surface)
		return;
	int width = paragraph->width_px + 2 * 16, start = sheet->kit->dots - MARGIN - BOX_PAD - width;
	ink_round(sheet->surface, left_of(sheet, start, width), y, width, 40, 12, INK_BLACK);
	ink_paragraph(sheet, paragraph, left_of(sheet, start + 16, paragraph->width_px), y + 2, INK_WHITE);
}

static void put_reference(struct sheet *sheet, const struct receipt *receipt)
{
	char lines[2][REFERENCE_TEXT_BYTES];
	int top = sheet->y, start = MARGIN + BOX_LINE + BOX_PAD, width = sheet->kit->dots - 2 * start;

	break_reference(sheet, receipt->reference.text, lines);
	struct text_style style = reference_style(sheet, lines, width);
	int count = lines[1][0] != '\0' ? 2 : 1;
	int height = 2 * BOX_LINE + BOX_TOP + body.line_px + count * style.line_px + BOX_BOTTOM;
	if (sheet->surface) {
		ink_round(sheet->surface, MARGIN, top, content_width(sheet), height, BOX_RADIUS, INK_BLACK);
		ink_round(sheet->surface, MARGIN + BOX_LINE, top + BOX_LINE, content_width(sheet) - 2 * BOX_LINE, height - 2 * BOX_LINE,
		          BOX_RADIUS - BOX_LINE, INK_WHITE);
	}
	sheet->y += BOX_LINE + BOX_TOP;
	put_copy_tag(sheet, receipt->copy, sheet->y);
	put(sheet, receipt->reference_label, &body, start, width);
	for (int i = 0; i < count; i++) {
		/* Letters and digits of a reference are Latin and read from the left, whatever stands around them. */
		const struct paragraph *line = set(sheet, lines[i], &style, 0, false);
		ink_paragraph(sheet, line, left_of(sheet, start, line ? line->width_px : 0), sheet->y, INK_BLACK);
		sheet->y += style.line_px;
	}
	sheet->y = top + height;
}

static void put_step(struct sheet *sheet, const struct ink_stamp *stamp, int number, const char *head, const char *text)
{
	int top = sheet->y, start = MARGIN + COLUMN, width = sheet->kit->dots - MARGIN - start;
	char digits[12];

	if (head[0] == '\0' && text[0] == '\0')
		return;
	if (stamp)
		put_stamp(sheet, stamp, MARGIN, top - 4);
	if (number > 0 && sheet->surface) {
		snprintf(digits, sizeof digits, "%d", number);
		const struct paragraph *digit = set(sheet, digits, &small_strong, 0, false);
		int digit_width = digit ? digit->width_px : 0;
		ink_disc(sheet->surface, left_of(sheet, MARGIN + 3, 44), top - 1, 44);
		ink_paragraph(sheet, digit, left_of(sheet, MARGIN + 3, 44) + (44 - digit_width) / 2, top + 3, INK_WHITE);
	}
	put(sheet, head, &strong, start, width);
	put(sheet, text, &body, start, width);
	if (sheet->y < top + 52)
		sheet->y = top + 52;
	sheet->y += 14;
}

static void put_next(struct sheet *sheet, const struct receipt *receipt)
{
	if (receipt->next_title[0] == '\0')
		return;
	sheet->y += GAP;
	put(sheet, receipt->next_title, &title, MARGIN, content_width(sheet));
	sheet->y += 18;
	put_step(sheet, NULL, 0, receipt->pay_head, receipt->pay_text);
	put_step(sheet, NULL, 0, receipt->desk_head, receipt->desk_text);
	put_step(sheet, &sheet->kit->by, 0, receipt->by_head, receipt->by_text);
	for (int i = 0; i < receipt->step_count; i++)
		put_step(sheet, NULL, i + 1, "", receipt->step[i]);
	put_step(sheet, &sheet->kit->late, 0, receipt->late_head, receipt->late_text);
	sheet->y -= 14;
}

static void put_code(struct sheet *sheet, const struct receipt *receipt)
{
	int size = ink_code_modules(receipt->reference.text) * CODE_MODULE, top = sheet->y;
	int start = MARGIN + size + CODE_GAP, width = sheet->kit->dots - MARGIN - start;
	const struct paragraph *scan = set(sheet, receipt->scan, &small, width, reads_rtl(receipt->scan, sheet->rtl));
	const struct paragraph *quote = set(sheet, receipt->quote, &small_strong, width, reads_rtl(receipt->quote, sheet->rtl));

	if (!scan || !quote)
		return;
	int height = scan->height_px + 8 + quote->height_px, tall = height > size ? height : size;
	if (sheet->surface)
		ink_code(sheet->surface, receipt->reference.text, left_of(sheet, MARGIN, size), top + (tall - size) / 2, CODE_MODULE);
	int y = top + (tall - height) / 2;
	ink_paragraph(sheet, scan, left_of(sheet, start, width), y, INK_BLACK);
	ink_paragraph(sheet, quote, left_of(sheet, start, width), y + scan->height_px + 8, INK_BLACK);
	sheet->y = top + tall;
}

void sheet_receipt(struct sheet *sheet, const struct receipt *receipt)
{
	int width = content_width(sheet);

	sheet->y = TOP;
	put_head(sheet, receipt);
	put_rule(sheet, false);
	put(sheet, receipt->service, &lead, MARGIN, width);
	put(sheet, receipt->received, &lead, MARGIN, width);
	sheet->y += GAP;
	put_reference(sheet, receipt);
	put_next(sheet, receipt);
	put_rule(sheet, true);
	put_code(sheet, receipt);
	put_rule(sheet, true);
	put(sheet, receipt->person_title, &title_small, MARGIN, width);
	for (int i = 0; i < receipt->person_count; i++) {
		put(sheet, receipt->person[i], &body, MARGIN, width);
		sheet->y += receipt->person[i][0] == '\0' ? 12 : 0;
	}
	put_rule(sheet, false);
	put(sheet, receipt->printed, &small, MARGIN, width);
	put(sheet, receipt->private_line, &small, MARGIN, width);
	sheet->y += BOTTOM;
}

void sheet_void(struct sheet *sheet, const char *words, const char *why)
{
	int width = content_width(sheet);

	sheet->y = TOP;
	put_rule(sheet, false);
	put(sheet, words, &title, MARGIN, width);
	put(sheet, why, &body, MARGIN, width);
	put_rule(sheet, false);
	sheet->y += BOTTOM;
}
