/* SPDX-License-Identifier: MIT */
#include "tests/faults/print_vm/wire.h"

#include <string.h>
#include <unistd.h>

/*
 * Read is always with room for all that one request of the kernel can hold: f_printer keeps a request that was read in part, frees it when the
 * cable goes, and uses it again.
 */
static void hear(struct wire *wire)
{
	if (wire->size == 0) {
		ssize_t got = read(wire->fd, wire->bytes, sizeof wire->bytes);
		wire->first = 0;
		wire->size = got > 0 ? (size_t)got : 0;
	}
	size_t took = fake_printer_take(wire->printer, wire->bytes + wire->first, wire->size);
	wire->taken += took;
	wire->first += took;
	wire->size -= took;
}

static void speak(struct wire *wire)
{
	wire->words_size += fake_printer_say(wire->printer, wire->words + wire->words_size, WIRE_WORDS_BYTES - wire->words_size);
	if (wire->words_size == 0)
		return;
	ssize_t said = write(wire->fd, wire->words, wire->words_size);
	if (said <= 0)
		return;
	wire->words_size -= (size_t)said;
	memmove(wire->words, wire->words + said, wire->words_size);
}

void wire_turn(struct wire *wire, size_t budget)
{
	if (wire->fd >= 0 && !wire->deaf)
		hear(wire);
	fake_printer_work(wire->printer, budget);
	if (wire->fd >= 0)
		speak(wire);
}

void wire_cut(struct wire *wire)
{
	if (wire->fd >= 0)
		close(wire->fd);
	wire->fd = -1;
	wire->words_size = wire->size = 0;
}
