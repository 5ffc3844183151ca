/* SPDX-License-Identifier: MIT */
/* fuzz.office_cursor - a cursor that is taken is written again as one that says the same. Also what a browser sends as cookies. */
#include "tests/backoffice/export.h"
#include "tests/backoffice/operator.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const struct operator operator = { "the secret of a council" };
	char *text = malloc(size + 1), again[EXPORT_CURSOR_BYTES], session[OPERATOR_COOKIE_BYTES];
	memcpy(text, bytes, size);
	text[size] = '\0';
	struct storage_cursor first = { 0 }, second = { 0 };
	fail_clear();
	if (export_cursor_read(text, &first) == FAIL_NONE) {
		export_cursor_write(&first, again);
		if (export_cursor_read(again, &second) != FAIL_NONE || first.received_ms != second.received_ms || strcmp(first.id, second.id) != 0 || strcmp(first.source, second.source) != 0)
			abort();
	}
	if (operator_session(&operator, text, 1, session))
		abort(); /* nobody was given one */
	free(text);
	return 0;
}
