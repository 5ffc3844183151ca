/* SPDX-License-Identifier: MIT */
/* field.c - the field's node carries everything for the ear; label and message are drawn beside it, for the eye. */
#include "ui/widgets/field.h"

#include "ui/visit/select.h"
#include "ui/widgets/fit.h"

#include <string.h>

enum { LABEL_GAP = 18, LABEL_GAP_SMALL = 10, ICON = 44, ICON_GAP = 14, PADDING_COLUMN = 18 };

static bool has(const char *text)
{
	return text && *text;
}

static enum type_style label_type(const struct field *field)
{
	return field->small ? TYPE_SMALL_STRONG : TYPE_CONTROL_STRONG;
}

static int gap_of(const struct field *field)
{
	return field->small ? LABEL_GAP_SMALL : LABEL_GAP;
}

static int box_height(const struct build *build, const struct field *field)
{
	return field->height ? field->height : build->frame.field_height;
}

int field_height(const struct build *build, const struct field *field, int width)
{
	int height = box_height(build, field);
	if (!field->label_hidden)
		height += fit_height(build, label_type(field), field->shown ? field->shown : field->label, width) + gap_of(field);
	if (field->hint_shown && has(field->hint))
		height += fit_height(build, TYPE_SMALL, field->hint, width) + gap_of(field);
	if (has(field->error) && !field->error_hidden) {
		int words = fit_height(build, TYPE_BODY_STRONG, field->error, width - ICON - ICON_GAP);
		height += (words > ICON ? words : ICON) + gap_of(field);
	}
	return height;
}

static void message(struct build *build, const char *error)
{
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .state = NODE_DECOR, .box = { .flow = FLOW_ROW, .gap = ICON_GAP, .align = ALIGN_START }));
	build_icon(build, "circle-alert", ICON, INK_ERROR);
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = error, .type = TYPE_BODY_STRONG, .ink = INK_ERROR, .state = NODE_DECOR, .box = { .grow = 1 }));
	build_close(build);
}

/* Where a low panel has no room above the box, its words stand in it until something is typed. */
static const char *inside(const struct build *build, const struct field *field, int padding)
{
	bool stands = field->label_inside || (field->label_hidden && build->frame.low && build->frame.percent > 150);
	return stands ? fit_shorten(build, TYPE_ENTRY, field->shown ? field->shown : field->label, build->frame.typing.width - 2 * padding, 1) : "";
}

static void box(struct build *build, const struct field *field)
{
	const struct visit *visit = build->visit;
	bool focused = strcmp(visit->field, field->name) == 0;
	const char *value = field->value ? field->value : "";
	struct selection marked = focused ? selection_of(visit) : (struct selection){ 0, 0 };
	bool some = marked.from < marked.to;
	int caret = focused ? (int)marked.to : -1;
	int padding = field->padding ? field->padding : build->frame.column ? PADDING_COLUMN : 0;
	build_leaf(build, (struct node){ .role = NODE_ROLE_FIELD, .id = build_text(build, "field:%s", field->name), .name = field->label, .label = inside(build, field, padding), .value = value, .hint = field->hint,
		.error = has(field->error) ? field->error : NULL, .look = LOOK_FIELD, .type = TYPE_ENTRY, .caret = caret, .select = some ? (int)marked.from : caret,
		.state = (some ? NODE_SELECTED_TEXT : 0) | (has(field->error) ? NODE_INVALID : 0) | (field->lines ? NODE_MULTILINE : 0) | (field->secret ? NODE_SECRET : 0) | (field->personal ? NODE_PERSONAL : 0),
		.action = ACT(ACTION_FIELD, .number = field->part, .text = field->name),
		.box = { .height = box_height(build, field), .pad_start = padding, .pad_end = padding,
			.pad_top = field->lines ? 16 : 0, .pad_bottom = field->lines ? 16 : 0, .grow = has(field->prefix) || has(field->suffix) } });
}

void field_show(struct build *build, const struct field *field)
{
	build_group(build, (struct box){ .gap = gap_of(field), .width = field->width, .grow = field->grow, .equal = field->grow > 0, .pack = ALIGN_END });
	if (!field->label_hidden)
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = field->label, .label = field->shown, .type = label_type(field), .state = NODE_DECOR));
	if (field->hint_shown && has(field->hint))
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = field->hint, .type = TYPE_SMALL, .ink = INK_QUIET, .state = NODE_DECOR));
	if (has(field->error) && !field->error_hidden)
		message(build, field->error);
	if (!has(field->prefix) && !has(field->suffix)) {
		box(build, field);
	} else {
		build_group(build, (struct box){ .flow = FLOW_ROW, .gap = 20, .align = ALIGN_CENTRE });
		if (has(field->prefix))
			build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = field->prefix, .type = TYPE_ENTRY));
		box(build, field);
		if (has(field->suffix))
			build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = field->suffix, .type = TYPE_ENTRY));
		build_close(build);
	}
	build_close(build);
}
