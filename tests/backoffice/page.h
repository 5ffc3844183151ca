/* SPDX-License-Identifier: MIT */
/* page.h - what arrived, for people: one plain page. */
#pragma once

#include "tests/backoffice/https.h"
#include "tests/backoffice/storage.h"

enum { PAGE_ROWS_MAX = 200 };

/** page_answer - GET /: the newest PAGE_ROWS_MAX events. What is in them is sealed and not shown. */
void page_answer(struct storage *storage, struct https_answer *answer);

/** page_style_answer - GET /style.css. */
void page_style_answer(struct https_answer *answer);
