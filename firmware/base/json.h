/* SPDX-License-Identifier: MIT */
/* json.h - taking values out of foreign JSON with their limits stated. */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { JSON_DEPTH_MAX = 64, JSON_PARSE_FLAGS = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY };

/** json_take_text - object member @key as text of at most @max_bytes bytes. @ret: borrowed. FAIL_INPUT missing or not text · FAIL_LIMIT. */
enum fail json_take_text(const json_t *object, const char *key, size_t max_bytes, const char **ret);
/** json_take_int - an integer within @min..@max. FAIL_INPUT · FAIL_LIMIT. */
enum fail json_take_int(const json_t *object, const char *key, int64_t min, int64_t max, int64_t *ret);
/** json_text_or - text member or @otherwise. json_int_or, json_bool_or likewise. Never fail. Borrowed. */
const char *json_text_or(const json_t *object, const char *key, const char *otherwise);
int64_t json_int_or(const json_t *object, const char *key, int64_t otherwise);
bool json_bool_or(const json_t *object, const char *key, bool otherwise);
/** json_parse - text of at most @max_bytes → value (end with json_decref). Depth ≤ 64, duplicate keys refused. FAIL_INPUT with line and column · FAIL_LIMIT. */
enum fail json_parse(const char *bytes, size_t size, size_t max_bytes, json_t **ret);
/** json_read - a file of at most @max_bytes → value. FAIL_IO · FAIL_EMPTY no such file · FAIL_INPUT · FAIL_LIMIT. */
enum fail json_read(const char *path, size_t max_bytes, json_t **ret);
