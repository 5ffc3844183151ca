/* SPDX-License-Identifier: MIT */
/* spoken.c - for a person who cannot work this screen: that they said yes aloud, or that staff send it for them; each time why. */
#include "ui/screens/parts.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

static void button(struct build *build, const char *id, const char *icon, const char *words, struct box box, struct node_action action)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = words, .icon = build->frame.percent > 100 ? NULL : icon, .look = LOOK_SECOND, .text_align = ALIGN_CENTRE, .type = TYPE_SMALL,
		.action = action, .box = box));
}

void spoken_button(struct build *build)
{
	button(build, "assist-spoken", "message-square-text", say(build, "spoken.ask"), (struct box){ .min_height = part_small_height(build) }, (struct node_action)ACT(ACTION_ASSIST, .text = "spoken"));
}

/* It stands among rows that are counted before they are set, so it is just as high as it says. */
int behalf_button_height(const struct build *build)
{
	enum { AROUND = 32 };
	int usual = part_small_height(build), words = fit_line(build, TYPE_SMALL) + AROUND;
	return words > usual ? words : usual;
}

void behalf_button(struct build *build)
{
	int height = behalf_button_height(build);
	struct box box = { .height = build->frame.pages ? 0 : height, .min_height = height };
	button(build, "behalf", "send", say(build, "behalf.ask"), box, (struct node_action)ACT(ACTION_ASSIST, .text = "behalf"));
}

static void sheet(struct build *build, const char *title, const char *text, const char *act)
{
	frame_pages_if_large(&build->frame);
	frame_pages_if_tall(&build->frame, fit_tall(build));
	part_under(build);
	sheet_open(build, title);
	prose_text(build, TYPE_BODY, build->visit->assist.refused ? say(build, "spoken.not_now") : text);
	sheet_touch(build, build->frame.panel == PANEL_SMALL ? 14 : 24);
	for (int why = WHY_NONE + 1; why < WHY_COUNT; why++)
		button(build, build_text(build, "%s:%s", act, assist_why_name((enum assist_why)why)), NULL, say(build, build_text(build, "spoken.why.%s", assist_why_name((enum assist_why)why))), (struct box){ .min_height = part_small_height(build) },
			(struct node_action)ACT(ACTION_ASSIST, .text = act, .number = why));
	sheet_end(build, say(build, "action.close"), build->tree->rtl ? "arrow-right" : "arrow-left");
}

void spoken_sheet(struct build *build)
{
	sheet(build, say(build, "spoken.title"), say(build, "spoken.text"), "agreed");
}

void behalf_sheet(struct build *build)
{
	sheet(build, say(build, "behalf.title"), say(build, "behalf.text"), "send");
}
