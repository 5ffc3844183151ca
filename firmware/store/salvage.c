/* SPDX-License-Identifier: MIT */
/* Back into the queue. */
/* DESIGN: An event that was delivered before may come back too, from an old page of the log: the far end knows it by its id. Sending twice is
 * harmless, losing one is not. */
#include "firmware/store/salvage.h"

#include "firmware/base/file.h"
#include "firmware/envelope/base64url.h"
#include "firmware/store/carve.h"
#include "firmware/store/journal.h"
#include "firmware/store/room.h"
#include "firmware/store/sql.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define DONE_NAME "salvaged.json"

struct salvage {
	char place[PATH_MAX];
	struct carve *carve;
	struct carved event;
	struct salvage_count count;
};

static bool is_done(const char *place)
{
	char path[PATH_MAX];
	struct stat info;
	return file_path(path, sizeof path, place, DONE_NAME) != FAIL_NONE || stat(path, &info) == 0;
}

/* Names are times, so that the first in order is the oldest. */
enum fail salvage_next(const char *folder, char *ret, size_t room)
{
	char parent[PATH_MAX], path[PATH_MAX], best[NAME_MAX + 1] = "";
	TRY(file_path(parent, sizeof parent, folder, "quarantine"));
	DIR *open = opendir(parent);
	if (!open)
		return errno == ENOENT ? FAIL_EMPTY : FAIL(IO, "cannot look into %s", parent);
	for (const struct dirent *entry; (entry = readdir(open));) {
		if (entry->d_name[0] == '.' || file_path(path, sizeof path, parent, entry->d_name) != FAIL_NONE || is_done(path))
			continue;
		if (best[0] == '\0' || strcmp(entry->d_name, best) < 0)
			snprintf(best, sizeof best, "%s", entry->d_name);
	}
	closedir(open);
	return best[0] ? file_path(ret, room, parent, best) : FAIL_EMPTY;
}

enum fail salvage_open(const char *place, struct salvage **ret)
{
	struct carve *carve;
	TRY(carve_open(place, &carve));
	struct salvage *salvage = calloc(1, sizeof *salvage);
	if (!salvage)
		abort();
	*salvage = (struct salvage){ .carve = carve, .count.pages = carve_pages(carve) };
	snprintf(salvage->place, sizeof salvage->place, "%s", place);
	buffer_init(&salvage->event.event, OUTBOX_EVENT_MAX_BYTES);
	*ret = salvage;
	return FAIL_NONE;
}

void salvage_close(struct salvage *salvage)
{
	if (!salvage)
		return;
	carve_close(salvage->carve);
	buffer_done(&salvage->event.event);
	free(salvage);
}

static enum fail known(struct store *store, const struct event_id *id)
{
	SQL_AUTO *row = sql_start(store, STATEMENT_OUTBOX_KNOWN, SQL_VALUES(sql_text(id->text)));
	return sql_step(store, row);
}

/* Its row's number: its own, or, where a clock that went back has given that again, a new one. The event's bytes stay as they are. */
static enum fail number_for(struct store *store, const struct carved *event, int64_t *ret)
{
	SQL_AUTO *row = sql_start(store, STATEMENT_OUTBOX_TAKEN, SQL_VALUES(sql_number(event->sequence)));
	enum fail fail = sql_step(store, row);
	if (fail == FAIL_NONE)
		*ret = ++store->counting.sequence;
	if (fail == FAIL_EMPTY)
		*ret = event->sequence;
	return fail == FAIL_EMPTY ? FAIL_NONE : fail;
}

/* As it was submitted; its delays and the proof that it was tried are gone with the old store. */
static enum fail put_back(struct store *store, const struct carved *event, int64_t now_ms)
{
	char sha256[SHA256_TEXT_BYTES];
	int64_t sequence = 0;
	TRY(number_for(store, event, &sequence));
	sha256_text(event->event.bytes, event->event.size_bytes, sha256);
	TRY(sql_run(store, STATEMENT_OUTBOX_ADD, SQL_VALUES(sql_number(sequence), sql_text(event->id.text), sql_number(event->created_ms),
	            sql_number((int64_t)event->event.size_bytes), sql_text(sha256), sql_text(event->reference.text))));
	TRY(sql_run(store, STATEMENT_BODY_ADD, SQL_VALUES(sql_number(sequence), sql_bytes(event->event.bytes, event->event.size_bytes))));
	store->counting.waiting++;
	if (strcmp(event->id.text, store->newest.text) > 0)
		store->newest = event->id;
	return journal_add(store, now_ms, JOURNAL_SALVAGED, &event->id, sequence);
}

/* One event, in the open transaction. */
static enum fail consider(struct salvage *salvage, struct store *store, int64_t now_ms, struct salvage_count *count)
{
	const struct carved *event = &salvage->event;
	enum fail fail = known(store, &event->id);
	if (fail == FAIL_NONE)
		count->known++;
	if (fail != FAIL_EMPTY)
		return fail;
	TRY(room_for(store, event->event.size_bytes));
	TRY(put_back(store, event, now_ms));
	count->kept++;
	return FAIL_NONE;
}

static enum fail step_inside(struct salvage *salvage, struct store *store, int64_t now_ms, struct salvage_count *count)
{
	int64_t until = carve_at(salvage->carve) + SALVAGE_STEP_PAGES;
	for (int events = 0; events < SALVAGE_STEP_EVENTS;) {
		enum fail fail = carve_next(salvage->carve, until - carve_at(salvage->carve), &salvage->event, &count->damaged);
		if (fail == FAIL_IO) {
			count->unreadable++;
			fail_clear();
			continue;
		}
		if (fail != FAIL_NONE)
			break;
		int64_t kept = count->kept;
		TRY(consider(salvage, store, now_ms, count));
		events += count->kept > kept;
	}
	return FAIL_NONE;
}

static enum fail done_write(const struct salvage *salvage)
{
	const struct salvage_count *count = &salvage->count;
	char path[PATH_MAX], text[256];
	int length = snprintf(text, sizeof text, "{\"kept\":%lld,\"known\":%lld,\"damaged\":%lld,\"unreadable\":%lld}\n", (long long)count->kept,
		(long long)count->known, (long long)count->damaged, (long long)count->unreadable);
	TRY(file_path(path, sizeof path, salvage->place, DONE_NAME));
	TRY(file_replace(path, text, (size_t)length, 0600));
	return FAIL_EMPTY;
}

enum fail salvage_step(struct salvage *salvage, struct store *store, int64_t now_ms)
{
	int64_t began = carve_at(salvage->carve);
	struct salvage_count count = salvage->count;
	if (began == carve_pages(salvage->carve))
		return done_write(salvage);
	TRY(sql_transaction(store));
	enum fail fail = sql_finish(store, step_inside(salvage, store, now_ms, &count));
	if (fail != FAIL_NONE) {
		carve_seek(salvage->carve, began);
		return fail;
	}
	count.done = carve_at(salvage->carve);
	salvage->count = count;
	return FAIL_NONE;
}

struct salvage_count salvage_count(const struct salvage *salvage)
{
	return salvage->count;
}
