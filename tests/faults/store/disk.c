/* SPDX-License-Identifier: MIT */
/* The disk that forgets: what is there now, what is kept, and what hangs between. */
#include "tests/faults/store/disk_inside.h"

#include <stdlib.h>
#include <string.h>

static struct disk *present;

struct disk *disk_present(void)
{
	return present;
}

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

int disk_call(struct disk *disk, enum disk_call call)
{
	const struct disk_fault *fault = &disk->fault;
	long number = ++disk->calls[call];
	bool hit = fault->at > 0 && fault->call == call && (fault->for_ever ? number >= fault->at : number == fault->at);
	return hit ? fault->code : SQLITE_OK;
}

int disk_tick(struct disk *disk)
{
	if (disk->dead)
		return SQLITE_IOERR;
	int code = disk_call(disk, DISK_CHANGE);
	if (disk->calls[DISK_CHANGE] != disk->cut_at)
		return code;
	disk->dead = true;
	return SQLITE_IOERR;
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

void disk_keep_name(struct disk *disk, int file)
{
	if (disk->lies)
		return;
	disk->files[file].kept_exists = disk->files[file].exists;
	if (!disk->files[file].exists)
		disk->files[file].kept.size = 0;
	forget_pending(disk, file, true);
}

void disk_keep(struct disk *disk, int file)
{
	bool names = disk->files[file].syncs_name;
	if (disk->lies)
		return;
	for (const struct operation *o = disk->first; o; o = o->next)
		if (o->file == file)
			apply(disk, o, names);
	forget_pending(disk, file, false);
	if (names)
		disk_keep_name(disk, file);
}

void disk_write(struct disk *disk, int file, const void *from, size_t size, size_t offset)
{
	bytes_write(&disk->files[file].now, from, size, offset);
	pend(disk, WRITE, file, offset, from, size);
}

void disk_truncate(struct disk *disk, int file, size_t size)
{
	bytes_cut(&disk->files[file].now, size);
	pend(disk, TRUNCATE, file, size, NULL, 0);
}

void disk_create(struct disk *disk, int file)
{
	disk->files[file].exists = true;
	disk->files[file].now.size = 0;
	pend(disk, CREATE, file, 0, NULL, 0);
}

void disk_remove(struct disk *disk, int file)
{
	disk->files[file].exists = false;
	disk->files[file].now.size = 0;
	pend(disk, REMOVE, file, 0, NULL, 0);
}

struct disk *disk_new(int sector_bytes)
{
	struct disk *disk = must(calloc(1, sizeof *disk));
	disk->sector_bytes = sector_bytes;
	disk->last = &disk->first;
	disk->vfs = disk_vfs(disk);
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
	return disk->calls[DISK_CHANGE];
}

long disk_calls(const struct disk *disk, enum disk_call call)
{
	return disk->calls[call];
}

void disk_cut_at(struct disk *disk, long number)
{
	disk->cut_at = number;
}

void disk_fail(struct disk *disk, struct disk_fault fault)
{
	disk->fault = fault;
}

void disk_lie(struct disk *disk)
{
	disk->lies = true;
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
	disk->cut_at = disk->fault.at = 0;
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
	memset(disk->calls, 0, sizeof disk->calls);
	disk->cut_at = disk->fault.at = 0;
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
