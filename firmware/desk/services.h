/* SPDX-License-Identifier: MIT */
/* services.h - what can be done at the kiosk: the definitions in use, by name. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/desk/page.h"

enum { SERVICES_MAX = 100, SERVICES_NAME_MAX_BYTES = 400, SERVICES_EACH_BYTES = SERVICES_NAME_MAX_BYTES + 100 /* with its code */ };

/* Whose names are read: @services has a row for each language. */
struct services_page { const char *const *language; size_t language_count; struct arena *arena; struct page_service (*services)[SERVICES_MAX]; };

/** services_read - those of @folder (the assets'), sorted by name in each language, their texts in the arena; one that cannot be read is left out, and no folder is none. Returns how many. */
size_t services_read(const char *folder, const struct services_page *page);
