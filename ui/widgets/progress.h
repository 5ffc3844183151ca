/* SPDX-License-Identifier: MIT */
/* progress.h - the bar of segments; the words beside it are the header's. */
#pragma once

#include "ui/widgets/build.h"

/** progress_show - @done of @of segments are done and, unless all are, the next is now. Nothing when @of is 0. */
void progress_show(struct build *build, size_t done, size_t of, const char *words, bool decor);
