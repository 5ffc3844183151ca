/* SPDX-License-Identifier: MIT */
/* clock.h - the one place where time comes from; a test run moves it for all programs at once. */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stdint.h>

/* The page that a test run maps: FOYER_CLOCK names the file; the mover writes it with pwrite(). */
struct clock_page {
	uint64_t magic;       /* CLOCK_PAGE_MAGIC */
	int64_t ahead_ms;     /* added to both clocks */
	int64_t wall_ms;      /* added to the wall clock alone */
	int64_t synced;       /* enum clock_synced */
};
enum clock_synced { CLOCK_SYNCED_REAL, CLOCK_SYNCED_YES, CLOCK_SYNCED_NO };
#define CLOCK_PAGE_MAGIC 0x31304b434f4c4346ull

/**
 * clock_open - use the page that the environment's FOYER_CLOCK names, if it does; else the real clocks.
 * Returns FAIL_NONE · FAIL_IO the named page cannot be mapped · FAIL_INPUT it is not such a page.
 * Kiosk units do not pass the variable on, so time cannot be moved there.
 */
enum fail clock_open(void);

/** clock_wall_ms - milliseconds since 1970 UTC, as the system's clock has it: it may jump, and may be wrong by years. */
int64_t clock_wall_ms(void);

/** clock_mono_ms - milliseconds since some start, counting suspend; never goes back. */
int64_t clock_mono_ms(void);

/** clock_synced - whether the system's clock follows another one, as the kernel was told. */
bool clock_synced(void);

/** clock_believable - whether @wall_ms can be now: a clock without a battery begins in 1970 or 2000, and no kiosk is older than its program. */
bool clock_believable(int64_t wall_ms);

/** clock_moved_fd - readable (inotify) when the page was moved; -1 when time is real. The loop watches it. */
int clock_moved_fd(void);

/** clock_page_create - for test runs: a new page at @path, @ahead_ms in the future. FAIL_IO. */
enum fail clock_page_create(const char *path, int64_t ahead_ms);

/** clock_page_move - move the page at @path on by @by_ms (never back). FAIL_IO · FAIL_INPUT. */
enum fail clock_page_move(const char *path, int64_t by_ms);

/** clock_page_set - the page's wall clock, and it alone, jumps to @wall_ms. clock_page_sync - what clock_synced() says from now on. FAIL_IO · FAIL_INPUT. */
enum fail clock_page_set(const char *path, int64_t wall_ms);
enum fail clock_page_sync(const char *path, enum clock_synced synced);
