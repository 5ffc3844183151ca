/* SPDX-License-Identifier: MIT */
/* doubt.h - answers that may stand and yet look like a slip: a person is asked once, and what they say goes. */
#pragma once

#include "firmware/forms/answers.h"
#include "firmware/forms/form.h"

enum { DOUBT_HINT_BYTES = 256 };

enum doubt_kind {
	DOUBT_NONE,
	DOUBT_EMAIL, /* a provider of e-mail one letter away; @hint has it put right */
	DOUBT_PLATE, /* not a mark of the UK; perhaps a foreign one. @hint: a UK mark it is like, "" none */
};

struct doubt { enum doubt_kind kind; const char *field; char hint[DOUBT_HINT_BYTES]; };

/**
 * doubt_find - the @index-th doubtful answer of a page without errors. @form, @page, @answers: borrowed; ret->field is the page's.
 * Returns false after the last; @ret is then none.
 */
bool doubt_find(const struct form_page *page, const struct answers *answers, size_t index, struct doubt *ret);
