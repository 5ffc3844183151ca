/* SPDX-License-Identifier: MIT */
/* question_date.c - the boxes of a day, a month or a day with its time, what they say read back, and the likely days as buttons. */
#include "ui/screens/parts.h"
#include "ui/screens/question.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/field.h"
#include "ui/widgets/fit.h"

#include <stdlib.h>
#include <string.h>

enum { LIKELY_HEIGHT = 112, LABEL_GAP = 18, LABEL_GAP_LOW = 10, LIKELY_PADDING = 12, LIKELY_DAYS_MAX = 60, GAP = 24, GAP_COLUMN = 11, BOX_OF_TWO_ROWS = 90, BOX_LOW = 69, SAY_BACK = 48, OTHER_HEIGHT = 80, OTHER_HEIGHT_SMALL = 60 };

/* The boxes of each kind, row by row. */
struct row { const char *part[3]; int count; };
enum { ROW_MAX = 2, PARTS = 5 };
struct boxes { struct row row[ROW_MAX]; int rows; };

static const struct boxes *boxes_of(enum component_kind kind)
{
	static const struct boxes day = { { { { "day", "month", "year" }, 3 } }, 1 }, month = { { { { "month", "year" }, 2 } }, 1 },
		time = { { { { "day", "month", "year" }, 3 }, { { "hour", "minute" }, 2 } }, 2 };
	return kind == COMPONENT_MONTH_YEAR ? &month : kind == COMPONENT_DATE_TIME ? &time : &day;
}

bool date_kind(enum component_kind kind)
{
	return kind == COMPONENT_DATE || kind == COMPONENT_MONTH_YEAR || kind == COMPONENT_DATE_TIME;
}

static const char *part_at(const struct boxes *boxes, int index)
{
	for (int row = 0; row < boxes->rows; row++, index -= boxes->row[row - 1].count)
		if (index < boxes->row[row].count)
			return boxes->row[row].part[index];
	return NULL;
}

const char *date_field(const struct form_component *component, int index)
{
	return part_at(boxes_of(component->kind), index) ? component->field[index] : "";
}

struct measure { int width[PARTS] /* of day, month, year, hour, minute; 0: as a day */, gap, padding, height; };

/* On a full page only the row that types is shown, and the way to the other one. */
static bool one_row(const struct question *q, const struct boxes *boxes)
{
	return boxes->rows > 1 && q->tight >= 2;
}

/* Its words and boxes under a question of several, large and tall on the lowest panel. */
static bool close_set(const struct question *q)
{
	return q->build->frame.low && q->build->frame.percent > 150 && fit_tall(q->build) && question_label_heard(q);
}

/* What a box needs for its digits; on the lowest panel alone they may be wider than its word. */
static int digits_width(const struct build *build, const char *part, int padding)
{
	enum { BORDERS = 8, CARET = 6 };
	return build->frame.low ? fit_width(build, TYPE_ENTRY, strcmp(part, "part.year") == 0 ? "2000" : "00") + 2 * padding + BORDERS + CARET : 0;
}

/* Each box is as wide as its word, and its digits where they have room too, and has its share of the rest of @room. */
static void share_out(const struct build *build, const char *const *part, int count, int room, int padding, int *ret_width)
{
	int rest = -1;
	for (int digits = 1; digits >= 0 && rest < 0; digits--) {
		rest = room;
		for (int i = 0; i < count; i++) {
			int word = fit_width(build, TYPE_SMALL_STRONG, say(build, part[i])), least = digits ? digits_width(build, part[i], padding) : 0;
			rest -= ret_width[i] = word > least ? word : least;
		}
	}
	for (int i = 0; i < count; i++)
		ret_width[i] += rest / count;
}

/* In a small column. */
static struct measure column_measure(const struct question *q, const struct boxes *boxes)
{
	static const char *const part[] = { "part.day", "part.month", "part.year", "part.hour", "part.minute" };
	struct measure measure = { .gap = 12, .padding = 16, .height = q->build->frame.field_height };
	int room = q->build->frame.typing.width;
	if (q->build->frame.low && q->build->frame.percent > 150)
		measure.padding = 10;
	if (one_row(q, boxes) && measure.height > BOX_OF_TWO_ROWS)
		measure.height = BOX_OF_TWO_ROWS;
	if (close_set(q))
		measure.height = BOX_LOW;
	share_out(q->build, part, 3, room - 2 * measure.gap, measure.padding, measure.width);
	int two = (room - measure.gap) * 2 / 3, words = fit_width(q->build, TYPE_SMALL_STRONG, say(q->build, part[3])) + fit_width(q->build, TYPE_SMALL_STRONG, say(q->build, part[4]));
	share_out(q->build, part + 3, 2, words > two ? room - measure.gap : two, measure.padding, measure.width + 3);
	return measure;
}

static struct measure measure_of(const struct question *q, const struct boxes *boxes)
{
	static const struct measure by_panel[] = {
		[PANEL_PORTRAIT] = { { 210, 210, 280 }, 34, 28, 112 }, [PANEL_LANDSCAPE] = { { 180, 180, 240 }, 24, 28, 112 }, [PANEL_SMALL] = { { 116, 116, 174 }, 12, 16, 86 },
	};
	if (q->build->frame.column)
		return column_measure(q, boxes);
	static const struct measure large = { { 290, 250, 290 }, 28, 28, 112 }, wide_large = { { 168, 206, 258 }, 14, 24, 112 };
	if (q->build->frame.percent > 150 && q->build->frame.panel == PANEL_LANDSCAPE)
		return wide_large;
	static const struct measure narrow = { { 94, 94, 132 }, 12, 14, 86 };
	if (q->build->frame.reach && q->build->frame.shape == PANEL_PORTRAIT)
		return narrow;
	return q->build->frame.percent > 100 && q->build->frame.panel == PANEL_PORTRAIT ? large : by_panel[q->build->frame.panel];
}

static int width_of(const struct measure *measure, const char *part)
{
	static const char *const parts[] = { "day", "month", "year", "hour", "minute" };
	for (int i = 1; i < PARTS; i++)
		if (strcmp(part, parts[i]) == 0 && measure->width[i] > 0)
			return measure->width[i];
	return measure->width[0];
}

static bool number_of(const struct question *q, const struct form_component *component, int part, int least, int *ret)
{
	const char *text = answers_get(q->build->visit->answers, typed_field(q, component, part));
	char *end = NULL;
	long value = text && *text ? strtol(text, &end, 10) : -1;
	if (!end || *end != '\0' || value < least || value > 9999)
		return false;
	*ret = (int)value;
	return true;
}

static const char *day_said_back(const struct question *q, const struct form_component *component)
{
	const struct visit *visit = q->build->visit;
	struct date date;
	if (!number_of(q, component, 0, 1, &date.day) || !number_of(q, component, 1, 1, &date.month) || !number_of(q, component, 2, 1, &date.year) || date.year < 1000 || !date_real(date))
		return NULL;
	const char *words = words_date(visit->words, &q->build->tree->arena, date, WORDS_DATE_FULL);
	int ahead = (int)(date_number(date) - date_number(visit->today));
	const char *key = ahead == 0 ? "date.today" : ahead == -1 ? "date.yesterday" : ahead == 1 ? "date.tomorrow" : NULL;
	return key ? say_with(q->build, "date.said", WORDS_VALUES({ "date", words }, { "when", say(q->build, key) })) : words;
}

static const char *month_said_back(const struct question *q, const struct form_component *component)
{
	struct date date = { .day = 1 };
	if (!number_of(q, component, 0, 1, &date.month) || !number_of(q, component, 1, 1, &date.year) || date.year < 1000 || date.month > 12)
		return NULL;
	return words_date(q->build->visit->words, &q->build->tree->arena, date, WORDS_DATE_MONTH);
}

static const char *time_said_back(const struct question *q, const struct form_component *component)
{
	const char *day = day_said_back(q, component);
	int hour, minute;
	if (!day || !number_of(q, component, 3, 0, &hour) || !number_of(q, component, 4, 0, &minute) || hour > 23 || minute > 59)
		return day;
	const char *time = words_time(q->build->visit->words, &q->build->tree->arena, hour * 60 + minute);
	return say_with(q->build, "date.said", WORDS_VALUES({ "date", day }, { "when", time }));
}

static const char *said_back(const struct question *q, const struct form_component *component)
{
	return component->kind == COMPONENT_MONTH_YEAR ? month_said_back(q, component) : component->kind == COMPONENT_DATE_TIME ? time_said_back(q, component) : day_said_back(q, component);
}

/* The message of the whole date belongs above the row of boxes. */
static const char *message_of(const struct question *q, const struct form_component *component)
{
	for (int part = 0; *typed_field(q, component, part); part++) {
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

static int gap_of(const struct question *q)
{
	return q->build->frame.column ? GAP_COLUMN : GAP;
}

static int said_height(const struct question *q, const struct form_component *component, int width)
{
	if (q->tight >= 3)
		return 0;
	int words = fit_height(q->build, TYPE_BODY_STRONG, said_back(q, component), width - 60);
	return gap_of(q) + (words > SAY_BACK ? words : SAY_BACK);
}

static int row_typed(const struct question *q, const struct form_component *component, const struct boxes *boxes)
{
	for (int part = 0, wrong = 0; wrong < 2; part = 0, wrong++)
		for (; *typed_field(q, component, part); part++) {
			const char *field = typed_field(q, component, part);
			if (wrong ? question_error(q, field) != NULL : strcmp(field, q->build->visit->field) == 0)
				return part >= boxes->row[0].count;
		}
	return 0;
}

/* On the lowest panel that way stands with the actions. */
static bool other_apart(const struct question *q)
{
	return q->build->frame.low && q->build->frame.column && !q->gathered;
}

static int other_height(const struct question *q)
{
	if (q->build->frame.reach && fit_tall(q->build) > 1 && q->build->frame.percent <= 100)
		return OTHER_HEIGHT;
	return q->build->frame.column ? part_small_height(q->build) : q->build->frame.panel == PANEL_SMALL ? OTHER_HEIGHT_SMALL : OTHER_HEIGHT;
}

/* A word that is wider than its box would be broken. */
static bool labels_crowd(const struct question *q, const struct boxes *boxes, const struct measure *measure)
{
	for (int i = 0; part_at(boxes, i); i++)
		if (fit_width(q->build, TYPE_CONTROL_STRONG, say(q->build, build_text(q->build, "part.%s", part_at(boxes, i)))) * 100 / 102 > width_of(measure, part_at(boxes, i)))
			return true;
	return false;
}

/* Of the words above the boxes, as they are set by field_show(). */
static int labels_height(const struct question *q, const struct boxes *boxes)
{
	struct measure measure = measure_of(q, boxes);
	enum type_style type = labels_crowd(q, boxes, &measure) ? TYPE_SMALL_STRONG : TYPE_CONTROL_STRONG;
	int most = 0;
	for (int i = 0; part_at(boxes, i); i++) {
		int lines = fit_lines(q->build, type, say(q->build, build_text(q->build, "part.%s", part_at(boxes, i))), width_of(&measure, part_at(boxes, i)) * 103 / 100);
		most = lines > most ? lines : most;
	}
	return most * fit_line(q->build, TYPE_BODY_STRONG);
}

int date_height(const struct question *q, const struct form_component *component, int width)
{
	struct build *build = q->build;
	const struct boxes *boxes = boxes_of(component->kind);
	int row = labels_height(q, boxes) + (close_set(q) ? LABEL_GAP_LOW : LABEL_GAP) + measure_of(q, boxes).height, height = row + said_height(q, component, width);
	if (boxes->rows > 1)
		height += !one_row(q, boxes) ? gap_of(q) + row : other_apart(q) ? 0 : gap_of(q) + other_height(q);
	if (shows_message(q, component))
		height += fit_height(build, TYPE_BODY_STRONG, message_of(q, component), width - 58) + gap_of(q);
	return height;
}

static void show_row(struct question *q, const struct form_component *component, int row, int part)
{
	const struct boxes *boxes = boxes_of(component->kind);
	struct measure measure = measure_of(q, boxes);
	bool small = labels_crowd(q, boxes, &measure) || close_set(q);
	int first = row > 0 ? boxes->row[0].count : 0;
	build_group(q->build, (struct box){ .flow = FLOW_ROW, .gap = measure.gap, .keep_left = true });
	for (int i = 0; i < boxes->row[row].count; i++) {
		const char *name = typed_field(q, component, first + i), *label = boxes->row[row].part[i];
		struct field field = {
			.name = name, .label = say(q->build, build_text(q->build, "part.%s", label)), .value = answers_get(q->build->visit->answers, name), .error = question_error(q, name),
			.error_hidden = true, .width = width_of(&measure, label), .height = measure.height, .padding = measure.padding, .part = part, .small = small,
			.personal = component->privacy != PRIVACY_PUBLIC,
		};
		field_show(q->build, &field);
	}
	build_close(q->build);
}

static struct action_more other_of(const struct question *q, const struct form_component *component, int row, int part)
{
	const char *name = typed_field(q, component, row > 0 ? 0 : boxes_of(component->kind)->row[0].count), *words = say(q->build, row > 0 ? "part.date" : "part.time");
	return (struct action_more){ build_text(q->build, "go:%s", name), words, words, row > 0 ? "calendar-days" : "clock", ACT(ACTION_FIELD, .number = part, .text = name) };
}

bool date_other(const struct question *q, const struct form_component *component, int part, struct action_more *ret)
{
	const struct boxes *boxes = boxes_of(component->kind);
	if (!other_apart(q) || !one_row(q, boxes))
		return false;
	*ret = other_of(q, component, row_typed(q, component, boxes), part);
	return true;
}

static void show_other(struct question *q, const struct form_component *component, int row, int part)
{
	struct action_more other = other_of(q, component, row, part);
	build_leaf(q->build, NODE(.role = NODE_ROLE_BUTTON, .id = other.id, .name = other.words, .icon = other.icon, .look = LOOK_SMALL, .type = TYPE_SMALL_STRONG, .text_align = ALIGN_START,
		.action = other.action, .box = { .height = other_height(q) }));
}

static void show_message(struct question *q, const char *message)
{
	build_open(q->build, NODE(.role = NODE_ROLE_GROUP, .state = NODE_DECOR, .box = { .flow = FLOW_ROW, .gap = 14 }));
	build_icon(q->build, "circle-alert", 44, INK_ERROR);
	build_leaf(q->build, NODE(.role = NODE_ROLE_TEXT, .name = message, .type = TYPE_BODY_STRONG, .ink = INK_ERROR, .state = NODE_DECOR, .box = { .grow = 1 }));
	build_close(q->build);
}

void date_show(struct question *q, const struct form_component *component, int part)
{
	struct build *build = q->build;
	const struct boxes *boxes = boxes_of(component->kind);
	const char *said = said_back(q, component);
	int only = one_row(q, boxes) ? row_typed(q, component, boxes) : -1;
	build_group(build, (struct box){ .gap = gap_of(q) });
	if (shows_message(q, component))
		show_message(q, message_of(q, component));
	for (int row = 0; row < boxes->rows; row++)
		if (only < 0 || row == only)
			show_row(q, component, row, part);
	if (only >= 0 && !other_apart(q))
		show_other(q, component, only, part);
	if (said && q->tight < 3)
		build_leaf(build, NODE(.role = NODE_ROLE_STATUS, .id = "said", .name = said, .icon = "calendar-check", .type = TYPE_BODY_STRONG, .ink = INK_OK,
			.state = component->privacy != PRIVACY_PUBLIC ? NODE_PERSONAL : 0, .box = { .min_height = SAY_BACK }));
	else if (q->tight < 3) /* its place, so that the boxes do not jump */
		build_leaf(build, NODE(.role = NODE_ROLE_GROUP, .state = NODE_DECOR, .box = { .height = SAY_BACK }));
	build_close(build);
}

/* Only where the definition says that the date is a recent one. */
static bool offers_likely(const struct question *q)
{
	const struct form_component *component = q->only;
	return component && component->kind == COMPONENT_DATE && !build_hides(q->build, component) && component->days_past.set && component->days_past.value >= 1 && component->days_past.value <= LIKELY_DAYS_MAX &&
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
