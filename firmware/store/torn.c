/* SPDX-License-Identifier: MIT */
/* Commits that the log lost the thread of. */
/* DESIGN: SQLite ends its log at the first frame whose checksum is wrong, and the next checkpoint writes over the rest: one bad sector there takes all
 * commits behind it along, acknowledged ones too, and nobody hears of it. A torn last commit looks the same, so neither is judged here: the log is
 * copied, and salvage puts back what is whole and not known. */
/* SOURCE: sqlite.org/fileformat2.html §4.1, §4.2, §4.4. */
#include "firmware/store/torn.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"
#include "firmware/store/quarantine.h"
#include "firmware/store/store.h"

#include <limits.h>
#include <string.h>

enum { HEADER_BYTES = 32, FRAME_HEADER_BYTES = 24, FRAME_BYTES = FRAME_HEADER_BYTES + STORE_PAGE_BYTES, LOG_MAX_BYTES = 64 * 1024 * 1024 };

static uint32_t big_endian(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static uint32_t little_endian(const uint8_t *bytes)
{
	return (uint32_t)bytes[3] << 24 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[1] << 8 | bytes[0];
}

struct sum { uint32_t one, two; bool big; };

static void sum_add(struct sum *sum, const uint8_t *bytes, size_t size)
{
	uint32_t (*word)(const uint8_t *) = sum->big ? big_endian : little_endian;
	for (size_t i = 0; i < size; i += 8) {
		sum->one += word(bytes + i) + sum->two;
		sum->two += word(bytes + i + 4) + sum->one;
	}
}

static bool sum_is(const struct sum *sum, const uint8_t *kept)
{
	return big_endian(kept) == sum->one && big_endian(kept + 4) == sum->two;
}

/* How many frames SQLite will take: up to the last commit before the thread breaks. -1: not even the header. */
static int64_t frames_held(const uint8_t *log, int64_t frames)
{
	struct sum sum = { .big = log[3] & 1 };
	int64_t held = 0;
	sum_add(&sum, log, 24);
	if (!sum_is(&sum, log + 24))
		return -1;
	for (int64_t i = 0; i < frames; i++) {
		const uint8_t *frame = log + HEADER_BYTES + i * FRAME_BYTES;
		sum_add(&sum, frame, 8);
		sum_add(&sum, frame + FRAME_HEADER_BYTES, STORE_PAGE_BYTES);
		if (memcmp(frame + 8, log + 16, 8) != 0 || !sum_is(&sum, frame + 16))
			break;
		held = big_endian(frame + 4) > 0 ? i + 1 : held;
	}
	return held;
}

/* Frames of earlier rounds lie behind the newest; they have other salts. One whose salts are damaged has neighbours that are not. */
static bool is_torn(const uint8_t *log, size_t size)
{
	if (size < HEADER_BYTES + FRAME_BYTES)
		return false;
	int64_t frames = (int64_t)(size - HEADER_BYTES) / FRAME_BYTES, held = frames_held(log, frames);
	for (int64_t i = held < 0 ? 0 : held; i < frames; i++)
		if (held < 0 || memcmp(log + HEADER_BYTES + i * FRAME_BYTES + 8, log + 16, 8) == 0)
			return true;
	return false;
}

enum fail torn_keep(const char *folder, int64_t now_ms, char *ret_place, size_t room)
{
	char path[PATH_MAX];
	BUFFER_AUTO log;
	buffer_init(&log, LOG_MAX_BYTES);
	ret_place[0] = '\0';
	TRY(file_path(path, sizeof path, folder, "store.db-wal"));
	enum fail fail = file_read(path, &log);
	if (fail == FAIL_EMPTY)
		return FAIL_NONE;
	TRY(fail);
	if (!is_torn((const uint8_t *)log.bytes, log.size_bytes))
		return FAIL_NONE;
	TRY(quarantine_place(folder, now_ms, ret_place, room));
	TRY(file_path(path, sizeof path, ret_place, "store.db-wal"));
	return file_replace(path, log.bytes, log.size_bytes, 0600);
}
