/* SPDX-License-Identifier: MIT */
/* audit.h - inside firmware/cli only: the audit's lines, from a running kiosk or from a file, one after the other. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/envelope/chain_file.h"

/* Called with the head and then each row, without its newline, with its number in the order of the lines from 1. What it returns ends the reading. */
typedef enum fail (*audit_line_call)(void *context, int64_t number, const char *line, size_t size);

/** audit_from_kiosk - the audit of the kiosk that runs in @state, up to what is there now. @carried: it is carried away, which is a row too. FAIL_OFFLINE · FAIL_STORE · what @call returned. */
enum fail audit_from_kiosk(const char *state, bool carried, audit_line_call call, void *context);

/** audit_from_file - the lines of @path. FAIL_EMPTY no such file · FAIL_LIMIT a line longer than CHAIN_LINE_MAX_BYTES · FAIL_SIGNATURE it ends in the middle of one · FAIL_IO · what @call returned. */
enum fail audit_from_file(const char *path, audit_line_call call, void *context);

/** audit_to_file - the audit of the kiosk in @state as the file @path, whole or not at all. @ret: how the check of what was written went. FAIL_OFFLINE · FAIL_IO. */
struct audit_written { int64_t rows; enum fail check; char words[512]; bool is_signed; };
enum fail audit_to_file(const char *state, const char *path, struct audit_written *ret);
