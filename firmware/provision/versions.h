/* SPDX-License-Identifier: MIT */
/* versions.h - the versions on the disk: ROOT/versions/N, each whole and never changed, and ROOT/current, which leads to the one in use. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/bundle/manifest.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

enum { VERSIONS_WORDS_BYTES = 256, VERSIONS_TRIES_MAX = 3 };

/* ROOT/versions/record.json: what must be known after a power cut. */
struct versions_record {
	int64_t good;       /* the last one that came up; 0 the firmware's own assets */
	int64_t previous;   /* the one before it, kept to go back to */
	int64_t trial;      /* switched to, or about to be; 0 none */
	int64_t tries;      /* starts of this program during that trial */
	struct { int64_t version; char hash[MANIFEST_HASH_BYTES + 1], words[VERSIONS_WORDS_BYTES]; } refused; /* the last that did not come up; version 0 none */
};

struct versions {
	char root[PATH_MAX], folder[PATH_MAX], current[PATH_MAX]; /* ROOT, ROOT/versions, ROOT/current */
	char assets[PATH_MAX];                                    /* the firmware's own */
	struct versions_record record;
};

/** versions_open - make ROOT/versions if need be and read the record; a record that is broken counts as none, and is said. FAIL_IO · FAIL_LIMIT. */
enum fail versions_open(const char *root, const char *assets, struct versions *ret);

/** versions_current - what ROOT/current leads to: a number, 0 for nothing usable. */
int64_t versions_current(const struct versions *versions);

/** versions_write - keep the record, durably. FAIL_IO. */
enum fail versions_write(const struct versions *versions);

/**
 * versions_stage - put @manifest's version together from @inbox/blobs: copies that are what the manifest names, links to the firmware's assets
 * for what it leaves to them. Complete and durable on FAIL_NONE; else nothing that anybody looks at has changed.
 * @bytes, @signature: kept beside it. FAIL_SIGNATURE a blob is not what it must be · FAIL_EMPTY one is missing · FAIL_IO.
 */
enum fail versions_stage(struct versions *versions, const struct manifest *manifest, const struct buffer *bytes, const struct buffer *signature, const char *inbox);

/** versions_switch - ROOT/current leads to @version from now on, or nowhere (0): at once and durably. FAIL_IO the old one stays. */
enum fail versions_switch(const struct versions *versions, int64_t version);

/** versions_begin - note the trial of @version, then switch to it. versions_settle - it came up: it is the good one. FAIL_IO. */
enum fail versions_begin(struct versions *versions, int64_t version);
enum fail versions_settle(struct versions *versions);
/** versions_back - switch back to the good one and remember why the trial, whose manifest has @hash, was refused. FAIL_IO. */
enum fail versions_back(struct versions *versions, const char *hash, const char *words);

/** versions_recover - after a start: whether a trial goes on (FAIL_BUSY), was given up (FAIL_DENIED, all is as before it), or there is none. FAIL_IO. */
enum fail versions_recover(struct versions *versions);

/** versions_sweep - remove what is neither good, previous nor on trial. Failing is no harm. */
void versions_sweep(const struct versions *versions);

/** versions_hash - of the manifest that lies in @version's folder. FAIL_EMPTY · FAIL_IO. */
enum fail versions_hash(const struct versions *versions, int64_t version, char ret[static MANIFEST_HASH_BYTES + 1]);
