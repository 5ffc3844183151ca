/* SPDX-License-Identifier: MIT */
/* files.h - the few files that the desk serves: read once at start, a fixed table. A path is never made into a file's name. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"

enum { FILES_MAX = 5, FILE_MAX_BYTES = 64 * 1024 };

struct file { const char *path, *type; struct buffer buffer; char tag[20]; }; /* tag: an ETag with its quotes */
struct files { struct file at[FILES_MAX]; };

/** files_read - the page's style, scripts and the council's colours and logo out of the assets in @folder. End with files_done(), also after a failure. FAIL_EMPTY one is missing · FAIL_INPUT · FAIL_LIMIT · FAIL_IO. */
enum fail files_read(const char *folder, struct files *ret);
void files_done(struct files *files);

/** files_find - what is served at @path, exactly; NULL: nothing is. */
const struct file *files_find(const struct files *files, const char *path);
