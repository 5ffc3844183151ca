/* SPDX-License-Identifier: MIT */
/* fuzz.bundle_input - any bundle.json: taken or refused; what is taken names no path outside its folder. */
#include "firmware/cli/bundle.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct bundle_input input;
	fail_clear();
	if (bundle_input_parse((const char *)bytes, size, &input) == FAIL_NONE)
		for (int kind = 0; kind < PART_COUNT; kind++)
			for (size_t i = 0; i < input.sources[kind].count; i++)
				if (input.sources[kind].path[i][0] == '/' || strncmp(input.sources[kind].path[i], "../", 3) == 0)
					abort();
	bundle_input_done(&input);
	return 0;
}
