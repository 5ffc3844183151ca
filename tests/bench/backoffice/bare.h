/* SPDX-License-Identifier: MIT */
/* bare.h - the peer: a loop of inserts over one connection, into tables that the council's storage has made; a commit a batch. */
#pragma once

#include "tests/backoffice/storage.h"

struct bare;

/** bare_open - over the storage in @folder, or the database @where. NULL when that fails. */
struct bare *bare_open(const char *where, const char *folder);
void bare_close(struct bare *bare);

/** bare_insert - @events in batches of @batch: rows a second, with what the statements take made before the clock starts. -1: it failed. */
double bare_insert(struct bare *bare, const struct storage_event *events, size_t count, size_t batch);
