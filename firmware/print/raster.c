/* SPDX-License-Identifier: MIT */
/*
 * raster.c - DESIGN: one pass from the top down onto paper that grows: each thing knows how high it is before it is drawn. x counts
 * from the edge where reading starts, so a right-to-left sheet is the same list of calls.
 */
#include "firmware/print/raster.h"

#include "drivers/printer/escpos.h"
#include "firmware/print/sheet.h"

#include <stdlib.h>

enum { SHEET_ARENA_MAX_BYTES = 64 * 1024 * 1024, LIST_ARENA_MAX_BYTES = 1024 * 1024, VOID_GAP = 18, MARK_GAP = 22, MARK_BLOCKS = 4, MARK_ROWS_MAX = 2000 };

/* False: it wants dots. */
static bool in_letters(const struct raster_kit *kit, const struct paper_list *blocks, bool large, struct raster *ret)
{
	struct letters letters;

	if (!kit->letters)
		return false;
	if (letters_make(kit->letters, blocks, large, &letters) != FAIL_NONE) {
		fail_clear(); /* no failure of the print */
		return false;
	}
	if (letters.lost > 0) {
		letters_done(&letters);
		return false;
	}
	*ret = (struct raster){ .dots = kit->dots, .rows = letters.rows, .letters = malloc(sizeof letters) };
	if (!ret->letters)
		abort();
	*ret->letters = letters;
	return true;
}

static enum fail draw_blocks(struct raster_kit *kit, const struct paper_list *blocks, bool large, int rows_max, struct raster *ret)
{
	struct ink_page page;
	struct sheet sheet = { .kit = kit, .page = &page, .rtl = blocks->rtl, .large = large, .rows_max = rows_max };

	if (in_letters(kit, blocks, large, ret))
		return FAIL_NONE;
	ink_page_init(&page, kit->dots, rows_max);
	arena_init(&sheet.arena, SHEET_ARENA_MAX_BYTES);
	sheet_blocks(&sheet, blocks);
	arena_done(&sheet.arena);
	if (sheet.code == FAIL_NONE && sheet.y > rows_max)
		sheet.code = FAIL(LIMIT, "a print of %d rows, at most %d", sheet.y, rows_max);
	if (sheet.code != FAIL_NONE) {
		ink_page_done(&page);
		return sheet.code;
	}
	ink_page_grow(&page, sheet.y > 0 ? sheet.y : 1);
	int rows = sheet.y > 0 ? sheet.y : 1;
	escpos_guard(page.bits, (size_t)rows * (size_t)(kit->dots / 8));
	*ret = (struct raster){ .dots = kit->dots, .rows = rows, .bits = page.bits };
	return FAIL_NONE;
}

static void mark(struct paper_list *list, const struct raster_kit *kit)
{
	paper_add(list, (struct paper_block){ .kind = PAPER_BANNER, .icon = "no", .head = kit->mark.head, .text = kit->mark.text });
}

/* At both ends: whoever tears off a part has one of them. */
enum fail raster_blocks(struct raster_kit *kit, const struct paper_list *blocks, bool large, int rows_max, struct raster *ret)
{
	struct arena arena;
	struct paper_list marked;

	if (!kit->mark.head)
		return draw_blocks(kit, blocks, large, rows_max, ret);
	arena_init(&arena, LIST_ARENA_MAX_BYTES);
	paper_list_init(&marked, &arena, blocks->rtl);
	mark(&marked, kit);
	paper_space(&marked, MARK_GAP);
	for (int i = 0; i < blocks->count && i < PAPER_LIST_MAX - MARK_BLOCKS; i++)
		paper_add(&marked, blocks->block[i]);
	paper_space(&marked, MARK_GAP);
	mark(&marked, kit);
	enum fail code = draw_blocks(kit, &marked, large, rows_max + MARK_ROWS_MAX, ret);
	arena_done(&arena);
	return code;
}

enum fail raster_receipt(struct raster_kit *kit, const struct receipt *receipt, bool large, struct raster *ret)
{
	struct arena arena;
	struct paper_list list;

	arena_init(&arena, LIST_ARENA_MAX_BYTES);
	paper_list_init(&list, &arena, receipt->rtl);
	receipt_blocks(receipt, &list);
	enum fail code = raster_blocks(kit, &list, large, large ? RASTER_LARGE_ROWS_MAX : RASTER_ROWS_MAX, ret);
	arena_done(&arena);
	return code;
}

enum fail raster_void(struct raster_kit *kit, const char *title, const char *why, bool rtl, bool large, struct raster *ret)
{
	struct arena arena;
	struct paper_list list;

	arena_init(&arena, LIST_ARENA_MAX_BYTES);
	paper_list_init(&list, &arena, rtl);
	paper_add(&list, (struct paper_block){ .kind = PAPER_BANNER, .icon = "no", .head = title });
	paper_space(&list, VOID_GAP);
	paper_text(&list, ROLE_BODY, why);
	paper_rule(&list, false);
	enum fail code = raster_blocks(kit, &list, large, RASTER_ROWS_MAX, ret);
	arena_done(&arena);
	return code;
}

void raster_done(struct raster *raster)
{
	free(raster->bits);
	if (raster->letters)
		letters_done(raster->letters);
	free(raster->letters);
	*raster = (struct raster){ 0 };
}
