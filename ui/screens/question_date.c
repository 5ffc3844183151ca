/* SPDX-License-Identifier: MIT */
/* question_date.c - three boxes, the date said back, and the likely days as buttons. */
#include "ui/screens/question.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/field.h"
#include "ui/widgets/fit.h"

#include <stdlib.h>
#include <string.h>

enum { LIKELY_HEIGHT = 112, LIKELY_PADDING = 12, LIKELY_DAYS_MAX = 60, GAP = 24, SAY_BACK = 48 };

static const char *const part_name[3] = { "day", "month", "year" };

struct measure { int width[3], gap, padding, height; };

static struct measure measure_of(const struct question *q)
{
	static const struct measure by_panel[] = {
		[PANEL_PORTRAIT] = { { 210, 210, 280 }, 34, 28, 112 }, [PANEL_LANDSCAPE] = { { 180, 180, 240 }, 24, 28, 112 }, [PANEL_SMALL] = { { 116, 116, 174 }, 12, 16, 86 },
	};
	static const struct measure large = { { 290, 250, 290 }, 28, 28, 112 };
	return q->build->frame.percent > 100 && q->build->frame.panel == PANEL_PORTRAIT ? large : by_panel[q->build->frame.panel];
}

static bool number_of(const struct question *q, const struct form_component *component, int part, int *ret)
{
	const char *text = answers_get(q->build->visit->answers, typed_field(q, component, part));
	char *end = NULL;
	long value = text && *text ? strtol(text, &end, 10) : 0;
	if (!end || *end != '\0' || value < 1 || value > 9999)
		return false;
	*ret = (int)value;
	return true;
}

static const char *said_back(const struct question *q, const struct form_component *component)
{
	const struct visit *visit = q->build->visit;
	struct date date;
	if (!number_of(q, component, 0, &date.day) || !number_of(q, component, 1, &date.month) || !number_of(q, component, 2, &date.year) || date.year < 1000 || !date_real(date))
		return NULL;
	const char *words = words_date(visit->words, &q->build->tree->arena, date, WORDS_DATE_FULL);
	int ahead = (int)(date_number(date) - date_number(visit->today));
	const char *key = ahead == 0 ? "date.today" : ahead == -1 ? "date.yesterday" : ahead == 1 ? "date.tomorrow" : NULL;
	return key ? say_with(q->build, "date.said", WORDS_VALUES({ "date", words }, { "when", say(q->build, key) })) : words;
}

/* The message of the whole date belongs above the row of boxes. */
static const char *message_of(const struct question *q, const struct form_component *component)
{
	for (int part = 0; part < 3; part++) {
		const char *message = question_error(q, typed_field(q, component, part));
		if (message)
			return message;
	}
	return question_error(q, component->name);
}

static bool shows_message(const struct question *q, const struct form_component *component)
{
	return !q->quiet && message_of(q, component);
}

static int said_height(const struct question *q, const struct form_component *component, int width)
{
	if (q->tight >= 3)
		return 0;
	int words = fit_height(q->build, TYPE_BODY_STRONG, said_back(q, component), width - 60);
	return GAP + (words > SAY_BACK ? words : SAY_BACK);
}

int date_height(const struct question *q, const struct form_component *component, int width)
{
	struct build *build = q->build;
	int height = fit_line(build, TYPE_BODY_STRONG) + 18 + measure_of(q).height + said_height(q, component, width);
	if (shows_message(q, component))
		height += fit_height(build, TYPE_BODY_STRONG, message_of(q, component), width - 58) + GAP;
	return height;
}

/* A word that is wider than its box would be broken. */
static bool labels_crowd(const struct question *q, const struct measure *measure)
{
	for (int i = 0; i < 3; i++)
		if (fit_width(q->build, TYPE_CONTROL_STRONG, say(q->build, build_text(q->build, "part.%s", part_name[i]))) * 100 / 102 > measure->width[i])
			return true;
	return false;
}

void date_show(struct question *q, const struct form_component *component, int part)
{
	struct build *build = q->build;
	struct measure measure = measure_of(q);
	bool small = labels_crowd(q, &measure);
	const char *said = said_back(q, component), *message = message_of(q, component);
	build_group(build, (struct box){ .gap = GAP });
	if (shows_message(q, component)) {
		build_open(build, NODE(.role = NODE_ROLE_GROUP, .state = NODE_DECOR, .box = { .flow = FLOW_ROW, .gap = 14 }));
		build_icon(build, "circle-alert", 44, INK_ERROR);
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = message, .type = TYPE_BODY_STRONG, .ink = INK_ERROR, .state = NODE_DECOR, .box = { .grow = 1 }));
		build_close(build);
	}
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = measure.gap, .keep_left = true });
	for (int i = 0; i < 3; i++) {
		const char *name = typed_field(q, component, i), *value = answers_get(build->visit->answers, name);
		struct field field = {
			.name = name, .label = say(build, build_text(build, "part.%s", part_name[i])), .value = value, .error = question_error(q, name), .error_hidden = true,
			.width = measure.width[i], .height = measure.height, .padding = measure.padding, .part = part, .small = small,
		};
		field_show(build, &field);
	}
	build_close(build);
	if (said && q->tight < 3)
		build_leaf(build, NODE(.role = NODE_ROLE_STATUS, .id = "said", .name = said, .icon = "calendar-check", .type = TYPE_BODY_STRONG, .ink = INK_OK, .box = { .min_height = SAY_BACK }));
	else if (q->tight < 3) /* its place, so that the boxes do not jump */
		build_leaf(build, NODE(.role = NODE_ROLE_GROUP, .state = NODE_DECOR, .box = { .height = SAY_BACK }));
	build_close(build);
}

/* Only where the definition says that the date is a recent one. */
static bool offers_likely(const struct question *q)
{
	const struct form_component *component = q->only;
	return component && component->kind == COMPONENT_DATE && component->days_past.set && component->days_past.value >= 1 && component->days_past.value <= LIKELY_DAYS_MAX &&
		!q->errors && q->build->frame.panel != PANEL_SMALL && q->build->frame.percent <= 100;
}

static const char *day_words(const struct question *q, int ago)
{
	return words_date(q->build->visit->words, &q->build->tree->arena, date_add_days(q->build->visit->today, -ago), WORDS_DATE_DAY_MONTH);
}

static int likely_height(const struct question *q)
{
	int room = (columns_reading_width(q->build) - 20) / 2 - 2 * LIKELY_PADDING - 6, highest = 0;
	for (int ago = 0; ago < 2; ago++) {
		int height = fit_line(q->build, TYPE_BODY_STRONG) + fit_height(q->build, TYPE_SMALL, day_words(q, ago), room) + 20;
		highest = height > highest ? height : highest;
	}
	return highest > LIKELY_HEIGHT ? highest : LIKELY_HEIGHT;
}

int likely_dates_height(const struct question *q)
{
	return offers_likely(q) ? likely_height(q) + GAP : 0;
}

void likely_dates_show(struct question *q)
{
	const struct visit *visit = q->build->visit;
	static const char *const keys[] = { "date.Today", "date.Yesterday" };
	if (!offers_likely(q))
		return;
	build_group(q->build, (struct box){ .flow = FLOW_ROW, .gap = 20 });
	for (int i = 0; i < 2; i++) {
		struct date date = date_add_days(visit->today, -i);
		char text[11];
		date_write(date, text);
		build_leaf(q->build, NODE(.role = NODE_ROLE_BUTTON, .id = build_text(q->build, "choice:%s:%s", q->only->name, text), .name = say(q->build, keys[i]),
			.hint = day_words(q, i), .look = LOOK_SECOND, .type = TYPE_BODY_STRONG, .text_align = ALIGN_CENTRE,
			.action = ACT(ACTION_CHOOSE, .text = text), .box = { .grow = 1, .equal = true, .height = likely_height(q), .pad_start = LIKELY_PADDING, .pad_end = LIKELY_PADDING }));
	}
	build_close(q->build);
}
