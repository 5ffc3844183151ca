/* SPDX-License-Identifier: MIT */
/* check.c - check answers: everything that will be sent, each with Change; nothing is sent before the last row was shown. */
#include "firmware/forms/review.h"
#include "firmware/uk/money.h"
#include "ui/screens/answer.h"
#include "ui/screens/parts.h"
#include "ui/screens/phrase.h"
#include "ui/screens/screens.h"
#include "ui/visit/paper.h"
#include "ui/visit/privacy.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/errors.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/summary_row.h"

#include <string.h>

enum { ACTIONS_AROUND = 24 + 72 + 60, GAP = 24, REVEAL_HEIGHT = 72 };

/* What stands below the rows: what is left for the desk, then the declaration's blocks and its tick. */
enum below_kind { BELOW_NOTE, BELOW_BLOCK, BELOW_TICK, BELOW_BEHALF };
struct below { enum below_kind kind; const char *icon, *strong, *text; const struct form_block *block; };
enum { BELOW_MORE = 6 /* beside the blocks */ };

/* Rows first, then those: one list that is paged. */
struct check {
	struct build *build;
	const struct review_row *row; size_t rows, items, first, count;
	struct below *below;
	struct error_line line; int errors;
	int part, width, room, later /* more room, on later parts */;
	const char *truth; /* what sending says; NULL: the form has a declaration of its own */
};

static struct choice tick_of(const struct check *check)
{
	return (struct choice){ .many = true, .field = "declaration", .value = "true", .label = say(check->build, "answer.agree"), .hint = "", .checked = check->build->visit->declared };
}

static void add_below(struct check *check, struct below below)
{
	check->below[check->items++ - check->rows] = below;
}

/* The sum, and what it is made of. */
static void add_fees(struct check *check)
{
	struct build *build = check->build;
	const struct visit *visit = build->visit;
	struct review_fee fee[FORM_FEE_MAX];
	size_t count = review_fees(visit->form, visit->answers, visit->today, fee);
	const char *text = "";
	int64_t all = 0;
	for (size_t i = 0; i < count; i++) {
		char sum[MONEY_BYTES];
		all += fee[i].pence;
		money_write(fee[i].pence, sum);
		if (fee[i].pence > 0 && *fee[i].fee->description)
			text = build_text(build, "%s%s: %s\n", text, fee[i].fee->description, sum);
	}
	if (all > 0)
		add_below(check, (struct below){ .icon = "hand-coins", .strong = part_to_pay(build, all), .text = build_text(build, "%s%s", text, say(build, "desk.payment")) });
}

static void collect_below(struct check *check)
{
	struct build *build = check->build;
	const struct visit *visit = build->visit;
	struct review_desk brought[REVIEW_DESK_MAX];
	size_t bring = review_at_desk(visit->form, visit->answers, visit->today, brought);
	struct form_blocks declaration = form_declaration_of(visit->form, build->language, &build->tree->arena);
	check->items = check->rows;
	check->below = arena_new(&build->tree->arena, (declaration.count + bring + BELOW_MORE) * sizeof *check->below);
	add_fees(check);
	for (size_t i = 0; i < bring; i++)
		add_below(check, (struct below){ .icon = "hand", .strong = phrase_title(build, brought[i].component), .text = say(build, part_desk_key(brought[i].component, brought[i].on_paper)) });
	for (size_t i = 0; i < declaration.count; i++) {
		if (phrase_lang(build, visit->form))
			build_lend(build, declaration.block[i].text);
		add_below(check, (struct below){ .kind = BELOW_BLOCK, .block = &declaration.block[i] });
	}
	if (paper_missed(visit))
		add_below(check, (struct below){ .icon = "printer", .strong = say(build, "check.no_paper"), .text = say(build, "check.no_paper_text") });
	if (visit->form->declaration_ticked)
		add_below(check, (struct below){ .kind = BELOW_TICK });
	if (check->truth && !build->frame.split)
		add_below(check, (struct below){ .icon = "info", .text = check->truth });
	if (behalf_offered(visit))
		add_below(check, (struct below){ .kind = BELOW_BEHALF });
}

/* How many answers, and what belongs to them, come on later parts. */
static long left_over(const struct check *check)
{
	return (long)(check->items - check->first - check->count) - (check->truth && !check->build->frame.split) - behalf_offered(check->build->visit);
}

static bool hides(const struct check *check)
{
	if (check->build->visit->mask.viewer != VIEWER_RESIDENT)
		return false; /* nobody reads it back while somebody stands beside them */
	for (size_t i = 0; i < check->rows; i++)
		if (!check->row[i].blank && !check->row[i].repeat && check->row[i].component->privacy == PRIVACY_SECRET)
			return true;
	return false;
}

static const char *question_of(const struct build *build, const struct review_row *row)
{
	const struct form_page *page = &build->visit->form->page[row->page];
	if (row->repeat)
		return *phrase_repeat(build, page) ? phrase_repeat(build, page) : phrase_page(build, page);
	return phrase_label(build, row->component, phrase_short(build, build->visit->form, row->component));
}

static const char *shortened(const struct check *check, const char *answer)
{
	struct build *build = check->build;
	int lines = (build->frame.pages ? build->frame.body.height * 2 / 3 : check->room) * 3 / 4 / fit_line(build, TYPE_ANSWER), room = check->width - 300;
	if (fit_lines(build, TYPE_ANSWER, answer, room) <= lines)
		return answer;
	const char *shown = fit_shorten(build, TYPE_ANSWER, answer, room, lines > 2 ? lines - 2 : 1);
	return shown == answer ? answer : build_text(build, "%s\n%s", shown, say(build, "check.shortened"));
}

static struct summary_row row_of(const struct check *check, size_t index)
{
	struct build *build = check->build;
	const struct review_row *row = &check->row[index];
	const char *question = question_of(build, row), *answer = answer_words(build, row);
	const char *shown = build->frame.low ? summary_row_answer(build, question, answer, say(build, "check.shortened"), check->width) : shortened(check, answer);
	bool hidden = !row->repeat && !row->blank && build_hides(build, row->component);
	return (struct summary_row){ .id = row->repeat ? row->repeat->name : row->component->name, .question = question, .answer = shown, .page = row->page, .blank = row->blank, .lang = phrase_lang(build, build->visit->form),
		.personal = row->repeat || row->component->privacy != PRIVACY_PUBLIC, .secret = !row->repeat && row->component->privacy == PRIVACY_SECRET && build->visit->reveal_until_ms,
		.privacy = row->repeat ? visit_page_privacy(build->visit, &build->visit->form->page[row->page]) : row->component->privacy, .field = row->repeat ? row->repeat->name : row->component->name,
		.hidden = hidden, .show = hidden && row->component->privacy != PRIVACY_SECRET ? row->component->name : NULL };
}

static int item_height(const struct check *check, size_t index)
{
	if (index < check->rows) {
		struct summary_row row = row_of(check, index);
		return summary_row_height(check->build, &row, check->width);
	}
	const struct below *below = &check->below[index - check->rows];
	struct choice tick = tick_of(check);
	switch (below->kind) {
	case BELOW_NOTE: return note_height(check->build, below->strong, below->text, check->width) + GAP;
	case BELOW_BLOCK: return prose_block_height(check->build, below->block, check->width) + GAP;
	case BELOW_BEHALF: return behalf_button_height(check->build) + GAP;
	case BELOW_TICK: break;
	}
	return choice_height(check->build, &tick, check->width) + GAP;
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
	bool tick_left = i + 1 == check->items && i > check->rows && check->below[i - check->rows].kind == BELOW_TICK;
	if (tick_left && i - 1 > first) /* what is agreed to stands with its tick */
		i--;
	return i - first;
}

static void turn_to_page(struct check *check)
{
	check->count = take(check, 0);
	for (; check->part < check->build->visit->list_page && check->first + check->count < check->items; check->part++) {
		check->room += check->part == 0 ? check->later : 0;
		check->first += check->count;
		check->count = take(check, check->first);
	}
}

static void show_below(const struct check *check, const struct below *below)
{
	struct choice tick = tick_of(check);
	switch (below->kind) {
	case BELOW_NOTE: note_show(check->build, NOTE_PLAIN, below->icon, below->strong, below->text); break;
	case BELOW_BLOCK: prose_block(check->build, below->block); break;
	case BELOW_TICK: choice_show(check->build, &tick); break;
	case BELOW_BEHALF: behalf_button(check->build); break;
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
	for (size_t i = check->first; i < check->first + check->count; i++)
		if (i >= check->rows)
			show_below(check, &check->below[i - check->rows]);
}

/* A person reads back what they typed when nobody stands behind them. */
static void show_reveal(struct build *build)
{
	bool shown = build->visit->reveal_until_ms != 0;
	build_group(build, (struct box){ .flow = FLOW_ROW, .align = ALIGN_START });
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "reveal", .name = say(build, shown ? "check.hide" : "check.reveal"), .icon = shown ? "eye-off" : "eye", .look = LOOK_SMALL,
		.type = TYPE_SMALL_STRONG, .action = ACT(ACTION_REVEAL), .box = { .min_height = REVEAL_HEIGHT }));
	build_close(build);
}

/* Both have to have read it. */
static void show_other(struct build *build, struct action_row *row)
{
	const char *language = say(build, build_text(build, "language.%s", pair_other(build->visit))), *words = say_with(build, "pair.read", WORDS_VALUES({ "language", language }));
	bool fits = fit_width(build, TYPE_CONTROL_STRONG, words) <= build->frame.action.width - build->frame.back_width - ACTIONS_AROUND;
	row->main_id = "pair-read";
	row->main_words = fits ? words : language;
	row->main_brief = language;
	row->main_icon = "globe";
	row->main = (struct node_action)ACT(ACTION_PAIR, .text = "read");
}

static void show_actions(struct check *check)
{
	struct build *build = check->build;
	struct action_row row = { .back = ACT(ACTION_BACK), .main_id = "send", .main_icon = "send", .main = ACT(ACTION_SEND),
		.main_words = say_with(build, "action.send", WORDS_VALUES({ "council", build->visit->site->council })) };
	bool helped = build->visit->assist.way != ASSIST_ALONE; /* what is sent is the person's own doing */
	if (helped) {
		row.main_id = "assist-end";
		row.main_words = say(build, "assist.end");
		row.main_brief = say(build, "assist.stop");
		row.main_icon = "hand";
		row.main = (struct node_action)ACT(ACTION_ASSIST, .text = "stop");
	}
	if (fit_width(build, TYPE_CONTROL_STRONG, row.main_words) > build->frame.action.width - build->frame.back_width - ACTIONS_AROUND)
		row.main_words = say(build, helped ? "assist.stop" : "action.send_short");
	if (!helped && pair_unread(build->visit))
		show_other(build, &row);
	if (check->part > 0) /* the visit may stand beyond the end */
		row.back = (struct node_action)ACT(ACTION_PAGE, .number = check->part - 1 - build->visit->list_page);
	if (check->first + check->count < check->items) {
		row.main_id = "page-next";
		row.main_words = left_over(check) > 0 ? say_count(build, "check.more", left_over(check), NULL) : say(build, "action.next_part");
		row.main_icon = "arrow-down";
		row.main = (struct node_action)ACT(ACTION_PAGE, .number = 1);
	}
	action_row_show(build, &row);
}

void check_screen(struct build *build)
{
	frame_pages_if_large(&build->frame);
	const struct visit *visit = build->visit;
	frame_apart(&build->frame);
	struct check check = { .build = build, .width = columns_touch_width(build) };
	bool small = build->frame.panel == PANEL_SMALL && !build->frame.apart, declared = visit->form->declaration_blocks.count > 0 || visit->form->declaration_ticked;
	const char *title = say(build, "check.title"), *hint = say(build, "check.hint");
	check.truth = declared ? NULL : say(build, "check.truth");
	int reading = columns_reading_width(build);
	check.later = build->frame.split || build->frame.pages ? 0 : fit_height(build, TYPE_BODY, hint, reading) + GAP;
	int above = prose_title_height(build, title, small, reading) + GAP + check.later;
	check.rows = review_rows(visit->form, visit->answers, visit->today, build->language, &build->tree->arena, &check.row);
	collect_below(&check);
	if (visit->error_count > 0) {
		check.line = (struct error_line){ .field = visit->error[0].field, .message = screen_message(visit, &build->tree->arena, &visit->error[0]) };
		check.errors = 1;
		above += errors_height(build, &check.line, 1, reading, ERRORS_LOW, "") + GAP;
	}
	check.room = build->frame.split ? build->frame.touch.height : columns_room(build, 0) - above;
	bool hides_some = hides(&check);
	if (hides_some && (!build->frame.split || build->frame.apart))
		check.room -= REVEAL_HEIGHT + GAP;
	turn_to_page(&check);

	part_header(build, false);
	columns_reading(build, 0);
	errors_show(build, &check.line, check.errors, ERRORS_LOW, "");
	prose_title(build, title, small);
	if (check.part == 0 || check.later == 0)
		prose_quiet(build, hint);
	if (hides_some && !build->frame.apart)
		show_reveal(build);
	if (build->frame.split && check.truth)
		note_show(build, NOTE_PLAIN, "info", NULL, check.truth);
	columns_touch(build, GAP);
	if (hides_some && build->frame.apart)
		show_reveal(build);
	show_items(&check);
	columns_end(build);
	show_actions(&check);
	counter_show(build, true);
}
