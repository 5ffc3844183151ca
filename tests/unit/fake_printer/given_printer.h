/* SPDX-License-Identifier: MIT */
/* given_printer.h - a virtual printer under a test: bytes written as a test reads best, what it said, what it cut off. */
#pragma once

#include "tests/fakes/printer/fake_printer.h"
#include "tests/lib/given.h"

enum { GIVEN_CUTS_MAX = 8 };

struct given_cut { struct fake_receipt receipt; uint8_t *bits; char *text; };

struct given_printer {
	struct fake_options options;
	struct fake_printer *printer;
	struct given_cut cut[GIVEN_CUTS_MAX];
	int cuts;
};

/** given_printer - switch it on; @options may be NULL. given_printer_done - end it. */
struct given_printer *given_printer(const struct fake_options *options);
void given_printer_done(struct given_printer *given);

/** print_bytes - all @size bytes in, worked through as far as it can; fails if they never fit. PRINT - a literal, zeros and all. */
void print_bytes(struct given_printer *given, const void *bytes, size_t size);
#define PRINT(given, literal) print_bytes(given, literal, sizeof(literal) - 1)

/** assert_said - the next thing on the way back is exactly these bytes, and nothing more. SAID - a literal, zeros and all. */
void assert_said(struct given_printer *given, const void *bytes, size_t size);
#define SAID(given, literal) assert_said(given, literal, sizeof(literal) - 1)

/** given_dot - whether there is ink on receipt @cut. */
bool given_dot(const struct given_printer *given, int cut, int x, int y);

/** assert_reads - zbarimg finds @want, a line, on the first piece of paper; says that it skipped where it is not installed. */
void assert_reads(struct given_printer *given, const char *want);
