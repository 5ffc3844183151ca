/* SPDX-License-Identifier: MIT */
/* The bare program. */
#include "tests/bench/submit/peer.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BEGIN, OUTBOX, BODY, SPOOL, AUDIT, JOURNAL, COMMIT, STATEMENTS };
enum { AUDIT_LINE_BYTES = 390 /* as long as ours of a submission */ };
struct peer { sqlite3 *db; sqlite3_stmt *statement[STATEMENTS]; };

static const char *const text[STATEMENTS] = {
	[BEGIN] = "BEGIN IMMEDIATE",
	[OUTBOX] = ("INSERT INTO outbox(sequence, id, created_ms, size_bytes, sha256, reference) "
	           "VALUES(?1, ?2, 1790000000000, ?3, 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', ?4)"),
	[BODY] = "INSERT INTO body(sequence, event) VALUES(?1, ?2)",
	[SPOOL] = "INSERT INTO spool(job, reference, service, language, due, submitted_ms, copy, state, pay_pence, desk, large, visit) "
	          "VALUES(?1, ?2, 'missed-bin', 'en', '2026-11-23', 1790000000000, 0, 0, 0, 0, 0, '')",
	[AUDIT] = "INSERT INTO audit(seq, checkpoint, wall_ms, line) VALUES(?1, 0, 1790000000000, ?2)",
	[JOURNAL] = "INSERT INTO journal(time_ms, event, about, amount, sequence, waiting, parked, delivered, last_delivery_ms, job, spool_waiting) "
	            "VALUES(1790000000000, 0, ?1, ?2, ?2, ?2, 0, 0, 0, ?2, ?2)",
	[COMMIT] = "COMMIT",
};

struct peer *peer_open(const char *folder)
{
	static const char pragmas[] =
		"PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=200;"
		"PRAGMA journal_size_limit=1048576; PRAGMA max_page_count=4194304; PRAGMA cell_size_check=ON; PRAGMA trusted_schema=OFF;"
		"PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY";
	char uri[4096];
	struct peer *peer = calloc(1, sizeof *peer);
	snprintf(uri, sizeof uri, "file:%s/store.db?psow=0", folder);
	if (!peer ||
	    sqlite3_open_v2(uri, &peer->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
	    sqlite3_exec(peer->db, pragmas, NULL, NULL, NULL) != SQLITE_OK) {
		peer_close(peer);
		return NULL;
	}
	for (int i = 0; i < STATEMENTS; i++)
		if (sqlite3_prepare_v2(peer->db, text[i], -1, &peer->statement[i], NULL) != SQLITE_OK) {
			peer_close(peer);
			return NULL;
		}
	return peer;
}

void peer_close(struct peer *peer)
{
	if (!peer)
		return;
	for (int i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(peer->statement[i]);
	sqlite3_close(peer->db);
	free(peer);
}

int peer_commit(struct peer *peer, int64_t number, const char *id, const char *reference, const char *event, size_t size)
{
	sqlite3_stmt *const *s = peer->statement;
	sqlite3_bind_int64(s[OUTBOX], 1, number);
	sqlite3_bind_text(s[OUTBOX], 2, id, -1, SQLITE_STATIC);
	sqlite3_bind_int64(s[OUTBOX], 3, (sqlite3_int64)size);
	sqlite3_bind_text(s[OUTBOX], 4, reference, -1, SQLITE_STATIC);
	sqlite3_bind_int64(s[BODY], 1, number);
	sqlite3_bind_text(s[BODY], 2, event, (int)size, SQLITE_STATIC);
	sqlite3_bind_int64(s[SPOOL], 1, number);
	sqlite3_bind_text(s[SPOOL], 2, reference, -1, SQLITE_STATIC);
	static char line[AUDIT_LINE_BYTES];
	memset(line, 'a', sizeof line);
	sqlite3_bind_int64(s[AUDIT], 1, number);
	sqlite3_bind_text(s[AUDIT], 2, line, sizeof line, SQLITE_STATIC);
	sqlite3_bind_text(s[JOURNAL], 1, id, -1, SQLITE_STATIC);
	sqlite3_bind_int64(s[JOURNAL], 2, number);
	int code = SQLITE_DONE;
	for (int i = 0; i < STATEMENTS && code == SQLITE_DONE; i++) {
		code = sqlite3_step(s[i]);
		sqlite3_reset(s[i]);
	}
	return code == SQLITE_DONE ? 0 : code;
}
