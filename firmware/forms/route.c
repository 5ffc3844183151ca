/* SPDX-License-Identifier: MIT */
/*
 * Pages in their order, those left out whose condition does not hold; or from page to page by links, where coming back to a page ends the walk.
 * DESIGN: walked from the start each time, so that what was answered on a branch since abandoned cannot count; each page's condition is
 * worked out from the pages before it alone. One pass: a step costs as much as what is asked on its page.
 */
#include "firmware/forms/route.h"
#include "firmware/forms/check_kind.h"
#include "firmware/forms/repeat.h"
#include "firmware/forms/walk.h"

static bool asks_in_confidence(const struct form_page *page)
{
	for (size_t i = 0; i < page->count; i++)
		if (component_keeps(page->component[i].kind) && page->component[i].privacy != PRIVACY_PUBLIC)
			return true;
	return false;
}

static bool asks_in_public(const struct form_page *page)
{
	bool any = false;
	for (size_t i = 0; i < page->count; i++)
		any |= component_keeps(page->component[i].kind);
	return any && !asks_in_confidence(page);
}

void walk_public_only(const struct form *form, bool only)
{
	((struct form_table *)form->table)->public_only = only; /* the table is the form's own arena memory */
}

bool walk_public_left(const struct form *form)
{
	struct scope scope;
	bool left = false;
	scope_init(&scope, form, NULL, (struct date){ 0 });
	for (size_t i = 0; i < form->page_count; i++) {
		const struct form_page *page = &form->page[i];
		if (asks_in_confidence(page) ? form->by_links : condition_misses(&scope, page->condition))
			return false;
		left |= asks_in_public(page);
	}
	return left;
}

bool walk_passes_over(const struct form *form, const struct form_page *page)
{
	bool pays = false;
	if (form->table->public_only && asks_in_confidence(page))
		return true;
	for (size_t i = 0; i < page->count; i++) {
		if (component_keeps(page->component[i].kind) && page->component[i].kind != COMPONENT_PAYMENT)
			return false;
		pays |= page->component[i].kind == COMPONENT_PAYMENT;
	}
	return pays;
}

static int next_in_order(struct scope *scope, int page)
{
	const struct form *form = scope->form;
	for (size_t i = (size_t)page + 1; i < form->page_count; i++)
		if (!walk_passes_over(form, &form->page[i]) && condition_holds(scope, form->page[i].condition))
			return (int)i;
	return -1;
}

static int next_by_link(struct scope *scope, const struct form_page *page)
{
	int otherwise = scope->form->table->mirror_peer ? -1 : page->otherwise;
	for (size_t i = 0; i < page->link_count; i++) {
		if (!page->link[i].condition)
			otherwise = page->link[i].page;
		else if (condition_holds(scope, page->link[i].condition))
			return page->link[i].page;
	}
	return otherwise;
}

int walk_next(struct scope *scope, int page)
{
	const struct form_page *from = &scope->form->page[page];
	if (from->kind == PAGE_TERMINAL || from->kind == PAGE_SUMMARY)
		return -1;
	return scope->form->by_links ? next_by_link(scope, from) : next_in_order(scope, page);
}

int walk_on(struct scope *scope)
{
	const struct form *form = scope->form;
	int next = scope->length == 0 ? form->start : walk_next(scope, scope->path[scope->length - 1]);
	if (scope->length == 0 && !form->by_links && walk_passes_over(form, &form->page[next]))
		next = next_in_order(scope, next);
	return next >= 0 && scope->on_path[next] ? -1 : next;
}

int walk_to(struct scope *scope, int page)
{
	int at;
	while ((at = walk_on(scope)) >= 0 && (page < 0 || scope->form->by_links || at <= page)) {
		scope_add(scope, at);
		if (at == page)
			return scope->length > 1 ? scope->path[scope->length - 2] : -1;
	}
	int before = scope->length ? scope->path[scope->length - 1] : -1;
	if (page >= 0)
		scope_add(scope, page);
	return before;
}

static bool asks(const struct form_page *page)
{
	for (size_t i = 0; i < page->count; i++)
		if (component_asks(page->component[i].kind))
			return true;
	return false;
}

/* A repeated page is answered when it has items enough; each of them was right when it was kept. */
static bool right(struct scope *scope, const struct form_page *page)
{
	struct form_error error[FORM_ERROR_MAX];
	if (page->repeat && !scope->form->table->mirror_peer && !asks(page)) /* all of it is for the desk */
		return true;
	return page->repeat ? repeat_rule(scope->answers, page) == RULE_NONE : check_page_in(scope, page, error) == 0;
}

void route_walk(const struct form *form, const struct answers *answers, struct date today, struct form_route *ret)
{
	struct scope scope;
	*ret = (struct form_route){ .blocked_page = -1 };
	scope_init(&scope, form, answers, today);
	for (int page = walk_on(&scope); page >= 0; page = walk_on(&scope)) {
		scope_add(&scope, page);
		ret->page[ret->count++] = page;
		ret->complete = form->page[page].kind == PAGE_SUMMARY;
		if (!ret->complete && !right(&scope, &form->page[page])) {
			ret->blocked_page = page;
			return;
		}
	}
}

static bool in_range(const struct form *form, int page)
{
	return page >= 0 && (size_t)page < form->page_count;
}

int route_next(const struct form *form, const struct answers *answers, struct date today, int page)
{
	struct scope scope;
	if (!in_range(form, page))
		return -1;
	scope_init(&scope, form, answers, today);
	walk_to(&scope, page);
	return walk_next(&scope, page);
}

int route_previous(const struct form *form, const struct answers *answers, struct date today, int page)
{
	struct scope scope;
	if (!in_range(form, page))
		return -1;
	scope_init(&scope, form, answers, today);
	return walk_to(&scope, page);
}

size_t route_expected(const struct form *form, const struct answers *answers, struct date today, int page, size_t *ret_place)
{
	struct scope scope;
	size_t questions = 0, place = 0;
	bool reached = false;
	scope_init(&scope, form, answers, today);
	for (int at = walk_on(&scope); at >= 0; at = walk_on(&scope)) {
		scope_add(&scope, at);
		questions += form->page[at].kind == PAGE_QUESTION || form->page[at].kind == PAGE_REPEAT;
		if (!reached && (form->by_links || at <= page))
			place = questions;
		reached |= at == page;
	}
	*ret_place = place ? place : 1;
	return questions;
}

/* The page that shows this item's list last on the path decides: what is asked behind it does not count. */
static int page_of_item(const struct scope *scope, const struct form_item *item)
{
	int found = -1;
	for (size_t i = 0; i < scope->length; i++)
		for (size_t k = 0; k < scope->form->page[scope->path[i]].count; k++) {
			const struct form_list *list = scope->form->page[scope->path[i]].component[k].list;
			if (list && item >= list->item && item < list->item + list->count)
				found = scope->path[i];
		}
	return found;
}

bool route_item_offered(const struct form *form, const struct answers *answers, struct date today, const struct form_item *item)
{
	struct scope scope;
	if (!item->condition)
		return true;
	scope_init(&scope, form, answers, today);
	walk_to(&scope, -1);
	int page = page_of_item(&scope, item);
	scope_init(&scope, form, answers, today);
	walk_to(&scope, page);
	return condition_holds(&scope, item->condition);
}

bool route_component_shown(const struct form *form, const struct answers *answers, struct date today, const struct form_component *component)
{
	struct scope scope;
	if (!component->condition)
		return true;
	scope_init(&scope, form, answers, today);
	for (size_t i = 0; i < form->page_count; i++)
		if (component >= form->page[i].component && component < form->page[i].component + form->page[i].count)
			walk_to(&scope, (int)i);
	return condition_holds(&scope, component->condition);
}
