/* SPDX-License-Identifier: MIT */
/* vehicle.h - a vehicle's registration mark, as it is on the plate. */
#pragma once

#include "firmware/base/span.h"

enum { VEHICLE_CHARACTERS = 10, VEHICLE_BYTES = VEHICLE_CHARACTERS + 2 };

enum vehicle_kind {
	VEHICLE_WRONG,   /* not even a foreign one: see @ret->hint */
	VEHICLE_CURRENT, /* AB12 CDE, since 2001 */
	VEHICLE_PREFIX,  /* A123 BCD */
	VEHICLE_SUFFIX,  /* ABC 123D */
	VEHICLE_DATELESS, /* AB 1234, 1234 AB; in Northern Ireland ABZ 1234 */
	VEHICLE_FOREIGN, /* the person says that it is not a UK plate */
};

struct vehicle {
	enum vehicle_kind kind;
	char text[VEHICLE_BYTES]; /* in capitals, divided where plates are; "" when wrong */
	char hint[VEHICLE_BYTES]; /* what it may be with O for 0 or I for 1 changed; "" none. Ask, never change it unasked */
};

/** vehicle_check - any case and spacing. @foreign: any 2..10 letters and digits will do. */
struct vehicle vehicle_check(struct span text, bool foreign);
