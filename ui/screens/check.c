/* SPDX-License-Identifier: MIT */
/* check.c - check answers: everything that will be sent, each with Change; nothing is sent before the last row was shown. */
#include "firmware/forms/review.h"
#include "ui/screens/answer.h"
#include "ui/screens/parts.h"
#include "ui/screens/phrase.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/summary_row.h"

#include <string.h>

enum { GAP = 24 };

/* Rows first, then the declaration's blocks: one list that is paged. */
struct check { struct build *build; const struct review_row *row; size_t rows, items, first, count; int width, room; };

static const char *question_of(const struct build *build, const struct review_row *row)
{
	const struct form_page *page = &build->visit->form->page[row->page];
	if (row->repeat)
		return *phrase_repeat(build, page) ? phrase_repeat(build, page) : phrase_page(build, page);
	return phrase_label(build, row->component, phrase_short(build, build->visit->form, row->component));
}

static struct summary_row row_of(const struct check *check, size_t index)
{
	struct build *build = check->build;
	const struct review_row *row = &check->row[index];
	const char *question = question_of(build, row), *answer = answer_words(build, row);
	int lines = check->room * 3 / 4 / fit_line(build, TYPE_ANSWER), room = check->width - 300;
	const char *shown = fit_shorten(build, TYPE_ANSWER, answer, room, lines > 2 ? lines - 2 : 1);
	if (shown != answer)
		shown = build_text(build, "%s\n%s", shown, say(build, "check.shortened"));
	return (struct summary_row){ .id = row->repeat ? row->repeat->name : row->component->name, .question = question, .answer = shown, .page = row->page, .blank = row->blank, .lang = phrase_lang(build, build->visit->form) };
}

static int item_height(const struct check *check, size_t index)
{
	if (index >= check->rows)
		return prose_block_height(check->build, &check->build->visit->form->declaration_blocks.block[index - check->rows], check->width) + GAP;
	struct summary_row row = row_of(check, index);
	return summary_row_height(check->build, &row, check->width);
}

static size_t take(const struct check *check, size_t first)
{
	int used = 0;
	size_t i = first;
	for (; i < check->items; i++) {
		used += item_height(check, i);
		if (used > check->room && i > first)
			break;
	}
	return i - first;
}

static void turn_to_page(struct check *check)
{
	check->count = take(check, 0);
	for (int i = 0; i < check->build->visit->list_page && check->first + check->count < check->items; i++) {
		check->first += check->count;
		check->count = take(check, check->first);
	}
}

static void show_items(struct check *check)
{
	build_open(check->build, NODE(.role = NODE_ROLE_LIST, .id = "answers"));
	for (size_t i = check->first; i < check->first + check->count && i < check->rows; i++) {
		struct summary_row row = row_of(check, i);
		summary_row_show(check->build, &row, check->width);
	}
	build_close(check->build);
	const struct form_blocks *blocks = &check->build->visit->form->declaration_blocks;
	for (size_t i = check->first; i < check->first + check->count; i++)
		if (i >= check->rows)
			prose_block(check->build, &blocks->block[i - check->rows]);
}

static void show_actions(struct check *check)
{
	struct build *build = check->build;
	struct action_row row = { .back = ACT(ACTION_BACK), .main_id = "send", .main_icon = "send", .main = ACT(ACTION_SEND),
		.main_words = say_with(build, "action.send", WORDS_VALUES({ "council", build->visit->site->council })) };
	if (fit_width(build, TYPE_CONTROL_STRONG, row.main_words) > build->frame.action.width - build->frame.back_width - 24 - 72 - 60)
		row.main_words = say(build, "action.send_short");
	if (check->first > 0)
		row.back = (struct node_action)ACT(ACTION_PAGE, .number = -1);
	if (check->first + check->count < check->items) {
		row.main_id = "page-next";
		row.main_words = say_count(build, "check.more", (long)(check->items - check->first - check->count), NULL);
		row.main_icon = "arrow-down";
		row.main = (struct node_action)ACT(ACTION_PAGE, .number = 1);
	}
	action_row_show(build, &row);
}

void check_screen(struct build *build)
{
	const struct visit *visit = build->visit;
	struct check check = { .build = build, .width = columns_touch_width(build) };
	bool small = build->frame.panel == PANEL_SMALL, declared = visit->form->declaration_blocks.count > 0;
	const char *title = say(build, "check.title"), *hint = say(build, "check.hint"), *truth = say(build, "check.truth");
	int reading = columns_reading_width(build);
	int above = prose_title_height(build, title, small, reading) + GAP + fit_height(build, TYPE_BODY, hint, reading) + GAP, below = note_height(build, NULL, truth, check.width) + GAP;
	check.rows = review_rows(visit->form, visit->answers, visit->today, build->language, &build->tree->arena, &check.row);
	check.items = check.rows + visit->form->declaration_blocks.count;
	check.room = build->frame.split ? build->frame.touch.height : columns_room(build, 0) - above - (declared ? 0 : below);
	turn_to_page(&check);

	bool last = check.first + check.count >= check.items;
	part_header(build, false);
	columns_reading(build, 0);
	prose_title(build, title, small);
	prose_quiet(build, hint);
	if (build->frame.split && !declared)
		note_show(build, NOTE_PLAIN, "info", NULL, truth);
	columns_touch(build, GAP);
	show_items(&check);
	if (!build->frame.split && !declared && last)
		note_show(build, NOTE_PLAIN, "info", NULL, truth);
	columns_end(build);
	show_actions(&check);
	counter_show(build, true);
}
