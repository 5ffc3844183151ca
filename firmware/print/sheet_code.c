/* SPDX-License-Identifier: MIT */
/* sheet_code.c - what is quoted or scanned: the framed reference, QR and bar codes. */
#include "firmware/print/code128.h"
#include "firmware/print/sheet.h"

#include <stdio.h>
#include <string.h>

enum {
	BOX_TOP = 14, BOX_BOTTOM = 18,
	WORDS_MOST = 112, WORDS_LEAST = 56, WORDS_WHOLE = 88 /* one line is kept whole down to this size */, WORDS_BYTES = 64,
	MODULE = 7, MODULE_LEAST = 4, CODE_GAP = 26, CODE_SHARE = 45 /* hundredths of the width */, BESIDE_LEAST = 190, LINES_GAP = 8,
	BAR_MODULE = 3, BAR_MODULE_LEAST = 2, BAR_HEIGHT = 96, BAR_QUIET = 10 /* modules */,
};

/* The two lines of a reference: broken at the space that makes the longer one shortest. */
static void break_words(struct sheet *sheet, const char *words, char ret[2][WORDS_BYTES])
{
	const struct text_style trial = { .size_px = WORDS_LEAST, .weight = TEXT_BOLD };
	int best = 0;

	snprintf(ret[0], WORDS_BYTES, "%s", words);
	ret[1][0] = '\0';
	for (const char *space = strchr(words, ' '); space; space = strchr(space + 1, ' ')) {
		char first[WORDS_BYTES];
		snprintf(first, sizeof first, "%.*s", (int)(space - words), words);
		int a = 0, b = 0, height = 0;
		text_measure(sheet->kit->text, first, &trial, 0, false, &a, &height);
		text_measure(sheet->kit->text, space + 1, &trial, 0, false, &b, &height);
		int longer = a > b ? a : b;
		if (best != 0 && longer >= best)
			continue;
		best = longer;
		snprintf(ret[0], WORDS_BYTES, "%s", first);
		snprintf(ret[1], WORDS_BYTES, "%s", space + 1);
	}
}

/* One line if it can be large so, else two as large as they can be. */
static struct text_style quoted(struct sheet *sheet, const char *words, int size, int width, char lines[2][WORDS_BYTES])
{
	struct text_style style = { .weight = TEXT_BOLD };
	int most = sheet_dots(sheet, size > 0 ? size : WORDS_MOST), least = sheet_dots(sheet, WORDS_LEAST), whole = sheet_dots(sheet, WORDS_WHOLE);

	snprintf(lines[0], WORDS_BYTES, "%s", words);
	lines[1][0] = '\0';
	style.size_px = sheet_fit(sheet, (const char *const[]){ lines[0] }, 1, style, most, whole - 2, width);
	if (style.size_px < whole) {
		break_words(sheet, words, lines);
		style.size_px = sheet_fit(sheet, (const char *const[]){ lines[0], lines[1] }, 2, style, most, least, width);
	}
	style.line_px = style.size_px + 2;
	return style;
}

static void put_tag(struct sheet *sheet, const char *words)
{
	const struct text_style style = sheet_style(sheet, ROLE_SMALL_STRONG);
	const struct paragraph *paragraph = sheet_set(sheet, words, &style, 0);

	if (!paragraph)
		return;
	int pad = sheet_dots(sheet, 16), width = paragraph->width_px + 2 * pad, height = paragraph->height_px + sheet_dots(sheet, 4);
	int start = sheet->kit->dots - sheet_margin(sheet) - sheet_dots(sheet, SHEET_PAD) - width;
	ink_round(sheet->page, sheet_left(sheet, start, width), sheet->y, width, height, sheet_dots(sheet, 12), INK_BLACK);
	sheet_ink(sheet, paragraph, start + pad, paragraph->width_px, sheet->y + sheet_dots(sheet, 2), INK_WHITE);
}

void sheet_box(struct sheet *sheet, const struct paper_block *block)
{
	char lines[2][WORDS_BYTES];
	int top = sheet->y, frame = sheet_dots(sheet, SHEET_FRAME), radius = sheet_dots(sheet, SHEET_RADIUS), margin = sheet_margin(sheet);
	int start = margin + frame + sheet_dots(sheet, SHEET_PAD), width = sheet->kit->dots - 2 * start;
	const struct text_style body = sheet_style(sheet, ROLE_BODY), style = quoted(sheet, block->head ? block->head : "", block->size, width, lines);
	const struct paragraph *label = sheet_set(sheet, block->text, &body, width);
	bool below = false; /* a long label and the tag do not meet */

	if (label && block->tag && block->tag[0] != '\0') {
		const struct text_style tag = sheet_style(sheet, ROLE_SMALL_STRONG);
		int across = 0, high = 0;
		text_measure(sheet->kit->text, block->tag, &tag, 0, false, &across, &high);
		below = label->width_px + across + 3 * sheet_dots(sheet, 16) > width;
	}
	int count = lines[1][0] != '\0' ? 2 : 1, label_px = label ? label->height_px : 0, tag_px = below ? body.line_px + sheet_dots(sheet, 6) : 0;
	int height = 2 * frame + sheet_dots(sheet, BOX_TOP) + tag_px + label_px + count * style.line_px + sheet_dots(sheet, BOX_BOTTOM);
	ink_round(sheet->page, margin, top, sheet_width(sheet), height, radius, INK_BLACK);
	ink_round(sheet->page, margin + frame, top + frame, sheet_width(sheet) - 2 * frame, height - 2 * frame, radius - frame, INK_WHITE);
	sheet->y += frame + sheet_dots(sheet, BOX_TOP);
	put_tag(sheet, block->tag);
	sheet->y += tag_px;
	sheet_ink(sheet, label, start, width, sheet->y, INK_BLACK);
	sheet->y += label_px;
	for (int i = 0; i < count; i++) {
		/* Letters and digits of a reference are Latin and read from the left, whatever stands around them. */
		const struct paragraph *line = sheet_line(sheet, lines[i], &style);
		sheet_ink(sheet, line, start, line ? line->width_px : 0, sheet->y, INK_BLACK);
		sheet->y += style.line_px;
	}
	sheet->y = top + height;
}

/* As large as usual, or as the share of the width that it may take. */
static int module_size(const struct sheet *sheet, int modules)
{
	int module = sheet_dots(sheet, MODULE), share = sheet_width(sheet) * CODE_SHARE / 100 / (modules > 0 ? modules : 1);

	if (module > share)
		module = share;
	return module < MODULE_LEAST ? MODULE_LEAST : module;
}

void sheet_code(struct sheet *sheet, const struct paper_block *block)
{
	int modules = ink_code_modules(block->code), module = module_size(sheet, modules), size = modules * module, top = sheet->y;
	int start = sheet_margin(sheet) + size + sheet_dots(sheet, CODE_GAP), width = sheet->kit->dots - sheet_margin(sheet) - start, gap = sheet_dots(sheet, LINES_GAP);
	const struct text_style small = sheet_style(sheet, ROLE_SMALL), strong = sheet_style(sheet, block->role == ROLE_BODY ? ROLE_SMALL_STRONG : block->role);

	if (size > sheet_width(sheet)) {
		sheet->code = FAIL(LIMIT, "a code of %zu bytes is too large for this paper", strlen(block->code));
		return;
	}
	bool under = width < sheet_big(sheet, BESIDE_LEAST);
	if (under) {
		start = sheet_margin(sheet);
		width = sheet_width(sheet);
	}
	const struct paragraph *line[3] = {
		sheet_set(sheet, block->text, &small, width), sheet_set(sheet, block->head, &strong, width), sheet_set(sheet, block->more, &small, width),
	};
	int height = 0;
	for (int i = 0; i < 3; i++)
		height += line[i] ? line[i]->height_px + (height > 0 ? gap : 0) : 0;
	int tall = height > size || under ? height : size, y = under ? top + size + 2 * gap : top + (tall - height) / 2;
	ink_code(sheet->page, block->code, sheet_left(sheet, sheet_margin(sheet), size), under ? top : top + (tall - size) / 2, module);
	for (int i = 0; i < 3; i++) {
		sheet_ink(sheet, line[i], start, width, y, INK_BLACK);
		y += line[i] ? line[i]->height_px + gap : 0;
	}
	sheet->y = under ? top + size + 2 * gap + height : top + tall;
}

void sheet_barcode(struct sheet *sheet, const struct paper_block *block)
{
	struct code128 code;
	char close[WORDS_BYTES] = ""; /* spaces are for people */
	int module = sheet_dots(sheet, BAR_MODULE), margin = sheet_margin(sheet), height = sheet_dots(sheet, BAR_HEIGHT);
	const struct text_style style = sheet_style(sheet, ROLE_SMALL);

	for (size_t from = 0, to = 0; block->code[from] != '\0' && to + 1 < sizeof close; from++)
		if (block->code[from] != ' ')
			close[to++] = block->code[from];
	sheet->code = code128_make(close, &code);
	if (sheet->code != FAIL_NONE)
		return;
	while (module > BAR_MODULE_LEAST && (code.modules + BAR_QUIET) * module > sheet_width(sheet))
		module--;
	if (code.modules * module > sheet_width(sheet)) {
		sheet->code = FAIL(LIMIT, "a bar code of %zu characters is too wide for this paper", strlen(block->code));
		return;
	}
	int x = sheet_left(sheet, margin, code.modules * module);
	for (int i = 0; i < code.count; i++) {
		if (i % 2 == 0)
			ink_box(sheet->page, x, sheet->y, code.width[i] * module, height, INK_BLACK);
		x += code.width[i] * module;
	}
	sheet->y += height + sheet_dots(sheet, 4);
	const struct paragraph *digits = sheet_line(sheet, block->code, &style);
	sheet_ink(sheet, digits, margin, digits ? digits->width_px : 0, sheet->y, INK_BLACK);
	sheet->y += digits ? digits->height_px : 0;
}
