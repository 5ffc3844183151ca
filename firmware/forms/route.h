/* SPDX-License-Identifier: MIT */
/* route.h - which pages count, in which order, given the answers so far: walked from the start each time. */
#pragma once

#include "firmware/forms/answers.h"
#include "firmware/forms/form.h"

struct form_route {
	int page[FORM_PAGE_MAX]; /* indexes into form->page, in walking order; ends at the first page that is not answered, a terminal page or the summary */
	size_t count;
	bool complete;           /* the walk reached the summary with every page right */
	int blocked_page;        /* the page whose answers stop the walk; -1 */
};

/**
 * route_walk - walk from the first page; stale answers on abandoned branches never count.
 * The last page in @ret is the furthest that may be shown.
 */
void route_walk(const struct form *form, const struct answers *answers, struct date today, struct form_route *ret);

/** route_next - the page after @page (already answered) on the walk, as if everything on it were right; -1 after the end. */
int route_next(const struct form *form, const struct answers *answers, struct date today, int page);

/** route_previous - the page before @page on the walk; -1 at the start. */
int route_previous(const struct form *form, const struct answers *answers, struct date today, int page);

/** route_expected - how many question pages this walk would have if nothing else changed, for "Question 2 of 6"; and @page's place in it, from 1. */
size_t route_expected(const struct form *form, const struct answers *answers, struct date today, int page, size_t *ret_place);

/** route_item_offered - whether a list item is offered now; route_component_shown - whether a content block is. */
bool route_item_offered(const struct form *form, const struct answers *answers, struct date today, const struct form_item *item);
bool route_component_shown(const struct form *form, const struct answers *answers, struct date today, const struct form_component *component);
