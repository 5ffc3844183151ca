/* SPDX-License-Identifier: MIT */
/* place.h - a place of its own for each case: loop, certificate, an HTTPS server whose answers the case writes. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/loop.h"
#include "tests/backoffice/https.h"

#include <stdbool.h>

struct place {
	char folder[64], url[64];
	struct loop *loop;
	struct https *https;
	struct buffer ca, certificate, key;
	https_call call;      /* may be changed at any time */
	void *context;        /* its */
	int requests;
};

/** place_open - its own folder, loop and server. */
void place_open(struct place *place, https_call call, void *context);
void place_close(struct place *place);

/** place_until - turn the loop until @holds says so; false if it does not within twenty real seconds. */
bool place_until(struct place *place, bool (*holds)(void *context), void *context);

/** place_pass - let @by_ms pass at once, for all that runs here. */
void place_pass(int64_t by_ms);
