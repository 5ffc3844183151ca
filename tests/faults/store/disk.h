/* SPDX-License-Identifier: MIT */
/* disk.h - a disk in memory under SQLite that forgets what was not synced when its power is cut. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/*
 * The model. Writes, truncations, new names and removals are pending until the file, or for names the folder, is synced; a log or journal
 * brings its name along with its own first sync, as SQLite's unix layer does. A cut applies each pending operation whole, not at all, or
 * torn: sector by sector written, left, or filled with noise, and noise takes whole sectors, with what was in them before.
 * Not modelled: damage to sectors nobody was writing.
 */
struct disk;

/** disk_new - empty; registers itself with SQLite as the VFS "powercut" (one at a time). @sector_bytes: 512 or 4096. */
struct disk *disk_new(int sector_bytes);
void disk_free(struct disk *disk);

/** disk_operations - operations so far. disk_cut_at - the power goes just before operation @number (0: never). */
long disk_operations(const struct disk *disk);
void disk_cut_at(struct disk *disk, long number);
/** disk_fail - call @fault.at of its kind answers with SQLite's @fault.code and does nothing; that one only, or all from then on. at 0: none. */
enum disk_call { DISK_CHANGE, DISK_READ, DISK_OPEN, DISK_CALLS };
struct disk_fault { enum disk_call call; int code; bool for_ever; long at; };
void disk_fail(struct disk *disk, struct disk_fault fault);
/** disk_calls - of that kind so far; changes are disk_operations(). */
long disk_calls(const struct disk *disk, enum disk_call call);

/** disk_lie - from now on it says that it has synced and has not. */
void disk_lie(struct disk *disk);

/** disk_kill - whoever uses the disk is killed: nothing more is done, nothing is lost. disk_is_dead - by kill or cut. disk_revive - the next program starts. */
void disk_kill(struct disk *disk);
bool disk_is_dead(const struct disk *disk);
void disk_revive(struct disk *disk);
/** disk_power_on - what is left after a cut at this moment, by @seed; then it works again. */
void disk_power_on(struct disk *disk, uint64_t seed);

/** disk_save, disk_load - the whole disk as it is, pending operations too; to start many runs from one state. */
struct disk_image;
struct disk_image *disk_save(const struct disk *disk);
void disk_load(struct disk *disk, const struct disk_image *image);
void disk_image_free(struct disk_image *image);
