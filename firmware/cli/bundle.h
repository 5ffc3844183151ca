/* SPDX-License-Identifier: MIT */
/* bundle.h - the verbs of `foyer bundle` and what they share; each takes its own name as @argv[0] and returns the exit status. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/bundle/manifest.h"
#include "firmware/store/content_build.h"

#include <limits.h>

enum { BUNDLE_JSON_MAX_BYTES = 64 * 1024, BUNDLE_SOURCES_MAX = 64 };

/* bundle.json as it was read; paths are relative to the folder that it lies in. */
struct bundle_input {
	char folder[PATH_MAX];
	json_t *file;                                    /* owns the texts */
	struct manifest head;                            /* version, times, force, targets; no parts */
	struct { const char *path[BUNDLE_SOURCES_MAX]; size_t count; } sources[PART_COUNT];
	const char *addresses, *rounds, *areas;          /* of PART_CONTENT; NULL */
};

/* The parts of a version as files in a folder of their own, in order of their paths. */
struct bundle_tree {
	char root[PATH_MAX];
	struct manifest_part *parts; size_t count;       /* the paths are the tree's own */
};

/** bundle_keys, bundle_build, bundle_content, bundle_check - 0 done · 1 something is wrong with what was given · 2 wrong options. */
int bundle_keys(int argc, char **argv);
int bundle_build(int argc, char **argv);
int bundle_content(int argc, char **argv);
int bundle_check(int argc, char **argv);

/** bundle_input_parse - @bytes of a bundle.json alone, for the fuzzer. bundle_input_read - @folder/bundle.json. End with bundle_input_done(), also after a failure. FAIL_INPUT which member and why · FAIL_LIMIT · FAIL_EMPTY · FAIL_IO. */
enum fail bundle_input_parse(const char *bytes, size_t size, struct bundle_input *ret);
enum fail bundle_input_read(const char *folder, struct bundle_input *ret);
void bundle_input_done(struct bundle_input *input);

/** bundle_tree_make - all parts of @input as they go onto a kiosk, under the new folder @root: words compiled, content.db built. End with bundle_tree_done(), which leaves the files. FAIL_INPUT · FAIL_LIMIT · FAIL_EMPTY · FAIL_IO. */
enum fail bundle_tree_make(const struct bundle_input *input, const char *root, struct bundle_tree *ret);
void bundle_tree_done(struct bundle_tree *tree);

/** bundle_tree_check - forms, colours, words, settings and keys, as a kiosk reads them; @assets: what the bundle leaves to the firmware. Says each finding with file and member. Returns how many. */
size_t bundle_tree_check(const struct bundle_tree *tree, const char *assets);

/** bundle_words_check - whether the language file @path says what @english (a language file too) says: the same keys, the same {names}. Says each finding. Returns how many. */
size_t bundle_words_check(const char *english, const char *path);

/** bundle_content_build - @sources → the file @content; each row left out is told in the file @told, the first also here. As content_build(). */
enum fail bundle_content_build(const struct content_sources *sources, const char *content, const char *told);

/** bundle_password - the first line of the file @path, at most 1024 bytes, into @ret; "" for NULL. FAIL_LIMIT · FAIL_EMPTY · FAIL_IO. */
enum fail bundle_password(const char *path, struct buffer *ret);

/** bundle_remove - the folder @path and all in it; nothing if it is not there. */
void bundle_remove(const char *path);
