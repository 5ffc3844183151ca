/* SPDX-License-Identifier: MIT */
/* keeper.h - keeps a store open: opens it, heals it, and goes on trying while the disk says no. */
#pragma once

#include "firmware/base/loop.h"
#include "firmware/store/salvage.h"
#include "firmware/store/store.h"

struct keeper {
	struct loop *loop;
	const char *folder;
	int64_t max_pages, retry_ms;
	struct store *store;             /* NULL while it cannot be opened */
	char words[STORE_WORDS_BYTES];   /* why not */
	const char *vfs;                 /* NULL; the fuzzer's store lives in memory */
	struct salvage *salvage;         /* of a store that was put aside; NULL when there is nothing to look through */
	void (*found)(void *context);    /* called when events came back into the queue; may be NULL */
	void (*changed)(void *context);  /* called when the store was opened, or could not be; may be NULL */
	bool (*certain_ms)(void *context, int64_t *ret_ms); /* what time it is, or that nobody knows: then nothing is too old; NULL: the clock is believed */
	void *context;                   /* its */
};

/** keeper_open - @keeper has loop, folder and max_pages. A store that does not open is tried again by itself, 50 ms to 1 min later; stores that were put aside are looked through beside. */
void keeper_open(struct keeper *keeper);
void keeper_close(struct keeper *keeper);

/** keeper_store - the open store. FAIL_STORE in plain words when there is none. */
enum fail keeper_store(const struct keeper *keeper, struct store **ret);

/** keeper_heal - after any use: a shaky store is closed and opened again, a damaged one is put aside. Returns whether it was. */
bool keeper_heal(struct keeper *keeper);
