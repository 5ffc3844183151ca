/* SPDX-License-Identifier: MIT */
/* missed_bin.h - a resident who reports a missed bin: what they answer and how far they go. */
#pragma once

#include "tests/lib/walker.h"

/* What they say; ends with a NULL node. */
extern const struct walker_answer missed_bin_answers[];

/** missed_bin_begin - from idle to the first question. */
void missed_bin_begin(struct kiosk *kiosk);
/** missed_bin_check - from idle to check answers. */
void missed_bin_check(struct kiosk *kiosk);
/** at_check - whether check answers is shown (its last part has the button that sends). */
bool at_check(struct kiosk *kiosk);
/** print_at_the_desk - `foyer receipt`: who left without their receipt comes back for it. */
void print_at_the_desk(struct kiosk *kiosk, const char *reference);

/** missed_bin_send - from idle to the confirmation; the reference shown, in @ret. */
void missed_bin_send(struct kiosk *kiosk, char ret[static 32]);
/** missed_bin_reference - wait for the confirmation and read its reference. */
void missed_bin_reference(struct kiosk *kiosk, char ret[static 32]);
