/* SPDX-License-Identifier: MIT */
/* room.h - inside firmware/store only: whether something new may still come in. */
#pragma once

#include "firmware/base/fail.h"

#include <stddef.h>

struct store;

/**
 * room_for - whether @size_bytes more, with their rows and index pages, leave the reserve alone, and the disk itself is not full.
 * What empties the store (prove, retry, park, end) never asks. FAIL_FULL · FAIL_STORE.
 * Cost: nothing while the file is far from its cap; two header reads and one look at the disk when it has reached its size.
 */
enum fail room_for(struct store *store, size_t size_bytes);
