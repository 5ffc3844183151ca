/* SPDX-License-Identifier: MIT */
/* draft.h - answers that somebody goes on with later: sealed with a secret that is not here (../envelope/draft.h), for a short time, once. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/envelope/draft.h"

#include <stdint.h>

struct store; /* store.h */

enum {
	DRAFTS_MAX = 16,
	DRAFT_SERVICE_MAX_BYTES = 128, DRAFT_LANGUAGE_MAX_BYTES = 16,
};

/* Nothing of it says anything of anybody but in which language they read. */
struct draft_row {
	struct draft_name name, code;              /* what it is found by: its token, its code while the run lasts that it was kept in */
	char lock[DRAFT_LOCK_BYTES];               /* the token, locked with the code and that run's key */
	char service[DRAFT_SERVICE_MAX_BYTES + 1], language[DRAFT_LANGUAGE_MAX_BYTES + 1];
	int64_t kept_ms, until_ms;                 /* wall clock */
};

/** draft_keep - @row with @body, sealed; on the disk on FAIL_NONE. The same once more changes nothing. FAIL_BUSY there are DRAFTS_MAX, or the code is another's · FAIL_LIMIT · FAIL_STORE · FAIL_FULL. */
enum fail draft_keep(struct store *store, const struct draft_row *row, const void *body, size_t size);

/** draft_find - the one of that name, or of a code of that name, that has time left at @now_ms; its sealed body is appended to @body (NULL: not wanted). FAIL_EMPTY (no words) · FAIL_STORE · FAIL_LIMIT. */
enum fail draft_find(struct store *store, const char *name, int64_t now_ms, struct draft_row *ret, struct buffer *body);

/** draft_list - up to DRAFTS_MAX that have time left, the oldest first. */
enum fail draft_list(struct store *store, int64_t now_ms, struct draft_row ret[static DRAFTS_MAX], size_t *ret_count);

/** draft_end - it was opened: it is gone, and its bytes overwritten. FAIL_EMPTY (no words) · FAIL_STORE · FAIL_FULL. */
enum fail draft_end(struct store *store, const char *name);

/** draft_expire - the same of all whose time is over at @now_ms; none lasts longer than @longest_ms from now on, whatever a clock said before. @ret: how many went. */
enum fail draft_expire(struct store *store, int64_t now_ms, int64_t longest_ms, int64_t *ret);
