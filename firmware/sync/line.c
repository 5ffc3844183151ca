/* SPDX-License-Identifier: MIT */
/* line.c - up at once, down after three seconds, each told once. */
#include "firmware/sync/line.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"

static const char nothing[] = "";

static void tell(struct line *line, enum line_state state, const char *words)
{
	if (line->told == state && line->told_words == words)
		return;
	const char *name = state == LINE_UP ? "up" : "down";
	json_t *request = json_pack("{s:s, s:s, s:s}", "verb", "sync.state", "network", name, "words", words);
	if (caller_ask(line->caller, request, -1, NULL, NULL) != FAIL_NONE)
		return; /* the door is closed; line_untell() follows when it opens */
	line->told = state;
	line->told_words = words;
	log_event("line.changed", "network=%s why=\"%s\"", name, words);
}

static void lasted(void *context)
{
	struct line *line = context;
	tell(line, LINE_DOWN, line->words);
}

void line_init(struct line *line, struct loop *loop, struct caller *caller)
{
	*line = (struct line){ .loop = loop, .caller = caller, .told = LINE_UNKNOWN, .failing_since_ms = -1, .words = nothing, .told_words = nothing };
}

void line_done(struct line *line)
{
	loop_timer_clear(line->loop, lasted, line);
}

void line_failed(struct line *line, int64_t began_ms, const char *words)
{
	if (line->failing_since_ms < 0) {
		line->failing_since_ms = began_ms;
		loop_timer_set(line->loop, began_ms + LINE_DOWN_AFTER_MS - clock_mono_ms(), lasted, line);
	}
	line->words = words;
	if (line->told == LINE_DOWN)
		tell(line, LINE_DOWN, words); /* for another reason now */
}

void line_worked(struct line *line)
{
	loop_timer_clear(line->loop, lasted, line);
	line->failing_since_ms = -1;
	line->words = nothing;
	tell(line, LINE_UP, nothing);
}

void line_untell(struct line *line)
{
	bool known = line->told != LINE_UNKNOWN;
	line->told = LINE_UNKNOWN;
	if (!known)
		return;
	if (line->failing_since_ms < 0)
		tell(line, LINE_UP, nothing);
	else if (clock_mono_ms() - line->failing_since_ms >= LINE_DOWN_AFTER_MS)
		tell(line, LINE_DOWN, line->words);
}
