/* SPDX-License-Identifier: MIT */
/* targets.h - where submissions go on to: targets.json in the back office's folder. */
#pragma once

#include "tests/backoffice/forward/shape.h"
#include "tests/backoffice/storage.h"

enum { TARGETS_FILE_MAX_BYTES = 64 * 1024, TARGETS_CA_MAX_BYTES = 32 * 1024, TARGETS_NAME_MAX_BYTES = 32 };

struct target {
	const char *name;
	const struct shape *shape;
	const json_t *setting;
	struct buffer ca;                  /* authorities (PEM) that alone are trusted; empty: the system's */
	bool can_look_up;
	int64_t since_ms;                  /* nothing that arrived before is sent on */
	unsigned failures;                 /* of the way there, in a row */
	int64_t not_before_ms, accepted_ms; /* nothing is tried before; the last time that it took something */
	json_t *known;                     /* service codes that were looked at: true, or what is wrong with them */
};

struct targets { json_t *file; struct target list[STORAGE_TARGETS_MAX]; size_t count; };

/**
 * targets_read - @folder/targets.json. @ret: end with targets_done(), whatever is returned. FAIL_EMPTY there is no such file · FAIL_INPUT says
 * which target and which member is wrong · FAIL_LIMIT.
 */
enum fail targets_read(const char *folder, struct targets *ret);

/** targets_take - the same of @file, which is @ret's from now on. */
enum fail targets_take(const char *folder, json_t *file, struct targets *ret);
void targets_done(struct targets *targets);
