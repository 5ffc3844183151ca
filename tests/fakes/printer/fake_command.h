/* SPDX-License-Identifier: MIT */
/* fake_command.h - bytes in order, taken apart into commands as they stream by; a command may be torn anywhere. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FAKE_COMMAND_MAX_BYTES = 32 };

struct fake_command_events {
	void (*start)(void *context);                                           /* ESC @ */
	void (*letter)(void *context, uint8_t byte);
	void (*strip)(void *context, int stride, int rows);                     /* GS v 0 begins; its bytes follow */
	void (*strip_byte)(void *context, uint8_t byte);
	void (*feed)(void *context, int rows);
	void (*cut)(void *context);
	void (*state)(void *context, uint8_t mask);                             /* GS a */
	void (*fence)(void *context);                                           /* GS r */
	void (*process_id)(void *context, const uint8_t id[static 4]);
	void (*identity)(void *context, uint8_t which);                         /* GS I */
	void (*counter)(void *context, bool wipe, unsigned number);             /* GS g 2; wipe: GS g 0 */
	void (*unknown)(void *context);
};

struct fake_command {
	uint8_t bytes[FAKE_COMMAND_MAX_BYTES];
	size_t count;
	size_t strip_left, skip_left;
};

/** fake_command_take - the next byte. A zeroed struct is at a command's start. */
void fake_command_take(struct fake_command *command, uint8_t byte, const struct fake_command_events *events, void *context);
