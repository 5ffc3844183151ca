/* SPDX-License-Identifier: MIT */
/* handback.h - who typed for somebody has stopped: each answer that changed meanwhile is gone through, as it was and as it is; kept, changed, or put back. */
/*
 * DESIGN: the answers as they stood when it was allowed to type are kept beside those that stand now, in secret memory and in the visit's copy; what differs is
 * what changed. Staff are out before the first is shown; what they might not see stays hidden until the person shows it, as they may stand there still.
 */
#pragma once

#include "firmware/forms/form.h"

#include <stdbool.h>
#include <stddef.h>

enum { HANDBACK_MAX = 200 };

struct handback {
	/* in the copy, with the answers before */
	bool on;                        /* it is gone through; or, while one is changed, will be again */
	int at;                         /* how many were looked at */
	int page;                       /* one is changed there; -1 none */
	char name[41];                  /* who helped; "" somebody let in by a code */
};

/* An answer that differs; of a repeated page all of its answers at once, with its first question. */
struct handback_change { int page; const struct form_component *component; bool repeat; };

struct visit;

/** handback_changes - what differs from how it was, in the form's order; of the pages that are asked as the answers are now. Returns how many. */
size_t handback_changes(const struct visit *visit, struct handback_change ret[static HANDBACK_MAX]);
