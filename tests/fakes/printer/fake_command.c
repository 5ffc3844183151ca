/* SPDX-License-Identifier: MIT */
/* fake_command.c - lengths by table, meaning by table. SOURCE: Epson's ESC/POS command reference. */
#include "tests/fakes/printer/fake_command.h"

#include <string.h>

enum { DLE = 0x10, ESC = 0x1b, FS = 0x1c, GS = 0x1d };

struct shape { uint8_t lead, code, length; };

static const struct shape shapes[] = {
	{ DLE, 0x04, 3 }, { DLE, 0x05, 3 }, { DLE, 0x14, 5 },
	{ ESC, '@', 2 }, { ESC, '2', 2 }, { ESC, 't', 3 }, { ESC, 'a', 3 }, { ESC, 'E', 3 }, { ESC, 'M', 3 }, { ESC, 'R', 3 },
	{ ESC, '-', 3 }, { ESC, '3', 3 }, { ESC, 'd', 3 }, { ESC, 'J', 3 }, { ESC, '!', 3 }, { ESC, 'G', 3 }, { ESC, 'c', 4 },
	{ FS, '.', 2 }, { FS, '&', 2 }, { FS, '!', 3 },
	{ GS, 'a', 3 }, { GS, 'r', 3 }, { GS, '!', 3 }, { GS, 'B', 3 }, { GS, 'h', 3 }, { GS, 'w', 3 }, { GS, 'H', 3 },
	{ GS, 'I', 3 }, { GS, 'L', 4 }, { GS, 'W', 4 }, { GS, 'P', 4 }, { GS, 'g', 6 }, { GS, 'v', 8 },
};

/* Whole length of the command that begins with these bytes; 0: it needs more to tell. */
static size_t length_of(const uint8_t *bytes, size_t count)
{
	if (count < 2)
		return 0;
	if (bytes[0] == GS && bytes[1] == 'V')
		return count < 3 ? 0 : bytes[2] >= 65 ? 4 : 3;
	if (bytes[0] == GS && bytes[1] == '(')
		return count < 5 ? 0 : 5 + (size_t)bytes[3] + 256 * (size_t)bytes[4];
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
		if (shapes[i].lead == bytes[0] && shapes[i].code == bytes[1])
			return shapes[i].length;
	return 2;
}

static bool is_known(const uint8_t *bytes)
{
	if (bytes[0] == GS && (bytes[1] == 'V' || (bytes[1] == '(' && bytes[2] == 'H')))
		return true;
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
		if (shapes[i].lead == bytes[0] && shapes[i].code == bytes[1])
			return true;
	return false;
}

static void obey_gs(struct fake_command *command, const struct fake_command_events *events, void *context)
{
	const uint8_t *bytes = command->bytes;

	switch (bytes[1]) {
	case 'V':
		if (bytes[2] == 65 || bytes[2] == 66)
			events->feed(context, bytes[3]);
		events->cut(context);
		break;
	case 'a':
		events->state(context, bytes[2]);
		break;
	case 'r':
		events->fence(context);
		break;
	case 'I':
		events->identity(context, bytes[2]);
		break;
	case 'g':
		if (bytes[2] == '0' || bytes[2] == '2')
			events->counter(context, bytes[2] == '0', bytes[4] + 256u * bytes[5]);
		break;
	case 'v': {
		int stride = bytes[4] + 256 * bytes[5], rows = bytes[6] + 256 * bytes[7];
		command->strip_left = (size_t)stride * (size_t)rows;
		if (command->strip_left > 0)
			events->strip(context, stride, rows);
		break;
	}
	case '(':
		if (bytes[2] == 'H' && command->count == 11 && bytes[5] == 0x30)
			events->process_id(context, bytes + 7);
		break;
	default:
		break;
	}
}

static void obey(struct fake_command *command, const struct fake_command_events *events, void *context)
{
	const uint8_t *bytes = command->bytes;

	if (!is_known(bytes))
		events->unknown(context);
	else if (bytes[0] == ESC && bytes[1] == '@')
		events->start(context);
	else if (bytes[0] == ESC && bytes[1] == 'J')
		events->feed(context, bytes[2]);
	else if (bytes[0] == ESC && bytes[1] == 'd')
		events->feed(context, bytes[2] * 30);
	else if (bytes[0] == GS)
		obey_gs(command, events, context);
}

static void first_byte(struct fake_command *command, uint8_t byte, const struct fake_command_events *events, void *context)
{
	if (byte == DLE || byte == ESC || byte == FS || byte == GS) {
		command->bytes[0] = byte;
		command->count = 1;
	} else if (byte == 0x0a) {
		events->feed(context, 30);
	} else if (byte >= ' ') {
		events->letter(context, byte);
	}
}

void fake_command_take(struct fake_command *command, uint8_t byte, const struct fake_command_events *events, void *context)
{
	if (command->strip_left > 0) {
		command->strip_left--;
		events->strip_byte(context, byte);
		return;
	}
	if (command->skip_left > 0) {
		command->skip_left--;
		return;
	}
	if (command->count == 0) {
		first_byte(command, byte, events, context);
		return;
	}
	command->bytes[command->count++] = byte;
	size_t length = length_of(command->bytes, command->count);
	if (length > FAKE_COMMAND_MAX_BYTES) {
		command->skip_left = length - command->count;
		events->unknown(context);
		command->count = 0;
		return;
	}
	if (length == 0 || command->count < length)
		return;
	obey(command, events, context);
	command->count = 0;
}
