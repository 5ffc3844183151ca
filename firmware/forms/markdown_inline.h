/* SPDX-License-Identifier: MIT */
/* markdown_inline.h - the words of one Markdown paragraph without its marks. */
#pragma once

#include "firmware/forms/blocks_writer.h"

/** inline_write - @size bytes of @text into @writer: emphasis, code marks and links' targets fall away, "\n" becomes a new line. */
void inline_write(struct blocks_writer *writer, const char *text, size_t size);
