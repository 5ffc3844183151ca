/* SPDX-License-Identifier: MIT */
/* entry.c - the box above its keys, or beside them, as the panel has room. */
#include "ui/screens/entry.h"

#include "ui/screens/parts.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/header.h"
#include "ui/widgets/prose.h"

enum { GAP = 24 };

static void actions(struct build *build, const struct entry *entry)
{
	action_row_show(build, &entry->actions);
	counter_show(build, entry->finish);
}

/* The box above the keyboard. Its title, or what is wrong, stands in one line above it, or in it. */
static void column(struct build *build, const struct entry *entry)
{
	int reserve = keyboard_reserve(build, &entry->keyboard);
	struct field field = entry->field;
	frame_types(&build->frame);
	build->frame.action.height = columns_beside_height(build, reserve);
	const char *title = field.error ? field.error : field.label;
	field.error_hidden = true;
	field.label_inside = fit_line(build, TYPE_BODY_STRONG) + columns_gap(build) + field_height(build, &field, build->frame.body.width) > columns_room(build, reserve);
	field.shown = title;
	columns_reading(build, reserve);
	build_title(build, field.label);
	build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .id = "title", .level = 1, .name = field.label, .type = TYPE_BODY_STRONG, .ink = field.error ? INK_ERROR : INK_LOOK,
		.label = field.label_inside ? "" : fit_shorten(build, TYPE_BODY_STRONG, title, build->frame.body.width, 1),
		.box = { .absolute = field.label_inside, .width = field.label_inside ? build->frame.body.width : 0 }));
	if (field.label_inside && field_height(build, &field, build->frame.body.width) + columns_gap(build) < columns_room(build, reserve)) { /* its ring has room above */
		build_group(build, (struct box){ .height = 1 });
		build_close(build);
	}
	field_show(build, &field);
	columns_touch(build, 0);
	columns_end(build);
	keyboard_show(build, &entry->keyboard);
	actions(build, entry);
}

void entry_show(struct build *build, const struct entry *entry)
{
	if (build->frame.column) {
		column(build, entry);
		return;
	}
	int reserve = keyboard_reserve(build, &entry->keyboard), width = columns_reading_width(build), room = columns_room(build, reserve);
	struct field field = entry->field;
	bool small = build->frame.panel == PANEL_SMALL || build->frame.percent > 100;
	field.hint_shown = true;
	field.hint_shown = prose_title_height(build, field.label, small, width) + columns_gap(build) + field_height(build, &field, width) <= room;
	if (entry->bare)
		header_show(build, NULL, NULL, false);
	else
		part_header(build, false);
	columns_reading(build, reserve);
	prose_title(build, field.label, small);
	field_show(build, &field);
	columns_touch(build, GAP);
	columns_end(build);
	keyboard_show(build, &entry->keyboard);
	actions(build, entry);
}
