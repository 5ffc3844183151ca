/* SPDX-License-Identifier: MIT */
/* file.h - whole files: read with a maximum, replaced so that a power cut leaves the old or the new one. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/** file_read - append @path's bytes to @ret (whose maximum holds). FAIL_EMPTY no such file · FAIL_LIMIT · FAIL_IO. */
enum fail file_read(const char *path, struct buffer *ret);

/** file_write_all - all @size bytes to @fd, in as many writes as it takes. False: errno says why. */
bool file_write_all(int fd, const void *bytes, size_t size);

/** file_replace - write @bytes beside @path, fsync, rename over it, fsync the folder. FAIL_IO leaves the old file. */
enum fail file_replace(const char *path, const void *bytes, size_t size, mode_t mode);

/** file_sync_folder - fsync the folder itself, so that names in it are durable. FAIL_IO. */
enum fail file_sync_folder(const char *path);

/** file_make_folder - mkdir -p with @mode for each new part. FAIL_IO. */
enum fail file_make_folder(const char *path, mode_t mode);

/** file_path - @folder and @name joined with "/" into @ret. FAIL_LIMIT when longer than PATH_MAX. */
enum fail file_path(char *ret, size_t room, const char *folder, const char *name);
