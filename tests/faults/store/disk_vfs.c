/* SPDX-License-Identifier: MIT */
/* SQLite's way to the disk that forgets. */
#include "tests/faults/store/disk_inside.h"

#include "firmware/base/fail.h"

#include <stdlib.h>
#include <string.h>

struct handle { sqlite3_file base; struct disk *disk; int file, flags; bool powersafe; };

/* the store syncs its folder through base; here that is one more operation of this disk */
enum fail __wrap_file_sync_folder(const char *path);
enum fail __wrap_file_sync_folder(const char *path)
{
	struct disk *present = disk_present();
	(void)path;
	if (!present || disk_tick(present) != SQLITE_OK)
		return FAIL(IO, "the disk is gone");
	for (int i = 0; i < FILES; i++)
		if (present->files[i].used)
			disk_keep_name(present, i);
	return FAIL_NONE;
}

static int file_close(sqlite3_file *base)
{
	(void)base;
	return SQLITE_OK;
}

static int file_read(sqlite3_file *base, void *to, int size, sqlite3_int64 offset)
{
	struct handle *h = (struct handle *)base;
	const struct bytes *now = &h->disk->files[h->file].now;
	if (h->disk->dead)
		return SQLITE_IOERR_READ;
	int code = disk_call(h->disk, DISK_READ);
	if (code != SQLITE_OK)
		return SQLITE_IOERR_READ;
	size_t wanted = (size_t)size, from = (size_t)offset;
	size_t there = now->size > from ? now->size - from : 0;
	there = there > wanted ? wanted : there;
	if (there > 0)
		memcpy(to, now->at + from, there);
	memset((char *)to + there, 0, wanted - there);
	return there < wanted ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

static int file_write(sqlite3_file *base, const void *from, int size, sqlite3_int64 offset)
{
	struct handle *h = (struct handle *)base;
	int code = disk_tick(h->disk);
	if (code != SQLITE_OK)
		return code == SQLITE_IOERR ? SQLITE_IOERR_WRITE : code;
	disk_write(h->disk, h->file, from, (size_t)size, (size_t)offset);
	return SQLITE_OK;
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	struct handle *h = (struct handle *)base;
	int code = disk_tick(h->disk);
	if (code != SQLITE_OK)
		return code == SQLITE_IOERR ? SQLITE_IOERR_TRUNCATE : code;
	disk_truncate(h->disk, h->file, (size_t)size);
	return SQLITE_OK;
}

static int file_sync(sqlite3_file *base, int flags)
{
	struct handle *h = (struct handle *)base;
	(void)flags;
	int code = disk_tick(h->disk);
	if (code != SQLITE_OK)
		return code == SQLITE_IOERR ? SQLITE_IOERR_FSYNC : code;
	disk_keep(h->disk, h->file);
	return SQLITE_OK;
}

static int file_size(sqlite3_file *base, sqlite3_int64 *ret)
{
	struct handle *h = (struct handle *)base;
	*ret = (sqlite3_int64)h->disk->files[h->file].now.size;
	return h->disk->dead ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

static int file_lock(sqlite3_file *base, int level)
{
	(void)base, (void)level;
	return SQLITE_OK;
}

static int file_reserved(sqlite3_file *base, int *ret)
{
	(void)base;
	*ret = 0;
	return SQLITE_OK;
}

static int file_control(sqlite3_file *base, int operation, void *argument)
{
	(void)base, (void)operation, (void)argument;
	return SQLITE_NOTFOUND;
}

static int file_sector(sqlite3_file *base)
{
	return ((struct handle *)base)->disk->sector_bytes;
}

static int file_character(sqlite3_file *base)
{
	return ((struct handle *)base)->powersafe ? SQLITE_IOCAP_POWERSAFE_OVERWRITE : 0;
}

static const sqlite3_io_methods methods = {
	.iVersion = 1, .xClose = file_close, .xRead = file_read, .xWrite = file_write, .xTruncate = file_truncate, .xSync = file_sync,
	.xFileSize = file_size, .xLock = file_lock, .xUnlock = file_lock, .xCheckReservedLock = file_reserved, .xFileControl = file_control,
	.xSectorSize = file_sector, .xDeviceCharacteristics = file_character,
};

static int find(const struct disk *disk, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	for (int i = 0; i < FILES; i++)
		if (disk->files[i].used && strcmp(disk->files[i].name, name) == 0)
			return i;
	return -1;
}

static int find_or_add(struct disk *disk, const char *path)
{
	int i = find(disk, path);
	if (i >= 0)
		return i;
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	for (i = 0; i < FILES; i++) {
		if (disk->files[i].used)
			continue;
		disk->files[i].used = true;
		memcpy(disk->files[i].name, name, strlen(name) + 1 < NAME_BYTES ? strlen(name) + 1 : NAME_BYTES - 1);
		return i;
	}
	abort();
}

static int disk_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *ret_flags)
{
	struct disk *disk = vfs->pAppData;
	struct handle *h = (struct handle *)base;
	memset(h, 0, sizeof *h);
	if (!path || disk->dead || disk_call(disk, DISK_OPEN) != SQLITE_OK)
		return SQLITE_CANTOPEN;
	int i = find_or_add(disk, path);
	struct file *file = &disk->files[i];
	if (!file->exists) {
		if (!(flags & SQLITE_OPEN_CREATE))
			return SQLITE_CANTOPEN;
		if (disk_tick(disk) != SQLITE_OK)
			return SQLITE_CANTOPEN;
		disk_create(disk, i);
	}
	file->syncs_name = !(flags & SQLITE_OPEN_MAIN_DB);
	*h = (struct handle){ .base.pMethods = &methods, .disk = disk, .file = i, .flags = flags,
	                      .powersafe = flags & SQLITE_OPEN_MAIN_DB ? sqlite3_uri_boolean(path, "psow", 1) : false };
	if (ret_flags)
		*ret_flags = flags;
	return SQLITE_OK;
}

static int disk_delete(sqlite3_vfs *vfs, const char *path, int sync_folder)
{
	struct disk *disk = vfs->pAppData;
	int i = find(disk, path);
	if (i < 0 || !disk->files[i].exists)
		return SQLITE_IOERR_DELETE_NOENT;
	if (disk_tick(disk) != SQLITE_OK)
		return SQLITE_IOERR_DELETE;
	disk_remove(disk, i);
	if (sync_folder)
		disk_keep_name(disk, i);
	return SQLITE_OK;
}

static int disk_access(sqlite3_vfs *vfs, const char *path, int flags, int *ret)
{
	struct disk *disk = vfs->pAppData;
	int i = find(disk, path);
	(void)flags;
	*ret = i >= 0 && disk->files[i].exists && (flags != SQLITE_ACCESS_EXISTS || disk->files[i].now.size > 0);
	return disk->dead ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

static int disk_path(sqlite3_vfs *vfs, const char *path, int room, char *ret)
{
	(void)vfs;
	sqlite3_snprintf(room, ret, "%s", path);
	return SQLITE_OK;
}

sqlite3_vfs disk_vfs(struct disk *disk)
{
	sqlite3_vfs vfs = *sqlite3_vfs_find(NULL);
	vfs.iVersion = 1;
	vfs.zName = "powercut";
	vfs.szOsFile = sizeof(struct handle);
	vfs.pAppData = disk;
	vfs.pNext = NULL;
	vfs.xOpen = disk_open;
	vfs.xDelete = disk_delete;
	vfs.xAccess = disk_access;
	vfs.xFullPathname = disk_path;
	return vfs;
}
