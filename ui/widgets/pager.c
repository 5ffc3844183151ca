/* SPDX-License-Identifier: MIT */
/* pager.c - only the button that does something is there. Words that would need a second line are set smaller, both alike, at last without their arrows. */
#include "ui/widgets/pager.h"

#include "ui/widgets/fit.h"

enum { GAP = 20, AROUND = 2 * 39, ICON_GAP = 16 };

struct turns { const char *up, *down; enum type_style type; bool icons, shares; /* the widths are shared out, else by the words */ };

int pager_height(const struct build *build)
{
	if (build->frame.column) /* there the actions turn the page */
		return 0;
	if (build->frame.low)
		return build->frame.row_height;
	return build->frame.panel == PANEL_SMALL ? 80 : build->frame.percent > 150 && build->frame.split ? 100 : build->frame.percent > 100 ? 120 : 96;
}

static int width_of(const struct build *build, const struct turns *turns, const char *words)
{
	return words ? fit_width(build, turns->type, words) + AROUND + (turns->icons ? fit_icon(build, turns->type) + ICON_GAP : 0) : 0;
}

static bool fits(const struct build *build, const struct turns *turns, int width, int down_share)
{
	int up = width_of(build, turns, turns->up), down = width_of(build, turns, turns->down);
	if (!turns->up || !turns->down)
		return up + down <= width;
	width -= GAP;
	return turns->shares ? up <= width / (1 + down_share) && down <= width * down_share / (1 + down_share) : up + down <= width;
}

/* How the words are set, tried one after the other. */
static void set_words(const struct build *build, struct turns *turns, int width, int down_share)
{
	static const struct { enum type_style type; bool icons, shares; } tries[] = {
		{ TYPE_BODY_STRONG, true, true }, { TYPE_BODY_STRONG, true, false }, { TYPE_SMALL_STRONG, true, false }, { TYPE_SMALL_STRONG, false, false },
	};
	for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++) {
		turns->type = tries[i].type;
		turns->icons = tries[i].icons;
		turns->shares = tries[i].shares;
		if (fits(build, turns, width, down_share))
			return;
	}
}

static void show_turn(struct build *build, const struct turns *turns, const char *id, const char *words, const char *icon, int step, int share)
{
	struct box box = { .grow = share, .equal = turns->shares, .height = pager_height(build) };
	if (words)
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = words, .icon = turns->icons ? icon : NULL, .look = LOOK_SECOND, .type = turns->type, .text_align = ALIGN_CENTRE,
			.action = ACT(ACTION_PAGE, .number = step), .box = box));
}

bool pager_fits(const struct build *build, int width, const char *more)
{
	enum { MOST = 99 };
	struct turns turns = { .up = say(build, "action.up"), .down = say_count(build, more, MOST, NULL), .type = TYPE_SMALL_STRONG };
	return fits(build, &turns, width, 2) && fit_line(build, TYPE_SMALL_STRONG) <= pager_height(build);
}

void pager_show(struct build *build, int width, int before, int after, const char *more, int step_back)
{
	int share = build->frame.reach && !build->frame.apart ? 1 : 2;
	struct turns turns = { .up = before > 0 ? say(build, "action.up") : NULL, .down = after > 0 ? say_count(build, more, after, NULL) : NULL };
	if (build->frame.column || (!turns.up && !turns.down))
		return;
	set_words(build, &turns, width, share);
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = GAP });
	show_turn(build, &turns, "page-previous", turns.up, "arrow-up", step_back, 1);
	show_turn(build, &turns, "page-next", turns.down, "arrow-down", 1, share);
	build_close(build);
}
