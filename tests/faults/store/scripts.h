/* SPDX-License-Identifier: MIT */
/* scripts.h - what the store does in its life, in short pieces that can be cut anywhere. */
#pragma once

#include "tests/faults/store/run.h"

struct script {
	const char *name;
	void (*before)(struct run *run);   /* done whole, once; NULL: an empty disk */
	void (*during)(struct run *run);   /* cut at every operation; opening comes first and is part of it */
	int64_t max_pages;
	bool loses_with_normal;            /* part of the negative control */
};

/** scripts - the @ret_count scripts, static. */
const struct script *scripts(int *ret_count);
