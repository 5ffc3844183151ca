/* SPDX-License-Identifier: MIT */
/* counter.c - never mirrored, moved or covered, so that a mark on the frame of the screen stays true. */
#include "ui/widgets/counter.h"

#include "firmware/base/utf8.h"
#include "firmware/uk/opening.h"

#include "ui/widgets/fit.h"

#include <string.h>

enum { NAME_MAX_CHARACTERS = 14, BUTTONS = 3, PERSON_AROUND = 2 * 21 + 72 + 18 + 20 /* padding, figure and gap, border */, PERSON_PAD = 4 };

const char *counter_call_name(const struct build *build)
{
	const char *name = build->visit->call.name;
	return *name && utf8_length(name) <= NAME_MAX_CHARACTERS ? name : say(build, "call.somebody");
}

static const char *stage_name(const struct visit *visit)
{
	if (call_in_vain(visit))
		return "alone";
	return visit->call.stage == CALL_COMING ? "coming" : visit->call.stage == CALL_HERE ? "here" : "waiting";
}

static const char *called(const struct build *build)
{
	const char *words = build_text(build, "call.status.%s", stage_name(build->visit));
	return say_with(build, words, WORDS_VALUES({ "name", counter_call_name(build) }));
}

const char *counter_person_status(const struct build *build, bool *ret_here)
{
	const struct visit *visit = build->visit;
	int minutes = 0;
	struct date day;
	*ret_here = opening_until(visit->site, visit->holidays, visit->today, visit->now_minutes, &minutes, &day);
	if (*ret_here)
		return say(build, "person.here");
	if (minutes < 0)
		return say(build, "person.away");
	int ahead = (int)(date_number(day) - date_number(visit->today));
	if (ahead == 0)
		return say_with(build, "person.back_at", WORDS_VALUES({ "time", words_time(visit->words, &build->tree->arena, minutes) }));
	return say_with(build, "person.back_on", WORDS_VALUES({ "day", say(build, build_text(build, "date.short.%d", date_weekday(day))) }));
}

static struct area inside(struct area area, struct area outer)
{
	return (struct area){ area.x - outer.x, area.y - outer.y, area.width, area.height };
}

/* Where four full sentences have no room: a short word each, and no icon beside large ones. */
static bool narrow(const struct build *build)
{
	return build->frame.shape == PANEL_SMALL && (build->frame.low || build->frame.percent > 100);
}

static const char *brief_of(const struct build *build, const char *id)
{
	return say(build, build_text(build, "counter.brief.%s", id));
}

/* An icon stands beside a short word where all of them have room. */
static bool crowded(const struct build *build, const struct area area[BUTTONS], const int words[BUTTONS])
{
	enum { ICON = 44, AROUND = 18 };
	bool crowded = build->frame.percent > 100;
	for (int i = 0; i < BUTTONS && build->frame.low; i++)
		crowded |= words[i] + ICON + AROUND > area[i].width;
	return crowded;
}

/* With large words their own widths, before one of them would break. */
static bool breaks(const struct build *build, const struct area area[BUTTONS], const int words[BUTTONS])
{
	enum { AROUND = 24 };
	bool breaks = false;
	for (int i = 0; i < BUTTONS; i++)
		breaks |= words[i] + AROUND > area[i].width;
	return breaks && narrow(build) && !build->frame.reach;
}

static const char *own_name(const struct build *build, const char *tag)
{
	return say(build, build_text((struct build *)build, "language.%s", tag));
}

/* How wide the three words are; what leaves and what listens share a place. */
static void measure(const struct build *build, int ret_words[BUTTONS])
{
	int listen = fit_width(build, TYPE_SMALL, brief_of(build, "listen"));
	ret_words[0] = fit_width(build, TYPE_SMALL, brief_of(build, "easier"));
	ret_words[1] = fit_width(build, TYPE_SMALL, pair_other(build->visit) ? own_name(build, pair_other(build->visit)) : brief_of(build, "language"));
	ret_words[2] = fit_width(build, TYPE_SMALL, brief_of(build, "finish"));
	ret_words[2] = listen > ret_words[2] ? listen : ret_words[2];
}

/* Each has its word's width and as much air as the others. */
static void spread(const struct frame *frame, const int words[BUTTONS], struct area area[BUTTONS])
{
	int gap = frame->language.x - frame_right(frame->easier), end = frame_right(frame->finish), air = end - area[0].x - (BUTTONS - 1) * gap;
	for (int i = 0; i < BUTTONS; i++)
		air -= words[i];
	for (int i = 0, x = area[0].x; i < BUTTONS; x += area[i++].width + gap) {
		area[i].x = x;
		area[i].width = i + 1 < BUTTONS ? words[i] + air / BUTTONS : end - x;
	}
}

/* Of two languages the other, by its own name: one touch shows the same screen in it. */
static void turn_button(struct build *build, struct area area, bool bare)
{
	enum { AROUND = 24 };
	const char *tag = pair_other(build->visit);
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "language", .name = own_name(build, tag), .label = fit_shorten(build, TYPE_SMALL, own_name(build, tag), area.width - AROUND, 1), .lang = tag, .icon = bare ? NULL : "globe", .look = LOOK_COUNTER_BUTTON, .type = TYPE_SMALL, .text_align = ALIGN_CENTRE,
		.action = ACT(ACTION_PAIR, .text = "turn"), .box = frame_box(area, build->frame.shape == PANEL_PORTRAIT ? FLOW_COLUMN : FLOW_ROW, 4)));
}

/* What is seen is in what is said. */
static const char *with_brief(const struct build *build, const char *words, const char *brief)
{
	return !brief || strstr(words, brief) ? words : build_text(build, "%s: %s", brief, words);
}

static void button(struct build *build, struct area area, const char *id, const char *icon, const char *words, int what, int number)
{
	struct box box = frame_box(area, build->frame.shape == PANEL_PORTRAIT ? FLOW_COLUMN : FLOW_ROW, 4);
	const char *brief = narrow(build) ? brief_of(build, id) : NULL;
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = with_brief(build, words, brief), .label = brief, .icon = icon, .look = LOOK_COUNTER_BUTTON, .type = TYPE_SMALL, .text_align = ALIGN_CENTRE,
		.action = ACT(what, .number = number), .box = box));
}

/* Both lines of a tall script, and when they are back in two more, are higher than the button. */
static bool status_crowds(const struct build *build, const char *status)
{
	enum { AROUND = 160 };
	return build->frame.shape == PANEL_PORTRAIT && build->frame.percent <= 100 && fit_tall(build) > 0 && fit_lines(build, TYPE_SMALL, status, build->frame.person.width - AROUND) > 1;
}

/* Who of the staff is signed in stands where a person is, on every page; they get to their own sheet by it. */
static void signed_in(struct build *build, struct area outer, bool full)
{
	enum { AROUND = 24 };
	const struct staff *staff = &build->visit->staff;
	const char *who = staff->name[0] ? say_with(build, "staff.in", WORDS_VALUES({ "name", staff->name })) : say(build, "staff.in_by_code"), *shown = staff->name[0] ? staff->name : who;
	bool bare = narrow(build);
	struct box box = frame_box(inside(build->frame.person, outer), FLOW_ROW, 0);
	if (bare)
		box.pad_start = box.pad_end = PERSON_PAD;
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "person", .name = who, .label = bare ? fit_shorten(build, TYPE_SMALL_STRONG, shown, build->frame.person.width - AROUND, 1) : fit_shorten(build, TYPE_PERSON, shown, build->frame.person.width - PERSON_AROUND, 1),
		.hint = full || bare ? NULL : say(build, staff->soon ? "staff.soon_brief" : "staff.here"), .value = "here", .look = bare ? LOOK_PERSON_ACTION : LOOK_PERSON, .type = bare ? TYPE_SMALL_STRONG : TYPE_BODY,
		.text_align = bare ? ALIGN_CENTRE : ALIGN_FILL, .action = ACT(ACTION_OPEN, .number = build->visit->sheet == SHEET_STAFF ? SHEET_PERSON : SHEET_STAFF), .box = box));
}

/* Beside the figure, or without it where there is none. */
static bool has_room(const struct build *build, const char *words, int lines)
{
	enum { AROUND = 2 * 14, EDGE = 16 };
	int room = build->frame.person.width - PERSON_AROUND - EDGE;
	if (!build->frame.low)
		return fit_lines(build, TYPE_PERSON, words, room) <= lines && fit_words_whole(build, TYPE_PERSON, words, room);
	int wide = fit_width(build, TYPE_PERSON, words), bare = fit_width(build, TYPE_SMALL_STRONG, words);
	return (wide > bare ? wide : bare) + AROUND <= build->frame.person.width;
}

/* What has become of a call, in place of the usual words: in a few words, or in one. NULL: none is open, or there is no room for it. */
static const char *call_label(const struct build *build)
{
	int lines = narrow(build) || fit_tall(build) > 1 || (build->frame.shape == PANEL_PORTRAIT && build->frame.percent > 100) ? 1 : 2;
	const char *words = call_open(build->visit) ? called(build) : NULL;
	if (!words || has_room(build, words, lines))
		return words;
	words = say(build, build_text(build, "call.brief.%s", stage_name(build->visit)));
	return has_room(build, words, 1) ? words : NULL;
}

/* Who helps and what a touch does, where there is no second line for that; the last that has no room either is what a touch does. */
static const char *helping_brief(struct build *build, enum type_style type, int room)
{
	const char *stop = say(build, "assist.stop"), *both = build_text(build, "%s · %s", build->visit->assist.name, stop);
	return build->visit->assist.name[0] && fit_width(build, type, both) <= room ? both : fit_shorten(build, type, stop, room, 1);
}

/* The same under one another, where two lines fill the button. */
static const char *helping_lines(struct build *build, int room)
{
	const char *name = build->visit->assist.name, *stop = say(build, "assist.stop");
	bool both = name[0] && fit_tall(build) == 0 && fit_width(build, TYPE_PERSON, name) <= room && fit_width(build, TYPE_PERSON, stop) <= room;
	return both ? build_text(build, "%s\n%s", name, stop) : helping_brief(build, TYPE_PERSON, room);
}

/* Who helps stands where a person is, on every screen, and one touch there ends it. */
static void helping(struct build *build, struct area outer, bool full)
{
	enum { AROUND = 24, TOUCH_AROUND = 160 };
	const char *name = build->visit->assist.name, *words = say_with(build, *name ? "assist.helping" : "assist.helping_nameless", WORDS_VALUES({ "name", name }));
	const char *touch = say(build, "assist.touch_stop"), *soon = build->visit->staff.soon ? build_text(build, ". %s", say(build, "staff.soon_brief")) : "", *label;
	bool bare = narrow(build), one = fit_tall(build) > 1 || build->frame.reach || (build->frame.shape == PANEL_PORTRAIT && build->frame.percent > 100) || fit_lines(build, TYPE_SMALL, touch, build->frame.person.width - TOUCH_AROUND) > 1;
	struct box box = frame_box(inside(build->frame.person, outer), FLOW_ROW, 0);
	if (bare)
		label = helping_brief(build, TYPE_SMALL_STRONG, build->frame.person.width - AROUND);
	else
		label = full ? helping_lines(build, build->frame.person.width - PERSON_AROUND) : fit_shorten(build, TYPE_PERSON, words, build->frame.person.width - PERSON_AROUND, one ? 1 : 2);
	if (bare)
		box.pad_start = box.pad_end = PERSON_PAD;
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "person", .name = build_text(build, "%s. %s%s", words, full || bare ? say(build, "assist.stop") : touch, soon), .label = label,
		.hint = full || bare ? NULL : touch, .value = "here", .look = bare ? LOOK_PERSON_ACTION : LOOK_PERSON, .type = bare ? TYPE_SMALL_STRONG : TYPE_BODY,
		.text_align = bare ? ALIGN_CENTRE : ALIGN_FILL, .action = ACT(ACTION_ASSIST, .text = "stop"), .box = box));
}

/* In training nobody is called: there the way to its sheet, and out of it, is on every page. */
static void in_training(struct build *build, struct area outer, bool full)
{
	enum { AROUND = 24 };
	const char *mark = say(build, "training.mark"), *shown = say(build, "training.brief");
	bool bare = narrow(build);
	struct box box = frame_box(inside(build->frame.person, outer), FLOW_ROW, 0);
	if (bare)
		box.pad_start = box.pad_end = PERSON_PAD;
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "person", .name = with_brief(build, mark, shown), .label = bare ? fit_shorten(build, TYPE_SMALL_STRONG, shown, build->frame.person.width - AROUND, 1) : fit_shorten(build, TYPE_PERSON, shown, build->frame.person.width - PERSON_AROUND, 1),
		.hint = full || bare || fit_tall(build) > 1 ? NULL : say(build, "training.brief_hint"), .value = "away", .look = bare ? LOOK_PERSON_ACTION : LOOK_PERSON, .type = bare ? TYPE_SMALL_STRONG : TYPE_BODY,
		.text_align = bare ? ALIGN_CENTRE : ALIGN_FILL, .action = ACT(ACTION_OPEN, .number = build->visit->sheet == SHEET_TRAINING ? SHEET_PERSON : SHEET_TRAINING), .box = box));
}

static void person(struct build *build, struct area outer)
{
	bool here;
	const char *status = counter_person_status(build, &here);
	bool full = build->frame.shape == PANEL_SMALL || (build->frame.shape == PANEL_LANDSCAPE && build->frame.percent > 150); /* two lines fill it there */
	bool two_lines = build->frame.shape == PANEL_LANDSCAPE ? build->frame.percent > 150 : build->frame.percent <= 100;
	if (build->visit->assist.way != ASSIST_ALONE) {
		helping(build, outer, full);
		return;
	}
	if (build->visit->training.on) {
		in_training(build, outer, full);
		return;
	}
	if (build->visit->staff.in) {
		signed_in(build, outer, full);
		return;
	}
	const char *words = say(build, "person.help"), *call = call_label(build), *brief = call ? call : narrow(build) || status_crowds(build, status) ? brief_of(build, "person") : NULL;
	bool words_only = narrow(build) && !build->frame.low && build->frame.reach;
	bool bare = brief && build->frame.low && fit_width(build, TYPE_PERSON, brief) + PERSON_AROUND > build->frame.person.width;
	struct box box = frame_box(inside(build->frame.person, outer), FLOW_ROW, 0);
	if (bare)
		box.pad_start = box.pad_end = PERSON_PAD;
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "person", .name = with_brief(build, words, brief), .label = brief ? brief : two_lines ? say(build, "person.help_lines") : NULL,
		.hint = full || call ? NULL : status, .value = call_open(build->visit) ? (call_in_vain(build->visit) ? "away" : "here") : here ? "here" : "away", .look = bare || words_only ? LOOK_PERSON_ACTION : LOOK_PERSON, .type = bare ? TYPE_SMALL_STRONG : TYPE_BODY /* the look's own */, .text_align = brief ? ALIGN_CENTRE : ALIGN_FILL,
		.action = ACT(ACTION_PERSON), .box = box));
}

/* Whether leaving now would lose something that was typed: then finish asks first. */
static bool would_lose(const struct visit *visit)
{
	return visit->form && visit->place != PLACE_DONE && visit->place != PLACE_SERVICE;
}

static void small_buttons(struct build *build, struct area outer, bool finish)
{
	const struct frame *frame = &build->frame;
	struct area area[BUTTONS] = { inside(frame->easier, outer), inside(frame->language, outer), inside(frame->finish, outer) };
	int words[BUTTONS];
	measure(build, words);
	if (frame->low || breaks(build, area, words))
		spread(frame, words, area);
	bool bare = narrow(build) && crowded(build, area, words);
	button(build, area[0], "easier", bare ? NULL : "accessibility", say(build, "counter.easier"), ACTION_OPEN, SHEET_EASIER);
	if (pair_other(build->visit))
		turn_button(build, area[1], bare);
	else
		button(build, area[1], "language", bare ? NULL : "globe", say(build, "counter.language"), ACTION_OPEN, SHEET_LANGUAGE);
	if (finish && would_lose(build->visit))
		button(build, area[2], "finish", bare ? NULL : "log-out", say(build, "counter.finish"), ACTION_OPEN, SHEET_FINISH);
	else if (finish)
		button(build, area[2], "finish", bare ? NULL : "log-out", say(build, "counter.finish"), ACTION_FINISH, 0);
	else if (build->visit->place == PLACE_IDLE)
		button(build, area[2], "listen", bare ? NULL : "headphones", say(build, "counter.listen"), ACTION_SPEECH, SPEECH_ON);
}

void counter_show(struct build *build, bool finish)
{
	const struct frame *frame = &build->frame;
	int top = frame->person.y < frame->counter.y ? frame->person.y : frame->counter.y;
	struct area outer = { 0, top, frame->width, frame->height - top };
	struct box box = frame_box(outer, FLOW_STACK, 0);
	box.keep_left = true;
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .id = "counter", .box = box));
	build_leaf(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_COUNTER, .state = NODE_DECOR, .box = frame_box(inside(frame->counter, outer), FLOW_STACK, 0)));
	small_buttons(build, outer, finish);
	person(build, outer);
	build_close(build);
}
