/* SPDX-License-Identifier: MIT */
/* form.h - what a form-encoded body or a query says. */
#pragma once

#include <jansson.h>
#include <stddef.h>

enum { FORM_PAIRS_MAX = 200 };

/** form_read - "a=1&b%5Bc%5D=2" → {"a": "1", "b[c]": "2"}; a name again makes a list. NULL: more than FORM_PAIRS_MAX, or bytes that are no UTF-8. */
json_t *form_read(const char *bytes, size_t size);
