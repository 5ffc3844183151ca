/* SPDX-License-Identifier: MIT */
/* item_row.c - the buttons stand beside the words while these have room enough, else below them. */
#include "ui/widgets/item_row.h"

#include "ui/widgets/fit.h"

enum { WIDTH_MIN = 200, HEIGHT = 80, HEIGHT_LARGE = 104, LEAST_LOW = 64, AROUND_LOW = 10, GAP = 20, PADDING = 16, RULE = 3, AROUND_BARE = 2 * 26 + 6, WORDS_MIN = 380, LINES_MAX = 3, AROUND = 36 + 16 + 2 * 26 /* icon, gap, padding */ };

/* Large words of two buttons have no room for icons there. */
static bool bare(const struct build *build)
{
	return build->frame.spare || (build->frame.low && build->frame.percent > 150);
}

static int button_width(const struct build *build, const char *key)
{
	int around = bare(build) ? AROUND_BARE : AROUND * (build->frame.percent > 100 ? build->frame.percent : 100) / 100, words = fit_width(build, TYPE_SMALL_STRONG, say(build, key)) + around;
	return words > WIDTH_MIN ? words : WIDTH_MIN;
}

static int button_height(const struct build *build)
{
	int words = fit_line(build, TYPE_SMALL_STRONG) + AROUND_LOW;
	if (build->frame.low)
		return words > LEAST_LOW ? words : LEAST_LOW;
	return build->frame.percent > 100 ? HEIGHT_LARGE : HEIGHT;
}

static int buttons_width(const struct build *build, const struct item_row *row)
{
	return button_width(build, "action.change") + (row->removable ? GAP + button_width(build, "action.remove") : 0);
}

static bool beside(const struct build *build, const struct item_row *row, int width)
{
	return width - buttons_width(build, row) - GAP >= WORDS_MIN;
}

static int words_width(const struct build *build, const struct item_row *row, int width)
{
	return beside(build, row, width) ? width - buttons_width(build, row) - GAP : width;
}

/* On the lowest panel a row is at most a page. */
static const char *shown(const struct build *build, const struct item_row *row, int room)
{
	int lines = LINES_MAX;
	if (build->frame.low) {
		int left = build->frame.body.height - 2 * PADDING - RULE - fit_height(build, TYPE_SMALL, row->name, room) - (room < build->frame.body.width ? 0 : GAP + button_height(build));
		int fit = left / fit_line(build, TYPE_ANSWER);
		lines = fit < 1 ? 1 : fit < lines ? fit : lines;
	}
	return fit_shorten(build, TYPE_ANSWER, row->words, room, lines);
}

int item_row_height(const struct build *build, const struct item_row *row, int width)
{
	int room = words_width(build, row, width);
	int words = fit_height(build, TYPE_SMALL, row->name, room) + fit_height(build, TYPE_ANSWER, shown(build, row, room), room);
	if (!beside(build, row, width))
		words += GAP + button_height(build);
	return (words > button_height(build) ? words : button_height(build)) + 2 * PADDING + RULE;
}

static void button(struct build *build, const struct item_row *row, const char *id, const char *words, const char *key, const char *icon, enum action what)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = build_text(build, "%s:%d", id, row->index + 1), .name = words, .label = say(build, key), .icon = bare(build) ? NULL : icon, .look = LOOK_SMALL,
		.type = TYPE_SMALL_STRONG, .text_align = ALIGN_CENTRE, .action = ACT((int)what, .number = row->index), .box = { .width = button_width(build, key), .height = button_height(build) }));
}

void item_row_show(struct build *build, const struct item_row *row, int width)
{
	bool side = beside(build, row, width);
	int room = words_width(build, row, width);
	build_open(build, NODE(.role = NODE_ROLE_ITEM, .box = { .min_height = item_row_height(build, row, width) }));
	build_group(build, (struct box){ .flow = side ? FLOW_ROW : FLOW_COLUMN, .gap = GAP, .align = side ? ALIGN_CENTRE : ALIGN_FILL, .pad_top = PADDING, .pad_bottom = PADDING, .grow = 1 });
	build_group(build, (struct box){ .grow = side ? 1 : 0 });
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = row->name, .lang = row->lang, .type = TYPE_SMALL, .ink = INK_QUIET));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = row->words, .label = shown(build, row, room), .type = TYPE_ANSWER, .state = NODE_PERSONAL, .privacy = row->privacy, .field = row->field));
	build_close(build);
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = GAP, .width = side ? buttons_width(build, row) : 0 });
	button(build, row, "item-change", say_with(build, "check.change", WORDS_VALUES({ "question", row->name })), "action.change", "pencil", ACTION_ITEM_CHANGE);
	if (row->removable)
		button(build, row, "item-remove", say_with(build, "items.remove", WORDS_VALUES({ "answer", row->name })), "action.remove", "trash-2", ACTION_ITEM_REMOVE);
	build_close(build);
	build_close(build);
	build_leaf(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_RULE, .state = NODE_DECOR, .box = { .height = RULE }));
	build_close(build);
}
