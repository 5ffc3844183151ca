/* SPDX-License-Identifier: MIT */
/* audit.h - who did what, line behind line; nothing in it is ever changed, and the oldest go only up to a checkpoint, so that the rest still proves itself. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/envelope/chain.h"

#include <stddef.h>
#include <stdint.h>

struct device; /* firmware/envelope/device.h */
struct store;  /* store.h */

enum {
	AUDIT_KEEP_DAYS = 90,
	AUDIT_MAX_ROWS = 120000,      /* about 50 MB; one a page of a smaller store: see audit_max_rows() */
	AUDIT_CUT_MAX_ROWS = 2000,    /* that go at once */
	AUDIT_READ_MAX = 50,
	AUDIT_APPEND_MAX = 32,
};

struct audit_head { int64_t first, last; char hash[SHA256_TEXT_BYTES]; }; /* numbers of the oldest and the newest row, 0 none; the newest's hash */

/** audit_head - as last committed. Cost: none. */
struct audit_head audit_head(const struct store *store);

/** audit_max_rows - so many rows this store keeps, and up to two checkpoints' worth more: the oldest go first. */
int64_t audit_max_rows(const struct store *store);

/**
 * audit_append - @count (1..AUDIT_APPEND_MAX) rows behind the newest, in one transaction. Given: all but seq, prev, kid, signature and hash, which are
 * filled in. @device: signs checkpoints; NULL there is no key.
 * FAIL_NONE it is on the disk · FAIL_INPUT a text that may not stand there · FAIL_LIMIT · FAIL_FULL · FAIL_STORE nothing was kept, or (when the disk
 * failed at its end) all of it. Cost: one fsync.
 */
enum fail audit_append(struct store *store, const struct device *device, struct chain_row *rows, size_t count);

/**
 * audit_read - the lines after row @after, each with a newline, at most @max (1..AUDIT_READ_MAX), appended to @ret as long as its maximum allows.
 * @ret_last: the number of the last of them. FAIL_EMPTY none · FAIL_LIMIT · FAIL_STORE.
 */
enum fail audit_read(struct store *store, int64_t after, size_t max, struct buffer *ret, int64_t *ret_last);

/** audit_checkpoint - the newest checkpoint. FAIL_EMPTY none yet · FAIL_STORE, also when its line is not whole. */
enum fail audit_checkpoint(struct store *store, struct chain_row *ret);

/** audit_tail - whether the newest @rows rows are whole and in one chain. FAIL_SIGNATURE they are not, in words that name the row · FAIL_STORE. */
enum fail audit_tail(struct store *store, int64_t rows);
