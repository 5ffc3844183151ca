/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: one answer first, then the list: nobody is asked whether they want to add another before they have seen what it is. What is typed
 * for a new answer stays when the person goes back; an answer that is changed is kept on the way back too if it is right.
 */
#include "ui/visit/items.h"

#include "firmware/forms/repeat.h"
#include "ui/visit/parts.h"

bool page_repeats(const struct form_page *page)
{
	for (size_t i = 0; page && page->repeat && i < page->count; i++)
		if (component_asks(page->component[i].kind))
			return true;
	return false;
}

const struct form_page *items_page(const struct visit *visit)
{
	bool there = visit->place == PLACE_ITEMS && visit->form && visit->page >= 0 && (size_t)visit->page < visit->form->page_count;
	return there && page_repeats(&visit->form->page[visit->page]) ? &visit->form->page[visit->page] : NULL;
}

static size_t count_of(const struct visit *visit, int page)
{
	return repeat_count(visit->answers, &visit->form->page[page]);
}

size_t items_count(const struct visit *visit)
{
	const struct form_page *page = items_page(visit);
	return page ? repeat_count(visit->answers, page) : 0;
}

bool items_full(const struct visit *visit)
{
	const struct form_page *page = items_page(visit);
	return page && items_count(visit) >= (size_t)page->repeat->max;
}

bool items_removable(const struct visit *visit)
{
	const struct form_page *page = items_page(visit);
	return page && (items_count(visit) > 1 || page->repeat->min == 0);
}

unsigned items_show(struct visit *visit, int page)
{
	unsigned effects = visit_place(visit, PLACE_ITEMS);
	visit->page = page;
	visit->item = 0;
	visit->seen[page] = true;
	return effects;
}

unsigned items_ask(struct visit *visit, int page, size_t index)
{
	unsigned effects = visit_place(visit, PLACE_QUESTION);
	visit->page = page;
	visit->item = (int)index;
	visit->seen[page] = true;
	visit->field[0] = '\0';
	field_focus_first(visit);
	return effects;
}

static const struct form_component *first_asked(const struct form_page *page)
{
	size_t i = 0;
	while (i + 1 < page->count && !component_asks(page->component[i].kind))
		i++;
	return &page->component[i];
}

void items_check(struct visit *visit)
{
	const struct form_page *page = items_page(visit);
	enum rule rule = page ? repeat_rule(visit->answers, page) : RULE_NONE;
	visit->error_count = rule != RULE_NONE;
	visit->checked = visit->error_count > 0;
	visit->too_large = false;
	if (rule == RULE_NONE)
		return;
	const struct form_component *component = first_asked(page);
	int limit = rule == RULE_REPEATS_MIN ? page->repeat->min : page->repeat->max;
	visit->error[0] = (struct form_error){ .component = component, .field = component->name, .part = "", .rule = rule, .limit = limit };
}

/* What was typed goes back into its boxes, with the reason. */
static unsigned refuse(struct visit *visit, const struct form_page *page, size_t index, bool fresh, size_t over)
{
	if (repeat_open(visit->answers, page, index) != FAIL_NONE)
		fail_clear();
	if (fresh)
		repeat_remove(visit->answers, page, index);
	weigh_blame(visit, over);
	return EFFECT_REBUILD | EFFECT_ERRORS;
}

unsigned items_keep(struct visit *visit)
{
	const struct form_page *page = visit_page(visit);
	size_t count = repeat_count(visit->answers, page), index = visit->item >= 0 && (size_t)visit->item < count ? (size_t)visit->item : count;
	if (repeat_keep(visit->answers, page, index) != FAIL_NONE) {
		fail_clear();
		weigh_blame(visit, 1);
		return EFFECT_REBUILD | EFFECT_ERRORS;
	}
	visit_changed(visit);
	size_t over = weigh_excess(visit);
	if (over > 0)
		return refuse(visit, page, index, index == count, over);
	unsigned effects = items_show(visit, visit->page);
	visit->list_page = index == count ? LIST_PAGE_MAX : 0; /* a new one stands at the end */
	return effects;
}

unsigned items_leave(struct visit *visit)
{
	const struct form_page *page = visit_page(visit);
	struct form_error error[FORM_ERROR_MAX];
	bool changed = visit->item >= 0 && (size_t)visit->item < repeat_count(visit->answers, page);
	if (changed && check_page(visit->form, page, visit->answers, visit->today, error) == 0)
		return items_keep(visit);
	if (changed)
		repeat_discard(visit->answers, page);
	return items_show(visit, visit->page);
}

bool items_skips(const struct visit *visit)
{
	const struct form_page *page = visit_page(visit);
	return page_repeats(page) && page->repeat->min == 0 && count_of(visit, visit->page) == 0;
}

void items_drop(struct visit *visit, int page)
{
	repeat_discard(visit->answers, &visit->form->page[page]);
}

static bool names_one(const struct visit *visit, const struct act *act)
{
	return visit->sheet == SHEET_NONE && act->number >= 0 && (size_t)act->number < items_count(visit);
}

unsigned act_item_add(struct visit *visit, const struct act *act)
{
	(void)act;
	if (!items_page(visit) || visit->sheet != SHEET_NONE || items_full(visit))
		return 0;
	return items_ask(visit, visit->page, items_count(visit));
}

unsigned act_item_change(struct visit *visit, const struct act *act)
{
	if (!names_one(visit, act))
		return 0;
	items_drop(visit, visit->page);
	if (repeat_open(visit->answers, items_page(visit), (size_t)act->number) != FAIL_NONE) {
		fail_clear(); /* no room for it twice: it can only be removed */
		return 0;
	}
	return items_ask(visit, visit->page, (size_t)act->number);
}

unsigned act_item_remove(struct visit *visit, const struct act *act)
{
	if (!names_one(visit, act) || !items_removable(visit))
		return 0;
	visit->item = act->number;
	visit->list_page_under = visit->list_page;
	visit->list_page = 0;
	visit->sheet = SHEET_REMOVE;
	return EFFECT_REBUILD | EFFECT_MOVED;
}

unsigned act_item_gone(struct visit *visit, const struct act *act)
{
	(void)act;
	if (visit->sheet != SHEET_REMOVE || !items_page(visit) || (size_t)visit->item >= items_count(visit))
		return 0;
	int page = visit->page, list_page = visit->list_page_under;
	repeat_remove(visit->answers, items_page(visit), (size_t)visit->item);
	visit_changed(visit);
	if (items_count(visit) == 0)
		return items_ask(visit, page, 0);
	unsigned effects = items_show(visit, page);
	visit->list_page = list_page;
	return effects;
}
