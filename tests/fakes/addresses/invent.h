/* SPDX-License-Identifier: MIT */
/* invent.h - a council that is not there: streets, houses, rounds and neighbours, the same for the same seed. */
/* Nothing in it is real: MF and MG are no postcode areas of the UK, UPRNs begin with 9000, telephone numbers are those set aside for drama,
 * and web addresses end in .example. */
#pragma once

#include <stdint.h>
#include <stdio.h>

enum { INVENT_STREETS = 50 * 24, INVENT_ADDRESSES_MAX = 1000000 };

/** invent_addresses - @count rows of CSV with a header. The first street is Mill Lane, MF2 4QT. invent_rounds - their rounds, JSON. invent_areas - the neighbours, CSV. */
void invent_addresses(FILE *out, uint64_t seed, int64_t count);
void invent_rounds(FILE *out);
void invent_areas(FILE *out);

/** invent_street - the name of street @at (0..INVENT_STREETS-1) into @ret; each has its own. */
void invent_street(int at, char ret[static 64]);
