/* SPDX-License-Identifier: MIT */
/* DESIGN: shapes alone; which letters were ever issued changes, and a plate that is refused at the kiosk is a person sent away. */
#include "firmware/uk/vehicle.h"
#include "firmware/uk/packed.h"

#include <string.h>

struct shape { const char *shape; size_t divide; enum vehicle_kind kind; }; /* divide: characters before the space */

static const struct shape shapes[] = {
	{ "AA99AAA", 4, VEHICLE_CURRENT },
	{ "A9AAA", 2, VEHICLE_PREFIX }, { "A99AAA", 3, VEHICLE_PREFIX }, { "A999AAA", 4, VEHICLE_PREFIX },
	{ "AAA9A", 3, VEHICLE_SUFFIX }, { "AAA99A", 3, VEHICLE_SUFFIX }, { "AAA999A", 3, VEHICLE_SUFFIX },
	{ "A9", 1, VEHICLE_DATELESS }, { "A99", 1, VEHICLE_DATELESS }, { "A999", 1, VEHICLE_DATELESS }, { "A9999", 1, VEHICLE_DATELESS },
	{ "AA9", 2, VEHICLE_DATELESS }, { "AA99", 2, VEHICLE_DATELESS }, { "AA999", 2, VEHICLE_DATELESS }, { "AA9999", 2, VEHICLE_DATELESS },
	{ "AAA9", 3, VEHICLE_DATELESS }, { "AAA99", 3, VEHICLE_DATELESS }, { "AAA999", 3, VEHICLE_DATELESS }, { "AAA9999", 3, VEHICLE_DATELESS },
	{ "9A", 1, VEHICLE_DATELESS }, { "99A", 2, VEHICLE_DATELESS }, { "999A", 3, VEHICLE_DATELESS }, { "9999A", 4, VEHICLE_DATELESS },
	{ "9AA", 1, VEHICLE_DATELESS }, { "99AA", 2, VEHICLE_DATELESS }, { "999AA", 3, VEHICLE_DATELESS }, { "9999AA", 4, VEHICLE_DATELESS },
	{ "9AAA", 1, VEHICLE_DATELESS }, { "99AAA", 2, VEHICLE_DATELESS }, { "999AAA", 3, VEHICLE_DATELESS }, { "9999AAA", 4, VEHICLE_DATELESS },
};

/* A number on a plate has no leading zero, but for the two digits of a year. */
static bool counted(const struct shape *shape, const char *mark)
{
	return shape->kind == VEHICLE_CURRENT || mark[strcspn(mark, "0123456789")] != '0';
}

static void divided(const char *mark, size_t divide, char ret[static VEHICLE_BYTES])
{
	memcpy(ret, mark, divide);
	ret[divide] = ' ';
	memcpy(ret + divide + 1, mark + divide, strlen(mark + divide) + 1);
}

struct vehicle vehicle_check(struct span text, bool foreign)
{
	struct vehicle vehicle = { 0 };
	struct packed packed;
	int fewest = 0;
	if (!packed_read(text, VEHICLE_CHARACTERS, &packed) || packed.size < 2)
		return vehicle;
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
		char mark[PACKED_MAX + 1];
		int changed = packed_fit(packed.text, shapes[i].shape, mark);
		if (changed < 0 || !counted(&shapes[i], mark))
			continue;
		if (changed == 0) {
			vehicle = (struct vehicle){ .kind = shapes[i].kind };
			divided(mark, shapes[i].divide, vehicle.text);
			return vehicle;
		}
		if (fewest == 0 || changed < fewest) {
			divided(mark, shapes[i].divide, vehicle.hint);
			fewest = changed;
		}
	}
	if (foreign) {
		vehicle.kind = VEHICLE_FOREIGN;
		memcpy(vehicle.text, packed.text, packed.size + 1);
	}
	return vehicle;
}
