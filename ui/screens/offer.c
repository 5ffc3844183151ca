/* SPDX-License-Identifier: MIT */
/*
 * offer.c - a question that was answered before in this visit: what was said stands there to be read, and one touch takes it or leaves it.
 * DESIGN: nothing is filled in before that touch, so what is shown is no box and has no keyboard.
 */
#include "ui/screens/answer.h"
#include "ui/screens/parts.h"
#include "ui/screens/phrase.h"
#include "ui/visit/wallet.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/prose.h"

enum { GAP = 24, PADDING = 30, BORDER = 2, INNER_GAP = 16, LOW_GAP = 17 /* the lip is in it */, LEAST_LINES = 1 };

struct detail { const char *label, *value; enum privacy_class privacy; const char *field; };
struct offer {
	struct build *build;
	const struct form_page *page;
	const char *title, *lang;
	struct detail detail[WALLET_OFFER_MAX]; int count;
	bool skip, why;
};

static const char *title_of(const struct offer *offer)
{
	const struct form_page *page = offer->page;
	const char *title = phrase_page(offer->build, page);
	for (size_t i = 0; i < page->count && !*title; i++)
		if (page->count == 1)
			title = phrase_label(offer->build, &page->component[i], phrase_title(offer->build, &page->component[i]));
	return *title ? title : *page->section ? page->section : phrase_service(offer->build, offer->build->visit->form);
}

/* The words of the answer as check answers will have them. */
static const char *value_of(const struct offer *offer, const struct form_component *component)
{
	const struct visit *visit = offer->build->visit;
	struct answers *answers = answers_new();
	struct review_row row;
	const char *value = "";
	if (wallet_fill(visit, component, answers) == FAIL_NONE) {
		review_component(visit->form, component, answers, offer->build->language, &offer->build->tree->arena, &row);
		value = row.blank ? say(offer->build, "wallet.none") : answer_words(offer->build, &row);
	}
	answers_free(answers);
	return value;
}

static void collect(struct offer *offer)
{
	const struct form_page *page = offer->page;
	bool all_optional = true;
	for (size_t i = 0; i < page->count; i++) {
		const struct form_component *component = &page->component[i];
		all_optional &= !component->required;
		if (offer->count < WALLET_OFFER_MAX && wallet_fills(offer->build->visit, component))
			offer->detail[offer->count++] = (struct detail){ phrase_short(offer->build, offer->build->visit->form, component), value_of(offer, component),
				build_hides(offer->build, component) ? PRIVACY_PUBLIC : component->privacy, component->name };
	}
	offer->skip = all_optional;
	offer->why = *offer->build->visit->form->service.privacy_line;
}

/* Each stands on a page with its label and a line of the title. */
static void shorten_alone(struct offer *offer, int width)
{
	struct build *build = offer->build;
	int room = build->frame.body.height - fit_line(build, TYPE_HEADING) - INNER_GAP - BORDER, line = fit_line(build, TYPE_ANSWER);
	for (int i = 0; i < offer->count; i++) {
		int lines = (room - (offer->count > 1 ? fit_height(build, TYPE_SMALL, offer->detail[i].label, width) : 0)) / line;
		offer->detail[i].value = fit_shorten(build, TYPE_ANSWER, offer->detail[i].value, width, lines > LEAST_LINES ? lines : LEAST_LINES);
	}
}

/* What is too long to be read here was long when it was typed: its beginning is known again. */
static void shorten(struct offer *offer, int width, int room)
{
	struct build *build = offer->build;
	if (build->frame.low) {
		shorten_alone(offer, width);
		return;
	}
	int labels = 0, line = fit_line(build, TYPE_ANSWER), inner = width - 2 * (PADDING + BORDER);
	for (int i = 0; i < offer->count; i++)
		labels += offer->count > 1 ? fit_height(build, TYPE_SMALL, offer->detail[i].label, inner) + INNER_GAP : 0;
	int lines = (room - 2 * (PADDING + BORDER) - fit_height(build, TYPE_SMALL, say(build, "wallet.told"), inner) - INNER_GAP - labels) / line / (offer->count ? offer->count : 1);
	for (int i = 0; i < offer->count; i++)
		offer->detail[i].value = fit_shorten(build, TYPE_ANSWER, offer->detail[i].value, inner, lines > LEAST_LINES ? lines : LEAST_LINES);
}

static void show_card(const struct offer *offer)
{
	struct build *build = offer->build;
	int pad = PADDING + BORDER;
	if (build->frame.low) /* no card round what may go on over the page */
		build_open(build, NODE(.role = NODE_ROLE_LIST, .id = "told", .box = { .gap = INNER_GAP }));
	else
		build_open(build, NODE(.role = NODE_ROLE_LIST, .id = "told", .look = LOOK_CARD,
			.box = { .gap = INNER_GAP, .pad_top = pad, .pad_bottom = pad, .pad_start = pad, .pad_end = pad }));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = say(build, "wallet.told"), .type = TYPE_SMALL, .ink = INK_QUIET));
	for (int i = 0; i < offer->count; i++) {
		build_open(build, NODE(.role = NODE_ROLE_ITEM));
		if (offer->count > 1)
			build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = offer->detail[i].label, .type = TYPE_SMALL, .ink = INK_QUIET, .lang = offer->lang));
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .id = build_text(build, "told:%d", i + 1), .name = offer->detail[i].value, .type = TYPE_ANSWER, .state = NODE_PERSONAL,
			.privacy = offer->detail[i].privacy, .field = offer->detail[i].field));
		build_close(build);
	}
	build_close(build);
}

static void small_button(struct build *build, const char *id, const char *words, const char *icon, struct node_action action)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = words, .icon = icon, .look = LOOK_SMALL, .type = TYPE_SMALL_STRONG, .action = action,
		.box = { .height = part_small_height(build) }));
}

static void show_small_buttons(const struct offer *offer)
{
	struct build *build = offer->build;
	if (build->frame.low) /* one below the other, so that they may go on over the page */
		build_group(build, (struct box){ .gap = LOW_GAP, .align = ALIGN_START });
	else
		build_group(build, (struct box){ .flow = FLOW_ROW, .gap = 20, .row_gap = 20, .align = ALIGN_START, .wrap = true });
	if (offer->why)
		small_button(build, "why", say(build, "action.why"), "circle-help", (struct node_action)ACT(ACTION_OPEN, .number = SHEET_WHY));
	if (offer->skip)
		small_button(build, "skip", say(build, "action.skip"), "skip-forward", (struct node_action)ACT(ACTION_SKIP));
	part_forget_button(build);
	build_close(build);
}

static int small_buttons_height(const struct offer *offer)
{
	return (1 + offer->why + offer->skip) * (part_small_height(offer->build) + 20) + 6;
}

static void show_different(struct build *build)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "different", .name = say(build, "wallet.different"), .icon = "pencil", .look = LOOK_SECOND, .type = TYPE_CONTROL_STRONG,
		.text_align = ALIGN_CENTRE, .action = ACT(ACTION_DIFFERENT), .box = { .min_height = build->frame.action.height }));
}

static int room_for_card(const struct offer *offer, bool small)
{
	const struct build *build = offer->build;
	int different = build->frame.action.height + GAP;
	if (build->frame.apart)
		return columns_room(build, 0) - prose_title_height(build, offer->title, small, columns_reading_width(build)) - GAP;
	if (build->frame.split)
		return build->frame.touch.height - different;
	return columns_room(build, 0) - prose_title_height(build, offer->title, small, columns_reading_width(build)) - GAP - small_buttons_height(offer) - GAP - different;
}

void offer_screen(struct build *build)
{
	const struct visit *visit = build->visit;
	struct offer *offer = arena_new(&build->tree->arena, sizeof *offer);
	frame_pages_if_large(&build->frame);
	frame_apart(&build->frame);
	bool small = (build->frame.panel == PANEL_SMALL && !build->frame.apart) || build->frame.percent > 100;
	*offer = (struct offer){ .build = build, .page = &visit->form->page[visit->page], .lang = phrase_lang(build, visit->form) };
	offer->title = title_of(offer);
	collect(offer);
	shorten(offer, columns_touch_width(build), room_for_card(offer, small));

	part_header(build, false);
	columns_reading(build, 0);
	prose_title(build, offer->title, small);
	if (!build->frame.split || build->frame.apart)
		show_card(offer);
	if (!build->frame.apart)
		show_small_buttons(offer);
	columns_touch(build, GAP);
	if (build->frame.apart)
		show_small_buttons(offer);
	else if (build->frame.split)
		show_card(offer);
	show_different(build);
	columns_end(build);
	action_row_show(build, &(struct action_row){ .back = ACT(ACTION_BACK), .main_id = "use", .main_words = say(build, "wallet.use"), .main_icon = "check", .main = ACT(ACTION_USE) });
	counter_show(build, true);
}
