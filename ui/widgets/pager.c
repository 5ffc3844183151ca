/* SPDX-License-Identifier: MIT */
/* pager.c - only the button that does something is there. */
#include "ui/widgets/pager.h"

int pager_height(const struct build *build)
{
	if (build->frame.column) /* there the actions turn the page */
		return 0;
	return build->frame.panel == PANEL_SMALL ? 80 : build->frame.percent > 150 && build->frame.split ? 144 : build->frame.percent > 100 ? 120 : 96;
}

void pager_show(struct build *build, int before, int after, const char *more, int step_back)
{
	struct box box = { .grow = 1, .equal = build->frame.percent <= 150 && build->frame.panel != PANEL_SMALL, .height = pager_height(build) };
	if (build->frame.column || (before == 0 && after == 0))
		return;
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = 20 });
	if (before > 0)
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "page-previous", .name = say(build, "action.up"), .icon = "arrow-up", .look = LOOK_SECOND, .type = TYPE_BODY_STRONG,
			.text_align = ALIGN_CENTRE, .action = ACT(ACTION_PAGE, .number = step_back), .box = box));
	box.grow = build->frame.reach && !build->frame.apart ? 1 : 2;
	if (after > 0)
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "page-next", .name = say_count(build, more, after, NULL), .icon = "arrow-down", .look = LOOK_SECOND, .type = TYPE_BODY_STRONG,
			.text_align = ALIGN_CENTRE, .action = ACT(ACTION_PAGE, .number = 1), .box = box));
	build_close(build);
}
