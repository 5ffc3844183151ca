/* SPDX-License-Identifier: MIT */
/* text.c - the text engine's door: set, measure, draw, carets. */
#include "ui/text/text.h"

#include "firmware/base/utf8.h"
#include "ui/text/blend.h"
#include "ui/text/set.h"

#include <stdlib.h>
#include <string.h>

struct text {
	struct faces *faces;
	struct ink *ink;
	struct set set;
};

static enum fail open_for(const char *folder, bool paper, struct text **ret)
{
	struct faces *faces = NULL;
	TRY(faces_open(folder, paper, &faces));
	struct text *text = calloc(1, sizeof *text);
	if (!text)
		abort();
	text->faces = text->set.faces = faces;
	text->ink = text->set.ink = ink_new(faces, TEXT_INK_MAX_BYTES);
	*ret = text;
	return FAIL_NONE;
}

enum fail text_open(const char *folder, struct text **ret)
{
	return open_for(folder, false, ret);
}

enum fail text_open_paper(const char *folder, struct text **ret)
{
	return open_for(folder, true, ret);
}

void text_close(struct text *text)
{
	if (!text)
		return;
	text_forget(text);
	ink_free(text->ink);
	faces_close(text->faces);
	free(text);
}

const char *text_lacks(struct text *text)
{
	return faces_lacks(text->faces);
}

void text_forget(struct text *text)
{
	ink_forget(text->ink);
	set_wipe(&text->set);
}

static int clamp(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

static enum fail set_text(struct text *text, const char *utf8, const struct text_style *style, int max_width_px, enum text_align align, bool rtl)
{
	if (strnlen(utf8, TEXT_MAX_BYTES + 1) > TEXT_MAX_BYTES)
		return FAIL(LIMIT, "a text of more than %d bytes", TEXT_MAX_BYTES);
	struct set *set = &text->set;
	set->style = *style;
	set->style.size_px = clamp(style->size_px, TEXT_SIZE_MIN, TEXT_SIZE_MAX);
	set->max_width_px = max_width_px;
	set->align = align;
	set->rtl = rtl;
	set_lines(set, utf8);
	return FAIL_NONE;
}

enum fail text_set(struct text *text, struct arena *arena, const char *utf8, const struct text_style *style, int max_width_px, enum text_align align, bool rtl, const struct paragraph **ret)
{
	TRY(set_text(text, utf8, style, max_width_px, align, rtl));
	const struct set *set = &text->set;
	struct text_line *line = arena_new(arena, sizeof *line * (size_t)set->line_count);
	memcpy(line, set->line, sizeof *line * (size_t)set->line_count);
	char *clean = arena_text_n(arena, set->clean, (size_t)set->clean_at[set->count]);
	struct text_run *run = set->run_count ? arena_new(arena, sizeof *run * (size_t)set->run_count) : NULL;
	for (int i = 0; i < set->run_count; i++) {
		run[i] = set->run[i];
		run[i].bytes = clean + (set->run[i].bytes - set->clean);
	}
	struct paragraph *paragraph = arena_new(arena, sizeof *paragraph);
	*paragraph = (struct paragraph){
		.width_px = set->width_px, .height_px = set->line_count * set->line_px, .line = line, .line_count = set->line_count,
		.run = run, .run_count = set->run_count, .style = set->style, .line_px = set->line_px, .baseline_px = set->baseline_px,
	};
	*ret = paragraph;
	return FAIL_NONE;
}

void text_measure(struct text *text, const char *utf8, const struct text_style *style, int max_width_px, bool rtl, int *ret_width_px, int *ret_height_px)
{
	*ret_width_px = *ret_height_px = 0;
	if (set_text(text, utf8, style, max_width_px, TEXT_START, rtl) != FAIL_NONE)
		return;
	*ret_width_px = text->set.width_px;
	*ret_height_px = text->set.line_count * text->set.line_px;
}

static void mask_draw(const struct ink_mask *mask, SDL_Surface *surface, int left, int top, uint32_t rgb)
{
	const SDL_Rect clip = surface->clip_rect;
	int first_x = left > clip.x ? left : clip.x, first_y = top > clip.y ? top : clip.y;
	int end_x = left + mask->width_px < clip.x + clip.w ? left + mask->width_px : clip.x + clip.w;
	int end_y = top + mask->height_px < clip.y + clip.h ? top + mask->height_px : clip.y + clip.h;
	if (first_x >= end_x)
		return;
	for (int y = first_y; y < end_y; y++) {
		uint32_t *row = (uint32_t *)(void *)((uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch);
		blend_row(row + first_x, mask->cover + (size_t)(y - top) * (size_t)mask->width_px + (first_x - left), end_x - first_x, rgb);
	}
}

static bool tracked(const struct text_style *style, const struct text_run *run)
{
	return face_script(run->face) == SCRIPT_LATIN && (style->tracking_px || style->tracking_milli_em);
}

/* Characters one by one, each where the shaped run had it (so kerning stays) plus its share of the tracking. */
static void draw_tracked(struct text *text, const struct paragraph *paragraph, const struct text_run *run, SDL_Surface *surface, int left, int top, uint32_t rgb)
{
	const char *at = run->bytes, *end = run->bytes + run->size_bytes;
	for (int i = 0; at < end; i++) {
		const char *from = at;
		(void)utf8_next(&at);
		int through = ink_width(text->ink, run->face, run->rtl, run->bytes, (int)(at - run->bytes));
		int alone = ink_width(text->ink, run->face, run->rtl, from, (int)(at - from));
		int x = through - alone + set_tracking(&paragraph->style, i);
		const struct ink_mask *mask = *from == ' ' ? NULL : ink_mask(text->ink, run->face, run->rtl, from, (int)(at - from));
		if (mask)
			mask_draw(mask, surface, left + x, top, rgb);
	}
}

void text_draw(struct text *text, const struct paragraph *paragraph, SDL_Surface *surface, int x_px, int y_px, uint32_t rgb)
{
	const SDL_Rect clip = surface->clip_rect;
	rgb &= 0xffffff;
	for (int i = 0; i < paragraph->run_count; i++) {
		const struct text_run *run = &paragraph->run[i];
		int left = x_px + run->x_px, top = y_px + run->y_px, around = 4 * paragraph->style.size_px;
		if (left - around > clip.x + clip.w || left + run->width_px + around < clip.x || top > clip.y + clip.h || top + around < clip.y)
			continue;
		if (tracked(&paragraph->style, run)) {
			draw_tracked(text, paragraph, run, surface, left, top, rgb);
			continue;
		}
		const struct ink_mask *mask = ink_mask(text->ink, run->face, run->rtl, run->bytes, run->size_bytes);
		if (mask)
			mask_draw(mask, surface, left, top, rgb);
	}
}

void text_draw_dots(struct text *text, const struct paragraph *paragraph, const struct text_paper *paper, int x_px, int y_px, bool ink)
{
	for (int i = 0; i < paragraph->run_count; i++) {
		const struct text_run *run = &paragraph->run[i];
		faces_dots_draw(text->faces, run->face, run->rtl, run->bytes, run->size_bytes, paper, x_px + run->x_px, y_px + run->y_px, ink);
	}
}

/* The character after @at joins to the one before it, as far as its script is concerned. */
static bool joins(const struct text_run *run, int at)
{
	const char *before = run->bytes + utf8_back(run->bytes, (size_t)at), *after = run->bytes + at;
	if (at <= 0 || at >= run->size_bytes)
		return false;
	return script_of(utf8_next(&before), TEXT_HAND_PLAIN) == SCRIPT_ARABIC && script_of(utf8_next(&after), TEXT_HAND_PLAIN) == SCRIPT_ARABIC;
}

/* How much of a run lies before a byte; a joiner keeps the letter in the form it has inside the word. */
static int prefix_width(struct text *text, const struct paragraph *paragraph, const struct text_run *run, int size)
{
	char bytes[512];
	int width;
	if (size > 0 && joins(run, size) && size + 4 <= (int)sizeof bytes) {
		memcpy(bytes, run->bytes, (size_t)size);
		memcpy(bytes + size, "\u200d", 3);
		width = ink_width(text->ink, run->face, run->rtl, bytes, size + 3);
		explicit_bzero(bytes, sizeof bytes);
	} else {
		width = ink_width(text->ink, run->face, run->rtl, run->bytes, size);
	}
	int characters = 0;
	for (const char *at = run->bytes; at < run->bytes + size; characters++)
		(void)utf8_next(&at);
	return tracked(&paragraph->style, run) ? width + set_tracking(&paragraph->style, characters) : width;
}

/* Where, in the paragraph, the place before byte @offset of @run is. */
static int run_place(struct text *text, const struct paragraph *paragraph, const struct text_run *run, int offset)
{
	int inside = clamp(offset - run->start_bytes, 0, run->size_bytes);
	while (inside > 0 && inside < run->size_bytes && ((unsigned char)run->bytes[inside] & 0xc0) == 0x80)
		inside--;
	int width = prefix_width(text, paragraph, run, inside);
	return run->x_px + (run->rtl ? run->width_px - width : width);
}

double text_capital(const struct text *text, const struct text_style *style)
{
	double nastaliq = style->hand == TEXT_HAND_NASTALIQ ? faces_capital(text->faces, SCRIPT_NASTALIQ) : 0;
	return style->size_px * (nastaliq > 0 ? nastaliq : faces_capital(text->faces, SCRIPT_LATIN));
}

void text_caret(struct text *text, const struct paragraph *paragraph, int offset, int *ret_x, int *ret_y)
{
	const struct text_line *line = &paragraph->line[0];
	for (int i = 1; i < paragraph->line_count; i++)
		if (paragraph->line[i].start_bytes <= offset)
			line = &paragraph->line[i];
	*ret_x = 0;
	*ret_y = line->top_px;

	/* The run that the character before the caret is in; at a line's start, the one that begins there. */
	const struct text_run *found = NULL;
	for (int i = line->first_run; i < line->first_run + line->run_count; i++) {
		const struct text_run *run = &paragraph->run[i];
		int end = run->start_bytes + run->size_bytes;
		bool holds = run->start_bytes < offset && offset <= end, begins = run->start_bytes == offset && !found;
		bool last = end <= offset && (!found || end > found->start_bytes + found->size_bytes) && !(found && found->start_bytes + found->size_bytes >= offset);
		if (holds || begins || last)
			found = run;
	}
	if (!found)
		return;
	*ret_x = run_place(text, paragraph, found, offset);
}

static const struct text_line *line_at(const struct paragraph *paragraph, int y_px)
{
	const struct text_line *line = &paragraph->line[0];
	for (int i = 1; i < paragraph->line_count && paragraph->line[i].top_px <= y_px; i++)
		line = &paragraph->line[i];
	return line;
}

static int beside(const struct text_run *run, int x_px)
{
	return x_px < run->x_px ? run->x_px - x_px : x_px > run->x_px + run->width_px ? x_px - run->x_px - run->width_px : 0;
}

int text_hit(struct text *text, const struct paragraph *paragraph, const char *utf8, int x_px, int y_px, bool *ret_on)
{
	const struct text_run *found = NULL;
	const struct text_line *line = line_at(paragraph, y_px);
	for (int i = line->first_run; i < line->first_run + line->run_count; i++)
		if (!found || beside(&paragraph->run[i], x_px) < beside(found, x_px))
			found = &paragraph->run[i];
	*ret_on = found && beside(found, x_px) == 0 && y_px >= 0 && y_px < paragraph->height_px;
	if (!found)
		return line->start_bytes;
	int best = found->start_bytes, least = -1, end = found->start_bytes + found->size_bytes, length = (int)strlen(utf8);
	for (int at = found->start_bytes; at <= end && at <= length;) {
		int x = run_place(text, paragraph, found, at), off = x > x_px ? x - x_px : x_px - x;
		if (least < 0 || off < least) {
			least = off;
			best = at;
		}
		int next = (int)utf8_after(utf8, (size_t)at);
		if (next == at)
			break;
		at = next;
	}
	return best;
}

int text_marked(struct text *text, const struct paragraph *paragraph, int from, int to, struct text_area *ret, int room)
{
	int count = 0;
	for (int i = 0; i < paragraph->line_count; i++) {
		const struct text_line *line = &paragraph->line[i];
		int first = count;
		for (int r = line->first_run; r < line->first_run + line->run_count; r++) {
			const struct text_run *run = &paragraph->run[r];
			int begin = clamp(from, run->start_bytes, run->start_bytes + run->size_bytes), end = clamp(to, run->start_bytes, run->start_bytes + run->size_bytes);
			if (begin >= end)
				continue;
			int a = run_place(text, paragraph, run, begin), b = run_place(text, paragraph, run, end);
			struct text_area area = { a < b ? a : b, line->top_px, a < b ? b - a : a - b };
			if (count > first && ret[count - 1].left_px + ret[count - 1].width_px == area.left_px)
				ret[count - 1].width_px += area.width_px;
			else if (count < room)
				ret[count++] = area;
		}
	}
	return count;
}
