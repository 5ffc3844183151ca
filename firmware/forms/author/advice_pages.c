/* SPDX-License-Identifier: MIT */
/*
 * Ways through the form. What its links or its order say is certain and said as such; whether a condition can ever hold is tried by random
 * journeys, and said with their number.
 */
#include "firmware/forms/author/advice.h"
#include "firmware/forms/author/graph.h"
#include "firmware/forms/author/walker.h"
#include "firmware/forms/model.h"

#include <string.h>

enum { SEED = 20261121 };

static bool ends(const struct form_page *page)
{
	return page->kind == PAGE_SUMMARY || page->kind == PAGE_TERMINAL;
}

/* Marks what can be reached from the marked pages along the graph, or against it. */
static void spread(const struct graph *graph, bool backwards, bool mark[static FORM_PAGE_MAX])
{
	for (bool more = true; more; ) {
		more = false;
		for (size_t i = 0; i < graph->count; i++) {
			int from = backwards ? graph->edge[i].to : graph->edge[i].from, to = backwards ? graph->edge[i].from : graph->edge[i].to;
			if (mark[from] && !mark[to])
				more = mark[to] = true;
		}
	}
}

static void advise_unreached(struct advising *advising, const struct walker *walker, size_t at, bool linked)
{
	const struct form_page *page = &advising->form->page[at];
	const struct advice_place place = { .page = page };
	bool conditional = page->condition && page->condition->index >= 0;
	if (!linked && advising->form->by_links)
		advice_add(advising, place, "Give a page that can be reached a link to it, or take it out", "No page leads here");
	else if (!linked)
		advice_add(advising, place, "Move it before the page that ends the form, or take it out", "It stands behind a page that always ends the form");
	else if (!walker->met[at] && conditional && walker->failed[page->condition->index])
		advice_add(advising, place, "Look at its condition: it may ask what comes only later, or what cannot be",
		           "Its condition \"%.80s\" never held on %zu random journeys, so nobody comes here", page->condition->name, walker->journeys);
	else if (!walker->met[at])
		advice_add(advising, place, "Look at the conditions that lead here", "None of %zu random journeys came here", walker->journeys);
}

static const char *title_of(const struct form_component *component)
{
	return *component->title ? component->title : component->written;
}

static void advise_stuck(struct advising *advising, const struct walker *walker, size_t at)
{
	const struct form_page *page = &advising->form->page[at];
	const struct walker_stuck *stuck = &walker->stuck[at];
	if (stuck->journeys > 0 && !stuck->component)
		advice_add(advising, (struct advice_place){ .page = page }, "Ask for less, or make two forms of it", "The answers up to here can be more than one visit holds (%d bytes, %d values)",
		           ANSWERS_MAX_BYTES, ANSWERS_FIELD_MAX);
	if (stuck->journeys == 0 || !stuck->component)
		return;
	advice_add(advising, (struct advice_place){ .page = page, .component = stuck->component },
	           "Look at its limits, its regular expression and the options that are left: together they may leave no answer",
	           "Nothing out of %d tries answers \"%.80s\" (%s)", WALKER_TRIES_MAX, title_of(stuck->component), rule_name(stuck->rule));
}

static void advise_ways(struct advising *advising, const struct walker *walker, const struct graph *graph)
{
	const struct form *form = advising->form;
	bool reached[FORM_PAGE_MAX] = { false }, leaves[FORM_PAGE_MAX] = { false };
	if (form->page[form->start].condition && !form->by_links)
		advice_add(advising, (struct advice_place){ .page = &form->page[form->start] }, "Take its condition away, or put a page before it",
		           "It has a condition, but every journey begins here");
	reached[form->start] = true;
	for (size_t i = 0; i < form->page_count; i++)
		leaves[i] = ends(&form->page[i]);
	spread(graph, false, reached);
	spread(graph, true, leaves);
	for (size_t i = 0; i < form->page_count; i++) {
		bool stuck_before = walker->ended[WALKER_STUCK] == walker->journeys;
		if (!reached[i] || !stuck_before)
			advise_unreached(advising, walker, i, reached[i]);
		if (reached[i] && !leaves[i])
			advice_add(advising, (struct advice_place){ .page = &form->page[i] }, "Give it a link that leads on to the answers",
			           "A dead end: no way leads from here to the answers, or to a page that ends the form");
		advise_stuck(advising, walker, i);
	}
}

static void mark(bool used[static FORM_CONDITION_MAX], const struct form_condition *condition)
{
	if (condition && condition->index >= 0)
		used[condition->index] = true;
}

static void mark_named(bool used[static FORM_CONDITION_MAX], const struct form_condition *by)
{
	for (size_t i = 0; i < by->count + by->named; i++) {
		const struct form_condition *part = by->item[i].reference;
		mark(used, part);
		if (part && part->index < 0)
			mark_named(used, part);
	}
}

static void mark_page(const struct form *form, bool used[static FORM_CONDITION_MAX], const struct form_page *page)
{
	mark(used, page->condition);
	for (size_t i = 0; i < page->link_count; i++)
		mark(used, page->link[i].condition);
	for (size_t i = 0; i < page->count; i++) {
		const struct form_list *list = page->component[i].list;
		bool once = list && !advice_shown_before(form, &page->component[i]);
		mark(used, page->component[i].condition);
		for (size_t k = 0; once && k < list->count; k++)
			mark(used, list->item[k].condition);
	}
}

/* By something on a page, a link, a fee, or another condition. */
static void mark_used(const struct form *form, bool used[static FORM_CONDITION_MAX])
{
	for (size_t i = 0; i < form->page_count; i++)
		mark_page(form, used, &form->page[i]);
	for (size_t i = 0; i < form->fee_count; i++)
		mark(used, form->fee[i].condition);
	for (size_t i = 0; i < form->table->condition_count; i++)
		mark_named(used, &form->table->condition[i]);
}

static void advise_conditions(struct advising *advising, const struct walker *walker)
{
	const struct form *form = advising->form;
	bool used[FORM_CONDITION_MAX] = { false };
	mark_used(form, used);
	for (size_t i = 0; i < form->table->condition_count; i++) {
		const struct advice_place place = { .condition = &form->table->condition[i] };
		if (!used[i])
			advice_add(advising, place, "Take it out, or give it to the page that it was made for", "Nothing uses it");
		else if (walker->failed[i] && !walker->held[i])
			advice_add(advising, place, "Look at what it asks: it may come only later, or may not be possible", "It never held on %zu random journeys", walker->journeys);
		else if (walker->held[i] && !walker->failed[i])
			advice_add(advising, place, "Look at what it asks; if it always holds, it is not needed", "It held on all %zu random journeys that asked it", walker->held[i]);
	}
}

static const char *heading_of(const struct form_page *page)
{
	return *page->title ? page->title : page->count == 1 ? page->component[0].title : "";
}

/* A resident who has seen a heading thinks they have answered it. */
static void advise_headings(struct advising *advising)
{
	const struct form *form = advising->form;
	for (size_t i = 0; i < form->page_count; i++) {
		const char *heading = heading_of(&form->page[i]);
		for (size_t k = 0; k < i && *heading; k++)
			if (strcmp(heading_of(&form->page[k]), heading) == 0) {
				advice_add(advising, (struct advice_place){ .page = &form->page[i] }, "Give each page a heading of its own",
				           "It has the heading of %.200s: \"%.80s\"", form->page[k].path, heading);
				break;
			}
		for (size_t k = 0; k < form->page[i].count; k++)
			if (component_asks(form->page[i].component[k].kind) && !*form->page[i].component[k].title && !*form->page[i].title)
				advice_add(advising, (struct advice_place){ .page = &form->page[i], .component = &form->page[i].component[k] }, "Give it a title", "It asks without words");
	}
}

void advise_pages(struct advising *advising)
{
	struct walker walker;
	struct graph graph;
	walker_init(&walker, advising->form, advising->today, SEED);
	graph_init(&graph, advising->form);
	while (walker.journeys < ADVICE_JOURNEYS_MAX && walker.work < ADVICE_WORK_MAX && !walker_covered(&walker))
		walker_go(&walker);
	advise_ways(advising, &walker, &graph);
	advise_conditions(advising, &walker);
	advise_headings(advising);
	graph_done(&graph);
	walker_done(&walker);
}
