/* SPDX-License-Identifier: MIT */
/* json_quick.h - bytes to a JSON value and back, strictly, and quickly where they are long strings. For frames between our programs and the back office's intake; all else is json.h. */
#pragma once

#include "firmware/base/buffer.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum { JSON_QUICK_NUMBER_MAX_BYTES = 64 };

/**
 * json_quick - what jansson makes of the same bytes with JSON_REJECT_DUPLICATES | JSON_DECODE_ANY (fuzz.frames compares them), or NULL: not UTF-8, not
 * JSON (RFC 8259), a NUL, a name twice, nested deeper than @depth_max, a number of more than JSON_QUICK_NUMBER_MAX_BYTES.
 * @ret_where: the byte that was too much, or about it. New object. About eight times as fast as jansson for a sealed body.
 */
json_t *json_quick(const char *bytes, size_t size, int depth_max, size_t *ret_where);

/** json_quick_write - what json_dumps() gives with JSON_COMPACT | JSON_ENCODE_ANY and, where @sorted, JSON_SORT_KEYS, appended to @ret. FAIL_LIMIT · FAIL_INPUT @value is NULL. */
enum fail json_quick_write(const json_t *value, bool sorted, struct buffer *ret);

/** json_quick_plain_end - the first byte from @at on that is a quote, a backslash or a control character, or @end. */
const char *json_quick_plain_end(const char *at, const char *end);
