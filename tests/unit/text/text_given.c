/* SPDX-License-Identifier: MIT */
#include "tests/unit/text/text_given.h"

struct text *text;
struct arena arena;

const struct text_style body = { .size_px = 34, .line_px = 46 };

int open_text(void **state)
{
	(void)state;
	arena_init(&arena, 8 * TEXT_ARENA_MAX_BYTES);
	return text_open(FONTS, &text) == FAIL_NONE ? 0 : -1;
}

int close_text(void **state)
{
	(void)state;
	text_close(text);
	arena_done(&arena);
	return 0;
}

const struct paragraph *set(const char *utf8, int max_width, bool rtl)
{
	const struct paragraph *paragraph = NULL;
	assert_int_equal(text_set(text, &arena, utf8, &body, max_width, TEXT_START, rtl, &paragraph), FAIL_NONE);
	assert_non_null(paragraph);
	return paragraph;
}

void letters_of(const struct paragraph *paragraph, char *ret)
{
	size_t used = 0;
	for (int line = 0; line < paragraph->line_count; line++) {
		const struct text_line *at = &paragraph->line[line];
		bool taken[256] = { false };
		for (int n = 0; n < at->run_count; n++) {
			int next = -1;
			for (int r = 0; r < at->run_count; r++)
				if (!taken[r] && (next < 0 || paragraph->run[at->first_run + r].start_bytes < paragraph->run[at->first_run + next].start_bytes))
					next = r;
			taken[next] = true;
			const struct text_run *run = &paragraph->run[at->first_run + next];
			for (int i = 0; i < run->size_bytes; i++)
				if (run->bytes[i] != ' ')
					ret[used++] = run->bytes[i];
		}
	}
	ret[used] = '\0';
}
