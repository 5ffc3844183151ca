/* SPDX-License-Identifier: MIT */
/* cable.h - what is wrong with the way to the printer: how many bytes go through it now. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cable {
	long stall_after;         /* bytes; -1: not. Then nothing goes through until somebody says go on */
	long portion;             /* at most so many bytes at once; 0: as many as there is room for */
	int64_t refuse_until_ms;  /* nothing goes through before */
};

void cable_init(struct cable *cable);
/** cable_room - of @room bytes that the printer would take, how many get there. */
size_t cable_room(const struct cable *cable, size_t room, int64_t now_ms);
/** cable_took - so many went through. */
void cable_took(struct cable *cable, size_t size);
/** cable_pause_ms - how long until something goes through again; -1: it does now, or somebody must help. */
int64_t cable_pause_ms(const struct cable *cable, int64_t now_ms);
