/* SPDX-License-Identifier: MIT */
/* secret.h - memory for answers: locked out of swap, left out of core dumps, wiped when let go. */
#pragma once

#include "firmware/base/fail.h"

#include <stddef.h>

/**
 * secret_new - @size zeroed bytes in locked pages; stops the program when there is no memory at all.
 * Locking is best effort (RLIMIT_MEMLOCK on a laptop); secret_is_locked() tells.
 */
[[gnu::returns_nonnull]] void *secret_new(size_t size);

/** secret_free - wipe and give back what secret_new(@size) gave. Accepts NULL. */
void secret_free(void *memory, size_t size);

/** secret_is_locked - whether the last secret_new() could lock its pages. */
int secret_is_locked(void);

/** secret_wipe - overwrite in a way the compiler keeps. */
void secret_wipe(void *memory, size_t size);

/** secret_json - make jansson wipe whatever it frees, and stop the program when there is no memory, for programs that carry answers in JSON. Call once, first. */
void secret_json(void);
