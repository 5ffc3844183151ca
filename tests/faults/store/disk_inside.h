/* SPDX-License-Identifier: MIT */
/* disk_inside.h - inside tests/faults/store only: what the disk is made of, for its model and for the VFS before it. */
#pragma once

#include "tests/faults/store/disk.h"

#include <sqlite3.h>
#include <stddef.h>

enum { FILES = 8, NAME_BYTES = 64 };
/* an operation that is not synced yet */
enum kind { WRITE, TRUNCATE, CREATE, REMOVE };

struct bytes { char *at; size_t size, room; };
struct operation { enum kind kind; int file; size_t offset; struct bytes bytes; struct operation *next; };
struct file { char name[NAME_BYTES]; bool used, exists, kept_exists, syncs_name; struct bytes now, kept; };
struct disk {
	struct file files[FILES];
	struct operation *first, **last;
	long calls[DISK_CALLS], cut_at;
	struct disk_fault fault;
	int sector_bytes;
	bool dead, lies;
	sqlite3_vfs vfs;
};
struct disk_image { struct file files[FILES]; struct operation *first; };

/** disk_present - the one disk there is; NULL when there is none. The folder's sync has no other way to find it. */
struct disk *disk_present(void);

/** disk_call - one more of that kind; SQLITE_OK when it may happen. disk_tick - one more change, which may be the one that the power goes before. */
int disk_call(struct disk *disk, enum disk_call call);
int disk_tick(struct disk *disk);

/** disk_write, disk_truncate, disk_create, disk_remove - do it now, keep it pending. */
void disk_write(struct disk *disk, int file, const void *from, size_t size, size_t offset);
void disk_truncate(struct disk *disk, int file, size_t size);
void disk_create(struct disk *disk, int file);
void disk_remove(struct disk *disk, int file);
/** disk_keep - the file's contents are synced (and its name, for a log or journal). disk_keep_name - its name is. */
void disk_keep(struct disk *disk, int file);
void disk_keep_name(struct disk *disk, int file);

/** disk_vfs - the VFS "powercut" in front of @disk. */
sqlite3_vfs disk_vfs(struct disk *disk);
