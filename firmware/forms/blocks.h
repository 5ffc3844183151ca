/* SPDX-License-Identifier: MIT */
/* blocks.h - foreign HTML and Markdown become paragraphs, headings, bullets, numbers and quotes; nothing else comes through. */
#pragma once

#include "firmware/forms/form.h"

/**
 * blocks_from_html - the words of @html. Scripts, styles, drawings, forms' own controls and comments are dropped with what is in them;
 * any other tag only divides or joins. Links keep their words. blocks_from_markdown - likewise, and tags inside are treated so too.
 * blocks_from_either - HTML when a tag divides it, else Markdown.
 * @arena: holds the result: at most 2 × strlen and 64 bytes a block. Blocks behind FORM_BLOCK_MAX join the last one.
 */
struct form_blocks blocks_from_html(const char *html, struct arena *arena);
struct form_blocks blocks_from_markdown(const char *markdown, struct arena *arena);
struct form_blocks blocks_from_either(const char *text, struct arena *arena);

/** blocks_as_quotes - @blocks with every paragraph as a quote (a text set apart), in @arena. */
struct form_blocks blocks_as_quotes(struct form_blocks blocks, struct arena *arena);
