/* SPDX-License-Identifier: MIT */
/* question.c - one page of a form on the screen: question, content, or the end of the road. */
#include "ui/screens/question.h"
#include "ui/screens/question_lookup.h"

#include "ui/screens/answer.h"
#include "ui/screens/parts.h"
#include "ui/screens/phrase.h"
#include "ui/screens/screens.h"
#include "ui/visit/items.h"
#include "ui/visit/wallet.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/hidden.h"
#include "ui/widgets/pager.h"
#include "ui/widgets/prose.h"

#include <string.h>

enum { TITLE_GIVES_WAY = 4 /* of a question's tightness */, HINT_LINES_MAX = 4, SMALL_PADDING_LOW = 17, GATHERED_ASKING_MOST = 2 /* more never stand on one page with a keyboard */, ROUND_TITLE = 80, ERROR_AROUND = 122, ERROR_TITLE_LINES = 2 };

/* Longer titles than a whole screen holds are shortened, and read below. */
static int title_lines(const struct question *q)
{
	int errors = q->errors ? errors_height(q->build, q->line, q->errors, columns_reading_width(q->build), ERRORS_ONE, q->build->visit->field) : 0;
	int lines = (columns_room(q->build, 0) - ROUND_TITLE - errors) / fit_line(q->build, TYPE_HEADING);
	return lines < 1 ? 1 : lines; /* dots alone tell nothing */
}

static void count_asked(struct question *q)
{
	bool all_optional = true, hides = false;
	for (size_t i = 0; i < q->page->count; i++) {
		const struct form_component *component = &q->page->component[i];
		if (!question_asks(component))
			continue;
		q->only = q->asking++ == 0 ? component : NULL;
		all_optional &= !component->required;
		hides |= build_hides(q->build, component); /* what is not seen is not thrown away */
	}
	q->skip = q->asking > 0 && !hides && (page_repeats(q->page) ? items_skips(q->build->visit) : all_optional);
	q->why = q->asking > 0 && *q->form->service.privacy_line && q->build->visit->error_count == 0; /* what is wrong comes first */
}

/* The page's title; without one its only question; without that the section, and at last the service. */
static const char *title_of(const struct question *q)
{
	const char *title = phrase_page(q->build, q->page);
	if (q->headed)
		return phrase_label(q->build, q->only, phrase_title(q->build, q->only));
	return *title ? title : *q->page->section ? phrase_section(q->build, q->page) : phrase_service(q->build, q->form);
}

static void collect_errors(struct question *q)
{
	const struct visit *visit = q->build->visit;
	q->line = arena_new(&q->build->tree->arena, sizeof *q->line * FORM_ERROR_MAX);
	for (size_t i = 0; i < visit->error_count && i < FORM_ERROR_MAX; i++) {
		const struct form_error *error = &visit->error[i];
		const char *message = screen_message(visit, &q->build->tree->arena, error), *title = phrase_title(q->build, error->component);
		struct error_line line = { .field = build_hides(q->build, error->component) ? error->component->name : error->field, .message = message };
		if (q->errors && strcmp(q->line[q->errors - 1].field, line.field) == 0)
			continue;
		if (q->asking > 1 && strchr(title, '?')) { /* "Enter your answer" alone would not say which */
			const char *brief = fit_shorten(q->build, TYPE_SMALL_STRONG, title, columns_reading_width(q->build) - ERROR_AROUND, ERROR_TITLE_LINES);
			line.message = build_text(q->build, "%s %s", title, message);
			line.shown = brief == title ? NULL : build_text(q->build, "%s %s", brief, message);
		}
		q->line[q->errors++] = line;
	}
}

/* Where each message leads, once the views are known. */
static void aim_errors(struct question *q)
{
	const struct visit *visit = q->build->visit;
	for (int i = 0; i < q->errors; i++) {
		const struct form_error *error = NULL;
		for (size_t j = 0; j < visit->error_count && !error; j++)
			if (strcmp(visit->error[j].field, q->line[i].field) == 0)
				error = &visit->error[j];
		int view = error ? question_view_of(q, error->component) : q->shown;
		if (error && typed_kind(error->component->kind) && lookup_types(q, error->component))
			q->line[i].action = (struct node_action)ACT(ACTION_FIELD, .number = q->views > 1 ? view + 1 : 0,
				.text = strcmp(error->field, error->component->name) == 0 ? typed_field(q, error->component, 0) : error->field);
		else if (view != q->shown && !q->build->frame.apart)
			q->line[i].action = (struct node_action)ACT(ACTION_PAGE, .number = view > q->shown ? 1 : -1);
	}
}

static void show_small_buttons(struct question *q, bool first)
{
	struct build *build = q->build;
	struct question_button button[QUESTION_BUTTON_MAX];
	int count = question_buttons(q, first, button);
	if (count == 0 || q->gathered)
		return;
	int padding = build->frame.low && build->frame.split ? SMALL_PADDING_LOW : 0;
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = 20, .row_gap = 20, .align = ALIGN_START, .wrap = true });
	for (int i = 0; i < count; i++)
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = button[i].id, .name = button[i].words, .label = button[i].label, .icon = button[i].icon, .look = LOOK_SMALL, .type = TYPE_SMALL_STRONG,
			.action = button[i].action, .box = { .height = question_button_height(q, &button[i]), .pad_start = padding, .pad_end = padding }));
	build_close(build);
}

static void show_choice(struct question *q, const struct piece *piece)
{
	const struct form_component *component = piece->component;
	const struct answers *answers = q->build->visit->answers;
	if (piece->hidden) {
		hidden_show(q->build, component, piece->label, piece->hint);
		return;
	}
	struct choice choice = {
		.many = component->kind == COMPONENT_CHECKBOXES || component->kind == COMPONENT_DECLARATION, .field = component->name, .value = piece->value,
		.label = piece->label, .shown = piece->shown, .hint = piece->hint, .lang = component->kind == COMPONENT_YES_NO ? NULL : q->lang, .checked = component->kind == COMPONENT_ADDRESS ? lookup_checked(q, piece->value) : answers_has_value(answers, component->name, piece->value),
		.place = piece->place, .of = piece->of, .personal = component->privacy != PRIVACY_PUBLIC,
	};
	choice_show(q->build, &choice);
}

static void show_piece(struct question *q, const struct piece *piece)
{
	int part = q->views > 1 ? q->shown + 1 : 0;
	if (piece->component && (piece->answer || piece->kind == PIECE_TYPED || piece->kind == PIECE_CHOICE) && !piece->hidden)
		build_about(q->build, piece->component->privacy, piece->component->name);
	switch (piece->kind) {
	case PIECE_BLOCK:
		prose_block(q->build, &piece->block);
		break;
	case PIECE_LABEL:
		prose_heading_short(q->build, question_label_heard(q) ? 3 : 2, piece->label, piece->shown);
		prose_quiet(q->build, piece->hint);
		break;
	case PIECE_TYPED:
		typed_show(q, piece->component, part);
		break;
	case PIECE_CHOICE:
		show_choice(q, piece);
		break;
	}
	build_about_none(q->build);
}

/* In portrait what follows the first control stays with it; on split panels only choices are on the right. */
static bool is_touch(const struct question *q, const struct piece *piece)
{
	return piece->kind == PIECE_CHOICE || (!q->build->frame.split && piece->kind == PIECE_TYPED);
}

static void show_reading(struct question *q)
{
	const struct view *view = &q->view[q->shown];
	if (question_shows_errors(q, q->shown == 0))
		errors_show(q->build, q->line, q->errors, question_errors_room(q), q->build->visit->field);
	int lines = question_title_lines(q, q->shown == 0);
	if (lines)
		prose_title_again(q->build, q->title, lines);
	else
		prose_title(q->build, q->title, q->tight > 0);
	if (q->shown == 0) {
		if (*q->hint && !question_hint_apart(q))
			prose_quiet(q->build, q->hint);
		likely_dates_show(q);
	}
	if (!q->build->frame.apart)
		show_small_buttons(q, q->shown == 0);
	for (int i = view->first; i < view->first + view->count; i++) {
		bool touched = is_touch(q, &q->piece[i]);
		if (touched && !q->build->frame.split)
			break;
		if (!touched)
			show_piece(q, &q->piece[i]);
	}
}

/* Whether a later view asks something that this one has not begun, or has more to read on a page that only tells. */
static bool goes_on(const struct question *q)
{
	int end = q->view[q->shown].first + q->view[q->shown].count;
	if (q->build->frame.column)
		return end < q->pieces;
	const struct form_component *begun = end > 0 ? q->piece[end - 1].component : NULL;
	for (int i = end; i < q->pieces; i++)
		if (q->piece[i].component != begun || q->piece[i].kind != PIECE_CHOICE)
			return true;
	return false;
}

static void show_pager(struct question *q)
{
	const struct view *view = &q->view[q->shown];
	if (view->count == 0)
		return;
	const struct piece *first = &q->piece[view->first], *last = &q->piece[view->first + view->count - 1];
	int before = first->kind == PIECE_CHOICE ? first->place - 1 : 0, after = last->kind == PIECE_CHOICE ? last->of - last->place : 0;
	pager_show(q->build, columns_touch_width(q->build), before, goes_on(q) ? 0 : after, "action.more", -1);
}

static struct box rows(const struct question *q)
{
	int gap = q->build->frame.row_gap;
	return q->build->frame.apart ? (struct box){ .flow = FLOW_ROW, .wrap = true, .columns = 2, .gap = CHOICE_PAIR_GAP, .row_gap = gap } : (struct box){ .gap = gap };
}

/* The rows of one question are one set for the ear. */
static void show_touch(struct question *q)
{
	const struct view *view = &q->view[q->shown];
	const struct form_component *set = NULL;
	bool touching = false;
	for (int i = view->first; i < view->first + view->count; i++) {
		const struct piece *piece = &q->piece[i];
		touching |= is_touch(q, piece);
		if (!touching || (q->build->frame.split && !is_touch(q, piece)))
			continue;
		if (set && (piece->kind != PIECE_CHOICE || piece->component != set)) {
			build_close(q->build);
			set = NULL;
		}
		if (piece->kind == PIECE_CHOICE && !set) {
			set = piece->component;
			build_open(q->build, NODE(.role = piece->hidden ? NODE_ROLE_GROUP : set->kind == COMPONENT_CHECKBOXES || set->kind == COMPONENT_DECLARATION ? NODE_ROLE_CHECKBOX_GROUP : NODE_ROLE_RADIO_GROUP,
				.id = build_text(q->build, "set:%s", set->name), .name = *phrase_title(q->build, set) ? phrase_title(q->build, set) : q->title, .label = "",
				.error = question_error(q, set->name), .box = rows(q), .privacy = piece->hidden ? PRIVACY_PUBLIC : set->privacy, .field = set->name));
		}
		show_piece(q, piece);
	}
	if (set)
		build_close(q->build);
	if (q->build->frame.apart)
		show_small_buttons(q, q->shown == 0);
	show_pager(q);
}

/* To the view before or after; if it has boxes, the first of them types at once. */
static struct node_action turn(const struct question *q, int step)
{
	const struct view *view = &q->view[q->shown + step];
	for (int i = view->first; i < view->first + view->count; i++)
		if (q->piece[i].kind == PIECE_TYPED)
			return (struct node_action)ACT(ACTION_FIELD, .number = q->shown + step + 1, .text = typed_field(q, q->piece[i].component, 0));
	return (struct node_action)ACT(ACTION_PAGE, .number = step);
}

/* In a column of choices how many more there are. */
static const char *next_words(const struct question *q)
{
	const struct view *view = &q->view[q->shown];
	const struct piece *last = view->count ? &q->piece[view->first + view->count - 1] : NULL;
	bool among = q->build->frame.column && last && last->kind == PIECE_CHOICE && last->of > last->place;
	const char *part = say(q->build, "action.next_part");
	bool crowd = q->build->frame.low && question_view_types(q, q->shown) && fit_width(q->build, TYPE_SMALL_STRONG, part) + BESIDE_AROUND > q->build->frame.typing_action.width;
	return among ? say_count(q->build, "action.more", last->of - last->place, NULL) : crowd ? say(q->build, "action.continue") : part;
}

static void gather(const struct question *q, struct action_row *row)
{
	struct question_button button[QUESTION_BUTTON_MAX];
	const struct view *view = &q->view[q->shown];
	int count = q->gathered ? question_buttons(q, q->shown == 0, button) : 0;
	for (int i = 0; i < count && row->more_count < ACTION_MORE_MAX; i++)
		row->more[row->more_count++] = (struct action_more){ button[i].id, button[i].words, button[i].brief, button[i].icon, button[i].action };
	for (int i = view->first; i < view->first + view->count && row->more_count == 0; i++)
		if (q->piece[i].kind == PIECE_TYPED && q->piece[i].component->kind == COMPONENT_DATE_TIME)
			row->more_count = date_other(q, q->piece[i].component, q->views > 1 ? q->shown + 1 : 0, &row->more[0]);
}

static struct action_row actions_of(const struct question *q)
{
	const struct build *build = q->build;
	const struct view *view = &q->view[q->shown];
	bool inside_list = view->count && q->piece[view->first].kind == PIECE_CHOICE && q->piece[view->first].place > 1;
	struct action_row row = { .back = ACT(ACTION_BACK), .main_id = "continue", .main_words = say(build, "action.continue"), .main_icon = build->tree->rtl ? "arrow-left" : "arrow-right",
		.main = ACT(ACTION_CONTINUE) };
	if (q->shown > 0 && (!inside_list || build->frame.column))
		row.back = turn(q, -1);
	if (goes_on(q)) {
		row.main_id = "page-next";
		row.main_words = next_words(q);
		row.main = turn(q, 1);
	} else if (q->page->kind == PAGE_TERMINAL) {
		row.main_id = "finish-clear";
		row.main_words = say(build, "action.finish_clear");
		row.main_icon = "log-out";
		row.main = (struct node_action)ACT(ACTION_FINISH);
	} else {
		lookup_action(q, &row);
	}
	gather(q, &row);
	return row;
}

/* The keyboard of the box that types, if that box is on this view; room for it is kept as soon as a view has a box. */
static struct keyboard keyboard_here(struct question *q, int *ret_reserve)
{
	const struct view *view = &q->view[q->shown];
	struct keyboard here = { .kind = KEYBOARD_NONE };
	*ret_reserve = 0;
	for (int i = view->first; i < view->first + view->count; i++) {
		if (q->piece[i].kind != PIECE_TYPED)
			continue;
		for (int part = 0; *typed_field(q, q->piece[i].component, part); part++) {
			const char *field = typed_field(q, q->piece[i].component, part);
			struct keyboard keyboard = question_keyboard(q, q->piece[i].component, field);
			int reserve = keyboard_reserve(q->build, &keyboard);
			if (strcmp(field, q->build->visit->field) == 0)
				here = keyboard;
			if (part == 0 && reserve > *ret_reserve)
				*ret_reserve = reserve;
		}
	}
	if (here.kind != KEYBOARD_NONE && keyboard_reserve(q->build, &here) > *ret_reserve)
		*ret_reserve = keyboard_reserve(q->build, &here);
	return here;
}

/* Whether all that can be touched here stands below what is read: no box to type into, no message that leads to one. */
static bool only_read_above(const struct question *q)
{
	for (size_t i = 0; i < q->page->count; i++) {
		const struct form_component *component = &q->page->component[i];
		if (question_asks(component) && typed_kind(component->kind) && lookup_types(q, component))
			return false;
	}
	return q->build->visit->error_count == 0 || q->asking == 1; /* whose message needs no way there */
}

/* A part with nothing beside it has the whole width, down to the actions. */
static void widen(struct question *q)
{
	const struct view *view = &q->view[q->shown];
	bool touched = q->views < 2 || q->build->frame.reach;
	int height = question_fixed_height(q, q->shown == 0) + columns_gap(q->build);
	for (int i = view->first; i < view->first + view->count; i++) {
		touched |= q->piece[i].kind == PIECE_TYPED || q->piece[i].kind == PIECE_CHOICE;
		height += q->piece[i].height + columns_gap(q->build);
	}
	struct frame whole = q->build->frame;
	frame_whole(&whole);
	if (!touched && height <= whole.body.height)
		q->build->frame = whole;
}

/* Names that are offered above the keys begin with what was typed. */
static void build_about_field(const struct question *q)
{
	for (size_t i = 0; i < q->page->count; i++)
		for (int part = 0; *typed_field(q, &q->page->component[i], part); part++)
			if (strcmp(typed_field(q, &q->page->component[i], part), q->build->visit->field) == 0)
				build_about(q->build, q->page->component[i].privacy, q->page->component[i].name);
}

static bool types(const struct question *q)
{
	for (size_t i = 0; i < q->page->count; i++)
		if (*typed_field(q, &q->page->component[i], 0))
			return true;
	return false;
}

/* Its words, pieces and views in the frame as it is. */
static void lay_out(struct question *q)
{
	struct build *build = q->build;
	const char *page_title = phrase_page(build, q->page), *asked = q->only ? phrase_title(build, q->only) : "";
	q->headed = *asked && (!*page_title || phrase_same(page_title, asked));
	const char *title = lookup_title(q, title_of(q));
	q->title = fit_shorten(build, TYPE_HEADING, title, build->frame.low && build->frame.column ? build->frame.width - 2 * build->frame.margin : columns_reading_width(build), title_lines(q));
	q->whole_title = q->title == title ? NULL : title;
	q->hint = q->only ? phrase_hint(build, q->only) : "";
	q->hint = lookup_hint(q, q->hint);
	q->long_hint = NULL;
	if (!*q->hint && q->only && q->only->kind == COMPONENT_CHECKBOXES)
		q->hint = say(build, "choice.many");
	if (page_repeats(q->page)) { /* which of several it is */
		const char *name = answer_item_name(build, q->page, (size_t)build->visit->item);
		q->hint = *q->hint ? build_text(build, "%s\n%s", name, q->hint) : name;
	}
	if (fit_lines(build, TYPE_BODY, q->hint, columns_reading_width(build)) > HINT_LINES_MAX) {
		q->long_hint = q->hint;
		q->hint = "";
	}
	question_plan(q);
}

/* As many as can be compared, or all of them, stand on the first page. */
static bool begins_with_choices(const struct question *q)
{
	int shown = 0;
	for (int i = q->view[0].first; i < q->view[0].first + q->view[0].count; i++)
		shown += q->piece[i].kind == PIECE_CHOICE;
	return shown > 1 || (shown == 1 && q->views == 1);
}

static bool actions_fit(const struct build *build)
{
	enum { AROUND = 2 * 40 + 12 };
	return fit_width(build, TYPE_SMALL_STRONG, say(build, "action.back")) + fit_width(build, TYPE_SMALL_STRONG, say(build, "action.continue")) + AROUND <= build->frame.action.width;
}

/* A panel of 10 inches has what is chosen beside what is read, where that leaves the title whole and brings choices to the first page. */
static bool beside(struct question *q)
{
	enum { PIECES_MOST = 100 };
	struct build *build = q->build;
	const struct frame column = build->frame;
	if (!q->asking || types(q) || !frame_beside(&build->frame, fit_tall(build) == 0))
		return false;
	if (!actions_fit(build))
		frame_stack(&build->frame);
	lay_out(q);
	bool turns = pager_fits(build, columns_touch_width(build), "action.more");
	if (q->fits && q->pieces <= PIECES_MOST && q->tight < TITLE_GIVES_WAY && !q->whole_title && (turns || q->views == 1) && begins_with_choices(q))
		return true;
	build->frame = column;
	return false;
}

/* While something is typed, on one page with its question: its small buttons stand with the actions. */
static bool gathered(struct question *q)
{
	struct build *build = q->build;
	const struct frame apart = build->frame;
	struct question_button button[QUESTION_BUTTON_MAX];
	int more = question_buttons(q, true, button);
	if (q->errors || q->asking > GATHERED_ASKING_MOST || !types(q) || more > ACTION_MORE_MAX || !frame_gather(&build->frame, more > 0))
		return false;
	build->frame.body.width = build->frame.reading.width = build->frame.touch.width = build->frame.typing.width;
	for (q->gathered = GATHERED_LARGE; q->gathered < GATHERED_COUNT; q->gathered++) {
		lay_out(q);
		bool whole = question_title_lines(q, true) == 0 || fit_lines(build, TYPE_BODY_STRONG, q->title, build->frame.typing.width) <= TITLE_GATHERED_LINES;
		struct action_row row = actions_of(q);
		if (q->fits && q->views == 1 && !question_hint_apart(q) && !q->whole_title && whole && action_row_pairs(build, &row))
			return true;
	}
	q->gathered = GATHERED_NOT;
	build->frame = apart;
	return false;
}

void question_screen(struct build *build)
{
	const struct visit *visit = build->visit;
	if (wallet_offers(visit)) {
		offer_screen(build);
		return;
	}
	struct question *q = arena_new(&build->tree->arena, sizeof *q);
	int reserve;
	build->frame.pages = false; /* its parts are planned: each types or is chosen from */
	struct frame whole = build->frame;
	*q = (struct question){ .build = build, .form = visit->form, .page = &visit->form->page[visit->page], .lang = phrase_lang(build, visit->form) };
	count_asked(q);
	collect_errors(q);
	q->piece = arena_new(&build->tree->arena, sizeof *q->piece * PIECE_MAX);
	enum lookup_stage stage = q->only ? lookup_stage_of(q, q->only) : LOOKUP_OFF;
	if (only_read_above(q))
		frame_apart(&build->frame);
	bool told = stage == LOOKUP_ELSEWHERE || stage == LOOKUP_CHOSEN;
	if (q->asking == 0 || told)
		frame_whole(&build->frame);
	if (!told && (beside(q) || gathered(q))) {
		whole = build->frame;
	} else {
		if (build->frame.column && types(q))
			build->frame.body.width = build->frame.reading.width = build->frame.touch.width = build->frame.typing.width;
		lay_out(q);
	}
	aim_errors(q);
	struct keyboard keyboard = keyboard_here(q, &reserve);
	build->frame = build->frame.column ? whole : build->frame;
	if (build->frame.column && question_view_types(q, q->shown)) {
		frame_types(&build->frame);
		build->frame.action.height = columns_beside_height(build, reserve);
	}

	widen(q);
	part_header(build, false);
	columns_reading(build, reserve);
	show_reading(q);
	columns_touch(build, build->frame.row_gap);
	show_touch(q);
	columns_end(build);
	build_about_field(q);
	keyboard_show(build, &keyboard);
	build_about_none(build);
	struct action_row row = actions_of(q);
	action_row_show(build, &row);
	counter_show(build, true);
}
