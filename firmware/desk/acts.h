/* SPDX-License-Identifier: MIT */
/* acts.h - what a form of the page asks for, as a verb: "take 5 A12", and what stands beside it. */
#pragma once

#include "firmware/desk/session.h"

#include <jansson.h>
#include <stddef.h>

enum { ACTS_WORDS_MAX_BYTES = 96, ACTS_TEXT_MAX_BYTES = 280, ACTS_AT_BYTES = 7 };

/** acts_verb - the verb of the form @body in the name of @session; new. @ret_at: the mark of the kiosk it is for, as in "take 5 A12@k7Xq2a", or of the field "at"; "" this one. NULL: it is none. */
json_t *acts_verb(const char *body, size_t size, const struct session *session, char ret_at[static ACTS_AT_BYTES]);

/** acts_done - a key of what is said once @verb was done, where the page itself does not show it; static, or NULL. acts_refused - of what is said when @reply (NULL: none came) refuses. */
const char *acts_done(const json_t *verb);
const char *acts_refused(const json_t *reply);
