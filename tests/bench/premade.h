/* SPDX-License-Identifier: MIT */
/* premade.h - events of one kiosk and the signed requests that carry them, made before a measure begins. */
#pragma once

#include "tests/backoffice/storage.h"

#include <stddef.h>

struct premade {
	struct storage_event *events;   /* as the council's storage takes them */
	json_t **parsed;                /* what they borrow from */
	size_t count;
	int64_t sequence;               /* of the newest, over all premade_events() */
	struct device *device;
	char source[DEVICE_SOURCE_MAX_BYTES];
};

/** premade_open - the kiosk @id with a key in the file @key (made). 0, or -1. premade_close - safe for one that is zero. */
int premade_open(struct premade *premade, const char *id, const char *key);
void premade_close(struct premade *premade);

/** premade_events - @count new ones take the place of those it had. 0, or -1. */
int premade_events(struct premade *premade, size_t count);

/** premade_requests - a file for premade.lua: them all, @batch in a request, for the council at @url ("https://127.0.0.1:1234"). Tokens hold for 300 s. 0, or -1. */
int premade_requests(const struct premade *premade, size_t batch, const char *url, const char *path);
