/* SPDX-License-Identifier: MIT */
/* answer.h - what was answered, in words for the one who answered; texts are the tree's. */
#pragma once

#include "firmware/forms/review.h"
#include "ui/widgets/build.h"

/** answer_words - of one row. answer_item - of answer @index of the repeated page @page, in one line. answer_item_name - what that one is called: "Child 2". */
const char *answer_words(const struct build *build, const struct review_row *row);
const char *answer_item(const struct build *build, int page, size_t index);
const char *answer_item_name(const struct build *build, const struct form_page *page, size_t index);
