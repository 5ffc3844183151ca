/* SPDX-License-Identifier: MIT */
/* Every statement that runs after opening, by name. */
#include "firmware/store/sql.h"

#define COUNTER_COLUMNS "sequence, waiting, parked, delivered, last_delivery_ms, job, spool_waiting"
#define SPOOL_COLUMNS "job, reference, service, language, due, submitted_ms, copy, state, pay_pence, desk, large, visit"
#define DRAFT_COLUMNS "name, code, lock, service, language, kept_ms, until_ms, body"
#define SPOOL_ALL SPOOL_COLUMNS ", witness, reason"

static const char *const text[STATEMENT_TOTAL] = {
	[STATEMENT_BEGIN] = "BEGIN IMMEDIATE",
	[STATEMENT_COMMIT] = "COMMIT",
	[STATEMENT_ROLLBACK] = "ROLLBACK",
	[STATEMENT_PAGE_COUNT] = "PRAGMA page_count",
	[STATEMENT_FREE_COUNT] = "PRAGMA freelist_count",

	[STATEMENT_COUNTERS_READ] = "SELECT " COUNTER_COLUMNS " FROM journal ORDER BY number DESC LIMIT 1",
	[STATEMENT_ANY_EVENT] = "SELECT 1 FROM outbox UNION ALL SELECT 1 FROM receipt LIMIT 1",

	[STATEMENT_OUTBOX_ADD] = "INSERT INTO outbox(sequence, id, created_ms, size_bytes, sha256, reference) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
	[STATEMENT_OUTBOX_FIND] = "SELECT sequence, state, reference FROM outbox WHERE id=?1",
	[STATEMENT_OUTBOX_NAME] = "SELECT id FROM outbox WHERE sequence=?1",
	[STATEMENT_OUTBOX_TAKEN] = "SELECT 1 FROM outbox WHERE sequence=?1 UNION ALL SELECT 1 FROM receipt WHERE sequence=?1 LIMIT 1",
	[STATEMENT_OUTBOX_KNOWN] = "SELECT sequence FROM outbox WHERE id=?1 UNION ALL SELECT sequence FROM receipt WHERE id=?1 LIMIT 1",
	[STATEMENT_OUTBOX_NEWEST] = "SELECT coalesce(max(id), '') FROM (SELECT max(id) AS id FROM outbox UNION ALL SELECT max(id) FROM receipt)",
	[STATEMENT_OUTBOX_DUE] = "SELECT sequence, id, size_bytes, attempts FROM outbox WHERE state=0 AND next_ms<=?1 "
		"ORDER BY next_ms, sequence LIMIT ?2",
	[STATEMENT_OUTBOX_FAR] = "SELECT sequence, id, size_bytes, attempts FROM outbox WHERE state=0 AND next_ms>?1 "
		"ORDER BY next_ms, sequence LIMIT ?2",
	[STATEMENT_OUTBOX_NEXT] = "SELECT sequence, next_ms FROM outbox WHERE state=0 ORDER BY next_ms, sequence LIMIT ?1",
	[STATEMENT_OUTBOX_RETRY] = "UPDATE outbox SET attempts=attempts+1, next_ms=?2, last_code=?3, last_note=?4 WHERE sequence=?1 AND state=0",
	[STATEMENT_OUTBOX_PARK] = "UPDATE outbox SET state=3, last_code=?2, last_note=?3, next_ms=?4 WHERE sequence=?1 AND state=0",
	[STATEMENT_OUTBOX_DELETE] = "DELETE FROM outbox WHERE sequence=?1",
	[STATEMENT_OUTBOX_RESTART] = "UPDATE outbox SET next_ms=?1+abs(random()%?2) WHERE state=0 AND next_ms>?1",
	[STATEMENT_OUTBOX_OLDEST] = "SELECT created_ms FROM outbox NOT INDEXED WHERE state=0 ORDER BY sequence LIMIT 1",

	/* due whatever the clock says, and behind what was never tried */
	[STATEMENT_REQUEUE_ONE] = "UPDATE outbox SET state=0, next_ms=1, attempts=min(attempts, 1) WHERE id=?1 AND state=3",
	[STATEMENT_REQUEUE_BEFORE] = "UPDATE outbox SET state=0, next_ms=1, attempts=min(attempts, 1) WHERE sequence IN ("
		"SELECT sequence FROM outbox INDEXED BY outbox_parked WHERE state=3 AND next_ms<?1 ORDER BY sequence LIMIT ?2)",

	[STATEMENT_QUEUE_PARKED] = "SELECT id, reference, created_ms, last_code, last_note, sequence, next_ms FROM outbox INDEXED BY outbox_parked WHERE state=3 "
		"AND sequence>?1 ORDER BY sequence LIMIT ?2",
	[STATEMENT_QUEUE_AFTER] = "SELECT sequence, id, size_bytes, attempts FROM outbox WHERE sequence>?1 ORDER BY sequence LIMIT ?2",
	[STATEMENT_QUEUE_WHERE] = "SELECT state, created_ms FROM outbox WHERE reference=?1 LIMIT 1",
	[STATEMENT_QUEUE_DONE] = "SELECT done_ms FROM receipt WHERE reference=?1 LIMIT 1",

	[STATEMENT_BODY_ADD] = "INSERT INTO body(sequence, event) VALUES(?1, ?2)",
	[STATEMENT_BODY_READ] = "SELECT o.sequence, o.sha256, b.event FROM outbox o LEFT JOIN body b USING(sequence) WHERE o.id=?1",

	[STATEMENT_RECEIPT_ADD] = "INSERT INTO receipt(sequence, id, done_ms, reference) VALUES(?1, ?2, ?3, ?4)",
	[STATEMENT_RECEIPT_OLD] = "DELETE FROM receipt WHERE sequence IN (SELECT sequence FROM receipt ORDER BY sequence LIMIT 1000) AND done_ms<?1",
	[STATEMENT_RECEIPT_WRONG] = "UPDATE receipt SET done_ms=?1 WHERE sequence IN (SELECT sequence FROM receipt ORDER BY sequence LIMIT 1000) "
		"AND (done_ms<?2 OR done_ms>?3)",
	[STATEMENT_RECEIPT_MANY] = "DELETE FROM receipt WHERE sequence<=(SELECT max(sequence) FROM receipt)-?1",

	[STATEMENT_SPOOL_ADD] = "INSERT INTO spool(" SPOOL_COLUMNS ") VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
	[STATEMENT_SPOOL_OPEN] = "SELECT " SPOOL_ALL " FROM spool WHERE state IN(0, 1, 5) ORDER BY job LIMIT ?1",
	[STATEMENT_SPOOL_FIND] = "SELECT " SPOOL_ALL " FROM spool WHERE job=?1",
	[STATEMENT_SPOOL_NEWEST] = "SELECT " SPOOL_ALL " FROM spool WHERE reference=?1 ORDER BY job DESC LIMIT 1",
	[STATEMENT_SPOOL_COPIES] = "SELECT coalesce(max(copy)+1, 0) FROM spool WHERE reference=?1 AND state NOT IN(4, 6)",
	[STATEMENT_SPOOL_LEFT] = "SELECT " SPOOL_ALL " FROM spool WHERE state IN(0, 1, 5) AND job>?1 AND visit NOT IN('', ?2) ORDER BY job LIMIT 1",
	[STATEMENT_SPOOL_DOUBT] = "UPDATE spool SET witness=-1 WHERE state=1",
	[STATEMENT_SPOOL_STATE] = "UPDATE spool SET state=?2, reason=?3 WHERE job=?1",
	[STATEMENT_SPOOL_WITNESS] = "UPDATE spool SET witness=?2 WHERE job=?1",
	[STATEMENT_SPOOL_ASKED] = "UPDATE spool SET large=?2, visit=?3 WHERE job=?1",
	[STATEMENT_SPOOL_LATE] = "SELECT " SPOOL_ALL " FROM spool WHERE state IN(0, 1, 5) AND job>?1 AND submitted_ms<?2 AND submitted_ms>=?3 ORDER BY job LIMIT 1",
	[STATEMENT_SPOOL_OLD] = "DELETE FROM spool WHERE state IN(2, 3, 4, 6) AND (submitted_ms<?1 OR submitted_ms>?2)",

	/* of the newest rows: more than a few jobs are never in memory; 4, 5 and 13 are ends, 12 says that its first byte may have gone */
	[STATEMENT_JOURNAL_LOST] = "SELECT p.amount, EXISTS(SELECT 1 FROM journal w WHERE w.number>p.number AND w.event=12 AND w.amount=p.amount) FROM journal p "
		"WHERE p.number>(SELECT max(number)-500 FROM journal) AND p.event=15 "
		"AND NOT EXISTS(SELECT 1 FROM journal e WHERE e.number>p.number AND e.event IN(4, 5, 13) AND e.amount=p.amount) LIMIT 1",
	[STATEMENT_JOURNAL_END] = "SELECT event FROM journal WHERE number>(SELECT max(number)-500 FROM journal) AND event IN(4, 5, 13) AND amount=?1 ORDER BY number DESC LIMIT 1",
	[STATEMENT_JOURNAL_ADD] = "INSERT INTO journal(time_ms, event, about, amount, " COUNTER_COLUMNS ") "
		"VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
	[STATEMENT_JOURNAL_READ] = "SELECT number, time_ms, event, about, amount FROM journal WHERE number>?1 ORDER BY number LIMIT ?2",
	[STATEMENT_JOURNAL_PRUNE] = "DELETE FROM journal WHERE number<=?1",

	[STATEMENT_SETTING_READ] = "SELECT value FROM setting WHERE name=?1",
	[STATEMENT_SETTING_WRITE] = "INSERT INTO setting(name, value) VALUES(?1, ?2) ON CONFLICT(name) DO UPDATE SET value=excluded.value",

	[STATEMENT_AUDIT_ADD] = "INSERT INTO audit(seq, checkpoint, wall_ms, line) VALUES(?1, ?2, ?3, ?4)",
	[STATEMENT_AUDIT_LAST] = "SELECT seq, line FROM audit ORDER BY seq DESC LIMIT 1",
	[STATEMENT_AUDIT_FIRST] = "SELECT coalesce(min(seq), 0) FROM audit",
	[STATEMENT_AUDIT_READ] = "SELECT seq, line FROM audit WHERE seq>?1 ORDER BY seq LIMIT ?2",
	[STATEMENT_AUDIT_CHECKPOINT] = "SELECT line FROM audit WHERE checkpoint>0 ORDER BY seq DESC LIMIT 1",
	/* the newest checkpoint before which all may go: up to ?1, and stamped before ?2 by a clock that knew (or whenever it was, where ?2 is 0) */
	[STATEMENT_AUDIT_OLD] = "SELECT coalesce(max(seq), 0) FROM audit WHERE checkpoint>0 AND seq<=?1 AND (?2=0 OR (checkpoint=1 AND wall_ms<?2))",
	[STATEMENT_AUDIT_CUT] = "DELETE FROM audit WHERE seq<?1",

	[STATEMENT_STAFF_READ] = "SELECT tries FROM staff WHERE subject=?1 AND mark=?2",
	[STATEMENT_STAFF_ADD] = "INSERT INTO staff(subject, mark, tries, turn) VALUES(?1, ?2, 1, (SELECT coalesce(max(turn), 0)+1 FROM staff)) ON CONFLICT(subject) "
		"DO UPDATE SET tries=iif(mark=excluded.mark, tries+1, 1), mark=excluded.mark, turn=excluded.turn",
	[STATEMENT_STAFF_CLEAR] = "DELETE FROM staff WHERE subject=?1",
	[STATEMENT_STAFF_PRUNE] = "DELETE FROM staff WHERE turn<=(SELECT max(turn) FROM staff)-?1 AND subject LIKE '?%'",

	[STATEMENT_DRAFT_FIND] = "SELECT " DRAFT_COLUMNS " FROM draft WHERE (name=?1 OR code=?1) AND until_ms>?2",
	[STATEMENT_DRAFT_LIST] = "SELECT " DRAFT_COLUMNS " FROM draft WHERE until_ms>?1 ORDER BY kept_ms, name LIMIT ?2",
	[STATEMENT_DRAFT_COUNT] = "SELECT count(*) FROM draft",
	[STATEMENT_DRAFT_ADD] = "INSERT INTO draft(" DRAFT_COLUMNS ") VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	[STATEMENT_DRAFT_END] = "DELETE FROM draft WHERE name=?1",
	[STATEMENT_DRAFT_DUE] = "SELECT 1 FROM draft WHERE until_ms<=?1 OR until_ms>?2 LIMIT 1",
	[STATEMENT_DRAFT_EXPIRE] = "DELETE FROM draft WHERE until_ms<=?1",
	[STATEMENT_DRAFT_SHORTEN] = "UPDATE draft SET until_ms=?1 WHERE until_ms>?1",
};

const char *statement_text(enum statement which)
{
	return text[which];
}
