/* SPDX-License-Identifier: MIT */
/* import.h - a kiosk's queue that came on a stick: the same checks as over the wire, and as often as anybody likes. */
#pragma once

#include "tests/backoffice/storage.h"

enum { IMPORT_PART_MAX_BYTES = 8 * 1024 * 1024 };

struct import_count { int64_t parts, accepted, duplicates, conflicts, refused; };

/**
 * import_folder - every part NNNNNN.ndjson in @folder/queue-…/ (or in @folder itself) whose NNNNNN.jwt a kiosk signed that is let in: its events are put
 * as if they had come over the wire, with a delivery for each of @targets (NULL: none). A part that does not hold is left out whole, said in the log
 * and counted in @ret->refused; so is an event that is not this kiosk's.
 * FAIL_IO the folder cannot be read · FAIL_STORE, FAIL_LIMIT.
 */
enum fail import_folder(struct storage *storage, const char *folder, const char *const *targets, struct import_count *ret);
