/* SPDX-License-Identifier: MIT */
/* summary_row.c - an answer is shown whole as long as it fits a page. */
#include "ui/widgets/summary_row.h"

#include "ui/widgets/fit.h"

enum { CHANGE_WIDTH = 214, CHANGE_HEIGHT = 80, GAP = 24, PADDING = 16, PADDING_PAGES = 11, RULE = 3, LEAST = 128, QUESTION_LINES = 2 };

/* Three answers have room on a wide page of the largest text. */
static int padding_of(const struct build *build)
{
	return build->frame.pages && !build->frame.low ? PADDING_PAGES : PADDING;
}

static int change_width(const struct build *build)
{
	int change = fit_width(build, TYPE_SMALL_STRONG, say(build, "action.change")), show = build->visit->mask.viewer == VIEWER_RESIDENT ? 0 : fit_width(build, TYPE_SMALL_STRONG, say(build, "mask.show"));
	int words = (change > show ? change : show) + 36 + 16 + 2 * 26;
	return words > CHANGE_WIDTH ? words : CHANGE_WIDTH;
}

/* A tall hand stands in the middle of it only where it has its whole line. */
static int change_height(const struct build *build)
{
	int line = fit_tall(build) > 1 && build->frame.percent > 100 && !build->frame.low ? fit_line(build, TYPE_SMALL_STRONG) : 0;
	return line > CHANGE_HEIGHT ? line : CHANGE_HEIGHT;
}

static const char *question_of(const struct build *build, const struct summary_row *row, int room)
{
	return fit_shorten(build, TYPE_SMALL, row->question, room, build->frame.low && build->frame.percent > 100 ? 1 : QUESTION_LINES);
}

const char *summary_row_answer(const struct build *build, const char *question, const char *answer, const char *shortened, int width)
{
	struct summary_row row = { .question = question };
	int room = width - change_width(build) - GAP, line = fit_line(build, TYPE_ANSWER);
	int lines = (build->frame.body.height - fit_height(build, TYPE_SMALL, question_of(build, &row, room), room) - 2 * padding_of(build) - RULE) / line;
	const char *shown = fit_shorten(build, TYPE_ANSWER, answer, room, lines > 1 ? lines : 1);
	if (shown == answer)
		return answer;
	lines -= fit_lines(build, TYPE_ANSWER, shortened, room);
	return lines < 1 ? shown : build_text(build, "%s\n%s", fit_shorten(build, TYPE_ANSWER, answer, room, lines), shortened);
}

int summary_row_height(const struct build *build, const struct summary_row *row, int width)
{
	int room = width - change_width(build) - GAP;
	int words = fit_height(build, TYPE_SMALL, question_of(build, row, room), room) + fit_height(build, TYPE_ANSWER, row->answer, room) + 2 * padding_of(build);
	int high = change_height(build) + 2 * padding_of(build), least = build->frame.split || high > LEAST ? high : LEAST;
	return (words > least ? words : least) + RULE;
}

void summary_row_show(struct build *build, const struct summary_row *row, int width)
{
	int room = width - change_width(build) - GAP;
	build_open(build, NODE(.role = NODE_ROLE_ITEM, .box = { .min_height = summary_row_height(build, row, width) }));
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = GAP, .align = ALIGN_CENTRE, .pad_top = padding_of(build), .pad_bottom = padding_of(build), .grow = 1 });
	build_group(build, (struct box){ .grow = 1 });
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = row->question, .label = question_of(build, row, room), .lang = row->lang, .type = TYPE_SMALL, .ink = INK_QUIET));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = row->answer, .type = TYPE_ANSWER, .ink = row->blank ? INK_QUIET : INK_NORMAL,
		.state = (row->personal && !row->blank && !row->hidden ? NODE_PERSONAL : 0) | (row->secret && !row->blank ? NODE_SECRET : 0),
		.privacy = row->hidden || row->blank ? PRIVACY_PUBLIC : row->privacy, .field = row->field));
	build_close(build);
	if (row->show)
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = build_text(build, "show:%s", row->id), .name = say_with(build, "mask.show_this", WORDS_VALUES({ "question", row->question })),
			.label = say(build, "mask.show"), .icon = "eye", .look = LOOK_SMALL, .type = TYPE_SMALL_STRONG, .text_align = ALIGN_CENTRE,
			.action = ACT(ACTION_REVEAL, .text = row->show), .box = { .width = change_width(build), .height = change_height(build) }));
	else
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = build_text(build, "change:%s", row->id), .name = say_with(build, "check.change", WORDS_VALUES({ "question", row->question })),
		.label = say(build, "action.change"), .icon = "pencil", .look = LOOK_SMALL, .type = TYPE_SMALL_STRONG, .text_align = ALIGN_CENTRE,
		.action = ACT(ACTION_CHANGE, .number = row->page), .box = { .width = change_width(build), .height = change_height(build) }));
	build_close(build);
	build_leaf(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_RULE, .state = NODE_DECOR, .box = { .height = RULE }));
	build_close(build);
}
