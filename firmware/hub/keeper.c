/* SPDX-License-Identifier: MIT */
/* The store's life in the hub. */
#include "firmware/hub/keeper.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "firmware/store/outbox.h"
#include "firmware/store/spool.h"

#include <limits.h>
#include <stdio.h>

enum { RETRY_FIRST_MS = 50, RETRY_MOST_MS = 60 * 1000, TIDY_EVERY_MS = 60 * 60 * 1000, SALVAGE_EVERY_MS = 20, SALVAGE_PAUSE_MS = 60 * 1000 };

static void try_open(struct keeper *keeper, bool suspect);

static void try_open_told(struct keeper *keeper, bool suspect)
{
	try_open(keeper, suspect);
	if (keeper->changed)
		keeper->changed(keeper->context);
}

static void retry_call(void *context)
{
	try_open_told(context, false);
}

static void tidy_call(void *context)
{
	struct keeper *keeper = context;
	loop_timer_set(keeper->loop, TIDY_EVERY_MS, tidy_call, keeper);
	int64_t now_ms = clock_wall_ms();
	if (!keeper->store || (keeper->certain_ms && !keeper->certain_ms(keeper->context, &now_ms)))
		return;
	enum fail fail = store_tidy(keeper->store, now_ms);
	if (fail != FAIL_NONE)
		log_fail("store.tidy", fail);
	keeper_heal(keeper);
}

static enum fail start_fresh(struct store *store)
{
	int64_t now_ms = clock_wall_ms();
	TRY(outbox_restart(store, now_ms));
	return spool_recover(store, now_ms);
}

static void salvage_soon(struct keeper *keeper, int64_t after_ms);

static void salvage_end(struct keeper *keeper)
{
	const struct salvage_count count = salvage_count(keeper->salvage);
	log_event("store.salvaged", "kept=%lld known=%lld damaged=%lld unreadable=%lld pages=%lld", (long long)count.kept, (long long)count.known,
	          (long long)count.damaged, (long long)count.unreadable, (long long)count.pages);
	salvage_close(keeper->salvage);
	keeper->salvage = NULL;
}

/* Little by little, so that whoever stands at the kiosk waits for nothing. */
static void salvage_call(void *context)
{
	struct keeper *keeper = context;
	if (!keeper->store)
		return; /* it begins anew when the store is open */
	int64_t kept = salvage_count(keeper->salvage).kept;
	enum fail fail = salvage_step(keeper->salvage, keeper->store, clock_wall_ms());
	if (fail == FAIL_EMPTY)
		salvage_end(keeper);
	else if (fail != FAIL_NONE)
		log_fail("store.salvage", fail);
	else if (keeper->found && salvage_count(keeper->salvage).kept > kept)
		keeper->found(keeper->context);
	salvage_soon(keeper, fail == FAIL_EMPTY || fail == FAIL_NONE ? SALVAGE_EVERY_MS : SALVAGE_PAUSE_MS);
	keeper_heal(keeper);
}

/* Go on with what is at hand, or with the next folder. */
static void salvage_soon(struct keeper *keeper, int64_t after_ms)
{
	char place[PATH_MAX];
	if (keeper->vfs)
		return;
	if (!keeper->salvage && salvage_next(keeper->folder, place, sizeof place) == FAIL_NONE) {
		enum fail fail = salvage_open(place, &keeper->salvage);
		if (fail != FAIL_NONE)
			log_fail("store.salvage", fail);
		else
			log_event("store.salvages", "from=%s pages=%lld", place, (long long)salvage_count(keeper->salvage).pages);
	}
	if (keeper->salvage)
		loop_timer_set(keeper->loop, after_ms, salvage_call, keeper);
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
	if (opening.torn[0])
		log_event("store.torn", "kept=%s", opening.torn);
	struct store_counters counters = store_counters(keeper->store);
	log_event("store.opened", "fresh=%d waiting=%lld parked=%lld spool=%lld", opening.fresh, (long long)counters.waiting,
	          (long long)counters.parked, (long long)counters.spool_waiting);
	fail = start_fresh(keeper->store);
	if (fail != FAIL_NONE)
		log_fail("store.restart", fail);
	salvage_soon(keeper, SALVAGE_EVERY_MS);
}

void keeper_open(struct keeper *keeper)
{
	keeper->retry_ms = RETRY_FIRST_MS;
	try_open_told(keeper, false);
	loop_timer_set(keeper->loop, 0, tidy_call, keeper);
}

void keeper_close(struct keeper *keeper)
{
	loop_timer_clear(keeper->loop, retry_call, keeper);
	loop_timer_clear(keeper->loop, tidy_call, keeper);
	loop_timer_clear(keeper->loop, salvage_call, keeper);
	salvage_close(keeper->salvage);
	keeper->salvage = NULL;
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
	try_open_told(keeper, damaged);
	return true;
}
