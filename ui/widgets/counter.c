/* SPDX-License-Identifier: MIT */
/* counter.c - never mirrored, moved or covered, so that a mark on the frame of the screen stays true. */
#include "ui/widgets/counter.h"

#include "firmware/uk/opening.h"

#include "ui/widgets/fit.h"

#include <string.h>

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

static bool large_on_small(const struct build *build)
{
	return build->frame.shape == PANEL_SMALL && build->frame.percent > 100;
}

static const char *brief_of(const struct build *build, const char *id)
{
	return say(build, build_text(build, "counter.brief.%s", id));
}

/* An icon stands beside a short word where both have room. */
static bool crowds(const struct build *build, const char *words, int width)
{
	enum { ICON = 44, AROUND = 18 };
	return fit_width(build, TYPE_SMALL, words) + ICON + AROUND > width;
}

/* What is seen is in what is said. */
static const char *with_brief(const struct build *build, const char *words, const char *brief)
{
	return !brief || strstr(words, brief) ? words : build_text(build, "%s: %s", brief, words);
}

static void button(struct build *build, struct area outer, struct area area, const char *id, const char *icon, const char *words, int what, int number)
{
	struct box box = frame_box(inside(area, outer), build->frame.shape == PANEL_PORTRAIT ? FLOW_COLUMN : FLOW_ROW, 4);
	const char *brief = narrow(build) ? brief_of(build, id) : NULL;
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = with_brief(build, words, brief), .label = brief, .icon = large_on_small(build) || (brief && crowds(build, brief, area.width)) ? NULL : icon, .look = LOOK_COUNTER_BUTTON, .type = TYPE_SMALL, .text_align = ALIGN_CENTRE,
		.action = ACT(what, .number = number), .box = box));
}

static void person(struct build *build, struct area outer)
{
	bool here;
	const char *status = counter_person_status(build, &here);
	bool full = build->frame.shape == PANEL_SMALL || (build->frame.shape == PANEL_LANDSCAPE && build->frame.percent > 150); /* two lines fill it there */
	bool two_lines = build->frame.shape == PANEL_LANDSCAPE ? build->frame.percent > 150 : build->frame.percent <= 100;
	const char *words = say(build, "person.help"), *brief = narrow(build) ? brief_of(build, "person") : NULL;
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "person", .name = with_brief(build, words, brief), .label = brief ? brief : two_lines ? say(build, "person.help_lines") : NULL,
		.hint = full ? NULL : status, .value = here ? "here" : "away", .look = brief && build->frame.low && build->frame.percent > 100 ? LOOK_PERSON_ACTION : LOOK_PERSON, .text_align = brief ? ALIGN_CENTRE : ALIGN_FILL,
		.action = ACT(ACTION_OPEN, .number = SHEET_PERSON), .box = frame_box(inside(build->frame.person, outer), FLOW_ROW, 0)));
}

/* Whether leaving now would lose something that was typed: then finish asks first. */
static bool would_lose(const struct visit *visit)
{
	return visit->form && visit->place != PLACE_DONE && visit->place != PLACE_SERVICE;
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
	button(build, outer, frame->easier, "easier", "accessibility", say(build, "counter.easier"), ACTION_OPEN, SHEET_EASIER);
	button(build, outer, frame->language, "language", "globe", say(build, "counter.language"), ACTION_OPEN, SHEET_LANGUAGE);
	if (finish && would_lose(build->visit))
		button(build, outer, frame->finish, "finish", "log-out", say(build, "counter.finish"), ACTION_OPEN, SHEET_FINISH);
	else if (finish)
		button(build, outer, frame->finish, "finish", "log-out", say(build, "counter.finish"), ACTION_FINISH, 0);
	else if (build->visit->place == PLACE_IDLE)
		button(build, outer, frame->finish, "listen", "headphones", say(build, "counter.listen"), ACTION_SPEECH, SPEECH_ON);
	person(build, outer);
	build_close(build);
}
