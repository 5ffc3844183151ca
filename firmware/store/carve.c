/* SPDX-License-Identifier: MIT */
/*
 * carve.c - DESIGN: the trees are not followed, for one damaged page near the root would hide thousands of rows. Every page of the database and
 * every frame of its log is looked at by itself; a leaf's cells name their overflow pages. What is found proves itself by its own checksum.
 * SOURCE: sqlite.org/fileformat2.html §1.5, §1.6, §2.1, §4.
 */
#include "firmware/store/carve.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/instant.h"
#include "firmware/store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	PAGE = STORE_PAGE_BYTES,
	FILE_HEADER_BYTES = 100,            /* before the first page's own header */
	LOG_HEADER_BYTES = 32, FRAME_HEADER_BYTES = 24,
	LEAF_TABLE = 0x0d, LEAF_HEADER_BYTES = 8,
	LOCAL_MAX = PAGE - 35,              /* a payload up to that lies in its page whole */
	LOCAL_MIN = (PAGE - 12) * 32 / 255 - 23,
	OVERFLOW_BYTES = PAGE - 4,          /* behind the number of the next page */
	RECORD_MAX_BYTES = ENVELOPE_EVENT_MAX_BYTES + 16,
};

struct carve {
	int database_fd, log_fd;            /* -1: there is none */
	int64_t database_pages, log_pages, at;
	int cell;                           /* of the page at hand that comes next; by words, the byte to go on from */
	bool loaded, by_words;
	uint8_t page[PAGE];
	uint8_t record[RECORD_MAX_BYTES];
};

/* A run of bytes that is read from front to back; once it is too short it stays bad. */
struct cursor { const uint8_t *bytes; size_t left; bool bad; };

static uint64_t big_endian(const uint8_t *bytes, int count)
{
	uint64_t value = 0;
	for (int i = 0; i < count; i++)
		value = value << 8 | bytes[i];
	return value;
}

/* SQLite's variable-length integer: seven bits a byte, the ninth byte all eight. */
static uint64_t varint(struct cursor *cursor)
{
	uint64_t value = 0;
	for (int i = 0; i < 9 && !cursor->bad; i++) {
		if (cursor->left == 0) {
			cursor->bad = true;
			return 0;
		}
		uint8_t one = *cursor->bytes++;
		cursor->left--;
		if (i == 8)
			return value << 8 | one;
		value = value << 7 | (one & 0x7f);
		if (!(one & 0x80))
			return value;
	}
	return value;
}

/* ---- pages ---- */

/* A part that is not there has no bytes. */
static enum fail part_open(const char *place, const char *name, int *ret_fd, int64_t *ret_bytes)
{
	char path[PATH_MAX];
	struct stat info;
	TRY(file_path(path, sizeof path, place, name));
	*ret_fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (*ret_fd < 0 && errno == ENOENT)
		return FAIL_NONE;
	if (*ret_fd < 0 || fstat(*ret_fd, &info) != 0 || !S_ISREG(info.st_mode))
		return FAIL(IO, "cannot read %s", path);
	*ret_bytes = info.st_size;
	return FAIL_NONE;
}

enum fail carve_open(const char *place, struct carve **ret)
{
	struct carve *carve = calloc(1, sizeof *carve);
	int64_t database_bytes = 0, log_bytes = 0;
	if (!carve)
		abort();
	carve->database_fd = carve->log_fd = -1;
	enum fail fail = part_open(place, "store.db", &carve->database_fd, &database_bytes);
	if (fail == FAIL_NONE)
		fail = part_open(place, "store.db-wal", &carve->log_fd, &log_bytes);
	if (fail != FAIL_NONE) {
		carve_close(carve);
		return fail;
	}
	carve->database_pages = database_bytes / PAGE;
	carve->log_pages = log_bytes < LOG_HEADER_BYTES ? 0 : (log_bytes - LOG_HEADER_BYTES) / (FRAME_HEADER_BYTES + PAGE);
	*ret = carve;
	return FAIL_NONE;
}

void carve_close(struct carve *carve)
{
	if (!carve)
		return;
	if (carve->database_fd >= 0)
		close(carve->database_fd);
	if (carve->log_fd >= 0)
		close(carve->log_fd);
	free(carve);
}

int64_t carve_pages(const struct carve *carve)
{
	return carve->database_pages + carve->log_pages;
}

int64_t carve_at(const struct carve *carve)
{
	return carve->at;
}

void carve_seek(struct carve *carve, int64_t at)
{
	carve->at = at < 0 ? 0 : at > carve_pages(carve) ? carve_pages(carve) : at;
	carve->loaded = false;
}

static bool read_at(int fd, void *ret, size_t size, int64_t offset)
{
	ssize_t got;
	do
		got = pread(fd, ret, size, offset);
	while (got < 0 && errno == EINTR);
	return got == (ssize_t)size;
}

static int64_t frame_offset(int64_t frame)
{
	return LOG_HEADER_BYTES + frame * (FRAME_HEADER_BYTES + PAGE);
}

/* Pages of the database come first, then the log's frames. */
static bool page_read(const struct carve *carve, int64_t at, uint8_t ret[static PAGE])
{
	if (at < carve->database_pages)
		return read_at(carve->database_fd, ret, PAGE, at * PAGE);
	return read_at(carve->log_fd, ret, PAGE, frame_offset(at - carve->database_pages) + FRAME_HEADER_BYTES);
}

static int64_t frame_number(const struct carve *carve, int64_t frame)
{
	uint8_t bytes[4];
	return read_at(carve->log_fd, bytes, sizeof bytes, frame_offset(frame)) ? (int64_t)big_endian(bytes, 4) : 0;
}

/*
 * Page @number as the page at hand means it. A commit writes its pages side by side into the log, so for a frame it is the nearest one
 * of that number; for a page of the database, and where the log has none, the database's own.
 */
static bool page_named(const struct carve *carve, int64_t number, uint8_t ret[static PAGE])
{
	int64_t here = carve->at - carve->database_pages;
	for (int64_t away = 1; here >= 0 && (here - away >= 0 || here + away < carve->log_pages); away++) {
		if (here + away < carve->log_pages && frame_number(carve, here + away) == number)
			return page_read(carve, carve->at + away, ret);
		if (here - away >= 0 && frame_number(carve, here - away) == number)
			return page_read(carve, carve->at - away, ret);
	}
	return number >= 1 && number <= carve->database_pages && page_read(carve, number - 1, ret);
}

/* ---- rows ---- */

/* The payload of @size bytes that begins at @cursor: what lies in the page, then its overflow pages. */
static bool payload_take(struct carve *carve, struct cursor cursor, size_t size)
{
	size_t local = size, taken;
	if (size > LOCAL_MAX) {
		local = LOCAL_MIN + (size - LOCAL_MIN) % OVERFLOW_BYTES;
		local = local <= LOCAL_MAX ? local : LOCAL_MIN;
	}
	if (size > RECORD_MAX_BYTES || cursor.left < local + (local < size ? 4 : 0))
		return false;
	memcpy(carve->record, cursor.bytes, local);
	int64_t next = local < size ? (int64_t)big_endian(cursor.bytes + local, 4) : 0;
	for (taken = local; taken < size;) {
		uint8_t page[PAGE];
		size_t piece = size - taken < OVERFLOW_BYTES ? size - taken : OVERFLOW_BYTES;
		if (!page_named(carve, next, page))
			return false;
		memcpy(carve->record + taken, page + 4, piece);
		next = (int64_t)big_endian(page, 4);
		taken += piece;
	}
	return true;
}

/* Whether the @size bytes of the record are (NULL, text): a row of the body table. @ret: the text. */
static bool body_find(const struct carve *carve, size_t size, struct cursor *ret)
{
	static const char begins[] = "{\"specversion\"";
	struct cursor header = { carve->record, size, false };
	uint64_t header_bytes = varint(&header), first = varint(&header), second = varint(&header);
	if (header.bad || (size_t)(header.bytes - carve->record) != header_bytes || first != 0 || second < 13 || second % 2 == 0)
		return false;
	uint64_t length = (second - 13) / 2;
	if (length != header.left || length < sizeof begins || memcmp(header.bytes, begins, sizeof begins - 1) != 0)
		return false;
	*ret = header;
	return true;
}

/* The event in @text, if it is whole: then its own words are enough, whatever its row was called. */
static enum fail event_take(const struct cursor *text, struct carved *ret)
{
	json_t *event;
	TRY(envelope_event_check((const char *)text->bytes, text->left, &event));
	int64_t time_ms = 0;
	const char *id = json_text_or(event, "id", "");
	unsigned long long sequence = strtoull(json_text_or(event, "sequence", "0"), NULL, 10);
	bool whole = envelope_event_whole((const char *)text->bytes, text->left) && sequence >= 1 && sequence <= INT64_MAX;
	enum fail fail = whole ? instant_read(json_text_or(event, "time", ""), &time_ms) : FAIL(INPUT, "the event was changed");
	if (fail == FAIL_NONE) {
		memcpy(ret->id.text, id, ID_TEXT_BYTES);
		ret->sequence = (int64_t)sequence;
		ret->created_ms = time_ms;
		snprintf(ret->reference.text, sizeof ret->reference.text, "%s", json_text_or(event, "subject", ""));
		buffer_clear(&ret->event);
		fail = buffer_add(&ret->event, text->bytes, text->left);
	}
	json_decref(event);
	return fail;
}

/* The cell at @offset of the page at hand. FAIL_EMPTY: no row of ours. */
static enum fail cell_take(struct carve *carve, size_t offset, struct carved *ret, int64_t *damaged)
{
	if (offset >= PAGE)
		return FAIL_EMPTY;
	struct cursor cursor = { carve->page + offset, PAGE - offset, false }, text;
	uint64_t size = varint(&cursor);
	(void)varint(&cursor); /* the row's number */
	if (cursor.bad || size > RECORD_MAX_BYTES || !payload_take(carve, cursor, (size_t)size) ||
	    !body_find(carve, (size_t)size, &text))
		return FAIL_EMPTY;
	if (event_take(&text, ret) == FAIL_NONE)
		return FAIL_NONE;
	fail_clear(); /* damage is what we came for */
	(*damaged)++;
	return FAIL_EMPTY;
}

static enum fail page_load(struct carve *carve)
{
	carve->cell = 0;
	carve->by_words = false;
	carve->loaded = page_read(carve, carve->at, carve->page);
	return carve->loaded ? FAIL_NONE : FAIL(IO, "page %lld cannot be read", (long long)carve->at + 1);
}

/* A page whose head is damaged may hold an event all the same, where it is short enough to lie in one page: its words begin and end it. */
static enum fail text_take(struct carve *carve, struct carved *ret)
{
	static const char begins[] = "{\"specversion\"", ends[] = "\"}";
	const uint8_t *from = carve->page + carve->cell, *start = memmem(from, (size_t)(carve->page + PAGE - from), begins, sizeof begins - 1);
	while (start) {
		size_t left = (size_t)(carve->page + PAGE - start);
		const uint8_t *end = memmem(start, left, ends, sizeof ends - 1);
		carve->cell = (int)(start + 1 - carve->page);
		if (end && event_take(&(struct cursor){ start, (size_t)(end - start) + sizeof ends - 1, false }, ret) == FAIL_NONE)
			return FAIL_NONE;
		fail_clear();
		start = memmem(start + 1, left - 1, begins, sizeof begins - 1);
	}
	return FAIL_EMPTY;
}

/* The next whole event of the page at hand: first by its cells, then by the words alone, for a damaged head names no cells. */
static enum fail page_next(struct carve *carve, struct carved *ret, int64_t *damaged)
{
	size_t begins = carve->at == 0 && carve->database_pages > 0 ? FILE_HEADER_BYTES : 0;
	const uint8_t *header = carve->page + begins, *pointers = header + LEAF_HEADER_BYTES;
	int cells = (int)big_endian(header + 3, 2);
	bool is_leaf = header[0] == LEAF_TABLE && begins + LEAF_HEADER_BYTES + 2 * (size_t)cells <= PAGE;
	while (is_leaf && !carve->by_words && carve->cell < cells) {
		size_t offset = (size_t)big_endian(pointers + 2 * (size_t)carve->cell++, 2);
		if (cell_take(carve, offset, ret, damaged) == FAIL_NONE)
			return FAIL_NONE;
	}
	if (!carve->by_words)
		carve->cell = 0;
	carve->by_words = true;
	return text_take(carve, ret);
}

enum fail carve_next(struct carve *carve, int64_t pages, struct carved *ret, int64_t *ret_damaged)
{
	for (; pages > 0 && carve->at < carve_pages(carve); pages--) {
		enum fail fail = carve->loaded ? FAIL_NONE : page_load(carve);
		if (fail == FAIL_NONE && page_next(carve, ret, ret_damaged) == FAIL_NONE)
			return FAIL_NONE;
		carve->at++;
		carve->loaded = false;
		TRY(fail);
	}
	return FAIL_EMPTY;
}
