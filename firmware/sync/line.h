/* SPDX-License-Identifier: MIT */
/* line.h - is the back office within reach? Tells the hub when that changes, and not for every hiccup. */
#pragma once

#include "firmware/base/caller.h"
#include "firmware/base/loop.h"

#include <stdint.h>

enum { LINE_DOWN_AFTER_MS = 3000 };

enum line_state { LINE_UNKNOWN, LINE_UP, LINE_DOWN };

struct line {
	struct loop *loop;
	struct caller *caller;
	enum line_state told;
	int64_t failing_since_ms; /* clock_mono_ms(), or -1 */
	const char *words, *told_words; /* static: why */
};

/** line_init - nothing known, nothing told. @line stays where it is until line_done(). */
void line_init(struct line *line, struct loop *loop, struct caller *caller);
void line_done(struct line *line);

/** line_failed - a try begun at @began_ms failed for the reason @words (static). The hub hears of it once it lasts LINE_DOWN_AFTER_MS. */
void line_failed(struct line *line, int64_t began_ms, const char *words);

/** line_worked - the back office answered as itself. */
void line_worked(struct line *line);

/** line_untell - a new hub knows nothing: tell it again what is known. */
void line_untell(struct line *line);
