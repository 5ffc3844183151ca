/* SPDX-License-Identifier: MIT */
/* letters.c - DESIGN: a table of kinds; what a picture shows beside words is said by the words. One empty line at most stands between two things. */
#include "firmware/print/letters.h"

#include "drivers/printer/escpos.h"
#include "drivers/printer/escpos_text.h"
#include "firmware/print/code128.h"
#include "firmware/print/ink.h"

#include <stdio.h>
#include <string.h>

enum { LINE_ROWS = 30, LETTER_ROWS = 24, QR_MODULE = 6, QR_ROWS = 33 * QR_MODULE, BAR_ROWS = 80, BAR_MODULE = 2, SPACE_IS_LINE = 14, MARK_BYTES = 8, ROW_BYTES = 2048, PIECE_ROWS = 16 /* of a code in dots: fits into every buffer that is paced */ };

struct writing {
	struct escpos_text text;
	struct letters *letters;
	const struct profile *profile;
	int times;             /* as large as that */
	bool open;             /* the last line is not an empty one */
};

static const struct escpos_style styles[ROLE_COUNT] = {
	[ROLE_STRONG] = { .bold = true }, [ROLE_SMALL_STRONG] = { .bold = true }, [ROLE_SUBTITLE] = { .bold = true },
	[ROLE_TITLE] = { .bold = true, .wide = 1, .high = 2 }, [ROLE_HUGE] = { .bold = true, .wide = 2, .high = 2 },
};

static bool is_said(const char *words)
{
	return words && words[0] != '\0';
}

/* The style on this paper: Large print has every letter twice as large. */
static struct escpos_style styled(const struct writing *to, enum paper_role role)
{
	struct escpos_style style = styles[role];

	style.wide = (style.wide > 0 ? style.wide : 1) * to->times;
	style.high = (style.high > 0 ? style.high : 1) * to->times;
	return style;
}

static enum fail put(struct writing *to, enum paper_role role, const char *mark, const char *words)
{
	const struct escpos_style style = styled(to, role);
	struct buffer *bytes = to->text.to;

	if (!is_said(words))
		return FAIL_NONE;
	to->letters->last_at = bytes->size_bytes;
	TRY(escpos_text_indented(&to->text, mark, words, &style));
	for (size_t i = to->letters->last_at; i < bytes->size_bytes; i++)
		to->letters->rows += bytes->bytes[i] != '\n' ? 0 : style.high > 1 ? LETTER_ROWS * style.high : LINE_ROWS;
	to->open = true;
	return FAIL_NONE;
}

/* An empty line. */
static enum fail put_empty(struct writing *to)
{
	to->open = false;
	to->letters->rows += LINE_ROWS;
	return escpos_text_put(&to->text, "", NULL);
}

static enum fail put_space(struct writing *to)
{
	return to->open ? put_empty(to) : FAIL_NONE;
}

static enum fail write_text(struct writing *to, const struct paper_block *block)
{
	return put(to, block->role, "", block->text);
}

static enum fail write_head(struct writing *to, const struct paper_block *block)
{
	TRY(put(to, ROLE_STRONG, "", block->head));
	return put(to, ROLE_BODY, "", block->text);
}

static enum fail write_pair(struct writing *to, const struct paper_block *block)
{
	char mark[MARK_BYTES] = "";

	if (block->number > 0)
		snprintf(mark, sizeof mark, "%d. ", block->number % 100);
	if (is_said(block->head))
		TRY(put_space(to));
	TRY(put(to, ROLE_STRONG, mark, block->head));
	return put(to, ROLE_BODY, is_said(block->head) ? "" : mark, block->text);
}

static enum fail write_rule(struct writing *to, const struct paper_block *block)
{
	(void)block;
	to->letters->last_at = to->text.to->size_bytes;
	to->letters->rows += LINE_ROWS;
	to->open = false;
	return escpos_text_rule(&to->text);
}

static enum fail write_box(struct writing *to, const struct paper_block *block)
{
	TRY(put(to, ROLE_STRONG, "", block->tag));
	TRY(put(to, ROLE_BODY, "", block->text));
	return put(to, ROLE_HUGE, "", block->head);
}

static enum fail end_piece(struct writing *to)
{
	size_t at = to->text.to->size_bytes;

	return buffer_add(&to->letters->ends, &at, sizeof at);
}

/* A code as dots; the line before has left the printer at the left edge. */
static enum fail put_page(struct writing *to, struct ink_page *page)
{
	size_t stride = (size_t)page->dots / 8;
	enum fail code = FAIL_NONE;

	escpos_guard(page->bits, (size_t)page->rows * stride);
	for (int row = 0; row < page->rows && code == FAIL_NONE; row += PIECE_ROWS) {
		int rows = page->rows - row < PIECE_ROWS ? page->rows - row : PIECE_ROWS;
		code = escpos_raster(to->text.to, to->profile, page->bits + (size_t)row * stride, rows);
		code = code == FAIL_NONE ? end_piece(to) : code;
	}
	return code;
}

static enum fail put_qr(struct writing *to, const char *text)
{
	struct ink_page page;

	if (to->profile->qr) {
		TRY(escpos_text_qr(&to->text, text, QR_MODULE, ESCPOS_LEVEL_M, ESCPOS_CENTRE));
		return end_piece(to);
	}
	int size = ink_code_modules(text) * QR_MODULE;
	if (size == 0 || size > to->profile->dots)
		return FAIL(LIMIT, "a code of %d dots", size);
	ink_page_init(&page, to->profile->dots, size);
	ink_code(&page, text, (page.dots - size) / 2, 0, QR_MODULE);
	enum fail code = put_page(to, &page);
	ink_page_done(&page);
	return code;
}

static enum fail put_bars(struct writing *to, const char *text)
{
	struct code128 bars;
	struct ink_page page;

	if (to->profile->code128) {
		TRY(escpos_text_code128(&to->text, text, BAR_ROWS, BAR_MODULE, ESCPOS_CENTRE));
		return end_piece(to);
	}
	TRY(code128_make(text, &bars));
	int x = (to->profile->dots - bars.modules * BAR_MODULE) / 2;
	if (x < 0)
		return FAIL(LIMIT, "bars of %d modules", bars.modules);
	TRY(put_space(to));
	ink_page_init(&page, to->profile->dots, BAR_ROWS);
	for (int i = 0; i < bars.count; x += bars.width[i++] * BAR_MODULE)
		if (i % 2 == 0)
			ink_box(&page, x, 0, bars.width[i] * BAR_MODULE, BAR_ROWS, INK_BLACK);
	enum fail code = put_page(to, &page);
	ink_page_done(&page);
	return code != FAIL_NONE ? code : put(to, ROLE_BODY, "", text);
}

static enum fail write_code(struct writing *to, const struct paper_block *block)
{
	if (is_said(block->code)) {
		to->letters->last_at = to->text.to->size_bytes;
		to->letters->rows += QR_ROWS;
		TRY(put_empty(to)); /* it is read only with white around it */
		TRY(put_qr(to, block->code));
		TRY(put_empty(to));
	}
	TRY(put(to, ROLE_BODY, "", block->text));
	TRY(put(to, ROLE_STRONG, "", block->head));
	return put(to, ROLE_BODY, "", block->more);
}

static enum fail write_barcode(struct writing *to, const struct paper_block *block)
{
	if (!is_said(block->code))
		return FAIL_NONE;
	to->letters->last_at = to->text.to->size_bytes;
	to->letters->rows += BAR_ROWS + LINE_ROWS;
	TRY(put_bars(to, block->code));
	to->open = true;
	return FAIL_NONE;
}

/* All of a day in one paragraph: a year of them is half as long. */
static enum fail write_row(struct writing *to, const struct paper_block *block)
{
	char words[ROW_BYTES];
	int size = snprintf(words, sizeof words, "%s", block->head ? block->head : "");

	for (int i = 0; i < block->entry_count && size < ROW_BYTES; i++) {
		const struct paper_entry *entry = &block->entry[i];
		size += snprintf(words + size, (size_t)(ROW_BYTES - size), "%s%s%s%s", i == 0 ? "  " : "; ", entry->name ? entry->name : "",
			is_said(entry->more) ? " " : "", entry->more ? entry->more : "");
	}
	if (is_said(block->tag) && size < ROW_BYTES)
		size += snprintf(words + size, (size_t)(ROW_BYTES - size), " (%s)", block->tag);
	if (size >= ROW_BYTES)
		return FAIL(LIMIT, "a day of more than %d bytes", ROW_BYTES);
	return put(to, block->inverted ? ROLE_STRONG : ROLE_BODY, block->inverted ? "* " : "", words);
}

static enum fail write_large(struct writing *to, const struct paper_block *block)
{
	TRY(put(to, ROLE_HUGE, "", block->head));
	return put(to, ROLE_BODY, "", block->text);
}

static enum fail write_item(struct writing *to, const struct paper_block *block)
{
	const char *icon = block->icon ? block->icon : "";

	return put(to, block->role, strcmp(icon, "no") == 0 ? "x " : strcmp(icon, "yes") == 0 ? "+ " : "- ", block->text);
}

static enum fail write_space(struct writing *to, const struct paper_block *block)
{
	return block->size >= SPACE_IS_LINE ? put_space(to) : FAIL_NONE;
}

/* What only sets things apart for the eye. */
static enum fail write_nothing(struct writing *to, const struct paper_block *block)
{
	(void)to, (void)block;
	return FAIL_NONE;
}

static enum fail (*const writers[PAPER_KIND_COUNT])(struct writing *to, const struct paper_block *block) = {
	[PAPER_LOGO] = write_head, [PAPER_TEXT] = write_text, [PAPER_PAIR] = write_pair, [PAPER_RULE] = write_rule, [PAPER_LINE] = write_nothing,
	[PAPER_BOX] = write_box, [PAPER_CODE] = write_code, [PAPER_BARCODE] = write_barcode, [PAPER_ROW] = write_row, [PAPER_BANNER] = write_large,
	[PAPER_NUMBER] = write_large, [PAPER_ITEM] = write_item, [PAPER_SPACE] = write_space,
}; /* the others are pictures */

static enum fail write_all(const struct profile *profile, const struct paper_list *blocks, struct writing *to)
{
	if (blocks->rtl)
		return FAIL(INPUT, "a printer's letters go from left to right");
	TRY(escpos_text_begin(&to->text, &to->letters->bytes, profile->pages, profile->columns));
	to->text.ends = &to->letters->ends;
	TRY(end_piece(to));
	for (int i = 0; i < blocks->count; i++) {
		const struct paper_block *block = &blocks->block[i];
		if (!writers[block->kind])
			return FAIL(INPUT, "block %d is a picture", i);
		TRY(writers[block->kind](to, block));
	}
	return FAIL_NONE;
}

enum fail letters_make(const struct profile *profile, const struct paper_list *blocks, bool large, struct letters *ret)
{
	struct letters letters = { 0 };
	struct writing to = { .letters = &letters, .profile = profile, .times = large ? 2 : 1 };

	buffer_init(&letters.bytes, LETTERS_MAX_BYTES);
	buffer_init(&letters.ends, LETTERS_MAX_BYTES);
	enum fail code = write_all(profile, blocks, &to);
	letters.lost = to.text.lost;
	if (code != FAIL_NONE) {
		letters_done(&letters);
		return code;
	}
	*ret = letters;
	return FAIL_NONE;
}

void letters_done(struct letters *letters)
{
	buffer_done(&letters->bytes);
	buffer_done(&letters->ends);
	*letters = (struct letters){ 0 };
}
