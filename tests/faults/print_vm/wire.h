/* SPDX-License-Identifier: MIT */
/* wire.h - a fake printer at the end of something that can be read and written: a socket, or the device side of a kernel's USB. */
#pragma once

#include "tests/fakes/printer/fake_printer.h"

#include <stdbool.h>

enum { WIRE_WORDS_BYTES = 64, WIRE_READ_BYTES = 8192 };

struct wire {
	int fd;                     /* does not wait; -1: nothing is plugged in */
	struct fake_printer *printer;
	bool deaf;                  /* reads nothing: whoever sends has to wait */
	size_t taken;               /* bytes that the printer took so far */
	uint8_t bytes[WIRE_READ_BYTES];
	size_t first, size;         /* of them, what was read and the printer has no room for yet */
	uint8_t words[WIRE_WORDS_BYTES];
	size_t words_size;          /* what the printer said and the other side has not taken yet */
};

/** wire_turn - bytes go both ways as far as there is room, and the mechanism works through @budget of them, also when nothing is plugged in. */
void wire_turn(struct wire *wire, size_t budget);

/** wire_cut - close the descriptor; words on their way are lost. Safe when there is none. */
void wire_cut(struct wire *wire);
