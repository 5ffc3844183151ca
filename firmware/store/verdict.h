/* SPDX-License-Identifier: MIT */
/* verdict.h - what the last person who looked at a test page said of it. */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stdint.h>

struct store; /* store.h */

struct verdict { bool passed; int64_t time_ms; };

/** verdict_keep - somebody looked at the page that was printed as @job; in the journal, and durable on FAIL_NONE. FAIL_EMPTY no job ever had that number · FAIL_STORE · FAIL_FULL. */
enum fail verdict_keep(struct store *store, const struct verdict *verdict, int64_t job);

/** verdict_read - the last. FAIL_EMPTY nobody has looked yet · FAIL_STORE. */
enum fail verdict_read(struct store *store, struct verdict *ret);
