/* SPDX-License-Identifier: MIT */
/* steps.c - a list for the ear, a line of discs for the eye. */
#include "ui/widgets/steps.h"

#include "ui/widgets/fit.h"

enum { DISC = 52, GAP = 28, BETWEEN = 20 };

int steps_height(const struct build *build, const struct step *step, int count, int width)
{
	int height = 0;
	for (int i = 0; i < count; i++) {
		int words = fit_height(build, TYPE_BODY_STRONG, step[i].when, width - DISC - GAP) + fit_height(build, TYPE_BODY, step[i].what, width - DISC - GAP);
		height += (words > DISC ? words : DISC) + BETWEEN;
	}
	return height;
}

void steps_show(struct build *build, const struct step *step, int count)
{
	build_open(build, NODE(.role = NODE_ROLE_LIST, .box = { .gap = BETWEEN }));
	for (int i = 0; i < count; i++) {
		build_open(build, NODE(.role = NODE_ROLE_ITEM, .box = { .flow = FLOW_ROW, .gap = GAP, .align = ALIGN_START }, .place = i + 1, .of = count));
		build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .look = LOOK_DISC, .icon = step[i].icon, .state = NODE_DECOR, .box = { .width = DISC, .height = DISC }));
		build_group(build, (struct box){ .grow = 1 });
		if (step[i].when && *step[i].when)
			build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = step[i].when, .type = TYPE_BODY_STRONG));
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = step[i].what, .type = TYPE_BODY, .lang = step[i].lang));
		build_close(build);
		build_close(build);
	}
	build_close(build);
}
