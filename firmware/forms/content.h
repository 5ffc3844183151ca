/* SPDX-License-Identifier: MIT */
/* content.h - raw content as blocks, in the way its component's type asks for. */
#pragma once

#include "firmware/forms/form.h"

/** content_read - @text as blocks in @arena; a banner begins with @heading. */
struct form_blocks content_read(enum content_format format, const char *text, const char *heading, struct arena *arena);
