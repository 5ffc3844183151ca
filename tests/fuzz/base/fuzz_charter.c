/* SPDX-License-Identifier: MIT */
/* fuzz.charter - a council's notice and promise in any JSON: whole and within its limits, or refused. */
#include "firmware/base/json.h"
#include "firmware/base/charter.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	json_t *json = NULL;
	struct arena arena;
	struct charter charter;
	fail_clear();
	if (json_parse((const char *)bytes, size, CHARTER_MAX_BYTES, &json) != FAIL_NONE)
		return 0;
	arena_init(&arena, CHARTER_ARENA_BYTES);
	enum fail code = charter_load(json, &arena, &charter);
	if (charter_there(&charter) != (code == FAIL_NONE))
		abort();
	for (enum charter_part part = 0; part < CHARTER_PART_COUNT; part++) {
		const struct charter_text *text = charter_text(&charter, part, "cy", NULL);
		for (size_t i = 0; text && i < text->count; i++)
			if (!*text->paragraph[i])
				abort();
	}
	arena_done(&arena);
	json_decref(json);
	return 0;
}
