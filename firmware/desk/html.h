/* SPDX-License-Identifier: MIT */
/* html.h - a page being written: what is put into its patterns is always escaped. */
#pragma once

#include "firmware/base/buffer.h"

#include <stdbool.h>

struct html { struct buffer buffer; bool full; };

/** html_init - an empty page of at most @max_bytes; what does not fit is left out, and @full says so. End with html_done(). */
void html_init(struct html *html, size_t max_bytes);
void html_done(struct html *html);

/** html_put - @pattern, in which each "$" is the next of the texts that follow (NULL ends them), escaped for an element or for an attribute in double quotes; line breaks become spaces. */
[[gnu::sentinel]]
void html_put(struct html *html, const char *pattern, ...);
/** html_raw - as it is: markup that html_put() made before. */
void html_raw(struct html *html, const char *markup);
