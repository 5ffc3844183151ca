/* SPDX-License-Identifier: MIT */
/* badge_report.h - what a badge reader types becomes a badge's number: reports of a boot keyboard in, one text out, and nothing in between. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	BADGE_REPORT_BYTES = 8, BADGE_KEYS = 6,
	BADGE_MIN_BYTES = 4, BADGE_MAX_BYTES = 32,
	BADGE_GAP_MS = 500,      /* between two keys of one badge; readers need some 20 */
	BADGE_BURST_MS = 3000,   /* for all of it */
};

enum badge_heard { BADGE_NOTHING, BADGE_READ, BADGE_UNREADABLE /* something ended that is no badge */ };

/* Where in a badge a reader is. All zero: nowhere. */
struct badge_burst {
	char text[BADGE_MAX_BYTES + 1]; size_t length; /* what has come; in it longer ones are counted, not kept */
	uint8_t down[BADGE_KEYS];
	bool spoilt;             /* something came that no badge has */
	int64_t began_ms, last_ms;
};

/**
 * badge_report - @bytes came from the reader at @now_ms (never back). Letters and digits until Enter are a badge, in capitals; what does not end
 * with Enter is none, as the beginning of one badge may be another. BADGE_READ: @ret is set, and the burst is forgotten.
 * Source: USB HID 1.11, appendix B.1 (boot keyboard); HID Usage Tables, page 7.
 */
enum badge_heard badge_report(struct badge_burst *burst, const uint8_t *bytes, size_t size, int64_t now_ms, char ret[static BADGE_MAX_BYTES + 1]);

/** badge_forget - wipe what has come of a badge. */
void badge_forget(struct badge_burst *burst);
