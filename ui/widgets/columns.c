/* SPDX-License-Identifier: MIT */
/* columns.c - portrait: one column with the empty space in the middle; split: two columns, the right one packed to its end. */
#include "ui/widgets/columns.h"

enum { READING_GAP = 24, READING_GAP_SPLIT = 20, READING_GAP_LOW = 11, LEAST_BETWEEN = 24, PAGES_GAP = 17 /* the lip is in it */, PAGES_ROOM = 1 << 20 };

/* Beside a keyboard a little air is kept, but for the largest text. */
int columns_gap(const struct build *build)
{
	return build->frame.low ? READING_GAP_LOW : build->frame.split && build->frame.percent > 150 ? READING_GAP_SPLIT : READING_GAP;
}

void columns_reading(struct build *build, int reserve)
{
	struct area area = build->frame.split ? build->frame.reading : build->frame.body;
	if (build->frame.pages) {
		build->tree->turn.column = build_group(build, frame_box(area, FLOW_COLUMN, PAGES_GAP));
		build->tree->turn.wanted = build->visit->list_page;
		build_group(build, (struct box){ .gap = PAGES_GAP });
		return;
	}
	if (build->frame.column) {
		area.height -= reserve ? reserve + columns_gap(build) : 0;
		build_group(build, frame_box(area, FLOW_COLUMN, 0));
		build_group(build, (struct box){ .gap = columns_gap(build), .pad_bottom = columns_gap(build) });
		return;
	}
	if (!build->frame.split) {
		area.height -= reserve;
		build_group(build, frame_box(area, FLOW_COLUMN, 0));
		build_group(build, (struct box){ .gap = READING_GAP, .pad_top = 12, .pad_bottom = LEAST_BETWEEN });
		return;
	}
	build_group(build, frame_box(area, FLOW_COLUMN, build->frame.low ? columns_gap(build) : READING_GAP_SPLIT));
}

void columns_touch(struct build *build, int gap)
{
	build_close(build);
	if (build->frame.pages) {
		build_group(build, (struct box){ .gap = gap > PAGES_GAP ? PAGES_GAP : gap });
		return;
	}
	if (!build->frame.split) {
		build_space(build);
		build_group(build, (struct box){ .gap = gap });
		return;
	}
	struct box box = frame_box(build->frame.touch, FLOW_COLUMN, gap);
	box.pack = ALIGN_END;
	build_group(build, box);
}

void columns_end(struct build *build)
{
	build_close(build);
	if (!build->frame.split)
		build_close(build);
}

int columns_room(const struct build *build, int reserve)
{
	if (build->frame.pages)
		return PAGES_ROOM;
	if (build->frame.column)
		return (reserve ? build->frame.typing.height - reserve - columns_gap(build) : build->frame.body.height) - columns_gap(build);
	return build->frame.split ? build->frame.reading.height : build->frame.body.height - reserve - 12 - LEAST_BETWEEN;
}

int columns_beside_height(const struct build *build, int reserve)
{
	return frame_bottom(build->frame.typing) - reserve - columns_gap(build) - build->frame.action.y;
}

int columns_reading_width(const struct build *build)
{
	return build->frame.split ? build->frame.reading.width : build->frame.body.width;
}

int columns_touch_width(const struct build *build)
{
	return build->frame.split ? build->frame.touch.width : build->frame.body.width;
}
