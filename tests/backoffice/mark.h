/* SPDX-License-Identifier: MIT */
/* mark.h - the council's own word on a submission, by the people who deal with it. */
#pragma once

#include "tests/backoffice/storage.h"

/** mark_reference - whoever asks for @reference hears @status ("received", "in-progress" or "done") from now on, and @note, one of stage.h's words or "". FAIL_EMPTY nothing like that has arrived · FAIL_INPUT · FAIL_STORE. */
enum fail mark_reference(struct storage *storage, const char *reference, const char *status, const char *note, int64_t now_ms);

/** mark_command - `mark DIR REFERENCE STATUS [--note WORD] [--storage …]`. */
enum fail mark_command(const char *folder, int argc, char **argv);
