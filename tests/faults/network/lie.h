/* SPDX-License-Identifier: MIT */
/* lie.h - tests: answers that are not the back office's, or not what it did; and how long a kiosk waits after each. */
#pragma once

#include "tests/faults/network/proxy.h"

#include <stdint.h>

struct lie {
	const char *name;
	enum proxy_verdict verdict; /* PROXY_ANSWER: nothing was kept; PROXY_PASS_ANSWER: it was */
	const char *status, *fields, *body;
	int64_t min_s, max_s;       /* the wait that follows */
	const char *why;            /* part of the words for it */
};

/** lie_count - how many there are. lie_at - the @index-th. */
size_t lie_count(void);
const struct lie *lie_at(size_t index);

/** lie_judge - a judge that says the struct lie in its context to every request. lie_write - the reply's bytes. */
enum proxy_verdict lie_judge(void *context, const char *request, size_t size, struct buffer *ret_reply);
void lie_write(const char *status, const char *fields, const char *body, struct buffer *ret);
