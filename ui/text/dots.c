/* SPDX-License-Identifier: MIT */
/*
 * dots.c - DESIGN: what HarfBuzz makes of a file's tables, and FreeType of its hints, is as large as the file and the same for all sizes; so a
 * file is opened once, and its sizes take turns. Letters are kept, as bits: they tell nothing of what was printed but which letters there are.
 * SOURCE: the places are those of SDL_ttf's TTF_Size_Internal: whole pixels below each of HarfBuzz's 26.6 positions.
 */
#include "ui/text/dots.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_SIZES_H
#include <hb-ft.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 4096 /* a power of two, well above DOTS_GLYPHS */, LOAD = FT_LOAD_DEFAULT | FT_LOAD_TARGET_LIGHT, HALF = 0x80 };

struct dots_size { int px; FT_Size size; hb_font_t *font; int ascent_px, descent_px; };
struct dots_file { FT_Face face; hb_script_t script; struct dots_size size[DOTS_SIZES]; int size_count, next; };
struct glyph { bool there; int left, top, width, rows; uint8_t *bits; }; /* rows of (width + 7) / 8 bytes; NULL: only measured so far */
struct slot { uint64_t key; struct glyph glyph; };

struct dots {
	FT_Library library;
	struct dots_file file[DOTS_FILES];
	struct slot slot[SLOTS];
	int kept;
	hb_buffer_t *buffer;
};

/* Where a shaped run stands, from its own left end and top. */
struct placed { hb_buffer_t *buffer; int min_x, max_x, min_y; };

struct dots *dots_new(void)
{
	struct dots *dots = calloc(1, sizeof *dots);
	if (!dots || FT_Init_FreeType(&dots->library) != 0)
		abort();
	dots->buffer = hb_buffer_create();
	return dots;
}

static void forget_glyphs(struct dots *dots)
{
	for (size_t i = 0; i < SLOTS; i++)
		free(dots->slot[i].glyph.bits);
	memset(dots->slot, 0, sizeof dots->slot);
	dots->kept = 0;
}

static void size_close(struct dots_size *size)
{
	hb_font_destroy(size->font);
	FT_Done_Size(size->size);
}

void dots_free(struct dots *dots)
{
	if (!dots)
		return;
	forget_glyphs(dots);
	for (int i = 0; i < DOTS_FILES; i++) {
		for (int k = 0; k < dots->file[i].size_count; k++)
			size_close(&dots->file[i].size[k]);
		if (dots->file[i].face)
			FT_Done_Face(dots->file[i].face);
	}
	hb_buffer_destroy(dots->buffer);
	FT_Done_FreeType(dots->library);
	free(dots);
}

bool dots_is_open(const struct dots *dots, int file)
{
	return dots->file[file].face;
}

bool dots_open(struct dots *dots, int file, const void *bytes, size_t size, const char *tag)
{
	struct dots_file *to = &dots->file[file];
	if (to->face)
		return true;
	if (FT_New_Memory_Face(dots->library, bytes, (FT_Long)size, 0, &to->face) != 0 || !FT_IS_SCALABLE(to->face)) {
		if (to->face)
			FT_Done_Face(to->face);
		to->face = NULL;
		return false;
	}
	to->script = hb_script_from_iso15924_tag(hb_tag_from_string(tag, -1));
	return true;
}

bool dots_has(struct dots *dots, int file, uint32_t character)
{
	return FT_Get_Char_Index(dots->file[file].face, character) != 0;
}

static int whole_above(FT_Long units, FT_Fixed scale)
{
	return (int)((FT_MulFix(units, scale) + 63) >> 6);
}

/* The size, in use from here on. */
static struct dots_size *use(struct dots_file *file, int px)
{
	struct dots_size *size = NULL;
	for (int i = 0; i < file->size_count && !size; i++)
		if (file->size[i].px == px)
			size = &file->size[i];
	if (size) {
		FT_Activate_Size(size->size);
		return size;
	}
	if (file->size_count < DOTS_SIZES) {
		size = &file->size[file->size_count++];
	} else {
		size = &file->size[file->next];
		file->next = (file->next + 1) % DOTS_SIZES;
		size_close(size);
	}
	*size = (struct dots_size){ .px = px };
	if (FT_New_Size(file->face, &size->size) != 0 || FT_Activate_Size(size->size) != 0 || FT_Set_Char_Size(file->face, 0, px * 64, 0, 0) != 0)
		abort(); /* out of memory: each size of a scalable font can be */
	size->font = hb_ft_font_create(file->face, NULL);
	hb_ft_font_set_load_flags(size->font, LOAD);
	size->ascent_px = whole_above(file->face->ascender, size->size->metrics.y_scale);
	size->descent_px = -whole_above(file->face->descender, size->size->metrics.y_scale);
	return size;
}

void dots_extent(struct dots *dots, int file, int size_px, int *ret_ascent_px, int *ret_descent_px)
{
	const struct dots_size *size = use(&dots->file[file], size_px);
	*ret_ascent_px = size->ascent_px;
	*ret_descent_px = size->descent_px;
}

/* The size of @file must be in use. */
static struct glyph *glyph_of(struct dots *dots, int file, int px, uint32_t index)
{
	uint64_t key = (uint64_t)index << 32 | (uint32_t)px << 8 | (uint32_t)file;
	size_t first = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 40) % SLOTS, at = first;
	for (; dots->slot[at].glyph.there; at = (at + 1) % SLOTS)
		if (dots->slot[at].key == key)
			return &dots->slot[at].glyph;
	if (dots->kept == DOTS_GLYPHS) {
		forget_glyphs(dots);
		at = first;
	}
	dots->kept++;
	FT_GlyphSlot slot = dots->file[file].face->glyph;
	dots->slot[at] = (struct slot){ .key = key, .glyph.there = true };
	if (FT_Load_Glyph(dots->file[file].face, index, LOAD) == 0)
		dots->slot[at].glyph = (struct glyph){ .there = true, .left = slot->bitmap_left, .top = slot->bitmap_top, .width = (int)slot->bitmap.width, .rows = (int)slot->bitmap.rows };
	return &dots->slot[at].glyph;
}

static void glyph_draw(struct glyph *glyph, FT_Face face, uint32_t index)
{
	FT_GlyphSlot slot = face->glyph;
	int stride = (glyph->width + 7) / 8;
	glyph->bits = calloc(1, (size_t)stride * (size_t)glyph->rows + 1);
	if (!glyph->bits)
		abort();
	if (glyph->rows == 0 || FT_Load_Glyph(face, index, LOAD) != 0 || FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0)
		return;
	for (int y = 0; y < glyph->rows && y < (int)slot->bitmap.rows; y++)
		for (int x = 0; x < glyph->width && x < (int)slot->bitmap.width; x++)
			if (slot->bitmap.buffer[y * slot->bitmap.pitch + x] >= HALF)
				glyph->bits[y * stride + x / 8] |= (uint8_t)(0x80 >> x % 8);
}

/* 26.6, rounded down */
static int whole(int position)
{
	return position >> 6;
}

static struct placed place(struct dots *dots, int file, struct dots_size *size, bool rtl, const char *bytes, int count)
{
	const hb_feature_t kerning = { HB_TAG('k', 'e', 'r', 'n'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
	struct placed placed = { .buffer = dots->buffer };
	unsigned glyphs = 0;
	int x = 0, y = 0;
	hb_buffer_clear_contents(dots->buffer);
	hb_buffer_set_direction(dots->buffer, rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_set_script(dots->buffer, dots->file[file].script);
	hb_buffer_guess_segment_properties(dots->buffer);
	hb_buffer_add_utf8(dots->buffer, bytes, count, 0, count);
	hb_shape(size->font, dots->buffer, &kerning, 1);
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(dots->buffer, &glyphs);
	hb_glyph_position_t *position = hb_buffer_get_glyph_positions(dots->buffer, &glyphs);
	for (unsigned i = 0; i < glyphs; i++) {
		const struct glyph *glyph = glyph_of(dots, file, size->px, info[i].codepoint);
		int left = whole(x + position[i].x_offset) + glyph->left, top = whole(y + size->ascent_px * 64 - position[i].y_offset) - glyph->top;
		x += position[i].x_advance;
		y += position[i].y_advance;
		placed.min_x = left < placed.min_x ? left : placed.min_x;
		placed.max_x = left + glyph->width > placed.max_x ? left + glyph->width : placed.max_x;
		placed.min_y = top < placed.min_y ? top : placed.min_y;
	}
	placed.max_x = whole(x) > placed.max_x ? whole(x) : placed.max_x;
	return placed;
}

int dots_width(struct dots *dots, int file, int size_px, bool rtl, const char *bytes, int size)
{
	struct placed placed = place(dots, file, use(&dots->file[file], size_px), rtl, bytes, size);
	return placed.max_x - placed.min_x;
}

static void put(const struct glyph *glyph, const struct text_paper *paper, int left, int top, bool ink)
{
	int stride = (glyph->width + 7) / 8;
	for (int y = 0; y < glyph->rows; y++) {
		if (top + y < 0 || top + y >= paper->rows)
			continue;
		uint8_t *row = paper->bits + (size_t)(top + y) * (size_t)(paper->dots / 8);
		for (int x = 0; x < glyph->width; x++) {
			int at = left + x;
			if (!(glyph->bits[y * stride + x / 8] & 0x80 >> x % 8) || at < 0 || at >= paper->dots)
				continue;
			uint8_t bit = (uint8_t)(0x80 >> at % 8);
			row[at / 8] = (uint8_t)(ink ? row[at / 8] | bit : row[at / 8] & ~bit);
		}
	}
}

void dots_draw(struct dots *dots, int file, int size_px, bool rtl, const char *bytes, int size, const struct text_paper *paper, int x_px, int y_px, bool ink)
{
	struct dots_size *with = use(&dots->file[file], size_px);
	struct placed placed = place(dots, file, with, rtl, bytes, size);
	unsigned glyphs = 0;
	int x = 0, y = 0;
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(placed.buffer, &glyphs);
	const hb_glyph_position_t *position = hb_buffer_get_glyph_positions(placed.buffer, &glyphs);
	for (unsigned i = 0; i < glyphs; i++) {
		struct glyph *glyph = glyph_of(dots, file, size_px, info[i].codepoint);
		if (!glyph->bits)
			glyph_draw(glyph, dots->file[file].face, info[i].codepoint);
		int left = whole(x + position[i].x_offset) + glyph->left, top = whole(y + with->ascent_px * 64 - position[i].y_offset) - glyph->top;
		x += position[i].x_advance;
		y += position[i].y_advance;
		put(glyph, paper, x_px - placed.min_x + left, y_px - placed.min_y + top, ink);
	}
	hb_buffer_clear_contents(dots->buffer);
}
