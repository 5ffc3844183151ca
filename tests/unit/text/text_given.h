/* SPDX-License-Identifier: MIT */
/* text_given.h - our fonts, an arena, and words set in them. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/text/set.h"

extern struct text *text;
extern struct arena arena;
extern const struct text_style body;

/** open_text, close_text - cmocka's setup and teardown of a group. */
int open_text(void **state);
int close_text(void **state);

/** set - @utf8 in the body's style, from its start. */
const struct paragraph *set(const char *utf8, int max_width, bool rtl);
/** letters_of - all runs' bytes in the order they were written, spaces left out. */
void letters_of(const struct paragraph *paragraph, char *ret);
