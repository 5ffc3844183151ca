/* SPDX-License-Identifier: MIT */
/* fuzz.office_form - a field is text within its room, or refused. */
#include "tests/backoffice/pages/form.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const names[] = { "form", "reason", "secret" };
	char value[32];
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		fail_clear();
		if (form_value((const char *)bytes, size, names[i], value, sizeof value) == FAIL_NONE && strlen(value) >= sizeof value)
			abort();
	}
	return 0;
}
