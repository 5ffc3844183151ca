/* SPDX-License-Identifier: MIT */
/* pages.h - what is printed and kept in memory only: a calendar, labels, tickets, a test page. */
/* They may hold an address, or what somebody asked for: so they are never on the disk and never in a log, are wiped at their end, and end with their visit, or with this program. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/store/spool.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum { PAGES_MAX = 8, PAGES_DATA_MAX_BYTES = 16 * 1024, PAGES_KIND_MAX_BYTES = 32 };

struct page {
	int64_t job;                                   /* of the spool's own numbers; 0: this place is free */
	char kind[PAGES_KIND_MAX_BYTES + 1];           /* the template's name */
	char language[SPOOL_LANGUAGE_MAX_BYTES + 1];
	char visit[SPOOL_VISIT_MAX_BYTES + 1];         /* whose it is; "" the operator's */
	json_t *data;                                  /* what the template is filled with; NULL: a hub before this one had it, and whoever prints has drawn it */
	bool large, held;                              /* held: somebody prints it */
	bool training;                                 /* it says so, and counts nowhere */
	enum spool_state state;                        /* WAITING, WRITING or SENT */
	int64_t witness;
};

struct pages { struct page at[PAGES_MAX]; };

/** pages_add - keep @page (its data is stolen, also on failure) under @page->job. FAIL_BUSY PAGES_MAX are kept · FAIL_LIMIT its data is larger than PAGES_DATA_MAX_BYTES. */
enum fail pages_add(struct pages *pages, const struct page *page);
/** pages_full - whether one more would be refused. */
bool pages_full(const struct pages *pages);

/** pages_find - the page of @job, or NULL. pages_next - the one with the lowest number that nobody holds, or NULL. */
struct page *pages_find(struct pages *pages, int64_t job);
struct page *pages_next(struct pages *pages);

/** pages_release - whoever printed is gone: all can be claimed again, as far as they are. */
void pages_release(struct pages *pages);
/** page_end - wiped; its place is free. pages_done - all of them. */
void page_end(struct page *page);
void pages_done(struct pages *pages);
