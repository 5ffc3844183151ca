/* SPDX-License-Identifier: MIT */
/* fail.h - what went wrong: a code to act on, and a trail of words to read. */
#pragma once

/* A code exists only if some caller acts differently on it. */
enum [[nodiscard]] fail {
	FAIL_NONE = 0,
	FAIL_INPUT,     /* what came from outside is wrong; say so to whoever sent it */
	FAIL_LIMIT,     /* larger than its stated maximum */
	FAIL_BUSY,      /* not now; the same call may succeed later */
	FAIL_EMPTY,     /* nothing there; not an error to most callers */
	FAIL_DENIED,    /* not allowed to this caller */
	FAIL_OFFLINE,   /* no network or no far end; try again later */
	FAIL_TIMEOUT,   /* the other side did not answer in time */
	FAIL_DEVICE,    /* a device is missing or broken; tell staff */
	FAIL_PAPER,     /* the printer waits for a person: paper, cover */
	FAIL_STORE,     /* the disk said no; nothing was kept */
	FAIL_FULL,      /* the store has reached its cap; nothing was kept */
	FAIL_IO,        /* a file or socket call failed; the trail has errno's words */
	FAIL_SIGNATURE, /* bytes are not what their owner made */
	FAIL_COUNT
};

/**
 * fail_say - remember words for a failure. @format: printf style, one plain sentence without a full stop.
 *        At most 512 bytes of all notes are kept: older words stay at the end, or are cut.
 * fail_note - the same, and return @code, which is not FAIL_NONE. With a code that is known, `return FAIL(INPUT, "…")` is one line.
 * One trail per program (programs have one thread); fail_clear() empties it.
 */
[[gnu::format(printf, 1, 2)]]
void fail_say(const char *format, ...);
[[gnu::format(printf, 2, 3)]]
enum fail fail_note(enum fail code, const char *format, ...);

/** fail_words - the trail, outermost note first, joined by ": ". Borrowed until the next note, never NULL. */
const char *fail_words(void);

/** fail_name - "input", "limit", …; for log lines, frames and tests. Static, never NULL. */
const char *fail_name(enum fail code);

/** fail_from_name - the code of that name; FAIL_INPUT for a name nobody knows. */
enum fail fail_from_name(const char *name);

/** fail_clear - forget the trail; a program's loop does it once per event. */
void fail_clear(void);

#define FAIL(CODE, ...) (fail_say(__VA_ARGS__), FAIL_##CODE) /* the code in sight: who reads the program sees that it is none */
#define TRY(EXPRESSION) \
	do { \
		enum fail try_ = (EXPRESSION); \
		if (try_ != FAIL_NONE) \
			return try_; \
	} while (0)
