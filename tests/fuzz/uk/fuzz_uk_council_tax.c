/* SPDX-License-Identifier: MIT */
/* fuzz.uk_council_tax - a council's pattern in any JSON; what is accepted accepts its own example. */
#include "firmware/base/json.h"
#include "firmware/uk/council_tax.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	json_t *entry = NULL;
	struct arena arena;
	struct council_tax council_tax;
	char digits[COUNCIL_TAX_DIGITS + 1];
	fail_clear();
	if (json_parse((const char *)bytes, size, COUNCIL_TAX_MAX_BYTES, &entry) != FAIL_NONE)
		return 0;
	arena_init(&arena, COUNCIL_TAX_ARENA_BYTES);
	if (council_tax_load(entry, "cy", &arena, &council_tax) == FAIL_NONE &&
	    council_tax_check(&council_tax, span_of(council_tax.example), digits) != COUNCIL_TAX_GOOD)
		abort();
	arena_done(&arena);
	json_decref(entry);
	return 0;
}
