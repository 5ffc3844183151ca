/* SPDX-License-Identifier: MIT */
/* form.h - what a browser sends of a form: application/x-www-form-urlencoded. */
#pragma once

#include "firmware/base/fail.h"

#include <stddef.h>

enum { FORM_MAX_BYTES = 4096 };

/** form_value - the field @name of @bytes, decoded, as text with NUL. FAIL_EMPTY no such field · FAIL_LIMIT @room or FORM_MAX_BYTES · FAIL_INPUT not encoded as it must be. */
enum fail form_value(const char *bytes, size_t size, const char *name, char *ret, size_t room);
