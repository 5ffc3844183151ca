/* SPDX-License-Identifier: MIT */
/* letters.h - blocks in the printer's own letters instead of dots: a fiftieth of the bytes, for links that are slow. */
#pragma once

#include "drivers/printer/profile.h"
#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/print/paper.h"

#include <stddef.h>

enum { LETTERS_MAX_BYTES = 256 * 1024 };

struct letters {
	struct buffer bytes;   /* between the start of a job and its cut */
	struct buffer ends;    /* where each line, and each strip of a code, ends: a size_t each; between them other commands may stand */
	size_t last_at;        /* where its last line begins */
	int rows;              /* of paper, about, 203 an inch */
	size_t lost;           /* letters and signs that came out as less than they are: who can, prints dots */
};

/**
 * letters_make - @blocks by @profile's code pages, in the order in which they are read. Icons are left out, as they only repeat what is said; a year's rows are lists.
 * @large: twice as large. Codes that the printer cannot draw
 * by itself stand between the letters as dots.
 * @ret: end with letters_done(). FAIL_INPUT they want dots: a script without a page, from right to left, a picture · FAIL_LIMIT LETTERS_MAX_BYTES.
 */
enum fail letters_make(const struct profile *profile, const struct paper_list *blocks, bool large, struct letters *ret);

/** letters_done - wipe; accepts a zeroed one. */
void letters_done(struct letters *letters);
