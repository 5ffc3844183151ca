/* SPDX-License-Identifier: MIT */
/* done.h - parts of the confirmation page: the reference, and what became of the receipt. */
#pragma once

#include "ui/widgets/build.h"

/** done_reference_type - as large as the reference fits in @inner. */
enum type_style done_reference_type(const struct build *build, int inner);

/** done_receipt - what became of the receipt, and what can be done about it, in @width. done_receipt_height - its room in @width. done_receipt_rows - the same in a column that turns, below a title of @title_height. */
void done_receipt(struct build *build, int width);
int done_receipt_height(const struct build *build, int width);
void done_receipt_rows(struct build *build, int title_height);
