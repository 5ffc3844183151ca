/* SPDX-License-Identifier: MIT */
/* bacs.h - names and references as a Bacs payment file takes them. Keep the original beside them. */
#pragma once

#include "firmware/base/span.h"

enum { BACS_CHARACTERS = 18, DDI_LEAST = 6 };

/**
 * bacs_fold - @text in A-Z 0-9 space . - / and &, at most 18 characters: capitals without accents, apostrophes left out, everything else
 * a space, spaces once and none at the ends. @ret: "" when nothing of it can be written so, as with a name in another script: ask for
 * the name as the bank writes it.
 */
void bacs_fold(struct span text, char ret[static BACS_CHARACTERS + 1]);

enum ddi {
	DDI_GOOD, DDI_CHARACTER /* not a letter or digit */, DDI_SHORT /* under 6 */, DDI_LONG /* over 18 */, DDI_SAME /* one character all along */,
	DDI_RESERVED, /* starts with DDIC */
};

/** ddi_check - a reference for a Direct Debit instruction. @ret: in capitals, together, when it is good. Unique for each payer: not known here. */
enum ddi ddi_check(struct span text, char ret[static BACS_CHARACTERS + 1]);
