/* SPDX-License-Identifier: MIT */
/* picture.h - what people see of a kiosk, compared. LIMITS: only on a screen that does not show the time. */
#pragma once

#include "tests/lib/kiosk.h"

enum { PICTURE_BYTES = 128 };

/** picture_of - the mark of all pixels of the panel, as the display server shows them. */
void picture_of(struct kiosk *kiosk, char ret[static PICTURE_BYTES]);

/** picture_await - until it is @picture again; fails the case after PROCESS_WAIT_MS. @after: what happened, for its words. */
void picture_await(struct kiosk *kiosk, const char *picture, const char *after);
