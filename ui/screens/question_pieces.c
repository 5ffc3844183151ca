/* SPDX-License-Identifier: MIT */
/* question_pieces.c - what a page is made of, in the definition's order. */
#include "ui/screens/answer.h"
#include "ui/screens/parts.h"
#include "ui/screens/phrase.h"
#include "ui/screens/question.h"
#include "ui/screens/question_lookup.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/hidden.h"
#include "ui/widgets/pager.h"
#include "ui/widgets/prose.h"

#include <string.h>

enum { LABEL_GAP = 16, HEADING_GAP = 24, QUOTE_AROUND = 57 /* padding, and a gap beside it */ };

static void add(struct question *q, struct piece piece)
{
	if (q->pieces < PIECE_MAX)
		q->piece[q->pieces++] = piece;
}

static size_t space_at(const char *text)
{
	static const char *const spaces[] = { " ", "\t", "\r", "\u00a0", "\u202f", "\u200b" };
	for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++)
		if (strncmp(text, spaces[i], strlen(spaces[i])) == 0)
			return strlen(spaces[i]);
	return 0;
}

/* Without the blanks, of any kind, at the ends of its lines, and without blank lines around it. */
static const char *trimmed(struct question *q, const char *text)
{
	char *clean = arena_new(&q->build->tree->arena, strlen(text) + 1);
	size_t used = 0, end = 0; /* end: behind the last thing seen */
	while (*text) {
		size_t space = space_at(text);
		bool line = *text == '\n';
		if (line)
			used = end; /* blanks before it */
		if (!(space || line) || (used > 0 && (line || clean[used - 1] != '\n'))) {
			memcpy(clean + used, text, space ? space : 1);
			used += space ? space : 1;
			end = space ? end : used;
		}
		text += space ? space : 1;
	}
	while (end > 0 && clean[end - 1] == '\n')
		end--;
	clean[end] = '\0';
	return clean;
}

/* A block stands in the whole column where nothing is typed beside it. */
static int block_width(const struct question *q)
{
	const struct frame *frame = &q->build->frame;
	return frame->column ? frame->width - 2 * frame->margin : columns_reading_width(q->build);
}

/* A block higher than a page becomes several. */
static void add_block(struct question *q, const struct form_component *component, struct form_block block)
{
	struct build *build = q->build;
	int width = block_width(q), room = columns_room(build, 0) - question_fixed_height(q, true) - 40;
	const struct piece *before = q->pieces ? &q->piece[q->pieces - 1] : NULL;
	if (before && before->kind == PIECE_BLOCK && before->block.kind == BLOCK_HEADING) /* which stays with what it heads */
		room -= before->height + HEADING_GAP;
	int whole = room / fit_line(build, TYPE_BODY), lines = whole - 1, least = whole == 2 && q->tight >= QUESTION_TIGHT_MAX ? 2 : 3;
	if (build->frame.low && block.kind == BLOCK_QUOTE) { /* a card is at most a page there */
		least = 1;
		lines = (columns_room(build, 0) - question_fixed_height(q, false) - QUOTE_AROUND) / fit_line(build, TYPE_BODY);
	}
	block.text = trimmed(q, phrase_fill(build, block.text));
	while (*block.text) {
		int take = fit_take(build, TYPE_BODY, block.text, width - 64, lines > least ? lines : least);
		const char *rest = block.text + take + strspn(block.text + take, " \n");
		struct form_block piece = block;
		if (*rest)
			piece.text = arena_text_n(&build->tree->arena, block.text, (size_t)take);
		add(q, (struct piece){ .kind = PIECE_BLOCK, .component = component, .block = piece, .height = prose_block_height(build, &piece, columns_reading_width(build)), .wide_height = prose_block_height(build, &piece, width) });
		block.text = rest;
		if (block.kind != BLOCK_QUOTE)
			block.kind = BLOCK_PARAGRAPH;
	}
}

static void add_blocks(struct question *q, const struct form_component *component)
{
	struct form_blocks blocks = form_blocks_of(q->form, q->build->language, component, &q->build->tree->arena);
	for (size_t i = 0; i < blocks.count; i++) {
		if (q->lang)
			build_lend(q->build, blocks.block[i].text);
		add_block(q, component, blocks.block[i]);
	}
}

static void add_shown(struct question *q, const struct form_component *component)
{
	if (component->kind == COMPONENT_HIDDEN)
		return;
	if (!route_component_shown(q->form, q->build->visit->answers, q->build->visit->today, component))
		return;
	if (component->kind != COMPONENT_CONTENT && *component->title)
		add_block(q, component, (struct form_block){ .kind = BLOCK_HEADING, .text = phrase_title(q->build, component) });
	add_blocks(q, component);
	for (size_t i = 0; component->kind == COMPONENT_LIST && component->list && i < component->list->count; i++)
		add_block(q, component, (struct form_block){ .kind = BLOCK_BULLET, .text = phrase_item(q->build, &component->list->item[i]) });
}

/* The most that one row may take, so that it stands with title and pager on one view. */
static int row_room(const struct question *q, const struct form_component *component)
{
	int turn = pager_height(q->build) + q->build->frame.row_gap;
	const struct piece *above = q->pieces ? &q->piece[q->pieces - 1] : NULL;
	if (above && !q->build->frame.split && above->kind == PIECE_LABEL && above->component == component)
		turn += above->height + HEADING_GAP;
	return q->build->frame.split ? q->build->frame.touch.height - turn : columns_room(q->build, 0) - question_fixed_height(q, false) - turn;
}

static void add_choice(struct question *q, const struct form_component *component, const char *value, const char *label, const char *hint, int place)
{
	struct build *build = q->build;
	struct choice choice = { .label = label, .hint = hint };
	int width = choice_width(build), height = choice_height(build, &choice, width), most = row_room(q, component);
	if (height > most) { /* longer than a screen: read whole first, then a row with its beginning */
		add_block(q, component, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = label });
		choice.hint = "";
		choice.shown = fit_shorten(build, TYPE_CONTROL, label, width - 160, most / 2 / fit_line(build, TYPE_CONTROL));
		height = choice_height(build, &choice, width);
	}
	add(q, (struct piece){ .kind = PIECE_CHOICE, .component = component, .value = value, .label = label, .shown = choice.shown, .hint = choice.hint, .place = place, .height = height });
}

/* The row that stands for what who helps may not see: whether it is filled, and that the resident's touch shows it. */
static void add_hidden(struct question *q, const struct form_component *component)
{
	struct build *build = q->build;
	const char *title = q->headed ? "" : phrase_label(build, component, phrase_title(build, component));
	if (*title)
		add_block(q, component, (struct form_block){ .kind = BLOCK_HEADING, .text = title });
	const char *label = say(build, "mask.tag"), *words = hidden_words(build, component);
	if (hidden_height(build, component, label, words) > row_room(q, component)) { /* longer than a screen: read first */
		add_block(q, component, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = words });
		words = "";
	}
	add(q, (struct piece){ .kind = PIECE_CHOICE, .hidden = true, .component = component, .value = "", .label = label, .hint = words, .place = 1, .of = 1,
		.height = hidden_height(build, component, label, words) });
}

static void add_choices(struct question *q, const struct form_component *component)
{
	const struct visit *visit = q->build->visit;
	int first = q->pieces, place = 0;
	if (component->kind == COMPONENT_YES_NO) {
		add_choice(q, component, "true", say(q->build, "answer.yes"), "", ++place);
		add_choice(q, component, "false", say(q->build, "answer.no"), "", ++place);
	} else if (component->kind == COMPONENT_DECLARATION) {
		const char *label = *component->confirm_label ? phrase_fill(q->build, component->confirm_label) : say(q->build, "answer.agree");
		add_choice(q, component, "true", label, "", ++place);
	}
	for (size_t i = 0; component->list && i < component->list->count; i++) {
		const struct form_item *item = &component->list->item[i];
		if (route_item_offered(visit->form, visit->answers, visit->today, item))
			add_choice(q, component, item->value, phrase_item(q->build, item), phrase_item_hint(q->build, item), ++place);
	}
	const char *value, *label;
	for (size_t i = 0; lookup_row(q, i, &value, &label); i++)
		add_choice(q, component, value, label, "", ++place);
	for (int i = first; i < q->pieces; i++)
		q->piece[i].of = place;
}

/* Blocks that say what was answered. */
static void add_answer(struct question *q, const struct form_component *component, struct form_block block)
{
	int before = q->pieces;
	add_block(q, component, block);
	for (int i = before; i < q->pieces; i++)
		q->piece[i].answer = true;
}

static void add_lookup_texts(struct question *q, const struct form_component *component)
{
	const char *text;
	bool apart;
	for (int i = 0; (text = lookup_text(q, i, &apart)); i++)
		add_answer(q, component, (struct form_block){ .kind = apart ? BLOCK_QUOTE : BLOCK_PARAGRAPH, .text = text });
}

/* The most that words above the controls of @component may take, so that they stand with the first of them. */
static int label_room(const struct question *q, const struct form_component *component)
{
	const struct frame *frame = &q->build->frame;
	int reserve = 0, below = frame->split ? 0 : frame->row_height + pager_height(q->build) + 2 * frame->row_gap;
	if (typed_kind(component->kind)) {
		struct keyboard keyboard = question_keyboard(q, component, typed_field(q, component, 0));
		reserve = keyboard_reserve(q->build, &keyboard);
		below = typed_height(q, component, columns_reading_width(q->build));
	}
	return question_least_room(q, reserve) - below - 2 * LABEL_GAP;
}

static bool has_own_label(const struct form_component *component)
{
	return typed_kind(component->kind) && !date_kind(component->kind) && component->kind != COMPONENT_ADDRESS;
}

/* Words too long to stand above their controls are read whole first, then stand there with their beginning. */
static void add_label(struct question *q, const struct form_component *component)
{
	int width = columns_reading_width(q->build), room = label_room(q, component);
	const char *title = q->headed || !lookup_types(q, component) ? "" : phrase_label(q->build, component, phrase_title(q->build, component)), *hint = q->only ? "" : phrase_hint(q->build, component), *shown = NULL;
	if (has_own_label(component)) {
		if (typed_label_shown(q, component, width))
			add_block(q, component, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = title });
		if (q->tight >= 3 && !q->errors) /* else it stands at its box */
			add_block(q, component, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = hint });
		return;
	}
	int height = fit_height(q->build, TYPE_HEADING, title, width), below = fit_height(q->build, TYPE_BODY, hint, width);
	bool heard = question_label_heard(q) && q->build->frame.low && q->build->frame.percent > 150 && component->kind == COMPONENT_ADDRESS; /* not even a line of it has room */
	if (height > room || heard) {
		add_block(q, component, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = title });
		shown = fit_shorten(q->build, TYPE_HEADING, title, width, 2);
		height = fit_height(q->build, TYPE_HEADING, shown, width);
	}
	if (heard) {
		shown = "";
		height = 0;
	} else if (question_label_heard(q)) { /* one line of it stands above the boxes */
		shown = fit_shorten(q->build, TYPE_HEADING, title, width, 1);
		height = fit_height(q->build, TYPE_HEADING, shown, width);
	}
	if (*hint && (q->tight >= 3 || height + below > room)) {
		if (!q->errors)
			add_block(q, component, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = hint });
		hint = "";
		below = 0;
	}
	if (height + below > 0 || (shown && *title))
		add(q, (struct piece){ .kind = PIECE_LABEL, .component = component, .label = title, .shown = shown, .hint = hint, .height = height + below > 0 ? height + below + LABEL_GAP : 0 });
}

/* What a screen cannot take: what to bring, to whom, and that the answers are kept. */
static void add_desk(struct question *q, const struct form_component *component)
{
	const char *key = part_desk_key(component, q->page->on_paper);
	const char *title = phrase_title(q->build, component);
	if (!phrase_same(title, phrase_page(q->build, q->page))) /* the heading says it already */
		add_block(q, component, (struct form_block){ .kind = BLOCK_HEADING, .text = title });
	add_block(q, component, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = phrase_hint(q->build, component) });
	add_block(q, component, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = say(q->build, key) });
	add_block(q, component, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = say(q->build, "desk.kept") });
}

static void add_asked(struct question *q, const struct form_component *component)
{
	if (build_hides(q->build, component)) {
		add_hidden(q, component);
		return;
	}
	add_label(q, component);
	if (component->kind == COMPONENT_DECLARATION)
		add_blocks(q, component);
	add_lookup_texts(q, component);
	if (typed_kind(component->kind) && lookup_types(q, component))
		add(q, (struct piece){ .kind = PIECE_TYPED, .component = component, .height = typed_height(q, component, columns_reading_width(q->build)) });
	else
		add_choices(q, component);
}

/* The answers of the page's section so far; without a section all of them. */
static void add_answers(struct question *q)
{
	const struct visit *visit = q->build->visit;
	const struct review_row *row;
	size_t rows = review_rows(q->form, visit->answers, visit->today, q->build->language, &q->build->tree->arena, &row);
	for (size_t i = 0; i < rows; i++) {
		const struct form_page *page = &q->form->page[row[i].page];
		if (page == q->page || row[i].blank || (*q->page->section_id && strcmp(page->section_id, q->page->section_id) != 0))
			continue;
		const char *question = row[i].repeat ? phrase_repeat(q->build, page) : phrase_short(q->build, q->form, row[i].component);
		add_block(q, NULL, (struct form_block){ .kind = BLOCK_HEADING, .text = question });
		add_answer(q, row[i].repeat ? NULL : row[i].component, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = answer_words(q->build, &row[i]) });
	}
}

bool question_asks(const struct form_component *component)
{
	return component_asks(component->kind) && !(component->list && component->list->count == 0);
}

static bool types(const struct question *q)
{
	for (size_t i = 0; i < q->page->count; i++)
		if (typed_kind(q->page->component[i].kind) && !build_hides(q->build, &q->page->component[i]))
			return true;
	return false;
}

/* Beside a keyboard there is no room for it: there the person's own sheet says it. */
static void add_assist(struct question *q)
{
	const char *words = phrase_assist(q->build, q->page);
	if (*words && !types(q) && !q->errors)
		add_block(q, NULL, (struct form_block){ .kind = BLOCK_QUOTE, .text = words });
}

static const char *rounds_words(const struct question *q, const struct rounds_next *next)
{
	const struct visit *visit = q->build->visit;
	const char *day[ROUNDS_NEXT_MAX] = { "", "" };
	for (int i = 0; i < next->count; i++)
		day[i] = date_compare(next->day[i], visit->today) == 0 ? say(q->build, "rounds.today") : words_date(visit->words, &q->build->tree->arena, next->day[i], WORDS_DATE_DAY_MONTH);
	return say_with(q->build, next->count > 1 ? "rounds.two" : "rounds.one", WORDS_VALUES({ "container", next->name }, { "first", day[0] }, { "second", day[1] }));
}

/* The next days of each container, where the form wants them. */
static void add_rounds(struct question *q)
{
	struct rounds_next next;
	if (!rounds_shown_on(q->build->visit))
		return;
	add_block(q, NULL, (struct form_block){ .kind = BLOCK_HEADING, .text = say(q->build, "rounds.title") });
	for (size_t i = 0; rounds_next(q->build->visit, i, &next); i++)
		if (next.count > 0 && *next.name)
			add_block(q, NULL, (struct form_block){ .kind = BLOCK_BULLET, .text = rounds_words(q, &next) });
}

void question_collect(struct question *q)
{
	q->pieces = 0;
	if (q->whole_title)
		add_block(q, NULL, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = q->whole_title });
	if (question_hint_apart(q) && !q->errors)
		add_block(q, NULL, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = q->hint });
	if (q->long_hint)
		add_block(q, NULL, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = q->long_hint });
	add_assist(q);
	if (q->page->sums_up)
		add_answers(q);
	for (size_t i = 0; i < q->page->count; i++) {
		const struct form_component *component = &q->page->component[i];
		if (question_asks(component))
			add_asked(q, component);
		else if (component_at_desk(component->kind))
			add_desk(q, component);
		else
			add_shown(q, component);
	}
	add_rounds(q);
}
