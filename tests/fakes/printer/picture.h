/* SPDX-License-Identifier: MIT */
/* picture.h - a receipt as a PNG, with the paper's own margins. */
#pragma once

#include "firmware/base/fail.h"
#include "tests/fakes/printer/fake_printer.h"

enum { PICTURE_MARGIN_DOTS = 32 }; /* 80 mm paper is 640 dots wide, of which a head reaches 576 */

/** picture_write - @path is written whole or not at all (beside it first, then renamed). FAIL_IO. */
enum fail picture_write(const char *path, const struct fake_receipt *receipt);
