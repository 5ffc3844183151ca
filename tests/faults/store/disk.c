/* SPDX-License-Identifier: MIT */
/* The disk that forgets. */
#include "disk.h"

#include "firmware/base/fail.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { FILES = 8, NAME_BYTES = 64 };
enum kind { WRITE, TRUNCATE, CREATE, REMOVE };

struct bytes { char *at; size_t size, room; };
struct operation { enum kind kind; int file; size_t offset; struct bytes bytes; struct operation *next; };
struct file { char name[NAME_BYTES]; bool used, exists, kept_exists, syncs_name; struct bytes now, kept; };
struct disk {
	struct file files[FILES];
	struct operation *first, **last;
	long count, cut_at, fail_at;
	int fail_code, sector_bytes;
	bool dead;
	sqlite3_vfs vfs;
};
struct disk_image { struct file files[FILES]; struct operation *first; };
struct handle { sqlite3_file base; struct disk *disk; int file; int flags; bool powersafe; };

static struct disk *present; /* the folder's sync has no other way to find it */

static void *must(void *memory)
{
	if (!memory)
		abort();
	return memory;
}

static void bytes_write(struct bytes *b, const void *from, size_t size, size_t offset)
{
	size_t end = offset + size;
	if (end > b->room) {
		b->room = end * 2;
		b->at = must(realloc(b->at, b->room));
	}
	if (offset > b->size)
		memset(b->at + b->size, 0, offset - b->size);
	memcpy(b->at + offset, from, size);
	b->size = end > b->size ? end : b->size;
}

static void bytes_cut(struct bytes *b, size_t size)
{
	b->size = size < b->size ? size : b->size;
}

static void bytes_copy(struct bytes *to, const struct bytes *from)
{
	to->size = 0;
	if (from->size > 0)
		bytes_write(to, from->at, from->size, 0);
}

static void operations_clear(struct disk *disk)
{
	while (disk->first) {
		struct operation *gone = disk->first;
		disk->first = gone->next;
		free(gone->bytes.at);
		free(gone);
	}
	disk->last = &disk->first;
}

static void pend(struct disk *disk, enum kind kind, int file, size_t offset, const void *from, size_t size)
{
	struct operation *o = must(calloc(1, sizeof *o));
	*o = (struct operation){ .kind = kind, .file = file, .offset = offset };
	if (size > 0)
		bytes_write(&o->bytes, from, size, 0);
	*disk->last = o;
	disk->last = &o->next;
}

/* one more operation; SQLITE_OK when it may happen */
static int tick(struct disk *disk)
{
	if (disk->dead)
		return SQLITE_IOERR;
	disk->count++;
	if (disk->count == disk->cut_at) {
		disk->dead = true;
		return SQLITE_IOERR;
	}
	return disk->count == disk->fail_at ? disk->fail_code : SQLITE_OK;
}

static void forget_pending(struct disk *disk, int file, bool names)
{
	for (struct operation **at = &disk->first; *at;) {
		struct operation *o = *at;
		bool is_name = o->kind == CREATE || o->kind == REMOVE;
		if (is_name == names && (file < 0 || o->file == file)) {
			*at = o->next;
			free(o->bytes.at);
			free(o);
		} else {
			at = &o->next;
		}
	}
	disk->last = &disk->first;
	while (*disk->last)
		disk->last = &(*disk->last)->next;
}

/* write @o into what is kept; names only where @names */
static void apply(struct disk *disk, const struct operation *o, bool names)
{
	struct file *file = &disk->files[o->file];
	switch (o->kind) {
	case WRITE:
		bytes_write(&file->kept, o->bytes.at, o->bytes.size, o->offset);
		break;
	case TRUNCATE:
		bytes_cut(&file->kept, o->offset);
		break;
	case CREATE:
		file->kept_exists |= names;
		break;
	case REMOVE:
		file->kept_exists &= !names;
		file->kept.size = names ? 0 : file->kept.size;
		break;
	}
}

static void keep_name(struct disk *disk, int file)
{
	disk->files[file].kept_exists = disk->files[file].exists;
	if (!disk->files[file].exists)
		disk->files[file].kept.size = 0;
	forget_pending(disk, file, true);
}

/* the store syncs its folder through base; here that is one more operation of this disk */
enum fail __wrap_file_sync_folder(const char *path);
enum fail __wrap_file_sync_folder(const char *path)
{
	(void)path;
	if (!present || tick(present) != SQLITE_OK)
		return FAIL(IO, "the disk is gone");
	for (int i = 0; i < FILES; i++)
		if (present->files[i].used)
			keep_name(present, i);
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
	int code = tick(h->disk);
	if (code != SQLITE_OK)
		return code == SQLITE_IOERR ? SQLITE_IOERR_WRITE : code;
	bytes_write(&h->disk->files[h->file].now, from, (size_t)size, (size_t)offset);
	pend(h->disk, WRITE, h->file, (size_t)offset, from, (size_t)size);
	return SQLITE_OK;
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	struct handle *h = (struct handle *)base;
	int code = tick(h->disk);
	if (code != SQLITE_OK)
		return code == SQLITE_IOERR ? SQLITE_IOERR_TRUNCATE : code;
	bytes_cut(&h->disk->files[h->file].now, (size_t)size);
	pend(h->disk, TRUNCATE, h->file, (size_t)size, NULL, 0);
	return SQLITE_OK;
}

static int file_sync(sqlite3_file *base, int flags)
{
	struct handle *h = (struct handle *)base;
	struct file *file = &h->disk->files[h->file];
	(void)flags;
	int code = tick(h->disk);
	if (code != SQLITE_OK)
		return code == SQLITE_IOERR ? SQLITE_IOERR_FSYNC : code;
	for (const struct operation *o = h->disk->first; o; o = o->next)
		if (o->file == h->file)
			apply(h->disk, o, file->syncs_name);
	forget_pending(h->disk, h->file, false);
	if (file->syncs_name)
		keep_name(h->disk, h->file);
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
	if (!path || disk->dead)
		return SQLITE_CANTOPEN;
	int i = find_or_add(disk, path);
	struct file *file = &disk->files[i];
	if (!file->exists) {
		if (!(flags & SQLITE_OPEN_CREATE))
			return SQLITE_CANTOPEN;
		if (tick(disk) != SQLITE_OK)
			return SQLITE_CANTOPEN;
		file->exists = true;
		file->now.size = 0;
		pend(disk, CREATE, i, 0, NULL, 0);
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
	if (tick(disk) != SQLITE_OK)
		return SQLITE_IOERR_DELETE;
	disk->files[i].exists = false;
	disk->files[i].now.size = 0;
	pend(disk, REMOVE, i, 0, NULL, 0);
	if (sync_folder)
		keep_name(disk, i);
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

struct disk *disk_new(int sector_bytes)
{
	struct disk *disk = must(calloc(1, sizeof *disk));
	sqlite3_vfs *system = sqlite3_vfs_find(NULL);
	disk->sector_bytes = sector_bytes;
	disk->last = &disk->first;
	disk->vfs = *system;
	disk->vfs.iVersion = 1;
	disk->vfs.zName = "powercut";
	disk->vfs.szOsFile = sizeof(struct handle);
	disk->vfs.pAppData = disk;
	disk->vfs.pNext = NULL;
	disk->vfs.xOpen = disk_open;
	disk->vfs.xDelete = disk_delete;
	disk->vfs.xAccess = disk_access;
	disk->vfs.xFullPathname = disk_path;
	sqlite3_vfs_register(&disk->vfs, 0);
	present = disk;
	return disk;
}

static void files_free(struct file *files)
{
	for (int i = 0; i < FILES; i++) {
		free(files[i].now.at);
		free(files[i].kept.at);
	}
}

void disk_free(struct disk *disk)
{
	present = NULL;
	sqlite3_vfs_unregister(&disk->vfs);
	operations_clear(disk);
	files_free(disk->files);
	free(disk);
}

long disk_operations(const struct disk *disk)
{
	return disk->count;
}

void disk_cut_at(struct disk *disk, long number)
{
	disk->cut_at = number;
}

void disk_fail_at(struct disk *disk, long number, int code)
{
	disk->fail_at = number;
	disk->fail_code = code;
}

void disk_kill(struct disk *disk)
{
	disk->dead = true;
}

bool disk_is_dead(const struct disk *disk)
{
	return disk->dead;
}

void disk_revive(struct disk *disk)
{
	disk->dead = false;
}

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
	return *state;
}

static void tear(struct disk *disk, const struct operation *o, uint64_t *random)
{
	struct bytes *kept = &disk->files[o->file].kept;
	size_t sector = (size_t)disk->sector_bytes, end = o->offset + o->bytes.size;
	for (size_t from = o->offset; from < end;) {
		size_t start = from / sector * sector, to = start + sector < end ? start + sector : end;
		uint64_t fate = next_random(random) % 3;
		if (fate == 0)
			bytes_write(kept, o->bytes.at + (from - o->offset), to - from, from);
		if (fate == 1) {
			char noise[4096];
			for (size_t i = 0; i < sector; i++)
				noise[i] = (char)next_random(random);
			bytes_write(kept, noise, sector, start);
		}
		from = to;
	}
}

static void settle(struct disk *disk, const struct operation *o, uint64_t *random)
{
	uint64_t fate = next_random(random) % 4;
	if (fate == 0)
		return;
	if (fate == 1 && o->kind == WRITE) {
		tear(disk, o, random);
		return;
	}
	apply(disk, o, true);
}

void disk_power_on(struct disk *disk, uint64_t seed)
{
	uint64_t random = seed * 0x9e3779b97f4a7c15u + 1;
	for (const struct operation *o = disk->first; o; o = o->next)
		settle(disk, o, &random);
	operations_clear(disk);
	for (int i = 0; i < FILES; i++) {
		struct file *file = &disk->files[i];
		file->exists = file->kept_exists;
		if (!file->exists)
			file->kept.size = 0;
		bytes_copy(&file->now, &file->kept);
	}
	disk->dead = false;
	disk->cut_at = disk->fail_at = 0;
}

static void files_copy(struct file *to, const struct file *from)
{
	for (int i = 0; i < FILES; i++) {
		struct bytes now = to[i].now, kept = to[i].kept;
		to[i] = from[i];
		to[i].now = now, to[i].kept = kept;
		bytes_copy(&to[i].now, &from[i].now);
		bytes_copy(&to[i].kept, &from[i].kept);
	}
}

struct disk_image *disk_save(const struct disk *disk)
{
	struct disk_image *image = must(calloc(1, sizeof *image));
	files_copy(image->files, disk->files);
	struct operation **last = &image->first;
	for (const struct operation *o = disk->first; o; o = o->next) {
		*last = must(calloc(1, sizeof **last));
		**last = (struct operation){ .kind = o->kind, .file = o->file, .offset = o->offset };
		bytes_copy(&(*last)->bytes, &o->bytes);
		last = &(*last)->next;
	}
	return image;
}

void disk_load(struct disk *disk, const struct disk_image *image)
{
	operations_clear(disk);
	files_copy(disk->files, image->files);
	for (const struct operation *o = image->first; o; o = o->next)
		pend(disk, o->kind, o->file, o->offset, o->bytes.at, o->bytes.size);
	disk->count = disk->cut_at = disk->fail_at = 0;
	disk->dead = false;
}

void disk_image_free(struct disk_image *image)
{
	if (!image)
		return;
	while (image->first) {
		struct operation *gone = image->first;
		image->first = gone->next;
		free(gone->bytes.at);
		free(gone);
	}
	files_free(image->files);
	free(image);
}
