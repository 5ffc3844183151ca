/* SPDX-License-Identifier: MIT */
/* fill.h - answers put into a form's own texts, where it says {{ name }}. */
#pragma once

#include "firmware/forms/answers.h"
#include "firmware/forms/form.h"

enum { FILL_MAX_BYTES = 64 * 1024 }; /* of a filled text; behind that it ends with … */

/** fill_wanted - whether @text has anything to put in. */
bool fill_wanted(const char *text);

/**
 * fill_text - @text with "{{ name }}" and "{{ 'name' | answer }}" replaced by what was answered, for people, in @language; in @arena, or @text itself.
 * Only answers of pages on the walked path are known; nothing stands for others, and for anything else in braces. "{% … %}" is left out. Nothing is
 * executed. What a template hides or repeats is shown once.
 */
const char *fill_text(const struct form *form, const struct answers *answers, struct date today, const char *language, const char *text, struct arena *arena);
