/* SPDX-License-Identifier: MIT */
/* errors.c - first on the page; pressing a line goes to its box. */
#include "ui/widgets/errors.h"

#include "ui/widgets/fit.h"

#include <string.h>

enum { BORDER = 7, GAP = 20, LINK_PADDING = 28, ARROW = 44, DOWN_LOW = 6, DOWN_SPARE = 4 };

struct measure { int across, down, icon, link, lines; enum type_style title; };

static const struct measure *measure_of(enum errors_room room)
{
	static const struct measure measures[] = {
		[ERRORS_ROOMY] = { 34, 30, 60, 100, 4, TYPE_HEADING }, [ERRORS_LOW] = { 22, 16, 44, 80, 4, TYPE_BODY_STRONG },
		[ERRORS_SHORT] = { 22, 16, 44, 80, 2, TYPE_BODY_STRONG }, [ERRORS_ONE] = { 22, 16, 44, 0, 1, TYPE_SMALL_STRONG },
	};
	return &measures[room];
}

static int inner_width(const struct measure *measure, int width)
{
	return width - 2 * (measure->across + BORDER);
}

static int link_height(const struct build *build, const struct error_line *line, const struct measure *measure, int width)
{
	int room = inner_width(measure, width) - 2 * LINK_PADDING - ARROW - GAP;
	int words = fit_height(build, TYPE_BODY_STRONG, line->message, room) + 28;
	return words > measure->link ? words : measure->link;
}

static const struct error_line *needed_now(const struct error_line *line, int count, const char *field)
{
	for (int i = 0; i < count; i++)
		if (strcmp(line[i].field, field) == 0)
			return &line[i];
	return line;
}

static const char *shown_of(const struct error_line *line)
{
	return line->shown ? line->shown : line->message;
}

/* The first row: an icon and the title, or the one message. */
static int head_height(const struct build *build, const char *words, const struct measure *measure, int width)
{
	int height = fit_height(build, measure->title, words, inner_width(measure, width) - measure->icon - GAP);
	return height > measure->icon ? height : measure->icon;
}

/* Where words had no room, a long message has the whole width of the lowest panel; its colour and its edge say what it is. */
static bool without_icon(const struct build *build, const char *words, const struct measure *measure, int width)
{
	enum { LINES = 3 };
	return build->frame.low && build->frame.spare && fit_lines(build, measure->title, words, inner_width(measure, width) - measure->icon - GAP) >= LINES;
}

static int one_height(const struct build *build, const char *words, const struct measure *measure, int width)
{
	return without_icon(build, words, measure, width) ? fit_height(build, measure->title, words, inner_width(measure, width)) : head_height(build, words, measure, width);
}

static int down(const struct build *build, const struct measure *measure)
{
	return !build->frame.low ? measure->down : build->frame.spare ? DOWN_SPARE : DOWN_LOW;
}

int errors_height(const struct build *build, const struct error_line *line, int count, int width, enum errors_room room, const char *field)
{
	const struct measure *measure = measure_of(room);
	int height = 2 * (down(build, measure) + BORDER), shown = count < measure->lines ? count : measure->lines;
	if (count == 0)
		return 0;
	if (room == ERRORS_ONE)
		return height + one_height(build, shown_of(needed_now(line, count, field)), measure, width);
	height += head_height(build, say_count(build, "error.title", count, NULL), measure, width);
	for (int i = 0; i < shown; i++)
		height += GAP + link_height(build, &line[i], measure, width);
	return count > shown ? height + GAP + fit_line(build, TYPE_BODY_STRONG) : height;
}

static void show_line(struct build *build, const struct error_line *line, const struct measure *measure, int width)
{
	const char *id = build_text(build, "error:%s", line->field);
	if (line->action.what)
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = line->message, .icon_after = "arrow-down", .look = LOOK_ERROR_LINK, .type = TYPE_BODY_STRONG,
			.text_align = ALIGN_START, .action = line->action, .box = { .height = link_height(build, line, measure, width), .pad_start = LINK_PADDING, .pad_end = LINK_PADDING }));
	else
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .id = id, .name = line->message, .type = TYPE_BODY_STRONG, .ink = INK_ERROR));
}

static void show_all(struct build *build, const struct error_line *line, int count, const struct measure *measure, const char *title, int width)
{
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = GAP, .align = ALIGN_CENTRE });
	build_icon(build, "triangle-alert", measure->icon, INK_ERROR);
	build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .level = 2, .name = title, .type = measure->title, .ink = INK_ERROR, .box = { .grow = 1 }));
	build_close(build);
	int shown = count < measure->lines ? count : measure->lines;
	for (int i = 0; i < shown; i++)
		show_line(build, &line[i], measure, width);
	if (count > shown)
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = say_count(build, "error.more", count - shown, NULL), .type = TYPE_BODY_STRONG, .ink = INK_ERROR));
}

void errors_show(struct build *build, const struct error_line *line, int count, enum errors_room room, const char *field)
{
	const struct measure *measure = measure_of(room);
	int width = build->frame.split ? build->frame.reading.width : build->frame.body.width;
	if (count == 0)
		return;
	const char *title = say_count(build, "error.title", count, NULL);
	build_open(build, NODE(.role = NODE_ROLE_ALERT, .id = "errors", .name = title, .label = "", .look = LOOK_ERROR_BOX, .box = { .gap = GAP,
		.pad_start = measure->across + BORDER, .pad_end = measure->across + BORDER, .pad_top = down(build, measure) + BORDER, .pad_bottom = down(build, measure) + BORDER }));
	if (room == ERRORS_ONE) {
		const struct error_line *one = needed_now(line, count, field);
		build_group(build, (struct box){ .flow = FLOW_ROW, .gap = GAP, .align = ALIGN_START });
		if (!without_icon(build, shown_of(one), measure, width))
			build_icon(build, "triangle-alert", measure->icon, INK_ERROR);
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .id = build_text(build, "error:%s", one->field), .name = one->message, .label = one->shown, .type = measure->title, .ink = INK_ERROR, .box = { .grow = 1 }));
		build_close(build);
	} else {
		show_all(build, line, count, measure, title, width);
	}
	build_close(build);
}
