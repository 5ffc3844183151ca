/* SPDX-License-Identifier: MIT */
/* profile_set.h - all profiles of a folder, and which of them a printer is. */
#pragma once

#include "drivers/printer/profile.h"

#include <stdint.h>

enum { PROFILE_SET_MAX = 48 };

struct profile_set { struct profile profile[PROFILE_SET_MAX]; int count; };

/** profile_set_read - every .json of @folder, in the order of their names. FAIL_EMPTY no folder, or none in it · FAIL_INPUT one is wrong · FAIL_LIMIT · FAIL_IO. */
enum fail profile_set_read(const char *folder, struct profile_set *ret);

/**
 * profile_choose - what a printer says of itself counts before what its maker gave its USB chip, which others use as well.
 * @device_id: IEEE 1284 ("…MDL:TM-T20III;…"), @model: as GS I says it; each may be "". Returns NULL when nobody knows it; borrowed from @set.
 */
const struct profile *profile_choose(const struct profile_set *set, uint16_t vendor, uint16_t product, const char *device_id, const char *model);
