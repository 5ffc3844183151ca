/* SPDX-License-Identifier: MIT */
/* peer.h - the bare program: one connection, the same tables, the same pragmas, four prepared inserts, one COMMIT. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct peer;

/** peer_open - the store that queue_fill() made in @folder: its tables cannot differ, from here on it is a bare program's. NULL when that fails. */
struct peer *peer_open(const char *folder);
void peer_close(struct peer *peer);

/** peer_commit - the five rows of submission @number, whose event is @event. Returns 0, or SQLite's code. */
int peer_commit(struct peer *peer, int64_t number, const char *id, const char *reference, const char *event, size_t size);
