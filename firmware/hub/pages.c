/* SPDX-License-Identifier: MIT */
/* Pages in memory, at most PAGES_MAX. jansson wipes what it frees: see secret_json(). */
#include "firmware/hub/pages.h"

#include "firmware/base/secret.h"

static struct page *place_for(struct pages *pages)
{
	for (int i = 0; i < PAGES_MAX; i++)
		if (pages->at[i].job == 0)
			return &pages->at[i];
	return NULL;
}

bool pages_full(const struct pages *pages)
{
	return !place_for((struct pages *)pages);
}

enum fail pages_add(struct pages *pages, const struct page *page)
{
	struct page *place = place_for(pages);
	size_t size = page->data ? json_dumpb(page->data, NULL, 0, JSON_COMPACT) : 0;
	if (place && size <= PAGES_DATA_MAX_BYTES) {
		*place = *page;
		return FAIL_NONE;
	}
	json_decref(page->data);
	return place ? FAIL(LIMIT, "a page of %zu bytes, the most is %d", size, PAGES_DATA_MAX_BYTES) : FAIL(BUSY, "%d pages are waiting to be printed", PAGES_MAX);
}

struct page *pages_find(struct pages *pages, int64_t job)
{
	for (int i = 0; i < PAGES_MAX; i++)
		if (job > 0 && pages->at[i].job == job)
			return &pages->at[i];
	return NULL;
}

struct page *pages_next(struct pages *pages)
{
	struct page *next = NULL;
	for (int i = 0; i < PAGES_MAX; i++) {
		struct page *page = &pages->at[i];
		if (page->job > 0 && !page->held && (!next || page->job < next->job))
			next = page;
	}
	return next;
}

void pages_release(struct pages *pages)
{
	for (int i = 0; i < PAGES_MAX; i++)
		pages->at[i].held = false;
}

void page_end(struct page *page)
{
	json_decref(page->data);
	secret_wipe(page, sizeof *page);
}

void pages_done(struct pages *pages)
{
	for (int i = 0; i < PAGES_MAX; i++)
		page_end(&pages->at[i]);
}
