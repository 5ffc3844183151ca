/* SPDX-License-Identifier: MIT */
/* The store's life in the hub. */
#include "firmware/hub/keeper.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "firmware/store/outbox.h"
#include "firmware/store/spool.h"

#include <stdio.h>

enum { RETRY_FIRST_MS = 50, RETRY_MOST_MS = 60 * 1000, TIDY_EVERY_MS = 60 * 60 * 1000 };

static void try_open(struct keeper *keeper, bool suspect);

static void retry_call(void *context)
{
	try_open(context, false);
}

static void tidy_call(void *context)
{
	struct keeper *keeper = context;
	loop_timer_set(keeper->loop, TIDY_EVERY_MS, tidy_call, keeper);
	if (!keeper->store)
		return;
	enum fail fail = store_tidy(keeper->store, clock_wall_ms());
	if (fail != FAIL_NONE)
		log_fail("store.tidy", fail);
	keeper_heal(keeper);
}

static enum fail start_fresh(struct store *store)
{
	int64_t now_ms = clock_wall_ms();
	struct spool_job unsure[SPOOL_HELD_MAX];
	size_t count = 0;
	TRY(outbox_restart(store, now_ms));
	return spool_recover(store, now_ms, unsure, &count);
}

static void try_open(struct keeper *keeper, bool suspect)
{
	const struct store_options options = { .folder = keeper->folder, .max_pages = keeper->max_pages, .now_ms = clock_wall_ms(),
	                                       .vfs = keeper->vfs, .suspect = suspect };
	struct store_opening opening;
	enum fail fail = store_open(&options, &opening, &keeper->store);
	if (fail != FAIL_NONE) {
		keeper->store = NULL;
		snprintf(keeper->words, sizeof keeper->words, "%s", fail_words());
		log_fail("store.closed", fail);
		loop_timer_set(keeper->loop, keeper->retry_ms, retry_call, keeper);
		keeper->retry_ms = keeper->retry_ms * 2 < RETRY_MOST_MS ? keeper->retry_ms * 2 : RETRY_MOST_MS;
		return;
	}
	keeper->retry_ms = RETRY_FIRST_MS;
	keeper->words[0] = '\0';
	if (opening.quarantined)
		log_event("store.quarantined", "to=%s why=\"%s\"", opening.quarantine, opening.words);
	struct store_counters counters = store_counters(keeper->store);
	log_event("store.opened", "fresh=%d waiting=%lld parked=%lld spool=%lld", opening.fresh, (long long)counters.waiting,
	          (long long)counters.parked, (long long)counters.spool_waiting);
	fail = start_fresh(keeper->store);
	if (fail != FAIL_NONE)
		log_fail("store.restart", fail);
}

void keeper_open(struct keeper *keeper)
{
	keeper->retry_ms = RETRY_FIRST_MS;
	try_open(keeper, false);
	loop_timer_set(keeper->loop, 0, tidy_call, keeper);
}

void keeper_close(struct keeper *keeper)
{
	loop_timer_clear(keeper->loop, retry_call, keeper);
	loop_timer_clear(keeper->loop, tidy_call, keeper);
	store_close(keeper->store);
	keeper->store = NULL;
}

enum fail keeper_store(const struct keeper *keeper, struct store **ret)
{
	if (!keeper->store)
		return FAIL(STORE, "this kiosk cannot keep anything at the moment: %s", keeper->words);
	*ret = keeper->store;
	return FAIL_NONE;
}

bool keeper_heal(struct keeper *keeper)
{
	if (!keeper->store || store_health(keeper->store) == STORE_GOOD)
		return false;
	bool damaged = store_health(keeper->store) == STORE_DAMAGED;
	log_event("store.unwell", "damaged=%d", damaged);
	store_close(keeper->store);
	keeper->store = NULL;
	try_open(keeper, damaged);
	return true;
}
