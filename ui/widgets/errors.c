/* SPDX-License-Identifier: MIT */
/* errors.c - first on the page; pressing a line goes to its box. */
#include "ui/widgets/errors.h"

#include "ui/widgets/fit.h"

enum { LINE_MAX = 4, BORDER = 7, ICON = 60, ICON_TIGHT = 44, LINK_HEIGHT = 100, LINK_TIGHT = 80, GAP = 20, LINK_PADDING = 28 };

struct measure { int across, down, icon, link; enum type_style title; };

static struct measure measure_of(bool tight)
{
	return tight ? (struct measure){ 22, 16, ICON_TIGHT, LINK_TIGHT, TYPE_BODY_STRONG } : (struct measure){ 34, 30, ICON, LINK_HEIGHT, TYPE_HEADING };
}

static int shown(int count)
{
	return count > LINE_MAX ? LINE_MAX : count;
}

static int link_height(const struct build *build, const struct error_line *line, const struct measure *measure, int width)
{
	int room = width - 2 * measure->across - 2 * LINK_PADDING - ICON - GAP;
	int words = fit_height(build, TYPE_BODY_STRONG, line->message, room) + 28;
	return words > measure->link ? words : measure->link;
}

int errors_height(const struct build *build, const struct error_line *line, int count, int width, bool tight)
{
	struct measure measure = measure_of(tight);
	int title = fit_line(build, measure.title), height = 2 * measure.down + 2 * BORDER + (title > measure.icon ? title : measure.icon);
	if (count == 0)
		return 0;
	for (int i = 0; i < shown(count); i++)
		height += GAP + link_height(build, &line[i], &measure, width);
	if (count > LINE_MAX)
		height += GAP + fit_line(build, TYPE_BODY_STRONG);
	return height;
}

static void show_line(struct build *build, const struct error_line *line, const struct measure *measure, int width)
{
	const char *id = build_text(build, "error:%s", line->field);
	if (line->action.what)
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = line->message, .icon_after = "arrow-down", .look = LOOK_ERROR_LINK, .type = TYPE_BODY_STRONG, .ink = INK_ERROR,
			.text_align = ALIGN_START, .action = line->action, .box = { .min_height = link_height(build, line, measure, width), .pad_start = LINK_PADDING, .pad_end = LINK_PADDING }));
	else
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .id = id, .name = line->message, .type = TYPE_BODY_STRONG, .ink = INK_ERROR));
}

void errors_show(struct build *build, const struct error_line *line, int count, bool tight)
{
	struct measure measure = measure_of(tight);
	int width = build->frame.split ? build->frame.reading.width : build->frame.body.width;
	const char *title = say_count(build, "error.title", count, NULL);
	if (count == 0)
		return;
	build_open(build, NODE(.role = NODE_ROLE_ALERT, .id = "errors", .name = title, .label = "", .look = LOOK_ERROR_BOX, .box = { .gap = GAP,
		.pad_start = measure.across + BORDER, .pad_end = measure.across + BORDER, .pad_top = measure.down + BORDER, .pad_bottom = measure.down + BORDER }));
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = GAP, .align = ALIGN_CENTRE });
	build_icon(build, "triangle-alert", measure.icon, INK_ERROR);
	build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .level = 2, .name = title, .type = measure.title, .ink = INK_ERROR, .box = { .grow = 1 }));
	build_close(build);
	for (int i = 0; i < shown(count); i++)
		show_line(build, &line[i], &measure, width);
	if (count > LINE_MAX)
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = say_count(build, "error.more", count - LINE_MAX, NULL), .type = TYPE_BODY_STRONG, .ink = INK_ERROR));
	build_close(build);
}
