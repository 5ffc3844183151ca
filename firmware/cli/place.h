/* SPDX-License-Identifier: MIT */
/* place.h - where things are when nobody says so. */
#pragma once

#include "firmware/base/fail.h"

#include <stddef.h>

/** place_state - the state folder: /var/lib/foyer where there is one (a kiosk), else ~/.local/state/foyer. @ret: @room bytes. FAIL_INPUT no home · FAIL_LIMIT. */
enum fail place_state(char *ret, size_t room);

/** place_programs - the folder that this program was started from; its siblings are there. FAIL_IO · FAIL_LIMIT. */
enum fail place_programs(char *ret, size_t room);

/** place_assets - the assets that were built or installed with these programs: ../assets or ../share/foyer. FAIL_EMPTY neither is there · FAIL_IO · FAIL_LIMIT. */
enum fail place_assets(char *ret, size_t room);
