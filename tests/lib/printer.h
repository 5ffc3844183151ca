/* SPDX-License-Identifier: MIT */
/* printer.h - the virtual receipt printer as a process beside the kiosk: its socket, its switches, its pictures. */
#pragma once

#include "tests/lib/given.h"
#include "tests/lib/process.h"

struct printer {
	struct process process;
	char folder[GIVEN_PATH_BYTES], socket[GIVEN_PATH_BYTES], control[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES];
	bool hasty; /* prints as fast as it can, and nobody reads its pictures back */
};

/** printer_place - decide where everything of it is, under @folder; nothing runs yet. */
void printer_place(struct printer *printer, const char *folder);
/** printer_start, printer_stop - plug it in, take it away. */
void printer_start(struct printer *printer);
void printer_stop(struct printer *printer);
/** printer_switch - one of its switches: "paper out", "unplug after 2000", … Fails the case if it does not know it. */
void printer_switch(struct printer *printer, const char *words);
/** printer_receipts - pictures so far. printer_await - until there are @count. */
int printer_receipts(const struct printer *printer);
void printer_await(const struct printer *printer, int count);
/** printer_text - what lies on the counter as picture @number, read by eyes that are not ours; waits until it was; new text. */
char *printer_text(const struct printer *printer, int number);
