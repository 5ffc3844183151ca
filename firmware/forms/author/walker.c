/* SPDX-License-Identifier: MIT */
/* One journey after the other: answer, see which page is next, remember what was met. SOURCE of the numbers: Marsaglia's xorshift32. */
#include "firmware/forms/author/walker.h"

#include "firmware/forms/check_kind.h"
#include "firmware/forms/repeat.h"
#include "firmware/forms/rounds.h"
#include "firmware/forms/walk.h"

#include <string.h>

enum { ARENA_BYTES = 256 * 1024 };

void walker_init(struct walker *walker, const struct form *form, struct date today, uint32_t seed)
{
	*walker = (struct walker){ .form = form, .today = today, .seed = seed ? seed : 1, .answers = answers_new() };
	arena_init(&walker->arena, ARENA_BYTES);
	walker_hints(walker);
}

void walker_done(struct walker *walker)
{
	answers_free(walker->answers);
	arena_done(&walker->arena);
	walker->answers = NULL;
}

int walker_any(struct walker *walker, int count)
{
	walker->seed ^= walker->seed << 13;
	walker->seed ^= walker->seed >> 17;
	walker->seed ^= walker->seed << 5;
	return (int)(walker->seed % (uint32_t)count);
}

/* What was worked out before this page's answers changed. */
static void forget(struct scope *scope)
{
	memset(scope->known, 0, sizeof scope->known);
}

/* All of the page once, then what is wrong again and again. */
static bool answer_once(struct walker *walker, struct scope *scope, const struct form_page *page)
{
	struct form_error error[FORM_ERROR_MAX];
	size_t wrong = 0;
	for (size_t i = 0; i < page->count; i++)
		if (walker_give(walker, &page->component[i]) != FAIL_NONE)
			return false;
	for (int tries = 0; tries < WALKER_TRIES_MAX; tries++) {
		forget(scope);
		walker->work += page->count;
		wrong = check_page_in(scope, page, error);
		if (wrong == 0)
			return true;
		for (size_t i = 0; i < wrong; i++)
			if (walker_give(walker, error[i].component) != FAIL_NONE)
				break;
	}
	struct walker_stuck *stuck = &walker->stuck[page - walker->form->page];
	stuck->component = error[0].component;
	stuck->rule = error[0].rule;
	return false;
}

static bool asks(const struct form_page *page)
{
	for (size_t i = 0; i < page->count; i++)
		if (component_asks(page->component[i].kind))
			return true;
	return false;
}

static bool answer(struct walker *walker, struct scope *scope, const struct form_page *page)
{
	if (!asks(page))
		return true;
	if (!page->repeat)
		return answer_once(walker, scope, page);
	int most = page->repeat->max - page->repeat->min, items = page->repeat->min;
	items += walker_any(walker, (most < WALKER_EXTRA_ITEMS ? most : WALKER_EXTRA_ITEMS) + 1);
	for (int i = 0; i < items; i++)
		if (!answer_once(walker, scope, page) || repeat_keep(walker->answers, page, repeat_count(walker->answers, page)) != FAIL_NONE)
			return false;
	return true;
}

/* Marks of one journey, added up at its end: a condition is asked on many pages. */
struct seen { bool held[FORM_CONDITION_MAX], failed[FORM_CONDITION_MAX]; };

static void ask(struct scope *scope, const struct form_condition *condition, struct seen *seen)
{
	if (!condition)
		return;
	if (condition->index >= 0) {
		bool *mark = condition_holds(scope, condition) ? &seen->held[condition->index] : &seen->failed[condition->index];
		if (*mark)
			return;
		*mark = true;
	}
	for (size_t i = 0; i < condition->count + condition->named; i++)
		ask(scope, condition->item[i].reference, seen);
}

/* What stands on a page may depend on what was answered before. */
static void ask_parts(struct walker *walker, struct scope *scope, const struct form_page *page, struct seen *seen)
{
	for (size_t i = 0; i < page->count; i++) {
		const struct form_list *list = page->component[i].list;
		ask(scope, page->component[i].condition, seen);
		walker->work += list ? list->count : 0;
		for (size_t k = 0; list && k < list->count; k++)
			ask(scope, list->item[k].condition, seen);
	}
}

/* Where this page leads, and what decides it. */
static int go_on(struct walker *walker, struct scope *scope, struct seen *seen)
{
	const struct form *form = walker->form;
	int page = scope->path[scope->length - 1], next;
	forget(scope);
	next = walk_on(scope);
	for (size_t i = 0; i < form->page[page].link_count && form->by_links; i++)
		ask(scope, form->page[page].link[i].condition, seen);
	int last = next < 0 ? page : next;
	for (int i = page + 1; i <= last && !form->by_links; i++) {
		ask(scope, form->page[i].condition, seen);
		walker->passed[i] += i < last;
	}
	return next;
}

static enum walker_end end_of(const struct form_page *page)
{
	switch (page->kind) {
	case PAGE_SUMMARY: return WALKER_SUMMARY;
	case PAGE_TERMINAL: return WALKER_TERMINAL;
	case PAGE_QUESTION: case PAGE_CONTENT: case PAGE_START: case PAGE_REPEAT: case PAGE_DESK: break;
	}
	return WALKER_ROUND;
}

static void add_up(struct walker *walker, const struct seen *seen)
{
	for (size_t i = 0; i < walker->form->table->condition_count; i++) {
		walker->held[i] += seen->held[i];
		walker->failed[i] += seen->failed[i];
	}
}

/* As a kiosk would, that knows the rounds or does not. */
static void hear_rounds(struct walker *walker)
{
	enum rounds_word word = (enum rounds_word)walker_any(walker, ROUNDS_WORD_COUNT);
	rounds_hear(walker->answers, word, walker_any(walker, 2));
}

enum walker_end walker_go(struct walker *walker)
{
	struct seen seen = { 0 };
	struct scope scope;
	enum walker_end end = WALKER_STUCK;
	answers_clear(walker->answers);
	if (walker->form->rounds)
		hear_rounds(walker);
	scope_init(&scope, walker->form, walker->answers, walker->today);
	walker->from = -1;
	int next = walk_on(&scope);
	for (; next >= 0; next = go_on(walker, &scope, &seen)) {
		const struct form_page *page = &walker->form->page[next];
		walker->from = scope.length ? scope.path[scope.length - 1] : -1;
		walker->page = next;
		walker->met[next]++;
		walker->work++;
		scope_add(&scope, next);
		ask_parts(walker, &scope, page, &seen);
		if (!answer(walker, &scope, page)) {
			walker->stuck[next].journeys++;
			break;
		}
	}
	if (next < 0)
		end = end_of(&walker->form->page[walker->page]);
	add_up(walker, &seen);
	walker->journeys++;
	walker->ended[end]++;
	return end;
}

bool walker_asked_condition(const struct walker *walker, size_t condition)
{
	return walker->held[condition] + walker->failed[condition] > 0;
}

bool walker_covered(const struct walker *walker)
{
	const struct form *form = walker->form;
	for (size_t i = 0; i < form->page_count; i++)
		if (!walker->met[i] || (!form->by_links && form->page[i].condition && !walker->passed[i]))
			return false;
	for (size_t i = 0; i < form->table->condition_count; i++)
		if (walker_asked_condition(walker, i) && (!walker->held[i] || !walker->failed[i]))
			return false;
	return true;
}
