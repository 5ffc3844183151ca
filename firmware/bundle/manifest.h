/* SPDX-License-Identifier: MIT */
/* manifest.h - what a signed version of a kiosk is made of: manifest.json. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/bundle/minisign.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	MANIFEST_MAX_BYTES = 1024 * 1024,
	MANIFEST_PARTS_MAX = 4096,
	MANIFEST_PATH_MAX_BYTES = 255,
	MANIFEST_PART_MAX_BYTES = 256 * 1024 * 1024,
	MANIFEST_TARGETS_MAX = 1024,
	MANIFEST_KEYS_MAX = 4,             /* that a kiosk trusts at once: one in use, others while it changes */
	MANIFEST_HASH_BYTES = 64,          /* SHA-256 in lower-case hex */
};

/* What a part is; its folder in the version says so. */
enum part_kind { PART_FORMS, PART_PAGES, PART_WORDS, PART_THEMES, PART_SETTINGS, PART_KEYS, PART_SITE, PART_HOME, PART_BANK, PART_STAFF, PART_CONTENT, PART_COUNT };

struct manifest_part {
	enum part_kind kind;
	const char *path;                              /* in the version: "forms/missed-bin.json" */
	char sha256[MANIFEST_HASH_BYTES + 1];
	int64_t size_bytes;
};

struct manifest {
	json_t *file;                                  /* owns the texts */
	int64_t version;                               /* 1 … 2^53 - 1 */
	int64_t created_ms, from_ms, until_ms;         /* @until_ms: INT64_MAX without an end */
	bool force;                                    /* may follow a higher version */
	const json_t *targets;                         /* list of kiosks' ids, or "*" in it for all */
	struct manifest_part *parts;                   /* by path, each once */
	size_t part_count;
};

/** part_kind_name - "forms", "pages", …; also the member of bundle.json. Static. part_kind_folder - where such parts lie; "" for content.db, which lies on top. */
const char *part_kind_name(enum part_kind kind);
const char *part_kind_folder(enum part_kind kind);
/** part_path_check - relative, UTF-8 without control characters, no "", "." or ".." in it, at most MANIFEST_PATH_MAX_BYTES, in its kind's folder. FAIL_INPUT · FAIL_LIMIT. */
enum fail part_path_check(const char *path, enum part_kind kind);

/** manifest_read - @bytes → @ret; end with manifest_done(), also after a failure. FAIL_INPUT what is wrong, by member · FAIL_LIMIT. */
enum fail manifest_read(const char *bytes, size_t size, struct manifest *ret);
void manifest_done(struct manifest *manifest);

/** manifest_write - the file's bytes; the same manifest gives the same bytes, and manifest_read() gives it back. Parts must be in order of their paths. FAIL_LIMIT · FAIL_INPUT. */
enum fail manifest_write(const struct manifest *manifest, struct buffer *ret);

/** manifest_is_for - whether kiosk @id is among the targets. */
bool manifest_is_for(const struct manifest *manifest, const char *id);

/** manifest_trust - whether one of @keys (list of base64 public keys) signed @bytes. FAIL_SIGNATURE none did, with the words for each · FAIL_INPUT · FAIL_LIMIT · FAIL_EMPTY there is no key. */
enum fail manifest_trust(const json_t *keys, const void *bytes, size_t size, const char *signature, size_t signature_size);
