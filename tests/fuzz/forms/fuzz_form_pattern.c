/* SPDX-License-Identifier: MIT */
/* fuzz.form_pattern - a regular expression, a line break, and a text to look at with it. */
#include "firmware/forms/pattern.h"

#include "firmware/base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_BYTES = 4 * 1024 * 1024, TEXT_MAX_BYTES = 512 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena;
	const struct pattern *pattern = NULL;
	if (!utf8_valid((const char *)bytes, size))
		return 0;
	char *source = strndup((const char *)bytes, size), *line = source ? strchr(source, '\n') : NULL;
	if (line) {
		*line = '\0';
		arena_init(&arena, ARENA_BYTES);
		if (pattern_compile(source, &arena, &pattern) == FAIL_NONE)
			pattern_matches(pattern, line + 1, strnlen(line + 1, TEXT_MAX_BYTES));
		arena_done(&arena);
	}
	free(source);
	return 0;
}
