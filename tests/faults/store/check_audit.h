/* SPDX-License-Identifier: MIT */
/* check_audit.h - the audit on the disk that forgets: one chain, with every row that was promised, and with a submission's row exactly where the submission is. */
#pragma once

#include "firmware/store/store.h"
#include "tests/faults/store/run.h"

/** check_audit - what is wrong with it, in words; "" nothing. @there: of each submission, whether it is in the store. Afterwards what is there counts as told. Static. */
const char *check_audit(struct run *run, const bool there[static RUN_EVENTS_MAX]);
