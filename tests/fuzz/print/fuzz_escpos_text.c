/* SPDX-License-Identifier: MIT */
/* fuzz.escpos_text - any text in any style: refused without a trace, or lines no longer than the paper of letters and the commands we know, nothing else. */
#include "drivers/printer/escpos_text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD = 4, RUN_MAX = 64 * 1024, TEXT_ROOM = ESCPOS_TEXT_MAX_BYTES + 64, ESC = 0x1b, GS = 0x1d };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Every byte is a letter, a line's end, or in one of our commands. */
static void read_back(const struct buffer *run, int columns)
{
	const uint8_t *at = (const uint8_t *)run->bytes, *end = at + run->size_bytes;
	int letters = 0, wide = 1;

	while (at < end) {
		if (*at == '\n') {
			letters = 0;
			at++;
		} else if (*at == ESC && end - at >= 3 && strchr("tEa-", at[1])) {
			at += 3;
		} else if (*at == GS && end - at >= 3 && at[1] == '!') {
			wide = (at[2] >> 4) + 1;
			at += 3;
		} else {
			letters += wide;
			if (*at < ' ' || *at == 0x7f || letters > columns)
				abort();
			at++;
		}
	}
	if (letters != 0)
		abort(); /* a line without its end */
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const maps[] = { "epson", "star", "star-escpos", "citizen", "bixolon", "common" };
	static const char *const marks[] = { "", "- ", "12. " };
	char utf8[TEXT_ROOM + 1] = "";
	struct escpos_text text;
	BUFFER_AUTO run = { 0 };

	fail_clear();
	if (size < HEAD || size - HEAD > TEXT_ROOM)
		return 0;
	memcpy(utf8, bytes + HEAD, size - HEAD);
	const struct escpos_style style = { .bold = bytes[0] & 1, .underline = bytes[0] & 2, .align = (enum escpos_align)((bytes[0] >> 2 & 3) % ESCPOS_ALIGN_COUNT),
		.wide = bytes[1] & 15, .high = bytes[1] >> 4 };
	int columns = ESCPOS_TEXT_COLUMNS_MIN + bytes[2] % (ESCPOS_TEXT_COLUMNS_MAX - ESCPOS_TEXT_COLUMNS_MIN + 1);
	buffer_init(&run, RUN_MAX);
	if (escpos_text_begin(&text, &run, pages_map(maps[bytes[3] % 6]), columns) != FAIL_NONE)
		abort();
	buffer_clear(&run);
	enum fail code = escpos_text_indented(&text, marks[(bytes[3] >> 4) % 3], utf8, &style);
	if (code == FAIL_INPUT && run.size_bytes != 0)
		abort();
	if (code == FAIL_NONE)
		read_back(&run, columns);
	buffer_clear(&run);
	if (escpos_text_qr(&text, utf8, bytes[1], (enum escpos_level)(bytes[0] & 7), ESCPOS_LEFT) == FAIL_NONE && run.size_bytes != strlen(utf8) + 41 && run.size_bytes != strlen(utf8) + 44)
		abort();
	buffer_clear(&run);
	if (escpos_text_code128(&text, utf8, bytes[2], bytes[1] & 7, ESCPOS_CENTRE) == FAIL_NONE && run.size_bytes > 3 + 12 + 2 + 2 * ESCPOS_CODE128_MAX_BYTES)
		abort();
	return 0;
}
