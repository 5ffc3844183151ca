/* SPDX-License-Identifier: MIT */
/* rights.c - DESIGN: a code that was said over the telephone opens the printer and the machine, and nobody's answers. */
#include "firmware/staff/rights.h"

#include <string.h>

#define MAY(RIGHT) (1u << STAFF_##RIGHT)

static const struct { const char *name; unsigned rights; } roles[STAFF_ROLE_COUNT] = {
	[STAFF_ROLE_VOLUNTEER] = { "volunteer", MAY(SEE) | MAY(HELP) | MAY(PRINT) },
	[STAFF_ROLE_STAFF] = { "staff", MAY(SEE) | MAY(HELP) | MAY(DRIVE) | MAY(PRINT) | MAY(MEND) },
	[STAFF_ROLE_SUPERVISOR] = { "supervisor", MAY(SEE) | MAY(HELP) | MAY(DRIVE) | MAY(PRINT) | MAY(SUPERVISE) | MAY(MEND) },
	[STAFF_ROLE_TECHNICIAN] = { "technician", MAY(PRINT) | MAY(MEND) },
	[STAFF_ROLE_CODE] = { "code", MAY(PRINT) | MAY(MEND) },
};

const char *staff_role_name(enum staff_role role)
{
	return roles[role].name;
}

enum fail staff_role_find(const char *name, enum staff_role *ret)
{
	for (int role = 0; role < STAFF_ROLE_CODE; role++)
		if (strcmp(roles[role].name, name) == 0) {
			*ret = (enum staff_role)role;
			return FAIL_NONE;
		}
	return FAIL(INPUT, "there is no role \"%.32s\"", name);
}

const char *staff_right_name(enum staff_right right)
{
	static const char *const names[STAFF_RIGHT_COUNT] = {
		[STAFF_SEE] = "see", [STAFF_HELP] = "help", [STAFF_DRIVE] = "drive", [STAFF_PRINT] = "print", [STAFF_SUPERVISE] = "supervise", [STAFF_MEND] = "mend",
	};
	return names[right];
}

bool staff_role_may(enum staff_role role, enum staff_right right)
{
	return roles[role].rights & 1u << right;
}
