/* SPDX-License-Identifier: MIT */
/* torn.h - inside firmware/store only: what SQLite would pass over in its log without a word is kept aside first. */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * torn_keep - before opening: when store.db-wal in @folder has frames of its present round behind the last commit that holds together, copy it
 * to quarantine/<UTC time>/, durably. After a power cut that is a commit nobody was told of; after damage it is everything since.
 * @ret_place: PATH_MAX bytes, the new folder; "" when there was nothing to keep. FAIL_IO · FAIL_LIMIT.
 * Cost: reads the log once, at most some MiB.
 */
enum fail torn_keep(const char *folder, int64_t now_ms, char *ret_place, size_t room);
