/* SPDX-License-Identifier: MIT */
/* action_row.c - back is never hidden behind the main button. Words that do not fit beside each other are set smaller, both alike. */
#include "ui/widgets/action_row.h"

#include "ui/widgets/fit.h"

enum { GAP = 16, PADDING = 39, PADDING_TIGHT = 20 };

struct measure { enum type_style type; int padding, back, main; bool icons; };

static int width_of(const struct build *build, enum type_style type, const char *words, bool icon, int padding)
{
	return words ? fit_width(build, type, words) + (icon ? fit_icon(build, type) + GAP : 0) + 2 * padding : 0;
}

static struct measure measure_of(const struct build *build, const struct action_row *row, const char *back, int room)
{
	static const struct { enum type_style type; int padding; bool icons; } tries[] = {
		{ TYPE_CONTROL_STRONG, PADDING, true }, { TYPE_BODY_STRONG, PADDING_TIGHT, true }, { TYPE_SMALL_STRONG, PADDING_TIGHT, true }, { TYPE_SMALL_STRONG, PADDING_TIGHT, false },
	};
	struct measure measure = { 0 };
	for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++) {
		measure = (struct measure){ .type = tries[i].type, .padding = tries[i].padding, .icons = tries[i].icons };
		measure.back = width_of(build, measure.type, row->back.what ? back : NULL, !row->back_plain && measure.icons, measure.padding);
		measure.main = width_of(build, measure.type, row->main.what ? row->main_words : NULL, row->main_icon && measure.icons, measure.padding);
		if (measure.back + measure.main <= room)
			break;
	}
	if (measure.back < build->frame.back_width && build->frame.back_width + measure.main <= room)
		measure.back = build->frame.back_width;
	return measure;
}

void action_row_show(struct build *build, const struct action_row *row)
{
	const struct frame *frame = &build->frame;
	const char *back = row->back_words ? row->back_words : say(build, "action.back");
	int gap = frame->panel == PANEL_SMALL ? 20 : 24;
	struct measure measure = measure_of(build, row, back, frame->action.width - gap);
	struct box box = { .height = frame->action.height, .pad_start = measure.padding, .pad_end = measure.padding };
	build_group(build, frame_box(frame->action, FLOW_ROW, gap));
	if (row->back.what) {
		box.width = row->main.what ? measure.back : 0;
		box.grow = row->main.what ? 0 : 1;
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = row->back_id ? row->back_id : "back", .name = back,
			.icon = row->back_plain || !measure.icons ? NULL : build->tree->rtl ? "arrow-right" : "arrow-left", .look = LOOK_SECOND, .type = measure.type, .action = row->back,
			.text_align = ALIGN_CENTRE, .box = box));
	}
	box.width = 0;
	box.grow = 1;
	if (row->main.what)
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = row->main_id, .name = row->main_words, .icon_after = measure.icons ? row->main_icon : NULL, .look = LOOK_MAIN, .type = measure.type,
			.action = row->main, .text_align = ALIGN_CENTRE, .box = box));
	build_close(build);
}
