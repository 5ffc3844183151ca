/* SPDX-License-Identifier: MIT */
/* sign.c - British Sign Language: what to show to a person here, how to sign with the council now, and an interpreter at a time that is arranged. */
#include "ui/screens/parts.h"
#include "ui/visit/list.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

void part_sign(struct build *build)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "sign", .name = say(build, "sign.short"), .icon = build->frame.percent > 100 ? NULL : "hand", .look = LOOK_SECOND, .type = TYPE_SMALL, .text_align = ALIGN_CENTRE,
		.action = ACT(ACTION_OPEN, .number = SHEET_SIGN), .box = { .min_height = build->frame.panel == PANEL_SMALL ? 80 : 96 }));
}

/* What the service promises is what is said here. */
static const char *by_when(const struct build *build, const struct form *form)
{
	if (!list_may_ask(build->visit))
		return say(build, "sign.finish_first");
	return form->service.standard_value > 0 ? say_count(build, "sign.within", form->service.standard_value, NULL) : "";
}

/* Each line counts. */
static bool brief(const struct build *build)
{
	return build->frame.percent > (fit_tall(build) ? 100 : 150);
}

static void ways(struct build *build, const struct form *form)
{
	const char *relay = build->visit->site->sign_relay;
	bool roomy = build->frame.percent <= 100 && build->frame.panel != PANEL_SMALL && !fit_tall(build);
	int pad = roomy ? 32 : 14;
	if (!*relay && !form)
		return;
	if (build->frame.pages) /* no card round what may go on over the page */
		build_open(build, NODE(.role = NODE_ROLE_LIST, .box = { .gap = 14 }));
	else
		build_open(build, NODE(.role = NODE_ROLE_LIST, .look = LOOK_CARD, .box = { .gap = roomy ? 24 : 14, .pad_top = pad, .pad_bottom = pad, .pad_start = pad, .pad_end = pad }));
	if (*relay)
		part_contact(build, roomy ? "phone" : NULL, say(build, "sign.now"), relay);
	if (form && brief(build))
		prose_text(build, TYPE_SMALL, by_when(build, form));
	else if (form)
		part_contact(build, roomy ? "calendar-check" : NULL, say(build, "sign.later"), by_when(build, form));
	build_close(build);
}

void sign_sheet(struct build *build)
{
	const struct form *form = list_interpreter(build->visit);
	bool small = build->frame.panel == PANEL_SMALL, large = build->frame.split && build->frame.percent > 100;
	frame_pages_if_large(&build->frame);
	frame_pages_if_tall(&build->frame, fit_tall(build));
	part_under(build);
	sheet_open(build, say(build, "sign.title"));
	if (!brief(build))
		prose_text(build, TYPE_BODY, say(build, "sign.free"));
	note_show(build, NOTE_PLAIN, "hand", say(build, "sign.show"), say(build, "sign.card"));
	sheet_touch(build, small ? 14 : large ? 16 : 24);
	ways(build, form);
	if (form && list_may_ask(build->visit))
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "interpreter", .name = say(build, "sign.ask"), .icon = build->frame.percent > 100 ? NULL : "calendar-check", .look = LOOK_MAIN, .text_align = ALIGN_CENTRE,
			.action = ACT(ACTION_INTERPRETER), .box = { .min_height = small ? 80 : 96 }));
	sheet_end(build, say(build, "action.close"), "x");
}
