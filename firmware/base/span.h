/* SPDX-License-Identifier: MIT */
/* span.h - a part of a text, looked at in place: nothing is copied, nothing ends with a NUL. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct span { const char *text; size_t size; };

/** span_of - @text without white space at both ends; NULL counts as empty. span_trim - the same of a part. */
struct span span_of(const char *text);
struct span span_trim(struct span span);
/** character_is_space - white space of any script, or an invisible mark that is typed as one. */
bool character_is_space(uint32_t c);
bool span_is(struct span span, const char *text);
bool span_is_caseless(struct span span, const char *text);
bool span_ascii(struct span span);
/** span_length - characters; a line break counts once however it was typed. span_words - runs of anything but white space. */
size_t span_length(struct span span);
size_t span_words(struct span span);
