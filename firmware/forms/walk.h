/* SPDX-License-Identifier: MIT */
/* walk.h - the order of pages, as if everything on the pages before were right. */
#pragma once

#include "firmware/forms/condition.h"

/** walk_passes_over - a page that only takes a payment: paying comes last, and elsewhere; and what walk_public_only() leaves out. */
bool walk_passes_over(const struct form *form, const struct form_page *page);

/**
 * walk_public_only - from now on pages of @form that ask for anything but what is public (a name, a phone number) are passed over.
 * walk_public_left - whether it asks for anything at all then, and goes right: no page of it may hang on what was not asked, and a form that goes by
 * links must be public as a whole, since a link leads where it leads.
 */
void walk_public_only(const struct form *form, bool only);
bool walk_public_left(const struct form *form);

/** walk_next - the page after @page, given the pages in @scope: the first later one whose condition holds, or where its links lead; -1 behind an end. */
int walk_next(struct scope *scope, int page);

/** walk_on - the page after those in @scope; the first one when there are none; -1 at an end, and where the walk would go round. */
int walk_on(struct scope *scope);

/**
 * walk_to - walk from the first page into @scope until @page is on the path; a page that is not on it is added after those before it.
 * Returns the page before it on the path; -1 for the first.  @page -1: walk to the end.
 */
int walk_to(struct scope *scope, int page);
