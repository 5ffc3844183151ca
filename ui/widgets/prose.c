/* SPDX-License-Identifier: MIT */
/* prose.c - text that cannot be pressed. */
#include "ui/widgets/prose.h"

#include "ui/widgets/fit.h"

#include <string.h>

enum { TITLE_LINES = 3, TITLE_LINES_SMALL = 5, BULLET_WIDTH = 44, NUMBER_WIDTH = 64, BLOCK_GAP = 20, PART_LINES = 3 };

/* On the lowest panel a title is smaller before it is higher than a page, which would only be heard, or a word of it broken. */
static enum type_style title_type_low(const struct build *build, const char *text, int width)
{
	static const enum type_style types[] = { TYPE_QUESTION_SMALL, TYPE_HEADING };
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (fit_height(build, types[i], text, width) <= build->frame.body.height && fit_words_whole(build, types[i], text, width))
			return types[i];
	return TYPE_BODY_STRONG;
}

static enum type_style title_type(const struct build *build, const char *text, bool small, int width)
{
	if (small && build->frame.low)
		return title_type_low(build, text, width);
	if (!small && fit_lines(build, TYPE_QUESTION, text, width) <= TITLE_LINES)
		return TYPE_QUESTION;
	return fit_lines(build, TYPE_QUESTION_SMALL, text, width) <= TITLE_LINES_SMALL ? TYPE_QUESTION_SMALL : TYPE_HEADING;
}

int prose_title_height(const struct build *build, const char *text, bool small, int width)
{
	return fit_height(build, title_type(build, text, small, width), text, width);
}

void prose_title(struct build *build, const char *text, bool small)
{
	int width = build->frame.split ? build->frame.reading.width : build->frame.body.width;
	build_title(build, text);
	struct node *title = build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .id = "title", .name = text, .level = 1, .type = title_type(build, text, small, width)));
	if (build->tree->turn.column && !build->tree->turn.title) {
		build->tree->turn.title = title;
		build->tree->turn.title_again = fit_shorten(build, TYPE_HEADING, text, width, 1);
	}
}

static enum type_style again_type(const struct build *build)
{
	return build->frame.low ? TYPE_BODY_STRONG : TYPE_QUESTION_SMALL;
}

int prose_title_again_height(const struct build *build, const char *text, int lines, int width)
{
	return lines < 0 ? 0 : fit_height(build, again_type(build), fit_shorten(build, again_type(build), text, width, lines), width);
}

void prose_title_again(struct build *build, const char *text, int lines)
{
	int width = build->frame.split ? build->frame.reading.width : build->frame.body.width;
	build_title(build, text);
	enum type_style type = again_type(build);
	build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .id = "title", .name = text, .label = lines < 0 ? "" : fit_shorten(build, type, text, width, lines), .level = 1, .type = type,
		.box = { .absolute = lines < 0, .width = lines < 0 ? width : 0 }));
}

void prose_heading_short(struct build *build, int level, const char *text, const char *shown)
{
	bool heard = shown && !*shown;
	if (text && *text)
		build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .name = text, .label = shown, .level = level, .type = level <= 2 ? TYPE_HEADING : TYPE_CONTROL_STRONG,
			.box = { .absolute = heard, .width = heard ? build->frame.body.width : 0 }));
}

void prose_heading(struct build *build, int level, const char *text)
{
	prose_heading_short(build, level, text, NULL);
}

/* Where pages turn, a paragraph may go on over the page; on the lowest panel a page has few lines of a tall script. */
static int part_lines(const struct build *build, enum type_style type)
{
	int lines = build->frame.low ? build->frame.body.height / fit_line(build, type) : PART_LINES;
	return lines < 1 ? 1 : lines < PART_LINES ? lines : PART_LINES;
}

static void in_parts(struct build *build, struct node node)
{
	const char *text = node.name;
	int width = build->frame.body.width;
	while (text && *text) {
		int take = fit_take(build, node.type, text, width, part_lines(build, node.type));
		node.name = build_text(build, "%.*s", take, text);
		build_leaf(build, node);
		text += take;
		text += strspn(text, " \n");
	}
}

void prose_in(struct build *build, const char *lang, enum type_style type, const char *text)
{
	struct node node = NODE(.role = NODE_ROLE_TEXT, .name = text, .type = type, .lang = lang);
	if (build->tree->turn.column)
		in_parts(build, node);
	else if (text && *text)
		build_leaf(build, node);
}

void prose_text(struct build *build, enum type_style type, const char *text)
{
	prose_in(build, NULL, type, text);
}

void prose_quiet(struct build *build, const char *text)
{
	struct node node = NODE(.role = NODE_ROLE_TEXT, .name = text, .type = TYPE_BODY, .ink = INK_QUIET);
	if (build->tree->turn.column)
		in_parts(build, node);
	else if (text && *text)
		build_leaf(build, node);
}

/* A page of the lowest panel has few lines of large words. */
static enum type_style block_heading_type(const struct build *build, const char *text, int width)
{
	enum { LINES = 3 };
	return build->frame.low && fit_lines(build, TYPE_HEADING, text, width) > LINES ? TYPE_BODY_STRONG : TYPE_HEADING;
}

static const char *mark_of(const struct build *build, const struct form_block *block)
{
	return block->kind == BLOCK_NUMBERED ? build_text(build, "%d.", block->number) : "•";
}

void prose_block(struct build *build, const struct form_block *block)
{
	switch (block->kind) {
	case BLOCK_PARAGRAPH:
		prose_text(build, TYPE_BODY, block->text);
		break;
	case BLOCK_HEADING:
		build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .name = block->text, .level = 2,
			.type = block_heading_type(build, block->text, build->frame.split ? build->frame.reading.width : build->frame.body.width)));
		break;
	case BLOCK_BULLET:
	case BLOCK_NUMBERED:
		build_open(build, NODE(.role = NODE_ROLE_ITEM, .name = block->text, .label = "", .box = { .flow = FLOW_ROW, .align = ALIGN_START }));
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = mark_of(build, block), .type = TYPE_BODY, .state = NODE_DECOR,
			.box = { .width = block->kind == BLOCK_NUMBERED ? NUMBER_WIDTH : BULLET_WIDTH }));
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = block->text, .type = TYPE_BODY, .state = NODE_DECOR, .box = { .grow = 1 }));
		build_close(build);
		break;
	case BLOCK_QUOTE:
		build_open(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_NOTE, .box = { .pad_top = 20, .pad_bottom = 20, .pad_start = 26, .pad_end = 26 }));
		prose_text(build, TYPE_BODY, block->text);
		build_close(build);
		break;
	}
}

/* A low panel has its own gaps. */
static int block_gap(const struct build *build)
{
	return build->frame.low ? 0 : BLOCK_GAP;
}

int prose_block_height(const struct build *build, const struct form_block *block, int width)
{
	switch (block->kind) {
	case BLOCK_PARAGRAPH: return fit_height(build, TYPE_BODY, block->text, width) + block_gap(build);
	case BLOCK_HEADING: return fit_height(build, block_heading_type(build, block->text, width), block->text, width) + block_gap(build);
	case BLOCK_BULLET: return fit_height(build, TYPE_BODY, block->text, width - BULLET_WIDTH) + block_gap(build);
	case BLOCK_NUMBERED: return fit_height(build, TYPE_BODY, block->text, width - NUMBER_WIDTH) + block_gap(build);
	case BLOCK_QUOTE: return fit_height(build, TYPE_BODY, block->text, width - 52) + 40 + block_gap(build);
	}
	return 0;
}
