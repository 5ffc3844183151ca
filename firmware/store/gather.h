/* SPDX-License-Identifier: MIT */
/* gather.h - inside firmware/store only: a file layer for SQLite that writes what a commit adds to the log in one piece. */
#pragma once

#include "firmware/base/fail.h"

enum { GATHER_BYTES = 64 * 1024 }; /* held at most; what is more is written in several pieces */

struct gather;

/**
 * gather_new - a layer in front of @vfs (NULL: the system's), for one connection; give gather_name() to sqlite3_open_v2().
 * It holds writes to the log back until SQLite asks for a sync or looks at the file, then writes them in the order in which they came.
 * Between transactions nothing is held. Other files than the log it does not touch. A write that fails is told by the sync.
 * FAIL_STORE there is no such @vfs.
 */
enum fail gather_new(const char *vfs, struct gather **ret);
const char *gather_name(const struct gather *gather);
/** gather_free - after the connection is closed. */
void gather_free(struct gather *gather);
