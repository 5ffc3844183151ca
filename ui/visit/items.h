/* SPDX-License-Identifier: MIT */
/* items.h - a page that is asked several times: its answers as a list, and one of them being typed. Each function returns effect bits unless said. */
#pragma once

#include "ui/visit/act.h"

/** page_repeats - whether @page is asked several times on the screen; one that is all for the desk is not. */
bool page_repeats(const struct form_page *page);

/** items_page - the repeated page whose list is shown; NULL. items_count - how many answers it has. */
const struct form_page *items_page(const struct visit *visit);
size_t items_count(const struct visit *visit);

/** items_full - no more can be added. items_removable - whether one may go: the last stays when there must be one. */
bool items_full(const struct visit *visit);
bool items_removable(const struct visit *visit);

/** items_show - the list of @page. items_ask - the @index-th answer is typed; one more than there are is a new one. */
unsigned items_show(struct visit *visit, int page);
unsigned items_ask(struct visit *visit, int page, size_t index);

/** items_check - the error of too few or too many, or none. items_keep - what was typed, and is right, joins the list. items_leave - back to the list without losing what is right. */
void items_check(struct visit *visit);
unsigned items_keep(struct visit *visit);
unsigned items_leave(struct visit *visit);

/** items_skips - whether nothing need be added to the page shown. items_drop - nothing is being typed any more. */
bool items_skips(const struct visit *visit);
void items_drop(struct visit *visit, int page);
