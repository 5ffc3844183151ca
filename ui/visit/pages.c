/* SPDX-License-Identifier: MIT */
/* From page to page: forward when the page is right, back without losing anything, and back to check answers after a change. */
#include "ui/visit/az.h"
#include "ui/visit/parts.h"
#include "ui/visit/items.h"
#include "ui/visit/send.h"
#include "ui/visit/wallet.h"

#include "firmware/forms/repeat.h"
#include "firmware/uk/postcode.h"

#include <string.h>

/* Where the walk stands; the last page in it is the furthest that may be shown. */
static struct form_route walk(const struct visit *visit)
{
	struct form_route route;
	route_walk(visit->form, visit->answers, visit->today, &route);
	return route;
}

static enum page_kind kind_of(const struct visit *visit, int page)
{
	return visit->form->page[page].kind;
}

void page_check_again(struct visit *visit)
{
	const struct form_page *page = visit_page(visit);
	if (items_page(visit)) {
		items_check(visit);
		return;
	}
	visit->error_count = page ? check_page(visit->form, page, visit->answers, visit->today, visit->error) : 0;
	lookup_errors(visit);
	visit->checked = visit->error_count > 0;
	visit->too_large = false;
}

unsigned page_show(struct visit *visit, int page)
{
	const struct form_page *shown = &visit->form->page[page];
	if (page_repeats(shown))
		return repeat_count(visit->answers, shown) ? items_show(visit, page) : items_ask(visit, page, 0);
	unsigned effects = visit_place(visit, PLACE_QUESTION);
	visit->page = page;
	visit->seen[page] = true;
	visit->field[0] = '\0';
	rounds_suggest(visit);
	field_focus_first(visit);
	lookup_enter(visit);
	if (wallet_offers(visit)) /* nothing types before the person has said which */
		field_focus(visit, "");
	return effects;
}

/* The page is shown with what is wrong on it. */
static unsigned show_wrong(struct visit *visit, int page)
{
	unsigned effects = page_show(visit, page);
	page_check_again(visit);
	if (visit->error_count && visit_page(visit))
		field_focus(visit, visit->error[0].field);
	return effects | (visit->error_count ? EFFECT_ERRORS : 0);
}

/* A page that was never shown is a question not asked yet, even an optional one. */
static int first_unseen(const struct visit *visit, const struct form_route *route)
{
	for (size_t i = 0; i < route->count; i++)
		if (!visit->seen[route->page[i]] && kind_of(visit, route->page[i]) != PAGE_SUMMARY)
			return route->page[i];
	return -1;
}

unsigned page_to_check(struct visit *visit)
{
	struct form_route route = walk(visit);
	int unseen = first_unseen(visit, &route);
	if (unseen >= 0)
		return page_show(visit, unseen);
	if (!route.complete && route.count) {
		int last = route.blocked_page >= 0 ? route.blocked_page : route.page[route.count - 1];
		return kind_of(visit, last) == PAGE_TERMINAL ? page_show(visit, last) : show_wrong(visit, last);
	}
	if (weigh_refuses(visit))
		return EFFECT_REBUILD | EFFECT_ERRORS;
	visit->changing = false;
	return visit_place(visit, PLACE_CHECK);
}

static unsigned go_on(struct visit *visit)
{
	int next = visit->changing ? -1 : route_next(visit->form, visit->answers, visit->today, visit->page);
	if (next < 0 || kind_of(visit, next) == PAGE_SUMMARY)
		return page_to_check(visit);
	return page_show(visit, next);
}

unsigned act_begin(struct visit *visit, const struct act *act)
{
	(void)act;
	if (visit->place != PLACE_SERVICE || !visit->form || visit_blocked(visit) || visit->out_of_service)
		return 0;
	visit->changing = visit->push.opened = false;
	struct form_route route = walk(visit);
	return route.count ? page_show(visit, route.page[0]) : 0;
}

/* Postcodes are kept as the post writes them: "mf2 4qt" and "MF2 4QT" are one answer, and a letter O for a 0 goes no further. */
static void tidy(struct visit *visit, const struct form_page *page)
{
	struct postcode postcode;
	struct field_place place;
	char name[VISIT_FIELD_MAX_BYTES];
	for (size_t i = 0; field_at(page, i, &place, name); i++) {
		const char *typed = answers_get(visit->answers, name);
		if (strcmp(place.part, "postcode") != 0 || !typed || !postcode_read(span_of(typed), &postcode) || strcmp(typed, postcode.text) == 0)
			continue;
		if (answers_set(visit->answers, name, postcode.text) == FAIL_NONE) /* no room: what was typed stays */
			visit_changed(visit);
	}
}

static unsigned continue_from_items(struct visit *visit)
{
	if (!items_page(visit) || visit->sheet != SHEET_NONE)
		return 0;
	items_drop(visit, visit->page);
	items_check(visit);
	return visit->error_count ? EFFECT_REBUILD | EFFECT_ERRORS : go_on(visit);
}

static unsigned press_continue(struct visit *visit, const struct act *act)
{
	const struct form_page *page = visit_page(visit);
	if (visit->place == PLACE_SERVICE)
		return act_begin(visit, act);
	if (visit->place == PLACE_WHERE)
		return where_continue(visit);
	if (visit->place == PLACE_PUSH)
		return push_continue(visit);
	if (visit->place == PLACE_RESUME)
		return resume_continue(visit);
	if (visit->place == PLACE_ITEMS)
		return continue_from_items(visit);
	if (!page || page->kind == PAGE_TERMINAL || visit->sheet != SHEET_NONE)
		return 0;
	page_check_again(visit);
	if (visit->error_count) {
		interaction_failed(visit);
		field_focus(visit, visit->error[0].field);
		return EFFECT_REBUILD | EFFECT_ERRORS;
	}
	tidy(visit, page);
	if (doubt_asks(visit))
		return EFFECT_REBUILD | EFFECT_MOVED;
	if (page_repeats(page))
		return items_keep(visit);
	if (weigh_refuses(visit))
		return EFFECT_REBUILD | EFFECT_ERRORS;
	unsigned effects;
	if (lookup_continue(visit, &effects))
		return effects;
	return rounds_wait(visit) ? 0 : go_on(visit);
}

/* Where it turned out to be more than can be done alone, the other ways open over the page; what is wrong there is seen, and said, behind them. */
unsigned act_continue(struct visit *visit, const struct act *act)
{
	unsigned effects = press_continue(visit, act), turned = interaction_turn(visit);
	return turned ? (effects & ~(unsigned)EFFECT_ERRORS) | turned : effects;
}

/* Only what may stay blank is skipped; a required question says so instead. */
unsigned act_skip(struct visit *visit, const struct act *act)
{
	const struct form_page *page = visit_page(visit);
	if (!page || visit->sheet != SHEET_NONE)
		return 0;
	if (items_skips(visit)) {
		items_drop(visit, visit->page);
		return go_on(visit);
	}
	if (page_repeats(page))
		return act_continue(visit, act);
	for (size_t i = 0; i < page->count; i++)
		if (component_asks(page->component[i].kind) && page->component[i].required)
			return act_continue(visit, act);
	for (size_t i = 0; i < page->count; i++)
		for (size_t k = 0; k < page->component[i].field_count; k++)
			answers_remove(visit->answers, page->component[i].field[k]);
	visit_changed(visit);
	lookup_enter(visit);
	return act_continue(visit, act);
}

/* Whoever wanted to give something different and did not begin sees the offer again. */
static bool offers_again(struct visit *visit)
{
	if (visit->changing || !visit->different[visit->page])
		return false;
	visit->different[visit->page] = false;
	return wallet_offers(visit);
}

static unsigned back_from_question(struct visit *visit)
{
	unsigned effects;
	if (lookup_back(visit, &effects))
		return effects;
	if (visit->place == PLACE_QUESTION && repeat_count(visit->answers, visit_page(visit)) > 0)
		return items_leave(visit);
	if (offers_again(visit))
		return page_show(visit, visit->page);
	if (visit->changing && walk(visit).complete)
		return page_to_check(visit);
	int previous = route_previous(visit->form, visit->answers, visit->today, visit->page);
	return previous >= 0 ? page_show(visit, previous) : visit_place(visit, PLACE_SERVICE);
}

static unsigned back_from_check(struct visit *visit)
{
	struct form_route route = walk(visit);
	for (size_t i = route.count; i > 0; i--)
		if (kind_of(visit, route.page[i - 1]) != PAGE_SUMMARY)
			return page_show(visit, route.page[i - 1]);
	return visit_place(visit, PLACE_SERVICE);
}

unsigned act_back(struct visit *visit, const struct act *act)
{
	if (visit->sheet != SHEET_NONE)
		return act_close(visit, act);
	switch (visit->place) {
	case PLACE_QUESTION:
		return visit_page(visit) ? back_from_question(visit) : 0;
	case PLACE_ITEMS:
		return items_page(visit) ? back_from_question(visit) : 0;
	case PLACE_CHECK:
		return back_from_check(visit);
	case PLACE_SERVICE:
		return visit->push.opened ? push_back(visit) : list_back(visit);
	case PLACE_PUSH:
		return push_back(visit);
	case PLACE_WHERE:
		return where_back(visit);
	case PLACE_RESUME:
		return resume_back(visit);
	case PLACE_LIST: case PLACE_SEARCH:
		if (visit->place == PLACE_LIST && az_here(visit->need) && visit->need[strlen(AZ_NEED)]) {
			visit->need[strlen(AZ_NEED)] = '\0'; /* from one letter to all of them */
			return visit_place(visit, PLACE_LIST);
		}
		visit->need[0] = visit->search[0] = '\0';
		return visit_place(visit, PLACE_HOME);
	case PLACE_PROBLEM: /* what the hub may hold already must not be changed any more */
		return visit->maybe_sent ? 0 : page_to_check(visit);
	case PLACE_IDLE: case PLACE_HOME: case PLACE_SENDING: case PLACE_DONE: case PLACE_PARKED: case PLACE_COUNT:
		break;
	}
	return 0;
}

unsigned act_reveal(struct visit *visit, const struct act *act)
{
	if (visit->mask.viewer != VIEWER_RESIDENT)
		return privacy_reveal(visit, act->text);
	if (visit->place != PLACE_CHECK || visit->sheet != SHEET_NONE)
		return 0;
	visit->reveal_until_ms = visit->reveal_until_ms ? 0 : visit->mono_ms + visit->times.ms[TIMES_REVEAL];
	return EFFECT_REBUILD;
}

unsigned act_change(struct visit *visit, const struct act *act)
{
	if (visit->place != PLACE_CHECK || visit->sheet != SHEET_NONE)
		return 0;
	struct form_route route = walk(visit);
	for (size_t i = 0; i < route.count; i++)
		if (route.page[i] == act->number && kind_of(visit, act->number) != PAGE_SUMMARY) {
			visit->changing = visit->different[act->number] = true;
			return page_show(visit, act->number);
		}
	return 0;
}
