/* SPDX-License-Identifier: MIT */
/* fake_command.c - bytes in order, taken apart into commands; what is not known is counted and named. */
#include "tests/fakes/printer/fake_printer_inside.h"

#include <stdio.h>
#include <string.h>

enum { NAME_BYTES = 5 };

static void name(char names[static FAKE_NAMES_MAX_BYTES], const uint8_t *bytes, size_t size)
{
	char text[3 * NAME_BYTES + 1] = "";

	for (size_t i = 0; i < size && i < NAME_BYTES; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), i > 0 ? " %02X" : "%02X", bytes[i]);
	size_t used = strlen(names);
	if (!strstr(names, text) && used + strlen(text) + 3 < FAKE_NAMES_MAX_BYTES)
		snprintf(names + used, FAKE_NAMES_MAX_BYTES - used, used > 0 ? ", %s" : "%s", text);
}

void fake_unknown(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	printer->paper.unknown++;
	name(printer->paper.unknown_names, bytes, size);
}

void fake_ignored(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	printer->paper.ignored++;
	name(printer->paper.ignored_names, bytes, size);
}

void fake_command_reset(struct fake_printer *printer)
{
	printer->command.count = printer->command.strip_left = printer->command.skip_left = 0;
}

static void first_byte(struct fake_printer *printer, uint8_t byte)
{
	if (byte == DLE || byte == ESC || byte == FS || byte == GS) {
		printer->command.bytes[0] = byte;
		printer->command.count = 1;
	} else {
		fake_letter(printer, byte);
	}
}

static bool is_strip(const uint8_t *bytes)
{
	return bytes[0] == GS && bytes[1] == 'v';
}

static void obey(struct fake_printer *printer, const struct fake_verb *verb)
{
	struct fake_command *command = &printer->command;

	if (verb->obey)
		verb->obey(printer, command->bytes, command->count);
	if (is_strip(command->bytes)) /* its picture follows, and is printed as it comes */
		command->strip_left = (command->bytes[4] + 256u * command->bytes[5]) * (size_t)(command->bytes[6] + 256 * command->bytes[7]);
	command->count = 0;
}

void fake_command_take(struct fake_printer *printer, uint8_t byte)
{
	struct fake_command *command = &printer->command;

	if (command->strip_left > 0) {
		command->strip_left--;
		fake_strip_byte(printer, byte);
		return;
	}
	if (command->skip_left > 0) {
		command->skip_left--;
		return;
	}
	if (command->count == 0) {
		first_byte(printer, byte);
		return;
	}
	command->bytes[command->count++] = byte;
	const struct fake_verb *verb = fake_find_verb(printer, command->bytes, command->count);
	if (!verb) {
		fake_unknown(printer, command->bytes, command->count);
		command->count = 0;
		return;
	}
	size_t length = verb->length > 0 ? verb->length : verb->measure(command->bytes, command->count);
	if (length > FAKE_COMMAND_MAX_BYTES) {
		fake_ignored(printer, command->bytes, command->count);
		command->skip_left = length - command->count;
		command->count = 0;
	} else if (length > 0 && command->count >= length) {
		obey(printer, verb);
	}
}
