/* SPDX-License-Identifier: MIT */
/*
 * question_plan.c - pieces go into a view as long as they fit; what does not fit starts the next one. A page that is too full for
 * even one piece gives way in steps: a smaller title, then a short error summary, then the hint is a piece to read; at last the title
 * is a part of its own, read first, or where an error is still longer only its beginning stands here.
 */
#include "ui/screens/parts.h"
#include "ui/screens/phrase.h"
#include "ui/screens/question.h"
#include "ui/screens/question_lookup.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/pager.h"
#include "ui/widgets/prose.h"

#include <string.h>

enum { TIGHT_ALONE = 4, SHORT_SUMMARY = 2, TIGHT_COLUMN = 6, FULL = 1 << 20, PIECE_GAP = 24,
	SMALL_AROUND = 116 /* icon, gap, padding, border */, SMALL_AROUND_LOW = 96, SMALL_INSIDE = 24 };

struct filling { int read, wide /* the same where nothing types */, touch, reserve, pair /* height of a row of two that has one yet */; bool typed, chosen; const struct form_component *choices; };

struct keyboard question_keyboard(const struct question *q, const struct form_component *component, const char *field)
{
	struct keyboard keyboard = { .kind = KEYBOARD_TEXT };
	static const enum keyboard_kind by_kind[COMPONENT_KIND_COUNT] = {
		[COMPONENT_TEXT] = KEYBOARD_TEXT, [COMPONENT_MULTILINE] = KEYBOARD_TEXT, [COMPONENT_NUMBER] = KEYBOARD_NUMBER, [COMPONENT_EMAIL] = KEYBOARD_EMAIL,
		[COMPONENT_WEBSITE] = KEYBOARD_EMAIL, [COMPONENT_PHONE] = KEYBOARD_PHONE, [COMPONENT_DATE] = KEYBOARD_DATE, [COMPONENT_MONTH_YEAR] = KEYBOARD_DATE, [COMPONENT_DATE_TIME] = KEYBOARD_DATE, [COMPONENT_ADDRESS] = KEYBOARD_TEXT,
	};
	static const struct { const char *name; enum keyboard_kind kind; } asked[] = {
		{ "digits", KEYBOARD_NUMBER }, { "postcode", KEYBOARD_UPPER }, { "upper", KEYBOARD_UPPER }, { "email", KEYBOARD_EMAIL }, { "text", KEYBOARD_TEXT },
	};
	keyboard.kind = by_kind[component->kind];
	for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++)
		if (component->keyboard && strcmp(component->keyboard, asked[i].name) == 0)
			keyboard.kind = asked[i].kind;
	size_t length = strlen(field);
	if (component->kind == COMPONENT_ADDRESS && length > 10 && strcmp(field + length - 10, "__postcode") == 0)
		keyboard.kind = KEYBOARD_UPPER;
	keyboard.suggests = suggest_kind_of(q->build->visit, field) != SUGGEST_NOTHING;
	keyboard.lines = component->kind == COMPONENT_MULTILINE;
	keyboard.point = component->kind == COMPONENT_NUMBER && !(component->precision.set && component->precision.value <= 0);
	keyboard.minus = component->kind == COMPONENT_NUMBER && component->min.set && component->min.value < 0;
	bool found = false;
	for (size_t i = 0; i < q->page->count && !keyboard.next; i++)
		for (int part = 0; *typed_field(q, &q->page->component[i], part); part++) {
			keyboard.next = found;
			if (found) {
				keyboard.next_part = q->views > 1 ? question_view_of(q, &q->page->component[i]) + 1 : 0;
				break;
			}
			found = strcmp(typed_field(q, &q->page->component[i], part), field) == 0;
		}
	return keyboard;
}

bool question_gives_way(const struct question *q)
{
	return q->build->frame.column || q->build->frame.spare;
}

/* The title is read first, on a part of its own; in a small column what is wrong stands there with it, and later the title is only heard. */
static bool alone(const struct question *q)
{
	return q->tight == TIGHT_ALONE || (question_gives_way(q) && q->tight > TIGHT_ALONE);
}

bool question_shows_errors(const struct question *q, bool first)
{
	return q->errors && (first || !question_gives_way(q) || q->tight <= TIGHT_ALONE);
}

bool question_label_heard(const struct question *q)
{
	return q->tight == TIGHT_COLUMN;
}

static int gap_of(const struct question *q)
{
	return columns_gap(q->build) < PIECE_GAP ? columns_gap(q->build) : PIECE_GAP;
}

enum errors_room question_errors_room(const struct question *q)
{
	if (q->tight == 0 || (q->tight == 1 && q->build->frame.panel == PANEL_PORTRAIT))
		return ERRORS_ROOMY;
	return q->tight == 1 ? ERRORS_LOW : q->tight == 2 ? ERRORS_SHORT : ERRORS_ONE;
}

bool question_hint_apart(const struct question *q)
{
	return q->tight >= 3;
}

int question_small_height(const struct question *q)
{
	return part_small_height(q->build);
}

/* In half of a low panel they have little padding. */
static int around_small(const struct question *q)
{
	return q->build->frame.low && q->build->frame.split ? SMALL_AROUND_LOW : SMALL_AROUND;
}

static const char *seen_of(const struct question_button *button)
{
	return button->label ? button->label : button->words;
}

int question_button_height(const struct question *q, const struct question_button *button)
{
	const char *words = seen_of(button);
	int lines = fit_lines(q->build, TYPE_SMALL_STRONG, words, columns_reading_width(q->build) - around_small(q)), least = question_small_height(q);
	int height = lines * fit_line(q->build, TYPE_SMALL_STRONG) + SMALL_INSIDE;
	return lines > 1 && height > least ? height : least;
}

/* Where the title is alone nothing types: it has the whole width. */
static int width_of(const struct question *q, bool first)
{
	return first && alone(q) && q->build->frame.column ? q->build->frame.width - 2 * q->build->frame.margin : columns_reading_width(q->build);
}

/* The small buttons stand side by side where they can. */
static int small_buttons_height(const struct question *q, bool first, int width)
{
	struct question_button button[QUESTION_BUTTON_MAX];
	int count = q->gathered ? 0 : question_buttons(q, first, button), height = 0, left = 0;
	for (int i = 0; i < count; i++) {
		int wide = fit_width(q->build, TYPE_SMALL_STRONG, seen_of(&button[i])) + around_small(q);
		bool new_row = i == 0 || wide > left;
		height += new_row ? question_button_height(q, &button[i]) + 20 : 0;
		left = (new_row ? width : left) - wide - 20;
	}
	return count ? height - 20 + 6 + gap_of(q) : 0;
}

bool question_label_inside(const struct question *q, const char *label)
{
	enum { AROUND = 60 };
	bool inside = q->gathered >= GATHERED_LARGE_INSIDE || (q->build->frame.low && question_label_heard(q));
	return inside && fit_lines(q->build, TYPE_ENTRY, label, q->build->frame.typing.width - AROUND) == 1;
}

/* On a part of its own it is large where that leaves room for its buttons. */
static int title_lines_column(const struct question *q)
{
	int width = width_of(q, true);
	bool large = alone(q) && prose_title_height(q->build, q->title, true, width) + small_buttons_height(q, true, width) <= columns_room(q->build, 0);
	return large ? 0 : 1;
}

int question_title_lines(const struct question *q, bool first)
{
	if (q->gathered)
		return q->gathered == GATHERED_LARGE || q->gathered == GATHERED_LARGE_INSIDE ? 0 : TITLE_GATHERED_LINES;
	if (q->tight >= TIGHT_ALONE)
		return q->tight == TIGHT_COLUMN ? first && !q->errors ? title_lines_column(q) : -1 : first && alone(q) ? 0 : 1;
	if (q->tight == 3 && q->asking > 0 && !q->headed)
		return first && !q->errors ? 0 : 1;
	return first ? 0 : TITLE_AGAIN_LINES;
}

int question_least_room(const struct question *q, int reserve)
{
	const struct build *build = q->build;
	int width = columns_reading_width(build), room = columns_room(build, reserve) - gap_of(q) - prose_title_again_height(build, q->title, 1, width) - small_buttons_height(q, false, width);
	return question_shows_errors(q, false) ? room - errors_height(build, q->line, q->errors, width, ERRORS_ONE, build->visit->field) - gap_of(q) : room;
}

int question_fixed_height(const struct question *q, bool first)
{
	const struct build *build = q->build;
	int width = width_of(q, first), gap = gap_of(q), height = 0;
	if (question_shows_errors(q, first))
		height += errors_height(build, q->line, q->errors, width, question_errors_room(q), build->visit->field) + gap;
	int lines = question_title_lines(q, first);
	height += lines ? prose_title_again_height(build, q->title, lines, width) : prose_title_height(build, q->title, q->tight > 0, width);
	if (!build->frame.apart)
		height += small_buttons_height(q, first, width);
	if (!first)
		return height;
	if (*q->hint && !question_hint_apart(q))
		height += fit_height(build, TYPE_BODY, q->hint, width) + gap;
	return height + likely_dates_height(q);
}

static bool with_the_rest(const struct question *q, const struct piece *piece, struct filling *filling, int pager)
{
	const struct build *build = q->build;
	struct filling next = *filling;
	bool choice = piece->kind == PIECE_CHOICE;
	if (choice && build->frame.apart && next.pair) { /* beside the one before */
		next.touch += piece->height > next.pair ? piece->height - next.pair : 0;
		next.pair = 0;
	} else if (choice) {
		next.touch += piece->height + (next.touch ? build->frame.row_gap : 0);
		next.pair = piece->height;
	}
	else {
		next.read += piece->height + gap_of(q);
		next.wide += (piece->wide_height ? piece->wide_height : piece->height) + gap_of(q);
	}
	if (piece->kind == PIECE_TYPED) {
		struct keyboard keyboard = question_keyboard(q, piece->component, typed_field(q, piece->component, 0));
		int reserve = keyboard_reserve(build, &keyboard);
		next.reserve = reserve > next.reserve ? reserve : next.reserve;
		next.typed = true;
	}
	next.chosen |= choice;
	if (choice && !next.choices)
		next.choices = piece->component;
	int turn = (next.chosen ? pager : 0) + (build->frame.apart ? small_buttons_height(q, true, columns_touch_width(build)) : 0);
	bool fits = build->frame.split ? next.read <= build->frame.reading.height && next.touch + turn <= build->frame.touch.height && !(next.typed && next.chosen) &&
			(!choice || next.choices == piece->component)
		: (next.typed ? next.read : next.wide) + next.touch + turn <= columns_room(build, next.reserve);
	if (fits)
		*filling = next;
	return fits;
}

static bool leads(const struct piece *piece)
{
	return piece->kind == PIECE_LABEL || (piece->kind == PIECE_BLOCK && piece->block.kind == BLOCK_HEADING);
}

/* Whether every view holds at least one piece that truly fits. */
static bool pack(struct question *q, int pager)
{
	struct filling filling = { .read = question_fixed_height(q, true) }, empty = { .read = question_fixed_height(q, false) };
	filling.wide = filling.read;
	empty.wide = empty.read;
	bool apart = alone(q), all_fit = !apart || filling.read <= columns_room(q->build, 0);
	q->views = 1;
	q->view[0] = (struct view){ 0, 0 };
	for (int i = 0; i < q->pieces; i++) {
		struct view *view = &q->view[q->views - 1];
		bool title_only = apart && q->views == 1;
		bool fits = !(title_only && q->piece[i].kind != PIECE_BLOCK) && with_the_rest(q, &q->piece[i], &filling, pager);
		if (!fits && (view->count > 0 || title_only) && q->views < QUESTION_VIEW_MAX) {
			bool label = view->count > 1 && leads(&q->piece[i - 1]); /* never alone at the end of a view */
			view->count -= label;
			view = &q->view[q->views++];
			*view = (struct view){ i - label, label };
			filling = empty;
			if (label)
				(void)with_the_rest(q, &q->piece[i - 1], &filling, pager);
			fits = with_the_rest(q, &q->piece[i], &filling, pager);
			if (!fits && label && q->tight >= QUESTION_TIGHT_MAX && (q->piece[i - 1].kind == PIECE_BLOCK || q->piece[i].kind == PIECE_BLOCK)) { /* better alone than with what has no room below it */
				q->view[q->views - 2].count++;
				*view = (struct view){ i, 0 };
				filling = empty;
				fits = with_the_rest(q, &q->piece[i], &filling, pager);
			}
		}
		if (!fits)
			filling.touch = filling.read = filling.wide = FULL;
		all_fit &= fits;
		view->count++;
	}
	return all_fit;
}

bool question_view_types(const struct question *q, int view)
{
	for (int i = q->view[view].first; i < q->view[view].first + q->view[view].count; i++)
		if (q->piece[i].kind == PIECE_TYPED)
			return true;
	return false;
}

int question_view_of(const struct question *q, const struct form_component *component)
{
	for (int view = 0; view < q->views; view++)
		for (int i = q->view[view].first; i < q->view[view].first + q->view[view].count; i++)
			if (q->piece[i].component == component && (q->piece[i].kind == PIECE_TYPED || q->piece[i].kind == PIECE_CHOICE))
				return view;
	return 0;
}

static bool plan_once(struct question *q, bool quiet)
{
	q->quiet = quiet;
	question_collect(q);
	bool fits = pack(q, 0);
	if (q->views > 1)
		fits = pack(q, pager_height(q->build) + q->build->frame.row_gap);
	return fits;
}

/* With a short summary the message stands at the box too if it can; where the summary is the message, once is enough. */
void question_plan(struct question *q)
{
	int first = (q->build->frame.panel == PANEL_SMALL && !q->build->frame.apart) || q->errors ? 1 : 0;
	for (q->tight = first;; q->tight++) {
		bool short_summary = q->tight == SHORT_SUMMARY && q->errors > 0;
		bool fits = (q->tight <= SHORT_SUMMARY && plan_once(q, false)) || ((short_summary || q->tight > SHORT_SUMMARY) && plan_once(q, true));
		bool apart = q->views > 1 && lookup_together(q); /* sentence, box and button belong together */
		q->fits = fits;
		if ((fits && !apart) || q->tight == (question_gives_way(q) ? TIGHT_COLUMN : QUESTION_TIGHT_MAX))
			break;
	}
	q->shown = q->build->visit->list_page < q->views ? q->build->visit->list_page : q->views - 1;
	if (q->shown < 0)
		q->shown = 0;
}
