/* SPDX-License-Identifier: MIT */
/* registers.h - what the council's and the banks' own numbers look like, from the pack: it changes without the program. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/fail.h"
#include "firmware/forms/form.h"
#include "firmware/uk/council_tax.h"
#include "firmware/uk/modulus_table.h"

struct registers {
	struct council_tax council_tax;  bool taxed;  /* known: site/council-tax.json */
	struct modulus_table modulus;    bool banked; /* known: bank/weights.txt, with bank/substitutes.txt */
	struct arena arena;
};

/**
 * registers_read - what @assets holds of them. What is missing is not known and lets every number pass; what is broken as well.
 * @ret: end with registers_done(), also after a failure.
 * Returns FAIL_NONE · FAIL_INPUT, FAIL_LIMIT, FAIL_IO for the first that is broken, with its file's name; the others hold.
 */
enum fail registers_read(const char *assets, struct registers *ret);
void registers_done(struct registers *registers);

/** registers_give - @form's numbers are checked by @registers from now on. They stay where they are while the form lives. */
void registers_give(const struct registers *registers, struct form *form);
