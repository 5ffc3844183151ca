/* SPDX-License-Identifier: MIT */
/* far_end.h - tests: one of our fakes of other people's servers, as a process in a folder. */
#pragma once

#include "tests/lib/given.h"
#include "tests/lib/process.h"

struct far_end { struct process process; char folder[GIVEN_PATH_BYTES], url[128]; };

/** far_end_place - a folder of its own below @parent. Nothing runs yet. */
void far_end_place(struct far_end *far, const char *parent);
/** far_end_start - `bin/PROGRAM --dir FOLDER` with @options (NULL at the end), where it was before if it ran; it listens when this returns. */
void far_end_start(struct far_end *far, const char *program, const char *const *options);
/** far_end_stop - it alone; what it took stays. */
void far_end_stop(struct far_end *far);
/** far_end_ca - the certificate that vouches for it, PEM; new. */
char *far_end_ca(const struct far_end *far);
/** far_end_taken - how many of what it took have @word in them; NULL: how many there are. */
size_t far_end_taken(const struct far_end *far, const char *word);
