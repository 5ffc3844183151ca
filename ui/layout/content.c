/* SPDX-License-Identifier: MIT */
/*
 * content.c - DESIGN: a node's own content is a row (or column) of what comes first (mark, icon, bust), a block of words, and what
 * comes last (icon, picture). It is composed from the start edge and turned round at the end where words run from right to left.
 */
#include "ui/layout/compose.h"

#include "firmware/base/utf8.h"

#include <string.h>

int compose_px(const struct compose *compose, int dp)
{
	return layout_px(compose->panel, dp);
}

struct part *compose_part(struct compose *compose, enum part_kind kind, int width, int height)
{
	struct content *content = compose->ret;
	/* No look has that many; if one ever does, its last part is missing on the screen. */
	if (content->part_count == CONTENT_PART_MAX)
		content->part_count--;
	struct part *part = &content->part[content->part_count++];
	*part = (struct part){ .kind = kind, .width_px = width, .height_px = height, .ink = look_ink(compose->node) };
	return part;
}

struct part *compose_icon_part(struct compose *compose, const char *name, int size)
{
	struct part *part = compose_part(compose, PART_ICON, size, size);
	part->name = name;
	part->ink = look_icon_ink(compose->node);
	return part;
}

enum { NASTALIQ_LEAST = 42 /* its capitals are 7.33 mm */, LIFT = 8 };

struct text_style compose_style(const struct compose *compose, enum type_style type, int line_dp)
{
	struct text_style style = layout_type(compose->panel, type);
	if (line_dp > 0) {
		struct layout_panel plain = *compose->panel;
		plain.text_percent = 100;
		int base = layout_type(&plain, type).line_px;
		style.line_px = base > 0 ? style.line_px * compose_px(compose, line_dp) / base : style.line_px;
	}
	style.hand = compose->hand;
	/* Large words on what can be pressed: its height is given. */
	bool row = compose->look->arrange == ARRANGE_ROW && compose->look->pressable, low = (row || compose->look->arrange == ARRANGE_PERSON) && compose->panel->text_percent > 100;
	low |= compose->node->role == NODE_ROLE_KEY && layout_low(compose->panel);
	bool counter = compose->look->tight && compose->look->arrange == ARRANGE_COLUMN && layout_low(compose->panel) && compose->panel->text_percent > 100;
	style.tight = low || counter || (compose->look->tight && style.hand == TEXT_HAND_NASTALIQ);
	if (style.tight && style.hand == TEXT_HAND_NASTALIQ)
		style.line_px = style.size_px * (compose->node->role == NODE_ROLE_KEY ? 118 : 150) / 100;
	if (style.hand == TEXT_HAND_NASTALIQ)
		style.size_px = layout_nastaliq(compose->panel, style.size_px);
	if (counter && style.hand == TEXT_HAND_NASTALIQ) {
		if (style.size_px > compose_px(compose, NASTALIQ_LEAST))
			style.size_px = compose_px(compose, NASTALIQ_LEAST);
		style.line_px = style.size_px * 150 / 100;
	}
	return style;
}

enum { BALANCE_LINES = 4, BALANCE_STEPS = 6, LAST_LINE_PERCENT = 33 };

/* Whether the last line is a word or two, left behind by the others. */
static bool has_straggler(const struct paragraph *paragraph)
{
	return paragraph->line_count > 1 && paragraph->line[paragraph->line_count - 1].width_px < paragraph->width_px * LAST_LINE_PERCENT / 100;
}

/* A few lines with a straggler are set narrower, in as many lines. */
static const struct paragraph *balanced(struct compose *compose, const char *words, const struct text_style *style, const struct paragraph *paragraph)
{
	if (paragraph->line_count > BALANCE_LINES || !has_straggler(paragraph) || strchr(words, '\n'))
		return paragraph;
	for (int step = 1; step <= BALANCE_STEPS; step++) {
		const struct paragraph *narrow = NULL;
		int width = paragraph->width_px * (100 - 6 * step) / 100;
		if (text_set(compose->text, compose->arena, words, style, width > 0 ? width : 1, TEXT_START, compose_rtl(compose, words), &narrow) != FAIL_NONE || narrow->line_count != paragraph->line_count)
			break;
		if (!has_straggler(narrow))
			return narrow;
	}
	return paragraph;
}

bool compose_rtl(const struct compose *compose, const char *words)
{
	while (compose->rtl && *words) {
		uint32_t character = utf8_next(&words);
		if ((character >= 0x590 && character < 0x900 && !(character >= 0x660 && character < 0x66a)) || (character >= 0xfb1d && character <= 0xfefc))
			return true;
	}
	return false;
}

static struct part *text_add(struct compose *compose, const char *words, const struct text_style *style, int max_width, enum text_align align, enum colour ink)
{
	const struct paragraph *paragraph = NULL;
	bool rtl = compose_rtl(compose, words);
	if (text_set(compose->text, compose->arena, words, style, max_width > 0 ? max_width : 0, TEXT_START, rtl, &paragraph) != FAIL_NONE)
		return NULL;
	paragraph = balanced(compose, words, style, paragraph);
	/* Words of the other direction than the screen's line up with the screen. */
	if (rtl != compose->mirrored && align != TEXT_CENTRE)
		align = align == TEXT_START ? TEXT_END : TEXT_START;
	/* Set again in its own width, so that short lines stand where the alignment says. */
	int width = paragraph->width_px;
	if (paragraph->line_count > 1 || align != TEXT_START || rtl)
		if (text_set(compose->text, compose->arena, words, style, width > 0 ? width : 1, align, rtl, &paragraph) != FAIL_NONE)
			return NULL;
	struct part *part = compose_part(compose, PART_TEXT, width, paragraph->height_px);
	part->paragraph = paragraph;
	part->ink = ink;
	return part;
}

/* A button that explains itself: a large icon, a name and a line under it, from the start edge. */
static bool is_offer(const struct node *node)
{
	return look_of(node->look)->align == ALIGN_CENTRE && look_of(node->look)->arrange == ARRANGE_ROW && look_of(node->look)->pressable && node->icon && node->hint
		&& node->hint[0] && node->text_align == ALIGN_FILL;
}

static bool draws_name(const struct node *node)
{
	static const bool silent[NODE_ROLE_COUNT] = {
		[NODE_ROLE_SCREEN] = true, [NODE_ROLE_GROUP] = true, [NODE_ROLE_RADIO_GROUP] = true, [NODE_ROLE_CHECKBOX_GROUP] = true, [NODE_ROLE_LIST] = true,
		[NODE_ROLE_ITEM] = true, [NODE_ROLE_DIALOG] = true, [NODE_ROLE_PROGRESS] = true, [NODE_ROLE_TIMER] = true, [NODE_ROLE_IMAGE] = true,
	};
	return !silent[node->role] && !node->child;
}

static const char *words_of(const struct node *node)
{
	if (node->label)
		return node->label;
	return draws_name(node) ? node->name : "";
}

static enum text_align align_of(const struct compose *compose)
{
	enum box_align align = compose->node->text_align;
	if (align == ALIGN_FILL)
		align = is_offer(compose->node) ? ALIGN_START : compose->look->align;
	return align == ALIGN_CENTRE ? TEXT_CENTRE : align == ALIGN_END ? TEXT_END : TEXT_START;
}

/* A block of words: the name and under it (or beside it, where rows are low) the hint. */
struct block { int first, count; int width_px, height_px; };

static bool hint_beside(const struct compose *compose)
{
	return compose->look->arrange == ARRANGE_CHOICE && (layout_class(compose->panel) == PANEL_SMALL || compose->hand == TEXT_HAND_NASTALIQ);
}

/* Both on one line, on one baseline; false when they are too long for that. */
static bool block_in_line(struct compose *compose, struct part *name, struct part *hint, int max_width)
{
	int gap = compose_px(compose, compose->hand == TEXT_HAND_NASTALIQ ? 34 : 18);
	if (name->paragraph->line_count > 1 || hint->paragraph->line_count > 1 || (max_width > 0 && name->width_px + gap + hint->width_px > max_width))
		return false;
	hint->left_px = name->width_px + gap;
	hint->top_px = name->paragraph->baseline_px - hint->paragraph->baseline_px;
	return true;
}

static struct block block_add(struct compose *compose, int max_width)
{
	const struct node *node = compose->node;
	const struct look *look = compose->look;
	struct block block = { .first = compose->ret->part_count };
	enum text_align align = align_of(compose);
	struct text_style style = compose_style(compose, compose->type, compose->type == look->type ? look->line : 0);
	if (look->medium && style.weight == TEXT_REGULAR)
		style.weight = TEXT_MEDIUM;
	struct part *name = NULL, *hint = NULL;
	int hint_gap = look->arrange == ARRANGE_PERSON && compose->hand == TEXT_HAND_PLAIN ? compose_px(compose, 8) : 0;
	if (words_of(node)[0])
		name = text_add(compose, words_of(node), &style, max_width, align, look_ink(node));
	if (node->hint && node->hint[0] && look->arrange != ARRANGE_FIELD && look->arrange != ARRANGE_PERSON) {
		struct text_style small = compose_style(compose, look->hint_type ? look->hint_type : TYPE_SMALL, look->hint_line);
		hint = text_add(compose, node->hint, &small, max_width, align, look_hint_ink(node));
	}
	if (name)
		block.height_px = name->height_px;
	if (name && hint && hint_beside(compose) && block_in_line(compose, name, hint, max_width)) {
		block.width_px = hint->left_px + hint->width_px;
	} else if (hint) {
		hint->top_px = block.height_px + (name ? hint_gap : 0);
		block.height_px = hint->top_px + hint->height_px;
	}
	block.count = compose->ret->part_count - block.first;
	for (int i = block.first; i < compose->ret->part_count; i++)
		if (compose->ret->part[i].left_px + compose->ret->part[i].width_px > block.width_px)
			block.width_px = compose->ret->part[i].left_px + compose->ret->part[i].width_px;
	/* Lines of a centred or end-aligned block share its width. */
	for (int i = block.first; i < compose->ret->part_count && align != TEXT_START; i++)
		compose->ret->part[i].left_px = (block.width_px - compose->ret->part[i].width_px) / (align == TEXT_CENTRE ? 2 : 1);
	return block;
}

static void block_move(struct compose *compose, const struct block *block, int left, int top)
{
	for (int i = block->first; i < block->first + block->count; i++) {
		compose->ret->part[i].left_px += left;
		compose->ret->part[i].top_px += top;
	}
}

static int middle(int room, int size)
{
	return (room - size) / 2;
}

static int max_int(int a, int b)
{
	return a > b ? a : b;
}

/* How large pictures and marks are drawn at this text size; they are lower in the low rows of a small panel. */
static int picture_px(const struct compose *compose, int dp, int small_dp)
{
	return layout_grown(compose->panel, layout_class(compose->panel) == PANEL_SMALL ? small_dp : dp, 42);
}

/* What stands before the words: its part (NULL none) goes at the start edge. */
static struct part *lead_add(struct compose *compose)
{
	const struct node *node = compose->node;
	const struct look *look = compose->look;
	int icon = look->icon ? layout_grown(compose->panel, look->icon, 42) : layout_icon(compose->panel, compose->type);
	if (is_offer(node))
		icon = icon * 76 / 44;
	if (look->arrange == ARRANGE_CHOICE && (node->role == NODE_ROLE_RADIO || node->role == NODE_ROLE_CHECKBOX)) {
		int size = picture_px(compose, 52, 46);
		struct part *mark = compose_part(compose, node->role == NODE_ROLE_RADIO ? PART_CIRCLE : PART_BOX, size, size);
		return mark;
	}
	if (look->arrange == ARRANGE_TILE && node->icon) {
		bool narrow = compose->room_px > 0 && compose->room_px < compose_px(compose, 360);
		struct part *plate = compose_part(compose, PART_PLATE, compose_px(compose, narrow ? 84 : 92), compose_px(compose, narrow ? 92 : 104));
		plate->name = node->icon;
		plate->ink = look_icon_ink(node);
		return plate;
	}
	return node->icon ? compose_icon_part(compose, node->icon, icon) : NULL;
}

static bool far_end(const struct compose *compose)
{
	return align_of(compose) == TEXT_START && compose->look->arrange != ARRANGE_COLUMN && compose->look->fill != COLOUR_NONE;
}

/* A disc, a plate or a bare picture that is nothing but its icon. */
static void compose_icon(struct compose *compose, const struct look *look)
{
	struct content *ret = compose->ret;
	int side = compose->room_px > 0 && compose->height_px > 0 ? (compose->room_px < compose->height_px ? compose->room_px : compose->height_px) : compose_px(compose, look->width);
	int size = look->width == 0 ? side : side * (look->radius < 0 ? 64 : 59) / 100;
	struct part *icon = compose_icon_part(compose, compose->node->icon, size);
	icon->left_px = middle(compose->room_px, size);
	icon->top_px = middle(compose->height_px, size);
	ret->width_px = ret->height_px = size;
}

/* Words that would just not fit between a button's pads may stand in them, rather than break. */
static int give_of(struct compose *compose, int room)
{
	const struct box *box = &compose->node->box;
	bool own_pads = box->pad_start || box->pad_end || box->pad_top || box->pad_bottom;
	if (compose->look->align != ALIGN_CENTRE || own_pads || compose->room_px <= 0 || !words_of(compose->node)[0])
		return 0;
	struct text_style style = compose_style(compose, compose->type, 0);
	int width = 0, height = 0, give = 2 * compose_px(compose, max_int(compose->look->pad_x - 12, 0));
	text_measure(compose->text, words_of(compose->node), &style, 0, compose->rtl, &width, &height);
	return width > room && width <= room + give ? width - room : 0;
}

static void compose_row(struct compose *compose)
{
	const struct node *node = compose->node;
	struct content *ret = compose->ret;
	int gap = compose_px(compose, is_offer(node) ? 28 : compose->look->gap);
	struct part *lead = lead_add(compose), *tail = NULL, *picture = NULL;
	if (node->icon_after)
		tail = compose_icon_part(compose, node->icon_after, layout_icon(compose->panel, compose->type));
	if (node->image && node->role != NODE_ROLE_IMAGE) {
		picture = compose_part(compose, PART_IMAGE, picture_px(compose, 60, 44), picture_px(compose, 72, 53));
		picture->name = node->image;
	}
	int before = lead ? lead->width_px + gap : 0;
	int after = (tail ? tail->width_px + gap : 0) + (picture ? picture->width_px + gap : 0);
	int left = compose->room_px > 0 ? max_int(compose->room_px - before - after, 1) : 0;
	int give = give_of(compose, left);
	struct block block = block_add(compose, left ? left + give : 0);
	if (block.count == 0) {
		before -= lead ? gap : 0;
		after -= !lead && (tail || picture) ? gap : 0;
	}

	ret->width_px = before + block.width_px + after - give;
	ret->height_px = max_int(block.height_px, max_int(lead ? lead->height_px : 0, max_int(tail ? tail->height_px : 0, picture ? picture->height_px : 0)));
	int room = max_int(compose->room_px, ret->width_px), slack = room - ret->width_px;
	int start = align_of(compose) == TEXT_CENTRE ? slack / 2 - give / 2 : align_of(compose) == TEXT_END ? slack : 0;
	int high = compose->look->middle ? max_int(compose->height_px, ret->height_px) : ret->height_px;
	block_move(compose, &block, start + before, middle(high, block.height_px));
	if (lead) {
		lead->left_px = start;
		lead->top_px = middle(high, lead->height_px);
		/* Beside several lines without a plate of its own an icon belongs to the first. */
		if (compose->look->fill == COLOUR_NONE && block.count > 0 && block.height_px > lead->height_px * 3 / 2)
			lead->top_px = middle(ret->part[block.first].paragraph->line_px, lead->height_px);
	}
	int end = far_end(compose) ? room : start + ret->width_px + give;
	if (picture) {
		picture->left_px = end - picture->width_px;
		picture->top_px = middle(high, picture->height_px);
		end -= picture->width_px + gap;
	}
	if (tail) {
		tail->left_px = end - tail->width_px;
		tail->top_px = middle(high, tail->height_px);
	}
}

static void compose_column(struct compose *compose)
{
	struct content *ret = compose->ret;
	/* A low button has its icon beside the words. */
	if (compose->height_px > 0 && compose->height_px < compose_px(compose, 90)) {
		struct look beside = *compose->look;
		beside.gap = 16;
		beside.icon = 40;
		const struct look *own = compose->look;
		compose->look = &beside;
		compose_row(compose);
		for (int i = 0; layout_low(compose->panel) && compose->hand == TEXT_HAND_NASTALIQ && i < ret->part_count; i++)
			if (ret->part[i].kind == PART_TEXT) /* it hangs below its line's middle */
				ret->part[i].top_px -= compose_px(compose, LIFT);
		compose->look = own;
		return;
	}
	/* Nastaliq hangs below its line's middle, so it is lifted towards the icon. */
	int gap = compose_px(compose, compose->look->gap - (compose->hand == TEXT_HAND_NASTALIQ ? 14 : 0));
	struct part *lead = lead_add(compose);
	struct block block = block_add(compose, compose->room_px);
	int above = lead ? lead->height_px + (block.count ? gap : 0) : 0;
	ret->width_px = max_int(block.width_px, lead ? lead->width_px : 0);
	ret->height_px = above + block.height_px;
	int room = max_int(compose->room_px, ret->width_px), top = middle(max_int(compose->height_px, ret->height_px), ret->height_px);
	if (lead) {
		lead->left_px = middle(room, lead->width_px);
		lead->top_px = top;
	}
	block_move(compose, &block, middle(room, block.width_px), top + above);
}

static void compose_person(struct compose *compose)
{
	const struct node *node = compose->node;
	struct content *ret = compose->ret;
	int size = layout_grown(compose->panel, compose->look->icon, 40), gap = compose_px(compose, compose->look->gap), dot_gap = compose_px(compose, 10);
	struct part *bust = compose_part(compose, PART_IMAGE, size, size);
	bust->name = "bust";
	int left = size + gap;
	struct block block = block_add(compose, compose->room_px > 0 ? max_int(compose->room_px - left, 1) : 0);
	ret->width_px = left + block.width_px;
	ret->height_px = block.height_px;
	struct part *dot = NULL, *status = NULL;
	if (node->hint && node->hint[0]) {
		struct text_style style = compose_style(compose, TYPE_SMALL, compose->look->hint_line);
		style.weight = TEXT_MEDIUM;
		bool away = node->value && strcmp(node->value, "away") == 0;
		dot = compose_part(compose, away ? PART_DOT_AWAY : PART_DOT_HERE, compose_px(compose, 20), compose_px(compose, 20));
		int from = left + dot->width_px + dot_gap;
		status = text_add(compose, node->hint, &style, compose->room_px > 0 ? max_int(compose->room_px - from, 1) : 0, TEXT_START, look_hint_ink(node));
		if (status) {
			status->left_px = from;
			status->top_px = ret->height_px + (compose->hand == TEXT_HAND_PLAIN ? compose_px(compose, 8) : 0);
			ret->height_px = status->top_px + status->height_px;
			ret->width_px = max_int(ret->width_px, from + status->width_px);
			dot->left_px = left;
			dot->top_px = status->top_px + middle(status->paragraph->line_px, dot->height_px);
		}
	}
	int high = max_int(compose->height_px, ret->height_px), down = middle(high, ret->height_px);
	block_move(compose, &block, left, down);
	bust->top_px = middle(high, bust->height_px);
	if (dot)
		dot->top_px += down;
	if (status)
		status->top_px += down;
}

static void compose_image(struct compose *compose)
{
	struct part *image = compose_part(compose, PART_IMAGE, compose->room_px, compose->height_px);
	image->name = compose->node->image;
	compose->ret->width_px = compose->node->box.width > 0 ? 0 : compose_px(compose, 72);
	compose->ret->height_px = compose->node->box.height > 0 ? 0 : compose_px(compose, 72);
}

static void turn_round(struct compose *compose)
{
	struct content *ret = compose->ret;
	int room = max_int(compose->room_px, ret->width_px);
	for (int i = 0; i < ret->part_count; i++)
		ret->part[i].left_px = room - ret->part[i].left_px - ret->part[i].width_px;
}

void layout_content(const struct tree *tree, const struct node *node, struct text *text, const struct layout_panel *panel, int width_px, int height_px, struct arena *arena, struct content *ret)
{
	*ret = (struct content){ 0 };
	const struct look *look = look_of(node->look);
	struct compose compose = {
		.tree = tree, .node = node, .look = look, .text = text, .panel = panel, .arena = arena, .ret = ret,
		.room_px = width_px, .height_px = height_px, .type = look_type(node),
		.rtl = layout_text_rtl(tree, node), .mirrored = tree->rtl,
	};
	/* What is typed from left to right stands so, whatever the screen's language. */
	if ((node->role == NODE_ROLE_FIELD || node->role == NODE_ROLE_KEY) && !layout_mirrored(tree, node))
		compose.mirrored = false;
	const char *lang = layout_language(tree, node);
	bool one_letter = node->look == LOOK_KEY && (node->lang || !compose_rtl(&(struct compose){ .rtl = true }, words_of(node))); /* a letter by itself is known by its plain shape */
	compose.hand = !one_letter && strncmp(lang, "ur", 2) == 0 && (lang[2] == '\0' || lang[2] == '-') ? TEXT_HAND_NASTALIQ : TEXT_HAND_PLAIN;

	if (look->arrange == ARRANGE_FIELD) {
		compose_field(&compose);
		return;
	}
	if (node->image && (node->role == NODE_ROLE_IMAGE || !draws_name(node))) {
		compose_image(&compose);
		return;
	}
	if ((look->width > 0 || node->role == NODE_ROLE_IMAGE) && node->icon && !words_of(node)[0])
		compose_icon(&compose, look);
	else if (look->arrange == ARRANGE_PERSON)
		compose_person(&compose);
	else if (look->arrange == ARRANGE_COLUMN)
		compose_column(&compose);
	else
		compose_row(&compose);
	if (compose.mirrored)
		turn_round(&compose);
}
