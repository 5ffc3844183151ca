/* SPDX-License-Identifier: MIT */
/* fake_printer_inside.h - the printer's state, shared by the files that make it up. */
#pragma once

#include "tests/fakes/printer/fake_command.h"
#include "tests/fakes/printer/fake_printer.h"

enum { FAKE_COUNTERS = 3 };

struct fake_printer {
	struct fake_options options;
	uint8_t *ring;
	size_t first, held;
	uint8_t say[FAKE_SAY_MAX_BYTES];
	size_t say_size;
	uint8_t live[2];              /* the last two bytes received, for real-time commands */
	unsigned sensors;
	uint8_t state_mask, last_state[4];
	struct fake_command command;
	struct fake_receipt paper;
	uint8_t *bits;
	int strip_stride, strip_column;
	long counter[FAKE_COUNTERS][2];   /* since it was wiped, since it was made */
};

/* fake_printer.c */
/** fake_tell - bytes for the way back, all of them or, when its buffer is full, none. */
void fake_tell(struct fake_printer *printer, const uint8_t *bytes, size_t size);

/* fake_identity.c */
/** fake_count - add to a maintenance counter. */
void fake_count(struct fake_printer *printer, enum fake_counter counter, long more);
/** fake_identify, fake_tell_counter - GS I, GS g: events of fake_command. */
void fake_identify(void *context, uint8_t which);
void fake_tell_counter(void *context, bool wipe, unsigned number);
