/* SPDX-License-Identifier: MIT */
/* question_pieces.c - what a page is made of, in the definition's order. */
#include "ui/screens/phrase.h"
#include "ui/screens/question.h"
#include "ui/screens/question_lookup.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/pager.h"
#include "ui/widgets/prose.h"

#include <string.h>

enum { LABEL_GAP = 16, HEADING_GAP = 24 };

static void add(struct question *q, struct piece piece)
{
	if (q->pieces < PIECE_MAX)
		q->piece[q->pieces++] = piece;
}

/* A block higher than a page becomes several. */
static void add_block(struct question *q, const struct form_component *component, struct form_block block)
{
	struct build *build = q->build;
	int width = columns_reading_width(build), room = columns_room(build, 0) - question_fixed_height(q, true) - 40;
	const struct piece *before = q->pieces ? &q->piece[q->pieces - 1] : NULL;
	if (before && before->kind == PIECE_BLOCK && before->block.kind == BLOCK_HEADING) /* which stays with what it heads */
		room -= before->height + HEADING_GAP;
	int lines = room / fit_line(build, TYPE_BODY) - 1;
	block.text = phrase_fill(build, block.text);
	while (*block.text) {
		int take = fit_take(build, TYPE_BODY, block.text, width - 64, lines > 3 ? lines : 3);
		const char *rest = block.text + take + strspn(block.text + take, " \n");
		struct form_block piece = block;
		if (*rest)
			piece.text = arena_text_n(&build->tree->arena, block.text, (size_t)take);
		add(q, (struct piece){ .kind = PIECE_BLOCK, .component = component, .block = piece, .height = prose_block_height(build, &piece, width) });
		block.text = rest;
		if (block.kind != BLOCK_QUOTE)
			block.kind = BLOCK_PARAGRAPH;
	}
}

static void add_blocks(struct question *q, const struct form_component *component)
{
	struct form_blocks blocks = form_blocks_of(q->form, q->build->language, component, &q->build->tree->arena);
	for (size_t i = 0; i < blocks.count; i++)
		add_block(q, component, blocks.block[i]);
}

static void add_shown(struct question *q, const struct form_component *component)
{
	if (!route_component_shown(q->form, q->build->visit->answers, q->build->visit->today, component))
		return;
	if (component->kind != COMPONENT_CONTENT && *component->title)
		add_block(q, component, (struct form_block){ .kind = BLOCK_HEADING, .text = phrase_title(q->build, component) });
	add_blocks(q, component);
	for (size_t i = 0; component->kind == COMPONENT_LIST && component->list && i < component->list->count; i++)
		add_block(q, component, (struct form_block){ .kind = BLOCK_BULLET, .text = phrase_item(q->build, &component->list->item[i]) });
}

/* The most that one row may take, so that it stands with title and pager on one view. */
static int row_room(const struct question *q)
{
	int turn = pager_height(q->build) + q->build->frame.row_gap;
	return q->build->frame.split ? q->build->frame.touch.height - turn : columns_room(q->build, 0) - question_fixed_height(q, false) - turn;
}

static void add_choice(struct question *q, const struct form_component *component, const char *value, const char *label, const char *hint, int place)
{
	struct build *build = q->build;
	struct choice choice = { .label = label, .hint = hint };
	int width = columns_touch_width(build), height = choice_height(build, &choice, width), most = row_room(q);
	if (height > most) { /* longer than a screen: read whole first, then a row with its beginning */
		add_block(q, component, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = label });
		choice.hint = "";
		choice.shown = fit_shorten(build, TYPE_CONTROL, label, width - 160, most / 2 / fit_line(build, TYPE_CONTROL));
		height = choice_height(build, &choice, width);
	}
	add(q, (struct piece){ .kind = PIECE_CHOICE, .component = component, .value = value, .label = label, .shown = choice.shown, .hint = choice.hint, .place = place, .height = height });
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

static void add_lookup_texts(struct question *q, const struct form_component *component)
{
	const char *text;
	bool apart;
	for (int i = 0; (text = lookup_text(q, i, &apart)); i++)
		add_block(q, component, (struct form_block){ .kind = apart ? BLOCK_QUOTE : BLOCK_PARAGRAPH, .text = text });
}

/* A typed question's label stands with its boxes; a choice's label is a piece of its own. */
static void add_label(struct question *q, const struct form_component *component)
{
	int width = columns_reading_width(q->build);
	bool own_label = typed_kind(component->kind) && !date_kind(component->kind) && component->kind != COMPONENT_ADDRESS;
	const char *title = phrase_title(q->build, component), *hint = q->only || own_label || q->tight >= 3 ? "" : phrase_hint(q->build, component);
	if (own_label || q->headed || !lookup_types(q, component))
		title = "";
	else
		title = phrase_label(q->build, component, title);
	int height = fit_height(q->build, TYPE_HEADING, title, width) + fit_height(q->build, TYPE_BODY, hint, width);
	if (height > 0)
		add(q, (struct piece){ .kind = PIECE_LABEL, .component = component, .label = title, .hint = hint, .height = height + LABEL_GAP });
}

/* What a screen cannot take: what to bring, to whom, and that the answers are kept. */
static void add_desk(struct question *q, const struct form_component *component)
{
	const char *key = component->kind == COMPONENT_FILE ? "desk.file" : component->kind == COMPONENT_PAYMENT ? "desk.payment" : "desk.place";
	add_block(q, component, (struct form_block){ .kind = BLOCK_HEADING, .text = phrase_title(q->build, component) });
	add_block(q, component, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = phrase_hint(q->build, component) });
	add_block(q, component, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = say(q->build, key) });
	add_block(q, component, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = say(q->build, "desk.kept") });
}

static void add_asked(struct question *q, const struct form_component *component)
{
	add_label(q, component);
	if (component->kind == COMPONENT_DECLARATION)
		add_blocks(q, component);
	add_lookup_texts(q, component);
	if (typed_kind(component->kind) && lookup_types(q, component))
		add(q, (struct piece){ .kind = PIECE_TYPED, .component = component, .height = typed_height(q, component, columns_reading_width(q->build)) });
	else
		add_choices(q, component);
}

bool question_asks(const struct form_component *component)
{
	return component_asks(component->kind) && !(component->list && component->list->count == 0);
}

void question_collect(struct question *q)
{
	q->pieces = 0;
	if (q->whole_title || q->tight >= 4)
		add_block(q, NULL, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = q->whole_title ? q->whole_title : q->title });
	if (q->long_hint)
		add_block(q, NULL, (struct form_block){ .kind = BLOCK_PARAGRAPH, .text = q->long_hint });
	for (size_t i = 0; i < q->page->count; i++) {
		const struct form_component *component = &q->page->component[i];
		if (question_asks(component))
			add_asked(q, component);
		else if (component_at_desk(component->kind))
			add_desk(q, component);
		else
			add_shown(q, component);
	}
}
