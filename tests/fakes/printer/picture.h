/* SPDX-License-Identifier: MIT */
/* picture.h - a piece of paper as a PNG: its whole width, its density, and a ragged edge where a hand tore it. */
#pragma once

#include "firmware/base/fail.h"
#include "tests/fakes/printer/fake_printer.h"

enum { PICTURE_MARGIN_DOTS = 32 }; /* 80 mm paper is 640 dots wide, of which a head of 576 reaches the middle; above and below as much */

/** picture_margin - white left and right of a head of @dots at @dpi on the paper it is made for, 58 or 80 mm; in dots. */
int picture_margin(int dots, int dpi);

/** picture_write - @path is written whole or not at all (beside it first, then renamed); dots or dpi of 0 are FAKE_DOTS and 203. FAIL_IO. */
enum fail picture_write(const char *path, const struct fake_receipt *receipt);
