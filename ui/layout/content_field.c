/* SPDX-License-Identifier: MIT */
/* content_field.c - what stands in a field: value, bullets, placeholder, caret; pushed along so that the caret is always seen. */
#include "ui/layout/compose.h"

#include "firmware/base/utf8.h"

#include <string.h>

enum { BEHIND_CARET = 16 };

static int max_int(int a, int b)
{
	return a > b ? a : b;
}

static int middle(int room, int size)
{
	return (room - size) / 2;
}

enum { BULLET = 3 }; /* bytes */

/* One bullet a character: what is typed stays secret, how much of it does not. */
static const char *bullets(struct arena *arena, const char *value)
{
	size_t count = utf8_length(value);
	char *shown = arena_new(arena, count * BULLET + 1);
	for (size_t i = 0; i < count; i++)
		memcpy(shown + BULLET * i, "•", BULLET);
	return shown;
}

/* An offset in a value, among its bullets; -1 stays. And back. */
static int among_bullets(const char *value, int offset)
{
	int before = 0;
	for (const char *at = value; *at && at - value < offset; before++)
		(void)utf8_next(&at);
	return offset < 0 ? offset : before * BULLET;
}

static int behind_bullets(const char *value, int offset)
{
	const char *at = value;
	for (int before = offset / BULLET; before > 0 && *at; before--)
		(void)utf8_next(&at);
	return (int)(at - value);
}

/* Where the text begins so that the caret can be seen: a long value is pushed out at its start. */
static int shift_for(int caret_end, int room)
{
	return room > 0 && caret_end > room ? room - caret_end : 0;
}

static void field_caret(struct compose *compose, struct part *words, int offset, bool multiline)
{
	int x = 0, y = 0, width = compose_px(compose, 4), gap = compose_px(compose, 6), text_room = compose->room_px - words->left_px;
	int line = words->paragraph->line_px, height = line + compose_px(compose, 2);
	text_caret(compose->text, words->paragraph, offset, &x, &y);
	bool last = (size_t)offset >= strlen(compose->node->value);
	int shift = multiline ? 0 : shift_for((last ? x + gap : x) + width + gap, text_room);
	int rise = multiline && compose->height_px > 0 ? shift_for(y + line, compose->height_px) : 0;
	words->left_px += shift;
	words->top_px += rise;
	struct part *caret = compose_part(compose, PART_CARET, width, height);
	caret->left_px = max_int(words->left_px + x + (last && !compose->rtl ? gap : last ? -gap : -width / 2), 0);
	caret->top_px = words->top_px + y - compose_px(compose, 1);
}

/* What is marked is drawn once more over the text, in the other colours. The caret is its end, and not drawn. */
static void field_marked(struct compose *compose, const struct part *words, int from, int to)
{
	struct text_area area[CONTENT_MARKED_MAX];
	struct part place = *words;
	int count = text_marked(compose->text, place.paragraph, from < to ? from : to, from < to ? to : from, area, CONTENT_MARKED_MAX);
	for (int i = 0; i < count; i++) {
		struct part *part = compose_part(compose, PART_MARKED, area[i].width_px, place.paragraph->line_px);
		part->paragraph = place.paragraph;
		part->in_x_px = area[i].left_px;
		part->in_y_px = area[i].top_px;
		part->left_px = place.left_px + area[i].left_px;
		part->top_px = place.top_px + area[i].top_px;
		part->ink = place.ink;
	}
}

void compose_field(struct compose *compose)
{
	const struct node *node = compose->node;
	struct content *ret = compose->ret;
	bool empty = !node->value || !node->value[0], multiline = node->state & NODE_MULTILINE;
	int caret = node->caret, select = node->select, gap = compose_px(compose, compose->look->gap);
	struct part *icon = node->icon ? compose_icon_part(compose, node->icon, layout_grown(compose->panel, compose->look->icon, 42)) : NULL;
	int before = icon ? icon->width_px + gap : 0;
	bool placeholder = empty && node->label && node->label[0];
	bool secret = !empty && node->state & NODE_SECRET;
	const char *shown = placeholder ? node->label : empty ? "" : secret ? bullets(compose->arena, node->value) : node->value;
	if (secret) {
		caret = among_bullets(node->value, caret);
		select = among_bullets(node->value, select);
	}
	compose->rtl = compose_rtl(compose, shown);
	struct text_style style = compose_style(compose, placeholder ? TYPE_BODY : compose->type, 0);
	style.tight |= !multiline; /* one line in a box of given height, whatever script is typed */
	if (compose->hand == TEXT_HAND_NASTALIQ && !multiline) {
		style.line_px = style.size_px * 3 / 2;
		if (compose->height_px > 0 && style.line_px > compose->height_px) /* its ends reach into the padding */
			style.line_px = max_int(compose->height_px, style.size_px * 13 / 10);
	}
	int room = compose->room_px > 0 ? max_int(compose->room_px - before, 1) : 0;
	const struct paragraph *paragraph = NULL;
	if (text_set(compose->text, compose->arena, shown, &style, multiline ? room : 0, TEXT_START, compose->rtl, &paragraph) != FAIL_NONE)
		return;
	/* Words from right to left begin at the far end of the box, unless they are longer than it. */
	if (compose->rtl && !multiline && room > paragraph->width_px)
		(void)text_set(compose->text, compose->arena, shown, &style, room, TEXT_START, true, &paragraph);
	struct part *words = compose_part(compose, PART_TEXT, room > 0 ? room : paragraph->width_px, paragraph->height_px);
	words->paragraph = paragraph;
	words->ink = placeholder ? look_hint_ink(node) : look_ink(node);
	words->left_px = compose->mirrored ? 0 : before;
	ret->width_px = before + compose_px(compose, 60);
	/* In a box of its own height many lines are moved like a long value is. */
	ret->height_px = multiline && compose->height_px == 0 ? max_int(paragraph->height_px, paragraph->line_px * 3) : paragraph->line_px;
	ret->clip = true;
	int high = max_int(compose->height_px, paragraph->line_px);
	words->top_px = multiline ? 0 : middle(high, paragraph->line_px);
	if (icon) {
		icon->top_px = middle(high, icon->height_px);
		icon->left_px = compose->mirrored ? compose->room_px - icon->width_px : 0;
	}
	bool marked = !empty && node->state & NODE_SELECTED_TEXT && caret != select;
	if (node->caret >= 0)
		field_caret(compose, words, empty ? 0 : caret, multiline); /* it pushes the words along */
	if (node->caret >= 0 && placeholder) /* beside it, not on it */
		words->left_px += (compose->rtl ? -1 : 1) * compose_px(compose, BEHIND_CARET);
	if (node->caret >= 0 && marked) {
		ret->part_count--;
		field_marked(compose, words, caret, select);
	}
}

int layout_text_at(const struct tree *tree, const struct node *node, struct text *text, const struct layout_panel *panel, int x_px, int y_px, struct arena *arena, bool *ret_on)
{
	struct content content;
	const char *value = node->value ? node->value : "";
	*ret_on = false;
	layout_content(tree, node, text, panel, node->own_width_px, node->own_height_px, arena, &content);
	for (int i = 0; i < content.part_count && *value; i++) {
		const struct part *part = &content.part[i];
		if (part->kind != PART_TEXT)
			continue;
		const char *shown = node->state & NODE_SECRET ? bullets(arena, value) : value;
		int offset = text_hit(text, part->paragraph, shown, x_px - node->own_left_px - part->left_px, y_px - node->own_top_px - part->top_px, ret_on);
		return node->state & NODE_SECRET ? behind_bullets(value, offset) : offset;
	}
	return 0;
}
