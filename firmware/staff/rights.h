/* SPDX-License-Identifier: MIT */
/* rights.h - which role may do what: a table, and nothing else. */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>

enum staff_role { STAFF_ROLE_VOLUNTEER, STAFF_ROLE_STAFF, STAFF_ROLE_SUPERVISOR, STAFF_ROLE_TECHNICIAN, STAFF_ROLE_CODE /* let in by a code of the help desk */, STAFF_ROLE_COUNT };

enum staff_right {
	STAFF_SEE,       /* a resident's screen, masked */
	STAFF_HELP,      /* take a call for help, and end it */
	STAFF_DRIVE,     /* act in a resident's place, where they allowed it */
	STAFF_PRINT,     /* print what is held for somebody */
	STAFF_SUPERVISE, /* override a rule, with a reason */
	STAFF_MEND,      /* paper, tests, the machine itself */
	STAFF_RIGHT_COUNT
};

/** staff_role_name - "volunteer", …, as in a list of staff; static. staff_role_find - the other way; a code's role is in no list. FAIL_INPUT. */
const char *staff_role_name(enum staff_role role);
enum fail staff_role_find(const char *name, enum staff_role *ret);
/** staff_right_name - "see", …; static. */
const char *staff_right_name(enum staff_right right);
/** staff_role_may - whether @role has @right. */
bool staff_role_may(enum staff_role role, enum staff_right right);
