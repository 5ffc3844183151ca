/* SPDX-License-Identifier: MIT */
/* staff_list.h - tests: a list of staff as it lies in a version, sealed to one kiosk. */
#pragma once

#include "firmware/staff/code.h"

#include <jansson.h>
#include <stdint.h>

/**
 * staff_list - put @assets/staff/KID.jwe there, for the kiosk whose state folder is @state; its key is made there if there is none. @staff: a list (stolen) of
 * members as in a list of staff, but with "pin" as six digits, and "slow" where the dearest hash that is taken is wanted. Hashing takes its time: few people.
 */
void staff_list(const char *state, const char *assets, int unlock, json_t *staff);
/** staff_list_sam - [Sam, number 4471, badge 04A2B3C4, PIN 839205, staff]. */
json_t *staff_list_sam(void);
/** staff_list_code - the help desk's code for the kiosk @id on the day of @wall_ms, with the @number it shows. */
void staff_list_code(const char *id, int64_t wall_ms, int64_t number, char ret[static CODE_DIGITS + 1]);
