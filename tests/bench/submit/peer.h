/* SPDX-License-Identifier: MIT */
/* peer.h - the bare program: one connection, the same tables, the same pragmas, four prepared inserts, one COMMIT. */
#pragma once

#include <stddef.h>

struct peer;

/** peer_open - a database with the store's own tables in @folder (exists). NULL when that fails. */
struct peer *peer_open(const char *folder);
void peer_close(struct peer *peer);

/** peer_commit - the four rows of submission @number, whose event is @event. Returns 0, or SQLite's code. */
int peer_commit(struct peer *peer, int number, const char *id, const char *reference, const char *event, size_t size);
