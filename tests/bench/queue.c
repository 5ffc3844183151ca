/* SPDX-License-Identifier: MIT */
/* queue.c - the store makes its tables, the envelope its events; only the commits between them are left out. */
#include "tests/bench/queue.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/id.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/envelope.h"
#include "firmware/store/store.h"

#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { OUTBOX, BODY, SPOOL, JOURNAL, STATEMENTS };
enum { PAGES = 1 << 22, SPOOL_ROWS = 1000, JOURNAL_ROWS = 10000 };

struct filling {
	sqlite3 *db;
	sqlite3_stmt *statement[STATEMENTS];
	const char *source;
	int64_t count;
	char jwe[QUEUE_JWE_BYTES + 1];
	struct buffer event;
};

static const char *const text[STATEMENTS] = {
	[OUTBOX] = "INSERT INTO outbox(sequence, id, created_ms, size_bytes, sha256, reference) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
	[BODY] = "INSERT INTO body(sequence, event) VALUES(?1, ?2)",
	[SPOOL] = "INSERT INTO spool(job, reference, service, language, due, submitted_ms, copy, state, pay_pence, desk) VALUES(?1, ?2, 'missed-bin', 'en', '', ?3, 0, 4, 0, 0)",
	[JOURNAL] = ("INSERT INTO journal(time_ms, event, about, amount, sequence, waiting, parked, delivered, last_delivery_ms, job, spool_waiting) "
	            "VALUES(?3, 0, ?2, ?1, ?1, ?1, 0, 0, 0, ?1, 0)"),
};

void queue_jwe(char ret[static QUEUE_JWE_BYTES + 1])
{
	size_t head = (size_t)snprintf(ret, QUEUE_JWE_BYTES + 1, "eyJh..abcd.");
	memset(ret + head, 'Q', QUEUE_JWE_BYTES - head - 5);
	memcpy(ret + QUEUE_JWE_BYTES - 5, ".tagg", 6);
}

static int tables_make(const char *folder)
{
	const struct store_options options = { .folder = folder, .max_pages = PAGES };
	struct store_opening opening;
	struct store *store = NULL;
	if (file_make_folder(folder, 0700) != FAIL_NONE || store_open(&options, &opening, &store) != FAIL_NONE)
		return -1;
	store_close(store);
	return 0;
}

static int run(sqlite3_stmt *statement)
{
	int code = sqlite3_step(statement);
	sqlite3_reset(statement);
	return code == SQLITE_DONE ? 0 : -1;
}

static int event_write(struct filling *filling, int64_t sequence, int64_t now_ms)
{
	sqlite3_stmt *const *s = filling->statement;
	char digest[SHA256_TEXT_BYTES];
	struct event_id id = id_new(now_ms);
	struct reference reference = reference_new("MB");
	const struct envelope_head head = { .id = id, .source = filling->source, .type = "uk.foyer.submission.v1", .time_ms = now_ms, .subject = reference.text };
	buffer_clear(&filling->event);
	if (envelope_event(&head, sequence, "synced", filling->jwe, &filling->event) != FAIL_NONE)
		return -1;
	sha256_text(filling->event.bytes, filling->event.size_bytes, digest);
	for (int i = 0; i < STATEMENTS; i++)
		sqlite3_bind_int64(s[i], 1, sequence);
	sqlite3_bind_text(s[OUTBOX], 2, id.text, -1, SQLITE_STATIC);
	sqlite3_bind_int64(s[OUTBOX], 3, now_ms);
	sqlite3_bind_int64(s[OUTBOX], 4, (sqlite3_int64)filling->event.size_bytes);
	sqlite3_bind_text(s[OUTBOX], 5, digest, -1, SQLITE_STATIC);
	sqlite3_bind_text(s[OUTBOX], 6, reference.text, -1, SQLITE_STATIC);
	sqlite3_bind_text(s[BODY], 2, filling->event.bytes, (int)filling->event.size_bytes, SQLITE_STATIC);
	sqlite3_bind_text(s[SPOOL], 2, reference.text, -1, SQLITE_STATIC);
	sqlite3_bind_int64(s[SPOOL], 3, now_ms);
	sqlite3_bind_text(s[JOURNAL], 2, id.text, -1, SQLITE_STATIC);
	sqlite3_bind_int64(s[JOURNAL], 3, now_ms);
	return run(s[OUTBOX]) != 0 || run(s[BODY]) != 0 || (sequence > filling->count - SPOOL_ROWS && run(s[SPOOL]) != 0) ||
		(sequence > filling->count - JOURNAL_ROWS && run(s[JOURNAL]) != 0) ? -1 : 0;
}

static int rows_write(struct filling *filling)
{
	int64_t now_ms = clock_wall_ms();
	for (int i = 0; i < STATEMENTS; i++)
		if (sqlite3_prepare_v2(filling->db, text[i], -1, &filling->statement[i], NULL) != SQLITE_OK)
			return -1;
	for (int64_t sequence = 1; sequence <= filling->count; sequence++)
		if (event_write(filling, sequence, now_ms) != 0)
			return -1;
	return sqlite3_exec(filling->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK ? 0 : -1;
}

static int sync_file(const char *path)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);
	int failed = fd < 0 || fsync(fd) != 0;
	if (fd >= 0)
		close(fd);
	return failed ? -1 : 0;
}

int queue_fill(const char *folder, const char *source, int64_t count)
{
	static const char pragmas[] = "PRAGMA journal_mode=DELETE; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; BEGIN IMMEDIATE";
	static struct filling filling;
	char path[PATH_MAX];
	filling = (struct filling){ .source = source, .count = count };
	queue_jwe(filling.jwe);
	buffer_init(&filling.event, ENVELOPE_EVENT_MAX_BYTES);
	if (tables_make(folder) != 0 || file_path(path, sizeof path, folder, "store.db") != FAIL_NONE)
		return -1;
	fail_clear(); /* a new store has no log yet */
	int failed = sqlite3_open_v2(path, &filling.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
		sqlite3_exec(filling.db, pragmas, NULL, NULL, NULL) != SQLITE_OK || rows_write(&filling) != 0;
	if (failed && sqlite3_errcode(filling.db) != SQLITE_OK)
		fail_say("the queue cannot be filled: %s", sqlite3_errmsg(filling.db));
	for (int i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(filling.statement[i]);
	sqlite3_close(filling.db);
	buffer_done(&filling.event);
	return failed ? -1 : sync_file(path);
}

int queue_settings(const char *folder, const char *id, const char *office)
{
	char path[PATH_MAX], settings[16 * 1024];
	int size = snprintf(settings, sizeof settings, "{\"id\":\"%s\",\"name\":\"Bench\",\"printer\":\"auto\",\"outbox_pages\":%d%s%s}", id, PAGES,
		office ? ",\"backoffice\":" : "", office ? office : "");
	return size < (int)sizeof settings && file_make_folder(folder, 0700) == FAIL_NONE && file_path(path, sizeof path, folder, "kiosk.json") == FAIL_NONE &&
		file_replace(path, settings, (size_t)size, 0600) == FAIL_NONE ? 0 : -1;
}
