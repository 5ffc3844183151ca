/* SPDX-License-Identifier: MIT */
/* A commit's frames in one write. */
/* DESIGN: SQLite writes each frame of its log as 24 bytes and then a page: some twenty calls a submission, a seventh of the time that a
 * resident waits for the disk. None of them means anything before the sync at their end, so they can go as one, just before it.
 * A commit may sync in the middle of a frame that fills up the sector; the rest of it, a piece of its head and its page, goes straight
 * through: after COMMIT nothing may be held here, for SQLite will read that frame, and what fails later must not take it along. */
/* SOURCE: sqlite.org: c3ref/io_methods.html, walformat.html. */
#include "firmware/store/gather.h"

#include "firmware/store/store.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOG_HEADER_BYTES = 32, FRAME_BYTES = 24 + STORE_PAGE_BYTES };

struct gather { sqlite3_vfs vfs, *below; char name[40]; };

struct log_file {
	sqlite3_file base;
	char *bytes;              /* GATHER_BYTES, held back */
	int size;
	sqlite3_int64 offset;     /* of the first */
	sqlite3_int64 end;        /* of the last write */
	bool tail;                /* a sync came in the middle of a frame: its rest is not held back */
	sqlite3_file *below;      /* lies behind this */
};

static struct log_file *of(sqlite3_file *base)
{
	return (struct log_file *)base;
}

static bool frame_ends(sqlite3_int64 offset)
{
	return offset >= LOG_HEADER_BYTES && (offset - LOG_HEADER_BYTES) % FRAME_BYTES == 0;
}

static int let_go(struct log_file *file)
{
	int size = file->size;
	file->size = 0;
	return size == 0 ? SQLITE_OK : file->below->pMethods->xWrite(file->below, file->bytes, size, file->offset);
}

static int log_close(sqlite3_file *base)
{
	struct log_file *file = of(base);
	int wrote = let_go(file), closed = file->below->pMethods->xClose(file->below);
	free(file->bytes);
	file->bytes = NULL;
	return wrote == SQLITE_OK ? closed : wrote;
}

static int log_read(sqlite3_file *base, void *ret, int size, sqlite3_int64 offset)
{
	struct log_file *file = of(base);
	int code = let_go(file);
	return code == SQLITE_OK ? file->below->pMethods->xRead(file->below, ret, size, offset) : code;
}

static int log_write(sqlite3_file *base, const void *from, int size, sqlite3_int64 offset)
{
	struct log_file *file = of(base);
	bool through = file->tail || size > GATHER_BYTES;
	if (through || offset != file->offset + file->size || size > GATHER_BYTES - file->size) {
		int code = let_go(file);
		if (code != SQLITE_OK)
			return code;
		file->offset = offset;
	}
	file->end = offset + size;
	file->tail = file->tail && !frame_ends(file->end);
	if (through)
		return file->below->pMethods->xWrite(file->below, from, size, offset);
	memcpy(file->bytes + file->size, from, (size_t)size);
	file->size += size;
	return SQLITE_OK;
}

static int log_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	struct log_file *file = of(base);
	int code = let_go(file);
	return code == SQLITE_OK ? file->below->pMethods->xTruncate(file->below, size) : code;
}

static int log_sync(sqlite3_file *base, int flags)
{
	struct log_file *file = of(base);
	int code = let_go(file);
	file->tail = !frame_ends(file->end);
	return code == SQLITE_OK ? file->below->pMethods->xSync(file->below, flags) : code;
}

static int log_size(sqlite3_file *base, sqlite3_int64 *ret)
{
	struct log_file *file = of(base);
	int code = let_go(file);
	return code == SQLITE_OK ? file->below->pMethods->xFileSize(file->below, ret) : code;
}

static int log_lock(sqlite3_file *base, int level)
{
	return of(base)->below->pMethods->xLock(of(base)->below, level);
}

static int log_unlock(sqlite3_file *base, int level)
{
	return of(base)->below->pMethods->xUnlock(of(base)->below, level);
}

static int log_reserved(sqlite3_file *base, int *ret)
{
	return of(base)->below->pMethods->xCheckReservedLock(of(base)->below, ret);
}

static int log_control(sqlite3_file *base, int operation, void *argument)
{
	return of(base)->below->pMethods->xFileControl(of(base)->below, operation, argument);
}

static int log_sector(sqlite3_file *base)
{
	return of(base)->below->pMethods->xSectorSize(of(base)->below);
}

static int log_character(sqlite3_file *base)
{
	return of(base)->below->pMethods->xDeviceCharacteristics(of(base)->below);
}

static const sqlite3_io_methods methods = {
	.iVersion = 1, .xClose = log_close, .xRead = log_read, .xWrite = log_write, .xTruncate = log_truncate, .xSync = log_sync,
	.xFileSize = log_size, .xLock = log_lock, .xUnlock = log_unlock, .xCheckReservedLock = log_reserved, .xFileControl = log_control,
	.xSectorSize = log_sector, .xDeviceCharacteristics = log_character,
};

static int gather_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *ret_flags)
{
	struct gather *gather = (struct gather *)vfs;
	if (!(flags & SQLITE_OPEN_WAL))
		return gather->below->xOpen(gather->below, path, base, flags, ret_flags);
	struct log_file *file = of(base);
	*file = (struct log_file){ .below = (sqlite3_file *)(file + 1) };
	int code = gather->below->xOpen(gather->below, path, file->below, flags, ret_flags);
	if (code != SQLITE_OK)
		return code;
	file->bytes = malloc(GATHER_BYTES);
	if (!file->bytes)
		abort();
	file->base.pMethods = &methods;
	return SQLITE_OK;
}

enum fail gather_new(const char *vfs, struct gather **ret)
{
	sqlite3_vfs *below = sqlite3_vfs_find(vfs);
	if (!below)
		return FAIL(STORE, "SQLite has no file layer \"%s\"", vfs ? vfs : "of its own");
	struct gather *gather = calloc(1, sizeof *gather);
	if (!gather)
		abort();
	*gather = (struct gather){ .vfs = *below, .below = below };
	snprintf(gather->name, sizeof gather->name, "gather-%p", (void *)gather); /* two stores may be open in one program */
	gather->vfs.zName = gather->name;
	gather->vfs.pNext = NULL;
	gather->vfs.szOsFile = (int)sizeof(struct log_file) + below->szOsFile;
	gather->vfs.xOpen = gather_open;
	sqlite3_vfs_register(&gather->vfs, 0);
	*ret = gather;
	return FAIL_NONE;
}

const char *gather_name(const struct gather *gather)
{
	return gather->name;
}

void gather_free(struct gather *gather)
{
	if (!gather)
		return;
	sqlite3_vfs_unregister(&gather->vfs);
	free(gather);
}
