/* SPDX-License-Identifier: MIT */
/* fuzz.chain - what is read as an audit is written back to the byte, and no bytes are signed by a key that never signed. */
#include "firmware/envelope/chain_file.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void row_again(const char *line, size_t size)
{
	char again[CHAIN_LINE_MAX_BYTES + 1];
	struct chain_row row, copy;
	if (chain_read(line, size, &row) != FAIL_NONE || chain_is_checkpoint(&row))
		return;
	copy = row;
	if (chain_write(&copy, NULL, again) != FAIL_NONE || strlen(again) != size || memcmp(again, line, size) != 0 || memcmp(&copy, &row, sizeof row) != 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const char *line = (const char *)bytes, *end = line + size;
	struct chain_file file = { 0 };
	bool begun = false;
	enum fail fail = FAIL_NONE;
	fail_clear();
	for (const char *stop; fail == FAIL_NONE && line < end && (stop = memchr(line, '\n', (size_t)(end - line))); line = stop + 1, begun = true) {
		row_again(line, (size_t)(stop - line));
		fail = begun ? chain_file_row(&file, line, (size_t)(stop - line)) : chain_file_begin(&file, line, (size_t)(stop - line));
	}
	if (begun && fail == FAIL_NONE && chain_file_end(&file) == FAIL_NONE && file.rows != (file.head.last ? file.head.last - file.head.first + 1 : 0))
		abort();
	chain_file_done(&file);
	return 0;
}
