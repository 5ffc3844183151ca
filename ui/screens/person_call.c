/* SPDX-License-Identifier: MIT */
/* person_call.c - somebody was asked to come: who, about when, or truly that nobody hears it and what there is instead. */
#include "ui/screens/parts.h"
#include "ui/screens/person.h"
#include "ui/screens/phrase.h"
#include "ui/visit/list.h"
#include "ui/visit/paper.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

static int button_height(const struct build *build)
{
	return build->frame.panel == PANEL_SMALL ? 80 : 96;
}

void person_ask(struct build *build)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "call", .name = say(build, "call.ask"), .icon = build->frame.percent > 100 ? NULL : "bell-ring", .look = LOOK_PERSON_ACTION, .type = TYPE_CONTROL_STRONG,
		.text_align = ALIGN_CENTRE, .action = ACT(ACTION_CALL), .box = { .min_height = button_height(build) }));
}

static const char *named(const struct build *build, const char *key)
{
	return say_with(build, key, WORDS_VALUES({ "name", counter_call_name(build) }));
}

static const char *title_of(const struct build *build)
{
	const struct visit *visit = build->visit;
	switch (visit->call.stage) {
	case CALL_ASKING: return say(build, visit->hub_down ? "call.title.down" : "call.title.asking");
	case CALL_WAITING: return say(build, "call.title.waiting");
	case CALL_ALONE: return say(build, "call.title.alone");
	case CALL_COMING: return named(build, "call.title.coming");
	case CALL_HERE: return named(build, "call.title.here");
	case CALL_DONE: return named(build, "call.title.done");
	case CALL_NONE: case CALL_STAGE_COUNT: break;
	}
	return "";
}

static const char *text_of(const struct build *build)
{
	const struct visit *visit = build->visit;
	switch (visit->call.stage) {
	case CALL_ASKING: return say(build, visit->hub_down ? "call.text.down" : "call.text.asking");
	case CALL_WAITING: return say(build, "call.text.waiting");
	case CALL_ALONE: return say(build, "call.text.alone");
	case CALL_COMING: return visit->call.minutes > 0 ? say_count(build, "call.minutes", visit->call.minutes, NULL) : say(build, "call.now");
	case CALL_HERE: return say(build, "call.text.here");
	case CALL_DONE: return say(build, "call.text.done");
	case CALL_NONE: case CALL_STAGE_COUNT: break;
	}
	return "";
}

static bool somebody(const struct visit *visit)
{
	return visit->call.stage == CALL_COMING || visit->call.stage == CALL_HERE || visit->call.stage == CALL_DONE;
}

/* What is within reach there holds the buttons, and no list above them. */
static bool cramped(const struct build *build)
{
	return build->frame.reach && build->frame.panel == PANEL_SMALL && fit_tall(build) > 1;
}

/* "Your number is A12" */
static const char *number(const struct build *build)
{
	const struct call *call = &build->visit->call;
	if (!call->ticket[0] || call->stage == CALL_DONE || call->stage == CALL_HERE)
		return "";
	return say_with(build, "call.number", WORDS_VALUES({ "ticket", call->ticket }));
}

static void lines(struct build *build)
{
	bool open;
	prose_text(build, TYPE_BODY_STRONG, text_of(build));
	if (*number(build))
		prose_text(build, TYPE_BODY, number(build));
	if (call_in_vain(build->visit))
		prose_text(build, TYPE_BODY, part_hours(build, &open));
	if (call_in_vain(build->visit) && cramped(build))
		prose_text(build, TYPE_BODY, say_with(build, "person.phone", WORDS_VALUES({ "phone", build->visit->site->phone })));
}

static void state(struct build *build)
{
	const struct visit *visit = build->visit;
	bool roomy = build->frame.panel != PANEL_SMALL && build->frame.percent <= 100;
	if (build->frame.pages) { /* no card round what may go on over the page */
		lines(build);
		return;
	}
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .id = "call-state", .look = LOOK_NOTE, .box = { .flow = FLOW_ROW, .gap = 30, .align = ALIGN_END, .pad_top = 26, .pad_bottom = roomy ? 1 : 26, .pad_start = 30, .pad_end = 30 }));
	if (roomy) {
		build_open(build, NODE(.role = NODE_ROLE_GROUP, .look = somebody(visit) ? LOOK_ARCH_ACCENT : LOOK_PLAIN, .state = NODE_DECOR, .box = { .width = 176, .height = 213 }));
		build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .image = call_in_vain(visit) ? "desk-closed" : "staff", .state = NODE_DECOR, .box = { .absolute = true, .width = 176, .height = 213 }));
		build_close(build);
	}
	build_group(build, (struct box){ .grow = 1, .pad_bottom = roomy ? 28 : 1, .gap = 6 });
	lines(build);
	build_close(build);
	build_close(build);
}

static const struct form *service_of(const struct build *build, const char *code)
{
	const struct form *form = *code ? list_form(build->visit, code) : NULL;
	return form && list_may_go(build->visit, form) ? form : NULL;
}

static void service(struct build *build, const struct form *form, const char *id, const char *words, const char *icon)
{
	if (form)
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = say(build, words), .icon = build->frame.pages || build->frame.split ? NULL : icon, .look = LOOK_SECOND, .type = TYPE_SMALL, .text_align = ALIGN_CENTRE,
			.action = ACT(ACTION_SERVICE, .text = form->service.code), .box = { .min_height = button_height(build), .grow = build->frame.pages ? 0 : 1, .equal = !build->frame.pages }));
}

/* In place of a person: side by side where they have the room. */
static void services(struct build *build)
{
	const struct form *back = service_of(build, build->visit->site->call_back), *form = service_of(build, build->visit->site->paper_form);
	if (!back && !form)
		return;
	build_group(build, (struct box){ .flow = build->frame.pages ? FLOW_COLUMN : FLOW_ROW, .gap = 17 });
	service(build, back, "call-back", "call.back", "calendar-check");
	service(build, form, "paper-form", "call.paper", "file-pen-line");
	build_close(build);
}

static void contacts(struct build *build)
{
	bool crowd = build->frame.percent > 100 || build->frame.panel == PANEL_SMALL || ((build->frame.split || build->frame.reach) && service_of(build, build->visit->site->call_back));
	person_contacts(build, crowd, crowd);
}

static void paper(struct build *build)
{
	const struct call *call = &build->visit->call;
	if (call->paper == CALL_PAPER_PRINTING || call->paper == CALL_PAPER_DONE)
		note_show(build, NOTE_PLAIN, call->paper == CALL_PAPER_DONE ? "printer-check" : "printer", NULL, say(build, call->paper == CALL_PAPER_DONE ? "call.printed" : "call.printing"));
	else if (call_has_paper(build->visit))
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "ticket", .name = say(build, "call.print"), .icon = build->frame.percent > 100 ? NULL : "ticket", .look = LOOK_SECOND, .type = TYPE_SMALL, .text_align = ALIGN_CENTRE,
			.action = ACT(ACTION_TICKET), .box = { .min_height = button_height(build) }));
}

static void off(struct build *build)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "call-off", .name = say(build, "call.off"), .icon = build->frame.percent > 100 ? NULL : "x", .look = LOOK_SECOND, .type = TYPE_SMALL, .text_align = ALIGN_CENTRE,
		.action = ACT(ACTION_CALL_OFF), .box = { .min_height = button_height(build) }));
}

/* Staff who stand here get to their own sheet. */
static void off_and_staff(struct build *build)
{
	enum { GAP = 17, AROUND = 70 };
	int half = ((build->frame.split ? build->frame.touch.width : sheet_width(build)) - GAP) / 2;
	bool beside = fit_width(build, TYPE_SMALL, say(build, "call.off")) + AROUND + fit_icon(build, TYPE_SMALL) <= half && !build->frame.pages;
	if (!build->visit->staff.ready || !beside) {
		off(build);
		if (build->visit->staff.ready && build->frame.pages)
			part_staff(build);
		return;
	}
	build_group(build, (struct box){ .flow = FLOW_ROW, .wrap = true, .columns = 2, .gap = GAP });
	off(build);
	part_staff(build);
	build_close(build);
}

void person_call(struct build *build)
{
	const struct visit *visit = build->visit;
	bool small = build->frame.panel == PANEL_SMALL;
	if (!build->frame.reach && (build->frame.percent > 150 || (call_in_vain(visit) && (build->frame.percent > 100 || fit_tall(build) || small))))
		frame_pages(&build->frame);
	part_under(build);
	sheet_open(build, title_of(build));
	state(build);
	if (visit->form && visit->place != PLACE_DONE && !call_in_vain(visit) && !small && build->frame.percent <= 100)
		note_show(build, NOTE_GOOD, "shield-check", NULL, say(build, "person.answers"));
	if (call_in_vain(visit) && !build->frame.split)
		contacts(build);
	sheet_touch(build, small ? 14 : 24);
	if (call_in_vain(visit) && build->frame.split && !cramped(build))
		contacts(build);
	if (call_in_vain(visit))
		services(build);
	paper(build);
	if (visit->call.stage == CALL_HERE && confirm_due(visit))
		confirm_button(build, button_height(build));
	if (call_open(visit))
		off_and_staff(build);
	else
		person_ask(build);
	sheet_end(build, say(build, visit->form && visit->place != PLACE_DONE ? "action.back_to_questions" : "action.close"), build->tree->rtl ? "arrow-right" : "arrow-left");
}
