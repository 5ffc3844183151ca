/* SPDX-License-Identifier: MIT */
/* person.c - where staff are, until when, and the phone; and somebody is asked to come. What becomes of that: person_call.c. */
#include "ui/screens/parts.h"
#include "ui/screens/person.h"
#include "ui/screens/phrase.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

static void hours_line(struct build *build, bool open, const char *hours)
{
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = 14, .align = ALIGN_CENTRE });
	build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .look = open ? LOOK_DOT_HERE : LOOK_DOT_AWAY, .state = NODE_DECOR, .box = { .width = 20, .height = 20 }));
	build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .level = 2, .name = hours, .type = TYPE_HEADING));
	build_close(build);
}

static void where(struct build *build, bool open, const char *hours)
{
	bool roomy = build->frame.panel != PANEL_SMALL && build->frame.percent <= 100, bare = build->frame.low && build->frame.percent > 100;
	if (bare) { /* no card round what may go on over the page */
		hours_line(build, open, hours);
		prose_text(build, TYPE_BODY, build->visit->site->desk);
		return;
	}
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_NOTE, .box = { .flow = FLOW_ROW, .gap = 30, .align = ALIGN_END, .pad_top = 26, .pad_bottom = roomy ? 1 : 26, .pad_start = 30, .pad_end = 30 }));
	if (roomy) {
		build_open(build, NODE(.role = NODE_ROLE_GROUP, .look = open ? LOOK_ARCH_ACCENT : LOOK_PLAIN, .state = NODE_DECOR, .box = { .width = 176, .height = 213 }));
		build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .image = open ? "staff" : "desk-closed", .state = NODE_DECOR, .box = { .absolute = true, .width = 176, .height = 213 }));
		build_close(build);
	}
	build_group(build, (struct box){ .grow = 1, .pad_bottom = roomy ? 28 : 1, .gap = 6 });
	hours_line(build, open, hours);
	prose_text(build, TYPE_BODY, build->visit->site->desk);
	build_close(build);
	build_close(build);
}

static int contact_height(const struct build *build, const char *strong, const char *text)
{
	enum { ARCH_AND_GAP = 92 + 24 };
	int room = build->frame.body.width - ARCH_AND_GAP;
	return fit_height(build, TYPE_BODY_STRONG, strong, room) + fit_height(build, TYPE_SMALL, text, room);
}

void part_contact(struct build *build, const char *icon, const char *strong, const char *text)
{
	bool long_words = build->frame.pages && build->frame.percent > 150 && fit_tall(build) > 1, fills = build->frame.low && contact_height(build, strong, text) > build->frame.body.height;
	if (fills || ((build->frame.low || long_words) && !icon)) { /* it may go on over the page */
		prose_text(build, TYPE_BODY_STRONG, strong);
		prose_text(build, TYPE_SMALL, text);
		return;
	}
	build_open(build, NODE(.role = NODE_ROLE_ITEM, .box = { .flow = FLOW_ROW, .gap = 24, .align = ALIGN_CENTRE }));
	if (icon)
		build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .icon = icon, .look = LOOK_ARCH, .state = NODE_DECOR,
			.box = { .width = build->frame.split ? 72 : 92, .height = build->frame.split ? 80 : 104 }));
	build_group(build, (struct box){ .grow = 1 });
	prose_text(build, TYPE_BODY_STRONG, strong);
	prose_text(build, TYPE_SMALL, text);
	build_close(build);
	build_close(build);
}

void person_contacts(struct build *build, bool brief, bool numbers)
{
	const struct site *site = build->visit->site;
	bool small = build->frame.panel == PANEL_SMALL;
	int pad = small ? 18 : 32;
	if (build->frame.pages) /* no card round what may go on over the page */
		build_open(build, NODE(.role = NODE_ROLE_LIST, .box = { .gap = 14 }));
	else
		build_open(build, NODE(.role = NODE_ROLE_LIST, .look = LOOK_CARD, .box = { .gap = small ? 14 : 24, .pad_top = pad, .pad_bottom = pad, .pad_start = pad, .pad_end = pad }));
	part_contact(build, brief ? NULL : "phone", say_with(build, "person.phone", WORDS_VALUES({ "phone", site->phone })), brief ? "" : site->phone_hours);
	if (*site->text_relay)
		part_contact(build, brief ? NULL : "message-square-text", say_with(build, "person.relay", WORDS_VALUES({ "number", site->text_relay })), numbers ? "" : say(build, "person.relay_text"));
	if (*site->address && build->frame.percent <= 100 && !brief && !(numbers && !small))
		part_contact(build, "map-pin", site->branch, site->address);
	build_close(build);
}

void person_sheet(struct build *build)
{
	if (build->visit->call.stage != CALL_NONE) {
		person_call(build);
		return;
	}
	bool open, small = build->frame.panel == PANEL_SMALL;
	const char *hours = part_hours(build, &open);
	bool ask = call_may_ask(build->visit);
	frame_pages_if_large(&build->frame);
	frame_pages_if_tall(&build->frame, fit_tall(build));
	const char *assist = build->visit->place == PLACE_QUESTION ? phrase_assist(build, &build->visit->form->page[build->visit->page]) : "";
	if (*assist && build->frame.percent > 150 && fit_tall(build))
		frame_pages(&build->frame);
	part_under(build);
	sheet_open(build, say(build, open ? "person.title" : "person.title_away"));
	where(build, open, hours);
	bool brief = *assist && (build->frame.percent > 100 ? fit_tall(build) > 0 : small && fit_tall(build) > 1); /* the numbers alone */
	int words = (build->frame.split ? build->frame.width / 2 : build->frame.body.width) - 200;
	if (*assist)
		note_show(build, NOTE_PLAIN, "hand", NULL, brief && build->frame.split ? fit_shorten(build, TYPE_SMALL, assist, words, 2) : assist);
	bool room = *assist ? build->frame.panel == PANEL_PORTRAIT && build->frame.percent <= 100 : build->frame.percent <= (fit_tall(build) ? 100 : 150);
	if (build->visit->form && build->visit->place != PLACE_DONE && room)
		note_show(build, NOTE_GOOD, "shield-check", NULL, say(build, "person.answers"));
	sheet_touch(build, small ? 16 : 24);
	if (ask && !build->frame.reach)
		person_ask(build);
	brief |= ask && build->frame.percent > 100;
	person_contacts(build, brief, small || brief || ((*assist || fit_tall(build)) && build->frame.percent > 150) || (ask && *assist && fit_tall(build)));
	if (ask && build->frame.reach)
		person_ask(build); /* nearer to the hand */
	if (build->frame.pages || (!(ask && (fit_tall(build) || build->frame.percent > 100 || build->frame.panel != PANEL_PORTRAIT)) && build->frame.percent <= (fit_tall(build) ? 100 : 150) && !(*assist && (fit_tall(build) || build->frame.percent > 100))))
		part_sign_and_staff(build); /* else it is on the sheets of languages and of ways to use the screen */
	struct node print = part_print_node(build, HANDOUT_BRANCH, "handout.this", LOOK_SECOND);
	sheet_end_with(build, handout_has(build->visit, HANDOUT_BRANCH) ? &print : NULL, say(build, build->visit->form && build->visit->place != PLACE_DONE ? "action.back_to_questions" : "action.close"),
		build->tree->rtl ? "arrow-right" : "arrow-left");
}
