/* SPDX-License-Identifier: MIT */
/* uri.h - inside firmware/store only: a path as SQLite's "file:" URI. */
#pragma once

#include "firmware/base/fail.h"

#include <stddef.h>

/** uri_write - "file:", @path with '?', '#' and '%' escaped, and @options ("?immutable=1") into @ret. FAIL_LIMIT. */
enum fail uri_write(const char *path, const char *options, char *ret, size_t room);
