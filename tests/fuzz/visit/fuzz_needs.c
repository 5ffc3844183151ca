/* SPDX-License-Identifier: MIT */
/* fuzz.needs - a council's topics and life events in any JSON: whole and within its limits, or refused. */
#include "firmware/base/json.h"
#include "ui/visit/needs.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	json_t *json = NULL;
	struct arena arena;
	struct needs needs;
	fail_clear();
	if (json_parse((const char *)bytes, size, NEEDS_MAX_BYTES, &json) != FAIL_NONE)
		return 0;
	arena_init(&arena, NEEDS_ARENA_BYTES);
	enum fail code = needs_load(json, &arena, &needs);
	if (needs.count > 2 * NEED_MAX || (code != FAIL_NONE && needs.count))
		abort();
	for (size_t i = 0; i < needs.count; i++)
		if (!*need_words(&needs.need[i].name, "cy", NULL) || (needs.need[i].event && needs.need[i].service_count == 0))
			abort();
	arena_done(&arena);
	json_decref(json);
	return 0;
}
