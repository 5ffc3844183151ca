/* SPDX-License-Identifier: MIT */
/* content.h - raw content as blocks, in the way its component's type asks for. */
#pragma once

#include "firmware/forms/form.h"

/** content_read - @text as blocks in @arena; a banner begins with @heading. */
struct form_blocks content_read(enum content_format format, const char *text, const char *heading, struct arena *arena);

enum { CONTENT_PLAIN_ROOM = 12, CONTENT_PLAIN_MORE = 4096 }; /* of arena for content_plain(): so often its bytes, and so many more */

/** content_plain - the words of @text, whose tags divide lines; @text itself when it has none. In @arena. */
const char *content_plain(const char *text, struct arena *arena);
