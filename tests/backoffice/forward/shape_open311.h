/* SPDX-License-Identifier: MIT */
/* shape_open311.h - a record as firmware/sync/street.h takes it. */
#pragma once

#include "firmware/sync/street.h"
#include "tests/backoffice/forward/shape.h"

/** shape_report - @input as a street report with the words of its form; borrows from both. */
struct street_report shape_report(const struct shape_input *input, struct street_words *ret_words);
