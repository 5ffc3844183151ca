/* SPDX-License-Identifier: MIT */
/* settings.h - small facts that must outlive the program, by name. Nothing of a person. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"

struct store; /* store.h */

enum { SETTINGS_KEY_MAX_BYTES = 64, SETTINGS_VALUE_MAX_BYTES = 4096 };

/** settings_get - the value of @key, appended to @ret. FAIL_EMPTY never set · FAIL_LIMIT @ret is too small · FAIL_STORE. */
enum fail settings_get(struct store *store, const char *key, struct buffer *ret);

/** settings_set - durable on FAIL_NONE. FAIL_LIMIT · FAIL_STORE · FAIL_FULL. */
enum fail settings_set(struct store *store, const char *key, const char *value);
