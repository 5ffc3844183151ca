/* SPDX-License-Identifier: MIT */
/* parked.h - somebody who reports a missed bin stops in the middle, and has their answers kept. */
#pragma once

#include "tests/lib/kiosk.h"

#define PARKED_ANSWER "14 Zwblywick Terrace"
#define PARKED_NODE "field:place__addressLine1"

/** parked_answer - from idle; the first page is answered: when they go on, PARKED_NODE is shown again with PARKED_ANSWER. */
void parked_answer(struct kiosk *kiosk);
/** parked_keep - have it kept, on a Monday at ten; @ret: the letters of the code. */
void parked_keep(struct kiosk *kiosk, char ret[static 8]);
