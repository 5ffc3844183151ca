/* SPDX-License-Identifier: MIT */
/* store.h - the kiosk's one database: opened once, by one program, and either whole or put aside. */
#pragma once

#include "firmware/base/fail.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	STORE_PAGE_BYTES = 4096,
	STORE_PAGES_DEFAULT = 131072,  /* 512 MiB, about 125,000 submissions */
	STORE_PAGES_MIN = 256,         /* below this the reserve would be most of the file */
	STORE_PAGES_MAX = 1 << 28,
	STORE_RESERVE_PERCENT = 5,     /* kept from submissions, so that a full queue can still be emptied */
	STORE_RESERVE_PAGES_MIN = 24,
	STORE_WORDS_BYTES = 256,
};

struct store;

struct store_options {
	const char *folder;   /* exists; holds store.db, store.db-wal, store.ballast and quarantine/ */
	int64_t max_pages;    /* STORE_PAGES_MIN..STORE_PAGES_MAX */
	int64_t now_ms;       /* wall clock; names the quarantine folder */
	const char *vfs;      /* SQLite's file layer by name; NULL for the system's. Tests cut the power here. */
	bool suspect;         /* the caller saw damage: put the file aside without looking at it again */
};

/* What happened while opening; for the log and for staff. */
struct store_opening {
	bool fresh;                      /* there was no usable store: this one is empty */
	bool quarantined;                /* a broken one was moved to @quarantine */
	char quarantine[PATH_MAX];       /* folder; "" unless quarantined */
	char words[STORE_WORDS_BYTES];   /* what was wrong with it */
	char torn[PATH_MAX];             /* folder with a copy of its log, whose newest part did not hold together; "" */
};

/**
 * store_open - open the store in @options->folder, check it, bring its schema up to date, make it durable.
 * A file that is damaged or is no database is moved to quarantine/<time>/ and an empty store takes its place.
 * @ret_opening: filled on FAIL_NONE. @ret: end with store_close().
 * FAIL_BUSY another program has it · FAIL_DENIED a newer firmware wrote it (left alone) · FAIL_STORE the disk said no ·
 * FAIL_FULL no room to make it · FAIL_LIMIT the folder's path is too long or max_pages is out of range.
 * Cost: reads the whole file once (2 ms for 1,000 waiting events).
 */
enum fail store_open(const struct store_options *options, struct store_opening *ret_opening, struct store **ret);

/** store_close - end the connection; what was not committed is gone. Accepts NULL. */
void store_close(struct store *store);

enum store_health {
	STORE_GOOD,
	STORE_SHAKY,    /* the disk failed under it: close and open again before the next use */
	STORE_DAMAGED,  /* its contents are wrong: close, and open with suspect set */
};

/** store_health - what the failures so far say about the file. */
enum store_health store_health(const struct store *store);

struct store_usage {
	int64_t used_pages, max_pages;
	bool full;                /* a small submission would be refused */
};

/** store_usage - how full it is, by its cap or because the disk itself is. FAIL_STORE. Cost: two header reads. */
enum fail store_usage(struct store *store, struct store_usage *ret);

/** store_has_room - whether a small submission fits for certain. False: store_usage() knows. Cost: none. */
bool store_has_room(const struct store *store);

struct store_counters {
	int64_t sequence;            /* of the newest submission; 0 before the first */
	int64_t waiting, parked;     /* events in the outbox */
	int64_t delivered;           /* proven since the store was made */
	int64_t last_delivery_ms;    /* wall clock; 0 never */
	int64_t job;                 /* of the newest receipt; 0 before the first */
	int64_t spool_waiting;       /* receipts still to print */
};

/** store_counters - as last committed. Cost: none, they are kept in memory as well. */
struct store_counters store_counters(const struct store *store);

/**
 * store_tidy - forget what has outlived its use: receipts on paper after a day, proofs after 30 days, the audit after 90, by @now_ms: only when it is certain. Bounded work, one transaction;
 * no write when there is nothing to forget. Call once an hour. FAIL_STORE.
 */
enum fail store_tidy(struct store *store, int64_t now_ms);
