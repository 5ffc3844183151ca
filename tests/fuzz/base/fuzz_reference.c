/* SPDX-License-Identifier: MIT */
/* fuzz.reference - what a person might type as a reference; whatever is accepted reads back as itself. */
#include "firmware/base/id.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char text[100];
	if (size >= sizeof text)
		return 0;
	memcpy(text, bytes, size);
	text[size] = '\0';
	struct reference first, second;
	if (reference_parse(text, &first) == FAIL_NONE && (reference_parse(first.text, &second) != FAIL_NONE || strcmp(first.text, second.text) != 0))
		abort();
	fail_clear();
	return 0;
}
