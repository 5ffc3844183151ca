/* SPDX-License-Identifier: MIT */
/* frame.h - a frame's bytes as a JSON object, read once and strictly. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/json_quick.h"

#include <jansson.h>
#include <stddef.h>

enum { FRAME_DEPTH_MAX = 32, FRAME_NUMBER_MAX_BYTES = JSON_QUICK_NUMBER_MAX_BYTES };

/**
 * frame_parse - @size bytes, at most DOOR_FRAME_MAX_BYTES, as one object. Accepts what door_frame_parse() accepts and gives the same
 * value (the fuzzer compares them), but for numbers longer than FRAME_NUMBER_MAX_BYTES; about eight times as fast for a sealed body.
 * @ret: end with json_decref(). FAIL_LIMIT · FAIL_INPUT not UTF-8, not JSON (RFC 8259), a NUL, a name twice, not an object, deeper than FRAME_DEPTH_MAX.
 */
enum fail frame_parse(const char *bytes, size_t size, json_t **ret);
