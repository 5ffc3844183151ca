/* SPDX-License-Identifier: MIT */
/* steps.c - a list for the ear, a line of discs for the eye. */
#include "ui/widgets/steps.h"

#include "ui/widgets/fit.h"

#include <string.h>

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

/* What goes on over the page stands below its beginning. */
static void show_part(struct build *build, const struct step *step, const char *when, const char *what, int place, int of)
{
	build_open(build, NODE(.role = NODE_ROLE_ITEM, .box = { .flow = FLOW_ROW, .gap = GAP, .align = ALIGN_START }, .place = place, .of = of));
	if (place > 0)
		build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .look = LOOK_DISC, .icon = step->icon, .state = NODE_DECOR, .box = { .width = DISC, .height = DISC }));
	else
		build_leaf(build, NODE(.role = NODE_ROLE_GROUP, .state = NODE_DECOR, .box = { .width = DISC, .height = DISC }));
	build_group(build, (struct box){ .grow = 1 });
	if (when && *when)
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = when, .type = TYPE_BODY_STRONG));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = what, .type = TYPE_BODY, .lang = step->lang));
	build_close(build);
	build_close(build);
}

static void show_step(struct build *build, const struct step *step, int place, int of)
{
	int width = build->frame.body.width - DISC - GAP, line = fit_line(build, TYPE_BODY), room = build->frame.body.height - fit_height(build, TYPE_BODY_STRONG, step->when, width);
	int take = build->frame.low ? fit_take(build, TYPE_BODY, step->what, width, room > line ? room / line : 1) : (int)strlen(step->what);
	show_part(build, step, step->when, build_text(build, "%.*s", take, step->what), place, of);
	for (const char *left = step->what + take; *left; left += take) {
		left += strspn(left, " \n");
		take = fit_take(build, TYPE_BODY, left, width, build->frame.body.height / line);
		show_part(build, step, NULL, build_text(build, "%.*s", take, left), 0, 0);
	}
}

void steps_show(struct build *build, const struct step *step, int count)
{
	build_open(build, NODE(.role = NODE_ROLE_LIST, .box = { .gap = BETWEEN }));
	for (int i = 0; i < count; i++)
		show_step(build, &step[i], i + 1, count);
	build_close(build);
}
