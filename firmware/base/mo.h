/* SPDX-License-Identifier: MIT */
/* mo.h - one gettext MO file in memory: checked once, then looked up by key. */
#pragma once

#include "firmware/base/fail.h"

#include <stddef.h>
#include <stdint.h>

enum { MO_MAX_BYTES = 1024 * 1024, MO_ENTRY_MAX = 20000 };

struct mo {
	const char *bytes; size_t size_bytes; /* borrowed */
	uint32_t count, ids, texts;           /* entries; offsets of the two tables */
	int swapped;
};

/** mo_open - check every table and string of @bytes (they must outlive @ret). FAIL_INPUT broken · FAIL_LIMIT too large. Source: GNU gettext manual, "The format of GNU MO files". */
enum fail mo_open(const char *bytes, size_t size, struct mo *ret);

/** mo_find - the sentence of @key (its plural form @form, 0 for none); NULL when it is missing or empty. Borrowed, NUL-terminated. */
const char *mo_find(const struct mo *mo, const char *key, long form);

/** mo_key - the key of entry @index, below @mo->count; "" is the file's head. Borrowed, NUL-terminated. */
const char *mo_key(const struct mo *mo, uint32_t index);
