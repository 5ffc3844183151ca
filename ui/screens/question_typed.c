/* SPDX-License-Identifier: MIT */
/* question_typed.c - the boxes of one question: a line, several lines, a number, an address. One box types at a time. */
#include "ui/screens/parts.h"
#include "ui/screens/phrase.h"
#include "ui/screens/question.h"
#include "ui/screens/question_lookup.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/field.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/prose.h"

#include "firmware/base/utf8.h"

#include <string.h>

enum { ADDRESS_PARTS = 5, ADDRESS_HEIGHT = 84, ADDRESS_HEIGHT_SPLIT = 66, GAP = 16, GAP_SPLIT = 12, STEP_HEIGHT = 80, STEP_HEIGHT_SMALL = 60, STEP_HEIGHT_LARGE = 88, LABEL_AROUND = 40, FOCUS_HEIGHT_LARGE = 106 };

static const char *const address_part[ADDRESS_PARTS] = { "addressLine1", "addressLine2", "town", "county", "postcode" };

bool typed_kind(enum component_kind kind)
{
	static const bool typed[COMPONENT_KIND_COUNT] = {
		[COMPONENT_TEXT] = true, [COMPONENT_MULTILINE] = true, [COMPONENT_NUMBER] = true, [COMPONENT_EMAIL] = true, [COMPONENT_PHONE] = true,
		[COMPONENT_DATE] = true, [COMPONENT_ADDRESS] = true, [COMPONENT_WEBSITE] = true,
		[COMPONENT_MONTH_YEAR] = true, [COMPONENT_DATE_TIME] = true,
	};
	return typed[kind];
}

/* Of an address by postcode, the one box to begin with. */
static bool postcode_alone(const struct question *q, const struct form_component *component)
{
	enum lookup_stage stage = lookup_stage_of(q, component);
	return stage == LOOKUP_POSTCODE || stage == LOOKUP_WAITING;
}

const char *typed_field(const struct question *q, const struct form_component *component, int index)
{
	if (!typed_kind(component->kind) || !*component->name || build_hides(q->build, component))
		return "";
	if (date_kind(component->kind))
		return date_field(component, index);
	if (component->kind == COMPONENT_ADDRESS && (!lookup_types(q, component) || (postcode_alone(q, component) && index > 0)))
		return "";
	if (component->kind == COMPONENT_ADDRESS)
		return index < ADDRESS_PARTS ? component->field[postcode_alone(q, component) ? ADDRESS_POSTCODE : index] : "";
	return index == 0 ? component->name : "";
}

const char *question_error(const struct question *q, const char *field)
{
	for (int i = 0; i < q->errors; i++)
		if (strcmp(q->line[i].field, field) == 0)
			return q->line[i].message;
	return NULL;
}

static const char *answer(const struct question *q, const char *field)
{
	const char *value = answers_get(q->build->visit->answers, field);
	return value ? value : "";
}

/* ---- one box ---- */

static int line_rows(const struct question *q, const struct form_component *component)
{
	int rows = component->rows > 0 && component->rows < 6 ? component->rows : 5;
	int most = q->build->frame.low && (q->build->frame.percent > 150 || fit_tall(q->build)) ? 1 : q->tight > 1 ? 2 : q->tight > 0 ? 3 : 5;
	return rows < most ? rows : most;
}

const char *typed_label_shown(const struct question *q, const struct form_component *component, int width)
{
	const char *label = phrase_label(q->build, component, phrase_title(q->build, component));
	struct keyboard keyboard = question_keyboard(q, component, component->name);
	int row = fit_line(q->build, TYPE_ENTRY), box = component->kind == COMPONENT_MULTILINE ? 2 * row + 30 + fit_line(q->build, TYPE_SMALL) + GAP : q->build->frame.field_height;
	int room = question_least_room(q, keyboard_reserve(q->build, &keyboard)) - box - LABEL_AROUND;
	bool fits = fit_height(q->build, q->only ? TYPE_CONTROL_STRONG : TYPE_SMALL_STRONG, label, width) <= room;
	return q->headed || fits || question_label_inside(q, label) ? NULL : fit_shorten(q->build, TYPE_SMALL_STRONG, label, width, 2);
}

/* A label that would only be heard is seen where one line of it has room. */
static void label_above(const struct question *q, const struct form_component *component, struct field *field, int below)
{
	struct field seen = *field;
	struct keyboard keyboard = question_keyboard(q, component, component->name);
	int width = columns_reading_width(q->build);
	if (q->build->frame.low || !question_label_heard(q) || !question_gives_way(q))
		return;
	if (component->kind == COMPONENT_ADDRESS && !q->headed) /* its own words stand there too */
		below += fit_line(q->build, TYPE_HEADING) + columns_gap(q->build);
	seen.label_hidden = false;
	seen.small = true;
	seen.shown = fit_shorten(q->build, TYPE_SMALL_STRONG, seen.label, width, 1);
	if (field_height(q->build, &seen, width) + below <= columns_room(q->build, keyboard_reserve(q->build, &keyboard)))
		*field = seen;
}

static struct field one_box(const struct question *q, const struct form_component *component, int part)
{
	const char *title = phrase_title(q->build, component);
	struct field field = {
		.name = component->name, .label = phrase_label(q->build, component, title), .hint = phrase_hint(q->build, component), .hint_shown = !q->only && q->tight < 3,
		.label_hidden = q->headed || question_label_heard(q), .value = answer(q, component->name),
		.error = question_error(q, component->name), .error_hidden = q->quiet, .part = part, .secret = component->privacy == PRIVACY_SECRET,
		.personal = component->privacy != PRIVACY_PUBLIC,
		.small = !q->only,
	};
	field.label_inside = !q->headed && question_label_inside(q, field.label);
	field.label_hidden |= field.label_inside;
	field.shown = typed_label_shown(q, component, columns_reading_width(q->build));
	if (component->kind == COMPONENT_NUMBER) {
		field.prefix = component->prefix;
		field.suffix = component->suffix;
	}
	if (component->kind == COMPONENT_MULTILINE) {
		field.lines = true;
		struct keyboard keyboard = question_keyboard(q, component, component->name);
		int room = columns_room(q->build, keyboard_reserve(q->build, &keyboard));
		field.height = line_rows(q, component) * fit_line(q->build, TYPE_ENTRY) + 30;
		if (q->build->frame.low && field.height > room)
			field.height = room;
		field.padding = 28;
	}
	if (!q->headed)
		label_above(q, component, &field, 0);
	return field;
}

static bool over(const struct question *q, const struct form_component *component, long *ret_count)
{
	long used = (long)utf8_length(answer(q, component->name)), most = (long)component->max.value;
	*ret_count = used > most ? used - most : most - used;
	return used > most;
}

/* Where there is little room it is said when it is needed. */
static bool counts(const struct question *q, const struct form_component *component)
{
	enum { FEW = 50 };
	long count;
	return component->kind == COMPONENT_MULTILINE && component->max.set && !question_label_heard(q) && (q->tight < 2 || over(q, component, &count) || count <= FEW);
}

static const char *left_over(const struct question *q, const struct form_component *component)
{
	long count;
	bool too_much = over(q, component, &count);
	return say_count(q->build, too_much ? "field.over" : "field.left", count, NULL);
}

static void show_left_over(struct question *q, const struct form_component *component)
{
	long count;
	if (counts(q, component))
		build_leaf(q->build, NODE(.role = NODE_ROLE_STATUS, .name = left_over(q, component), .type = TYPE_SMALL,
			.ink = over(q, component, &count) ? INK_ERROR : INK_QUIET));
}

/* ---- an address ---- */

static const char *part_label(const struct question *q, int part, bool mark_optional)
{
	const char *label = say(q->build, build_text(q->build, "part.%s", address_part[part])); /* NOLINT(clang-analyzer-core.CallAndMessage): a neighbour is only asked for where there is one */
	bool optional = part == 1 || part == 3;
	return optional && mark_optional ? say_with(q->build, "field.optional", WORDS_VALUES({ "label", label })) : label;
}

static struct field address_box(const struct question *q, const struct form_component *component, int index, int part)
{
	const char *name = component->field[index];
	return (struct field){
		.name = name, .label = part_label(q, index, component->required), .value = answer(q, name), .error = question_error(q, name), .error_hidden = q->quiet,
		.part = part, .small = true, .personal = component->privacy != PRIVACY_PUBLIC, .height = q->build->frame.split ? ADDRESS_HEIGHT_SPLIT : ADDRESS_HEIGHT, .padding = 20,
	};
}

/* Rows of the address: how many boxes stand side by side. */
static int address_rows(const struct question *q, const int **ret_boxes)
{
	static const int wide[] = { 1, 1, 3 }, narrow[] = { 1, 1, 2, 1 };
	bool large = q->build->frame.percent > 100;
	*ret_boxes = q->build->frame.split || large ? narrow : wide;
	return q->build->frame.split || large ? 4 : 3;
}

static int gap_of(const struct question *q)
{
	return q->build->frame.split ? GAP_SPLIT : GAP;
}

static int address_height(const struct question *q, const struct form_component *component, int width)
{
	const int *boxes;
	int rows = address_rows(q, &boxes), gap = gap_of(q), height = (rows - 1) * gap;
	for (int row = 0, index = 0; row < rows; row++) {
		int highest = 0;
		for (int i = 0; i < boxes[row]; i++, index++) {
			struct field field = address_box(q, component, index, 0);
			int one = field_height(q->build, &field, (width - gap * (boxes[row] - 1)) / boxes[row]);
			highest = one > highest ? one : highest;
		}
		height += highest;
	}
	return height;
}

static void address_show(struct question *q, const struct form_component *component, int part)
{
	static const int share[ADDRESS_PARTS] = { 1, 1, 13, 12, 11 };
	const int *boxes;
	int rows = address_rows(q, &boxes);
	build_group(q->build, (struct box){ .gap = gap_of(q) });
	for (int row = 0, index = 0; row < rows; row++) {
		build_group(q->build, (struct box){ .flow = FLOW_ROW, .gap = gap_of(q), .align = ALIGN_END });
		for (int i = 0; i < boxes[row]; i++, index++) {
			struct field field = address_box(q, component, index, part);
			field.grow = share[index];
			field_show(q->build, &field);
		}
		build_close(q->build);
	}
	build_close(q->build);
}

/* No room for all boxes: the one that types, and the ways to its neighbours. */
static int address_focus(const struct question *q, const struct form_component *component)
{
	for (int i = 0; i < ADDRESS_PARTS; i++)
		if (strcmp(typed_field(q, component, i), q->build->visit->field) == 0)
			return i;
	for (int i = 0; i < ADDRESS_PARTS; i++)
		if (question_error(q, typed_field(q, component, i)))
			return i;
	return 0;
}

static struct field postcode_box(const struct question *q, const struct form_component *component, int part)
{
	struct field field = address_box(q, component, ADDRESS_POSTCODE, part);
	field.hint = say(q->build, "lookup.example");
	field.hint_shown = q->tight < 2;
	field.height = field.padding = 0;
	field.small = false;
	field.label_inside = question_label_inside(q, field.label);
	field.label_hidden = q->tight > 2 || field.label_inside;
	label_above(q, component, &field, 0);
	return field;
}

static int step_height(const struct question *q)
{
	if (q->build->frame.reach && fit_tall(q->build) > 1 && q->build->frame.percent <= 100)
		return STEP_HEIGHT;
	return q->build->frame.column ? part_small_height(q->build) : q->build->frame.panel == PANEL_SMALL ? STEP_HEIGHT_SMALL : q->build->frame.percent > 100 ? STEP_HEIGHT_LARGE : STEP_HEIGHT;
}

/* The ways to the boxes before and after @focus. With the largest text only "Next box" leads on; on a full page too. */
static bool has_before(const struct question *q, int focus)
{
	return focus > 0 && q->build->frame.percent <= 150 && !q->build->frame.low;
}

static bool has_after(const struct question *q, int focus)
{
	return focus + 1 < ADDRESS_PARTS && q->build->frame.percent <= 150 && !q->build->frame.low && (q->tight < 3 || !*q->build->visit->field);
}

static int ways_height(const struct question *q, const struct form_component *component)
{
	int focus = address_focus(q, component), ways = has_before(q, focus) + has_after(q, focus);
	return (q->build->frame.split ? ways : ways > 0) * (step_height(q) + 20);
}

static struct field focused_box(const struct question *q, const struct form_component *component, int part)
{
	struct field field = address_box(q, component, address_focus(q, component), part);
	field.height = q->build->frame.percent > 100 && !q->build->frame.low ? FOCUS_HEIGHT_LARGE : 0;
	field.padding = 0;
	field.small = false;
	field.label_inside = question_label_inside(q, field.label);
	field.label_hidden = question_label_heard(q) || field.label_inside;
	label_above(q, component, &field, ways_height(q, component));
	return field;
}

static void neighbour(struct question *q, const struct form_component *component, int index, const char *icon, int part)
{
	const char *name = typed_field(q, component, index);
	build_leaf(q->build, NODE(.role = NODE_ROLE_BUTTON, .id = build_text(q->build, "go:%s", name), .name = part_label(q, index, false), .icon = icon, .look = LOOK_SMALL, .type = TYPE_SMALL_STRONG,
		.text_align = ALIGN_START, .action = ACT(ACTION_FIELD, .number = part, .text = name), .box = { .height = step_height(q), .grow = q->build->frame.split ? 0 : 1, .equal = !q->build->frame.split }));
}

static void address_one_show(struct question *q, const struct form_component *component, int part)
{
	struct field field = focused_box(q, component, part);
	int focus = address_focus(q, component);
	build_group(q->build, (struct box){ .gap = 20 });
	field_show(q->build, &field);
	if (!has_before(q, focus) && !has_after(q, focus)) {
		build_close(q->build);
		return;
	}
	build_group(q->build, (struct box){ .flow = q->build->frame.split ? FLOW_COLUMN : FLOW_ROW, .gap = 20 });
	if (has_before(q, focus))
		neighbour(q, component, focus - 1, "arrow-up", part);
	if (has_after(q, focus))
		neighbour(q, component, focus + 1, "arrow-down", part);
	build_close(q->build);
	build_close(q->build);
}

/* ---- all kinds ---- */

int typed_height(const struct question *q, const struct form_component *component, int width)
{
	if (date_kind(component->kind))
		return date_height(q, component, width);
	if (postcode_alone(q, component)) {
		struct field field = postcode_box(q, component, 0);
		return field_height(q->build, &field, width);
	}
	if (component->kind == COMPONENT_ADDRESS && q->tight < 2)
		return address_height(q, component, width);
	if (component->kind == COMPONENT_ADDRESS) {
		struct field field = focused_box(q, component, 0);
		return field_height(q->build, &field, width) + ways_height(q, component);
	}
	struct field field = one_box(q, component, 0);
	return field_height(q->build, &field, width) + (counts(q, component) ? fit_height(q->build, TYPE_SMALL, left_over(q, component), width) + GAP : 0);
}

void typed_show(struct question *q, const struct form_component *component, int part)
{
	if (date_kind(component->kind)) {
		date_show(q, component, part);
		return;
	}
	if (postcode_alone(q, component)) {
		struct field field = postcode_box(q, component, part);
		field_show(q->build, &field);
		return;
	}
	if (component->kind == COMPONENT_ADDRESS) {
		(q->tight < 2 ? address_show : address_one_show)(q, component, part);
		return;
	}
	struct field field = one_box(q, component, part);
	field_show(q->build, &field);
	show_left_over(q, component);
}
