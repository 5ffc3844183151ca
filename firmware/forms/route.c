/* SPDX-License-Identifier: MIT */
/*
 * Pages in their order, those left out whose condition does not hold.
 * DESIGN: walked from the start each time, so that what was answered on a branch since abandoned cannot count; each page's condition is
 * worked out from the pages before it alone. One pass: a step costs as much as what is asked on its page.
 */
#include "firmware/forms/route.h"
#include "firmware/forms/check_kind.h"
#include "firmware/forms/walk.h"

int walk_next(struct scope *scope, int page)
{
	const struct form *form = scope->form;
	enum page_kind kind = form->page[page].kind;
	if (kind == PAGE_TERMINAL || kind == PAGE_SUMMARY)
		return -1;
	for (size_t i = (size_t)page + 1; i < form->page_count; i++)
		if (condition_holds(scope, form->page[i].condition))
			return (int)i;
	return -1;
}

int walk_to(struct scope *scope, int page)
{
	int before = -1;
	for (int at = 0; at >= 0 && (page < 0 || at <= page); at = walk_next(scope, at)) {
		scope_add(scope, at);
		if (at == page)
			return before;
		before = at;
	}
	if (page >= 0)
		scope_add(scope, page);
	return before;
}

void route_walk(const struct form *form, const struct answers *answers, struct date today, struct form_route *ret)
{
	struct scope scope;
	struct form_error error[FORM_ERROR_MAX];
	*ret = (struct form_route){ .blocked_page = -1 };
	scope_init(&scope, form, answers, today);
	for (int page = 0; page >= 0; page = walk_next(&scope, page)) {
		scope_add(&scope, page);
		ret->page[ret->count++] = page;
		ret->complete = form->page[page].kind == PAGE_SUMMARY;
		if (!ret->complete && check_page_in(&scope, &form->page[page], error) > 0) {
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
	scope_init(&scope, form, answers, today);
	for (int at = 0; at >= 0; at = walk_next(&scope, at)) {
		scope_add(&scope, at);
		questions += form->page[at].kind == PAGE_QUESTION;
		if (at <= page)
			place = questions;
	}
	*ret_place = place ? place : 1;
	return questions;
}

/* The page that shows this item's list last on the path decides: what is asked behind it does not count. */
static int page_of_item(const struct scope *scope, const struct form_item *item)
{
	int found = -1;
	for (size_t i = 0; i < scope->form->page_count; i++)
		for (size_t k = 0; k < scope->form->page[i].count && scope->on_path[i]; k++) {
			const struct form_list *list = scope->form->page[i].component[k].list;
			if (list && item >= list->item && item < list->item + list->count)
				found = (int)i;
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
