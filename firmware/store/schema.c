/* SPDX-License-Identifier: MIT */
/* The tables, version by version. */
/* DESIGN: A body has its own table, so that retry and park rewrite small rows; due events have a partial index, so that a claim costs the
 * same at any length of the queue; the numbers that people ask for stand in the newest journal row, which the transaction that changes them
 * writes anyway: a row of their own, or AUTOINCREMENT, would each dirty one more page in every submission. */
#include "firmware/store/schema.h"

#include "firmware/store/sql.h"

#include <stdio.h>

static const char *const step[] = {
	/* 0 → 1 */
	"CREATE TABLE outbox("
	"  sequence INTEGER PRIMARY KEY,"
	"  id TEXT NOT NULL UNIQUE,"
	"  state INTEGER NOT NULL DEFAULT 0 CHECK(state IN(0, 3)),"   /* 0 waiting, 3 parked */
	"  attempts INTEGER NOT NULL DEFAULT 0,"
	"  next_ms INTEGER NOT NULL DEFAULT 0,"                       /* wall clock; 0 never tried; of a parked one: when it was parked */
	"  created_ms INTEGER NOT NULL,"
	"  size_bytes INTEGER NOT NULL,"
	"  sha256 TEXT NOT NULL,"                                     /* of the event's bytes, base64url */
	"  last_code INTEGER,"
	"  last_note TEXT) STRICT;"
	"CREATE INDEX outbox_due ON outbox(next_ms, sequence) WHERE state=0;"
	"CREATE TABLE body("
	"  sequence INTEGER PRIMARY KEY REFERENCES outbox(sequence) ON DELETE CASCADE,"
	"  event TEXT NOT NULL) STRICT;"
	"CREATE TABLE receipt("
	"  sequence INTEGER PRIMARY KEY,"
	"  id TEXT NOT NULL UNIQUE,"
	"  done_ms INTEGER NOT NULL) STRICT;"
	"CREATE TABLE spool("
	"  job INTEGER PRIMARY KEY,"
	"  reference TEXT NOT NULL,"
	"  service TEXT NOT NULL,"
	"  language TEXT NOT NULL,"
	"  due TEXT NOT NULL,"
	"  submitted_ms INTEGER NOT NULL,"
	"  copy INTEGER NOT NULL,"
	"  state INTEGER NOT NULL CHECK(state BETWEEN 0 AND 4)) STRICT;"
	"CREATE TABLE journal("
	"  number INTEGER PRIMARY KEY,"
	"  time_ms INTEGER NOT NULL,"
	"  event INTEGER NOT NULL,"
	"  about TEXT NOT NULL,"
	"  amount INTEGER NOT NULL,"
	/* the counters as this event left them */
	"  sequence INTEGER NOT NULL, waiting INTEGER NOT NULL, parked INTEGER NOT NULL, delivered INTEGER NOT NULL,"
	"  last_delivery_ms INTEGER NOT NULL, job INTEGER NOT NULL, spool_waiting INTEGER NOT NULL) STRICT;"
	"CREATE TABLE setting("
	"  name TEXT PRIMARY KEY,"
	"  value TEXT NOT NULL) STRICT;",
	/* 1 → 2 */
	"ALTER TABLE spool ADD COLUMN tried INTEGER NOT NULL DEFAULT 0;",   /* 1: claimed before, and perhaps partly on paper */
	/* 2 → 3 */
	("ALTER TABLE spool ADD COLUMN pay_pence INTEGER NOT NULL DEFAULT 0;" /* what is still to pay */
	 "ALTER TABLE spool ADD COLUMN desk INTEGER NOT NULL DEFAULT 0;"),    /* 1: something is left to do at the desk */
	/* 3 → 4 */
	("ALTER TABLE outbox ADD COLUMN reference TEXT NOT NULL DEFAULT '';"  /* "" from before */
	 "ALTER TABLE receipt ADD COLUMN reference TEXT NOT NULL DEFAULT '';"
	 "CREATE INDEX outbox_parked ON outbox(sequence) WHERE state=3;"),
	/* 4 → 5: what was tried is what the printer began to get; the states are spool.h's */
	("ALTER TABLE spool RENAME TO spool_before;"
	 "CREATE TABLE spool("
	 "  job INTEGER PRIMARY KEY,"
	 "  reference TEXT NOT NULL,"
	 "  service TEXT NOT NULL,"
	 "  language TEXT NOT NULL,"
	 "  due TEXT NOT NULL,"
	 "  submitted_ms INTEGER NOT NULL,"
	 "  copy INTEGER NOT NULL,"                                    /* 0 the original, else its number */
	 "  state INTEGER NOT NULL CHECK(state BETWEEN 0 AND 6),"
	 "  pay_pence INTEGER NOT NULL,"
	 "  desk INTEGER NOT NULL,"
	 "  witness INTEGER NOT NULL DEFAULT -1,"                      /* the printer's count of cuts before it got the first byte; -1 it has none */
	 "  large INTEGER NOT NULL DEFAULT 0,"                         /* 1: in large print */
	 "  visit TEXT NOT NULL DEFAULT '',"                           /* random, of the visit that may get the paper; '' whoever asked at the desk */
	 "  reason TEXT NOT NULL DEFAULT '') STRICT;"                  /* why it ended as it did */
	 "INSERT INTO spool(job, reference, service, language, due, submitted_ms, copy, state, pay_pence, desk)"
	 "  SELECT job, reference, service, language, due, submitted_ms, copy, CASE WHEN state=0 AND tried THEN 5 ELSE state END, pay_pence, desk FROM spool_before;"
	 "DROP TABLE spool_before;"),
	/* 5 → 6: who did what; a line as chain.h has it, which is only ever added to; what is old goes up to a checkpoint, which the setting names first */
	("CREATE TABLE audit("
	 "  seq INTEGER PRIMARY KEY,"
	 "  checkpoint INTEGER NOT NULL,"                               /* 1 it is one, and knew what time it was; 2 it is one */
	 "  wall_ms INTEGER NOT NULL,"
	 "  line TEXT NOT NULL) STRICT;"
	 "CREATE INDEX audit_checkpoint ON audit(seq) WHERE checkpoint>0;"
	 "CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'what is in the audit stays as it is'); END;"
	 "CREATE TRIGGER audit_kept BEFORE DELETE ON audit WHEN old.seq>=coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE name='audit.cut'), 0)"
	 "  BEGIN SELECT RAISE(ABORT, 'what is in the audit is kept'); END;"),
	/* 6 → 7: who was wrong how often; no time stands here, for no clock is to be believed */
	"CREATE TABLE staff("
	"  subject TEXT PRIMARY KEY,"                                 /* a member of staff, a number that nobody has, a door */
	"  mark TEXT NOT NULL,"                                       /* of what the tries were against: another PIN begins anew */
	"  tries INTEGER NOT NULL,"
	"  turn INTEGER NOT NULL) STRICT;",                           /* in the order of the last try */
	/* 7 → 8: what somebody goes on with later; what opens it is on their ticket alone */
	"CREATE TABLE draft("
	"  name TEXT PRIMARY KEY,"
	"  code TEXT NOT NULL UNIQUE,"                                /* a hash, with a key that is in no file */
	"  lock TEXT NOT NULL,"
	"  service TEXT NOT NULL,"
	"  language TEXT NOT NULL,"
	"  kept_ms INTEGER NOT NULL,"
	"  until_ms INTEGER NOT NULL,"
	"  body TEXT NOT NULL) STRICT;",                              /* sealed, base64url */
};

int schema_version(void)
{
	return (int)(sizeof step / sizeof step[0]);
}

static enum fail version_read(struct store *store, int *ret)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(store->db, "PRAGMA user_version", -1, &statement, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		*ret = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	return code == SQLITE_ROW ? FAIL_NONE : sql_fail(store, code);
}

static enum fail step_run(struct store *store, int from)
{
	char number[64];
	snprintf(number, sizeof number, "PRAGMA user_version=%d; COMMIT", from + 1);
	const char *const parts[] = { "BEGIN IMMEDIATE", step[from], number };
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		int code = sqlite3_exec(store->db, parts[i], NULL, NULL, NULL);
		if (code == SQLITE_ERROR)
			store->health = STORE_DAMAGED; /* the tables are not those of the version it claims */
		if (code != SQLITE_OK)
			return sql_fail(store, code); /* the connection closes on this, which rolls back */
	}
	return FAIL_NONE;
}

enum fail schema_migrate(struct store *store, int *ret_from)
{
	int version = 0;
	TRY(version_read(store, &version));
	if (version < 0 || version > schema_version())
		return FAIL(DENIED, "the store has schema %d, this firmware knows up to %d", version, schema_version());
	*ret_from = version;
	for (; version < schema_version(); version++)
		TRY(step_run(store, version));
	return FAIL_NONE;
}
