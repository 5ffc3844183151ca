/* SPDX-License-Identifier: MIT */
/* property.h - numbers of a property and of a street in the national gazetteers. They have no check digit: ask the address list. */
#pragma once

#include "firmware/base/span.h"

enum { UPRN_DIGITS = 12, USRN_DIGITS = 8 };

/** uprn_read - a Unique Property Reference Number, 1..12 digits. @ret: without leading zeros. False: not one, or 0. */
bool uprn_read(struct span text, char ret[static UPRN_DIGITS + 1]);

/** usrn_read - a Unique Street Reference Number, 1..8 digits; otherwise the same. */
bool usrn_read(struct span text, char ret[static USRN_DIGITS + 1]);
