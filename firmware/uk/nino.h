/* SPDX-License-Identifier: MIT */
/* nino.h - a National Insurance number. Never proof of who somebody is. */
#pragma once

#include "firmware/base/span.h"

enum { NINO_CHARACTERS = 9, NINO_TYPED = 13 /* room to offer: "QQ 12 34 56 C" */ };

enum nino {
	NINO_WRONG, NINO_GOOD,
	NINO_TEMPORARY, /* a temporary reference number, 99A99999, which is not one */
};

/** nino_check - two letters, six digits, A to D, in any case and spacing. @ret: nine characters together when it is good, else "". */
enum nino nino_check(struct span text, char ret[static NINO_CHARACTERS + 1]);
