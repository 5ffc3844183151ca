/* SPDX-License-Identifier: MIT */
/* services.h - what can be done at the kiosk: the definitions in use, by name. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/desk/page.h"

enum { SERVICES_MAX = 100 };

/** services_read - those of @folder (the assets'), sorted by name, their texts in @arena; one that cannot be read is left out, and no folder is none. Returns how many. */
size_t services_read(const char *folder, struct arena *arena, struct page_service ret[static SERVICES_MAX]);
