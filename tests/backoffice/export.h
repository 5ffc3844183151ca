/* SPDX-License-Identifier: MIT */
/* export.h - GET /v1/export?after=CURSOR&limit=N: what has arrived, sealed as it came, for the council's own programs to fetch. */
#pragma once

#include "tests/backoffice/https.h"
#include "tests/backoffice/office.h"

enum { EXPORT_LIMIT_MAX = STORAGE_ROWS_MAX, EXPORT_LIMIT_DEFAULT = 100, EXPORT_CURSOR_BYTES = 320 };

/** export_cursor_write, export_cursor_read - where a reader is, as text that says nothing to it. FAIL_INPUT not one of ours · FAIL_LIMIT. */
void export_cursor_write(const struct storage_cursor *cursor, char ret[static EXPORT_CURSOR_BYTES]);
enum fail export_cursor_read(const char *text, struct storage_cursor *ret);

/**
 * export_answer - NDJSON: {"received", "event"} a line, oldest first; the last line {"cursor", "count", "more"}; the cursor also as header
 * Foyer-Cursor. The operator's secret as bearer token.
 */
void export_answer(const struct office *office, const struct https_request *request, struct https_answer *answer);
