/* SPDX-License-Identifier: MIT */
/* fuzz.form_blocks - content of any bytes, as HTML and as Markdown: valid text comes out, no longer than what went in. */
#include "firmware/forms/blocks.h"

#include "firmware/base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_BYTES = 16 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check(struct form_blocks blocks, size_t most)
{
	size_t all = 0;
	if (blocks.count > FORM_BLOCK_MAX)
		abort();
	for (size_t i = 0; i < blocks.count; i++) {
		size_t length = strlen(blocks.block[i].text);
		all += length;
		if (length == 0 || !utf8_valid(blocks.block[i].text, length))
			abort();
	}
	if (all > most)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena;
	if (size > FORM_CONTENT_MAX_BYTES || !utf8_valid((const char *)bytes, size))
		return 0;
	char *text = strndup((const char *)bytes, size);
	if (!text)
		return 0;
	arena_init(&arena, ARENA_BYTES);
	check(blocks_from_html(text, &arena), size + 8);
	check(blocks_from_markdown(text, &arena), size + 8);
	check(blocks_as_quotes(blocks_from_either(text, &arena), &arena), size + 8);
	arena_done(&arena);
	free(text);
	return 0;
}
