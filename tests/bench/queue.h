/* SPDX-License-Identifier: MIT */
/* queue.h - a store with events that wait, made faster than submitting them. */
#pragma once

#include <stdint.h>

enum { QUEUE_JWE_BYTES = 3000 };

/** queue_jwe - what looks like a sealed form of QUEUE_JWE_BYTES; nobody can open it. */
void queue_jwe(char ret[static QUEUE_JWE_BYTES + 1]);

/**
 * queue_fill - a store in @folder (made) with @count whole events of @source waiting, as that many submissions of the last days leave it: print
 * jobs and journal rows stand for the newest of them only. One transaction over the store's own tables, on the disk when it returns. 0, or -1.
 */
int queue_fill(const char *folder, const char *source, int64_t count);

/** queue_settings - @folder/kiosk.json of the kiosk @id, whose store may hold that queue; @office: its "backoffice" as JSON, or NULL. 0, or -1. */
int queue_settings(const char *folder, const char *id, const char *office);
