/* SPDX-License-Identifier: MIT */
/* cable.c */
#include "tests/fakes/printer/cable.h"

void cable_init(struct cable *cable)
{
	*cable = (struct cable){ .stall_after = -1 };
}

size_t cable_room(const struct cable *cable, size_t room, int64_t now_ms)
{
	if (now_ms < cable->refuse_until_ms)
		return 0;
	if (cable->stall_after >= 0 && room > (size_t)cable->stall_after)
		room = (size_t)cable->stall_after;
	if (cable->portion > 0 && room > (size_t)cable->portion)
		room = (size_t)cable->portion;
	return room;
}

void cable_took(struct cable *cable, size_t size)
{
	if (cable->stall_after >= 0)
		cable->stall_after -= (long)size;
}

int64_t cable_pause_ms(const struct cable *cable, int64_t now_ms)
{
	return now_ms < cable->refuse_until_ms ? cable->refuse_until_ms - now_ms : -1;
}
