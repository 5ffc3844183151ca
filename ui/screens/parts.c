/* SPDX-License-Identifier: MIT */
/* parts.c - header, progress and opening hours as every screen shows them. */
#include "ui/screens/parts.h"

#include "firmware/base/clock.h"
#include "firmware/uk/money.h"
#include "firmware/uk/opening.h"

#include "ui/screens/phrase.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/header.h"
#include "ui/widgets/progress.h"

#include <string.h>

static const char *clock_words(const struct build *build)
{
	const struct visit *visit = build->visit;
	struct arena *arena = &build->tree->arena;
	return say_with(build, "home.now", WORDS_VALUES({ "date", words_date(visit->words, arena, visit->today, WORDS_DATE_DAY_MONTH) }, { "time", words_time(visit->words, arena, visit->now_minutes) }));
}

static void question_header(struct build *build, bool decor)
{
	const struct visit *visit = build->visit;
	size_t place = 0, of = route_expected(visit->form, build_answers(build), visit->today, visit->page, &place);
	const char *words = "";
	if (of > 0 && place > 0 && visit->form->page[visit->page].kind != PAGE_TERMINAL) {
		struct words_value values[] = { { "place", build_text(build, "%zu", place) }, { "of", build_text(build, "%zu", of) }, { NULL, NULL } };
		words = say_with(build, build->frame.panel == PANEL_SMALL ? "question.place_short" : "question.place", values);
		progress_show(build, place - 1, of, words, decor);
	}
	header_show(build, phrase_service(build, visit->form), words, decor);
}

static void check_header(struct build *build, bool decor)
{
	const struct visit *visit = build->visit;
	size_t place, of = route_expected(visit->form, build_answers(build), visit->today, 0, &place);
	header_show(build, phrase_service(build, visit->form), say(build, "check.place"), decor);
	progress_show(build, of, of, say(build, "check.place"), decor);
}

void part_header(struct build *build, bool decor)
{
	const struct visit *visit = build->visit;
	switch (visit->place) {
	case PLACE_QUESTION:
	case PLACE_ITEMS: question_header(build, decor); break;
	case PLACE_CHECK: check_header(build, decor); break;
	case PLACE_SENDING:
	case PLACE_PROBLEM: header_show(build, visit->form ? phrase_service(build, visit->form) : NULL, NULL, decor); break;
	case PLACE_HOME: header_show(build, clock_believable(visit->now_ms) ? clock_words(build) : visit->site->branch, NULL, decor); break;
	case PLACE_IDLE: case PLACE_LIST: case PLACE_SEARCH: case PLACE_WHERE: case PLACE_PUSH: case PLACE_RESUME: case PLACE_PARKED: case PLACE_SERVICE: case PLACE_DONE: case PLACE_COUNT: header_show(build, visit->site->branch, NULL, decor); break;
	}
}

void part_under(struct build *build)
{
	if (build->visit->place == PLACE_IDLE || build->visit->place == PLACE_DONE) {
		build_leaf(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_PRIMARY_PANEL, .state = NODE_DECOR,
			.box = { .absolute = true, .width = build->frame.width, .height = build->frame.counter.y }));
		return;
	}
	part_header(build, true);
}

int part_small_height(const struct build *build)
{
	enum { USUAL = 80, LARGE = 104, LARGE_WIDE = 88, LARGE_WIDE_TALL = 96, LOW = 64, AROUND = 10 };
	if (build->frame.panel != PANEL_SMALL)
		return build->frame.percent <= 100 ? USUAL : build->frame.panel != PANEL_LANDSCAPE ? LARGE : fit_tall(build) > 1 ? LARGE_WIDE_TALL : LARGE_WIDE;
	int closer = build->frame.percent > 100 && fit_tall(build) > 1 ? 88 : 100; /* per cent of its line that a tall hand takes there */
	int words = build->frame.percent > 100 ? fit_line(build, TYPE_SMALL_STRONG) * closer / 100 + AROUND : 0;
	return words > LOW ? words : LOW;
}

const char *part_to_pay(const struct build *build, int64_t pence)
{
	char sum[MONEY_BYTES];
	money_write(pence, sum);
	return say_with(build, "pay.total", WORDS_VALUES({ "sum", sum }));
}

const char *part_hours(const struct build *build, bool *ret_open)
{
	const struct visit *visit = build->visit;
	struct arena *arena = &build->tree->arena;
	struct date day;
	int minutes = -1;
	*ret_open = opening_until(visit->site, visit->holidays, visit->today, visit->now_minutes, &minutes, &day);
	if (minutes < 0)
		return say(build, "hours.closed");
	const char *time = words_time(visit->words, arena, minutes);
	if (*ret_open)
		return say_with(build, "hours.open", WORDS_VALUES({ "time", time }));
	int ahead = (int)(date_number(day) - date_number(visit->today));
	if (ahead <= 1)
		return say_with(build, ahead == 0 ? "hours.opens_today" : "hours.opens_tomorrow", WORDS_VALUES({ "time", time }));
	return say_with(build, "hours.opens_day", WORDS_VALUES({ "time", time }, { "day", say(build, build_text(build, "date.weekday.%d", date_weekday(day))) }));
}

const char *part_desk_key(const struct form_component *component, bool on_paper)
{
	if (component->kind == COMPONENT_PAYMENT)
		return "desk.payment";
	if (on_paper)
		return "desk.paper";
	return component->kind == COMPONENT_FILE ? "desk.file" : "desk.place";
}

const char *part_language_icon(const char *tag)
{
	return strcmp(tag, "en-simple") == 0 ? "book-open" : NULL;
}
