/* SPDX-License-Identifier: MIT */
/* Events until they are proven delivered. */
/* DESIGN: Claims are in memory only: one program sends, and after a crash everything is sent again and recognised by its id, so a lease on
 * the disk would buy nothing and cost an fsync a batch. Lost claims are counted there too: who dies of an event is started again by then. */
#include "firmware/store/outbox.h"

#include "firmware/envelope/base64url.h"
#include "firmware/store/journal.h"
#include "firmware/store/sql.h"

#include <stdlib.h>

enum { STATE_WAITING = 0, STATE_PARKED = 3, RECEIPT_MAX_ROWS = 100000, RECEIPTS_PER_PAGE_OF_CAP = 1 };

static bool is_held(const struct store *store, int64_t sequence)
{
	for (size_t i = 0; i < store->held_count; i++)
		if (store->held_sequence[i] == sequence)
			return true;
	return false;
}

static struct outbox_suspect *suspect_find(struct store *store, int64_t sequence)
{
	for (size_t i = 0; i < store->suspect_count; i++)
		if (store->suspects[i].sequence == sequence)
			return &store->suspects[i];
	return NULL;
}

static bool suspect_is_held(struct store *store)
{
	for (size_t i = 0; i < store->held_count; i++)
		if (suspect_find(store, store->held_sequence[i]))
			return true;
	return false;
}

static void suspect_add(struct store *store, int64_t sequence)
{
	struct outbox_suspect *suspect = suspect_find(store, sequence);
	if (!suspect && store->suspect_count == OUTBOX_HELD_MAX)
		return; /* it has its turn when others are cleared */
	if (!suspect) {
		suspect = &store->suspects[store->suspect_count++];
		*suspect = (struct outbox_suspect){ .sequence = sequence, .settled = store->settled };
	}
	suspect->lost += suspect->lost < OUTBOX_LOST_MAX;
}

/* somebody has said what became of it */
static void release(struct store *store, int64_t sequence)
{
	struct outbox_suspect *suspect = suspect_find(store, sequence);
	if (suspect)
		*suspect = store->suspects[--store->suspect_count];
	for (size_t i = 0; i < store->held_count; i++)
		if (store->held_sequence[i] == sequence)
			store->held_sequence[i] = store->held_sequence[--store->held_count];
	store->settled++;
}

/* the next row (first column: sequence) that nobody holds */
static enum fail step_unheld(struct store *store, sqlite3_stmt *row)
{
	enum fail fail;
	do
		fail = sql_step(store, row);
	while (fail == FAIL_NONE && is_held(store, sqlite3_column_int64(row, 0)));
	return fail;
}

/* and whose claim was lost @lost times */
static enum fail step_lost(struct store *store, sqlite3_stmt *row, int lost)
{
	for (;;) {
		TRY(step_unheld(store, row));
		const struct outbox_suspect *suspect = suspect_find(store, sqlite3_column_int64(row, 0));
		if ((suspect ? suspect->lost : 0) == lost)
			return FAIL_NONE;
	}
}

struct wanted { int lost; size_t max; };

/* add unheld rows of one range of due times to @items, up to as many as @wanted in all */
static enum fail gather(struct store *store, enum statement range, int64_t bound_ms, struct wanted wanted, struct outbox_item *items, size_t *count)
{
	size_t rows = wanted.max + store->held_count + store->suspect_count;
	SQL_AUTO *row = sql_start(store, range, SQL_VALUES(sql_number(bound_ms), sql_number((int64_t)rows)));
	enum fail fail = FAIL_NONE;
	while (*count < wanted.max && (fail = step_lost(store, row, wanted.lost)) == FAIL_NONE) {
		struct outbox_item *item = &items[*count];
		*item = (struct outbox_item){ .sequence = sqlite3_column_int64(row, 0), .size_bytes = sqlite3_column_int64(row, 2),
		                              .attempts = sqlite3_column_int64(row, 3) };
		TRY(sql_copy_text(store, row, 1, item->id.text, sizeof item->id.text));
		(*count)++;
	}
	return fail == FAIL_EMPTY ? FAIL_NONE : fail;
}

static int by_sequence(const void *a, const void *b)
{
	const struct outbox_item *left = a, *right = b;
	return (left->sequence > right->sequence) - (left->sequence < right->sequence);
}

static enum fail gather_due(struct store *store, int64_t now_ms, struct wanted wanted, struct outbox_item *items, size_t *count)
{
	TRY(gather(store, STATEMENT_OUTBOX_DUE, now_ms, wanted, items, count));
	return *count < wanted.max ? gather(store, STATEMENT_OUTBOX_FAR, now_ms + OUTBOX_RETRY_MAX_MS, wanted, items, count) : FAIL_NONE;
}

enum fail outbox_claim(struct store *store, int64_t now_ms, size_t max, struct outbox_item ret_items[static OUTBOX_CLAIM_MAX],
                       size_t *ret_count)
{
	if (max < 1 || max > OUTBOX_CLAIM_MAX)
		return FAIL(LIMIT, "a claim of %zu events, the most is %d", max, OUTBOX_CLAIM_MAX);
	size_t room = OUTBOX_HELD_MAX - store->held_count;
	if (room == 0)
		return FAIL(BUSY, "%d events are claimed already", OUTBOX_HELD_MAX);
	max = max < room ? max : room;
	size_t count = 0;
	TRY(gather_due(store, now_ms, (struct wanted){ .max = max }, ret_items, &count));
	for (int lost = 1; lost <= OUTBOX_LOST_MAX && count == 0 && !suspect_is_held(store); lost++)
		TRY(gather_due(store, now_ms, (struct wanted){ .lost = lost, .max = 1 }, ret_items, &count));
	if (count == 0)
		return FAIL_EMPTY;
	qsort(ret_items, count, sizeof *ret_items, by_sequence);
	for (size_t i = 0; i < count; i++)
		store->held_sequence[store->held_count++] = ret_items[i].sequence;
	*ret_count = count;
	return FAIL_NONE;
}

static enum fail next_unheld_ms(struct store *store, int64_t now_ms, int64_t *ret_wait_ms)
{
	int64_t rows = (int64_t)store->held_count + 1;
	{
		SQL_AUTO *far = sql_start(store, STATEMENT_OUTBOX_FAR, SQL_VALUES(sql_number(now_ms + OUTBOX_RETRY_MAX_MS), sql_number(rows)));
		enum fail fail = step_unheld(store, far);
		if (fail == FAIL_NONE)
			*ret_wait_ms = 0;
		if (fail != FAIL_EMPTY)
			return fail;
	}
	SQL_AUTO *next = sql_start(store, STATEMENT_OUTBOX_NEXT, SQL_VALUES(sql_number(rows)));
	enum fail fail = step_unheld(store, next);
	if (fail == FAIL_EMPTY) {
		*ret_wait_ms = -1;
		return FAIL_NONE;
	}
	TRY(fail);
	int64_t wait_ms = sqlite3_column_int64(next, 1) - now_ms;
	*ret_wait_ms = wait_ms > 0 ? wait_ms : 0;
	return FAIL_NONE;
}

enum fail outbox_next_ms(struct store *store, int64_t now_ms, int64_t *ret_wait_ms)
{
	TRY(next_unheld_ms(store, now_ms, ret_wait_ms));
	if (*ret_wait_ms >= 0 && *ret_wait_ms < OUTBOX_SUSPECT_PAUSE_MS && suspect_is_held(store))
		*ret_wait_ms = OUTBOX_SUSPECT_PAUSE_MS;
	return FAIL_NONE;
}

enum fail outbox_body(struct store *store, const struct event_id *id, struct buffer *ret)
{
	SQL_AUTO *row = sql_start(store, STATEMENT_BODY_READ, SQL_VALUES(sql_text(id->text)));
	TRY(sql_step(store, row));
	if (!is_held(store, sqlite3_column_int64(row, 0)))
		return FAIL(DENIED, "the event is not claimed");
	return outbox_row_body(store, row, id, ret);
}

/* A damaged index leads to somebody else's row, which is whole. */
static enum fail same_event(struct store *store, const char *event, size_t size, const struct event_id *id)
{
	static const char head[] = "{\"specversion\":\"1.0\",\"id\":\"";
	const size_t head_bytes = sizeof head - 1, id_bytes = sizeof id->text - 1;
	if (size > head_bytes + id_bytes && memcmp(event, head, head_bytes) == 0 && memcmp(event + head_bytes, id->text, id_bytes) == 0)
		return FAIL_NONE;
	store->health = STORE_DAMAGED;
	return FAIL(STORE, "the event under this id has another one");
}

enum fail outbox_row_body(struct store *store, sqlite3_stmt *row, const struct event_id *id, struct buffer *ret)
{
	const char *event = (const char *)sqlite3_column_text(row, 2);
	size_t size = (size_t)sqlite3_column_bytes(row, 2);
	char kept[SHA256_TEXT_BYTES], found[SHA256_TEXT_BYTES];
	TRY(sql_copy_text(store, row, 1, kept, sizeof kept));
	sha256_text(event ? event : "", size, found);
	if (!event || strcmp(kept, found) != 0)
		return FAIL(SIGNATURE, "the stored event is not what was submitted");
	TRY(same_event(store, event, size, id));
	return buffer_add(ret, event, size);
}

struct found { int64_t sequence; int state; struct reference reference; }; /* sequence 0: it is gone */

static enum fail find(struct store *store, const struct event_id *id, struct found *ret)
{
	SQL_AUTO *row = sql_start(store, STATEMENT_OUTBOX_FIND, SQL_VALUES(sql_text(id->text)));
	TRY(sql_step(store, row));
	*ret = (struct found){ .sequence = sqlite3_column_int64(row, 0), .state = sqlite3_column_int(row, 1) };
	return sql_copy_text(store, row, 2, ret->reference.text, sizeof ret->reference.text);
}

static enum fail find_all(struct store *store, const struct event_id *ids, size_t count, struct found *ret)
{
	if (count < 1 || count > OUTBOX_CLAIM_MAX)
		return FAIL(LIMIT, "%zu events at once, the most is %d", count, OUTBOX_CLAIM_MAX);
	for (size_t i = 0; i < count; i++) {
		ret[i] = (struct found){ 0 };
		enum fail fail = find(store, &ids[i], &ret[i]);
		if (fail != FAIL_NONE && fail != FAIL_EMPTY)
			return fail;
	}
	return FAIL_NONE;
}

static enum fail prove_one(struct store *store, const struct event_id *id, const struct found *found, int64_t now_ms)
{
	TRY(sql_run(store, STATEMENT_OUTBOX_DELETE, SQL_VALUES(sql_number(found->sequence))));
	if (sql_changed(store) == 0)
		return FAIL_NONE; /* gone, or named twice */
	TRY(sql_run(store, STATEMENT_RECEIPT_ADD, SQL_VALUES(sql_number(found->sequence), sql_text(id->text), sql_number(now_ms), sql_text(found->reference.text))));
	store->counting.delivered++;
	if (found->state == STATE_PARKED)
		store->counting.parked--;
	else
		store->counting.waiting--;
	return FAIL_NONE;
}

static enum fail prove_inside(struct store *store, const struct event_id *ids, const struct found *found, size_t count, int64_t now_ms)
{
	for (size_t i = 0; i < count; i++)
		TRY(prove_one(store, &ids[i], &found[i], now_ms));
	int64_t proven = store->counting.delivered - store->counters.delivered;
	if (proven == 0)
		return FAIL_NONE;
	store->counting.last_delivery_ms = now_ms;
	int64_t most = store->max_pages * RECEIPTS_PER_PAGE_OF_CAP;
	TRY(sql_run(store, STATEMENT_RECEIPT_MANY, SQL_VALUES(sql_number(most < RECEIPT_MAX_ROWS ? most : RECEIPT_MAX_ROWS))));
	return journal_add(store, now_ms, JOURNAL_DELIVERED, NULL, proven);
}

enum fail outbox_prove(struct store *store, const struct event_id *ids, size_t count, int64_t now_ms)
{
	struct found found[OUTBOX_CLAIM_MAX];
	TRY(find_all(store, ids, count, found));
	TRY(sql_transaction(store));
	TRY(sql_finish(store, prove_inside(store, ids, found, count, now_ms)));
	for (size_t i = 0; i < count; i++)
		release(store, found[i].sequence); /* a claim ends with the transaction that ends it, not before */
	return FAIL_NONE;
}

static enum fail trouble_check(const struct outbox_trouble *trouble)
{
	if (strlen(trouble->note) > OUTBOX_NOTE_MAX_BYTES)
		return FAIL(LIMIT, "a note of %zu bytes, the most is %d", strlen(trouble->note), OUTBOX_NOTE_MAX_BYTES);
	return FAIL_NONE;
}

static enum fail retry_inside(struct store *store, const struct found *found, size_t count, const struct outbox_trouble *trouble, int64_t due_ms)
{
	for (size_t i = 0; i < count; i++)
		TRY(sql_run(store, STATEMENT_OUTBOX_RETRY,
		            SQL_VALUES(sql_number(found[i].sequence), sql_number(due_ms), sql_number(trouble->code), sql_text(trouble->note))));
	return FAIL_NONE;
}

enum fail outbox_retry(struct store *store, const struct event_id *ids, size_t count, const struct outbox_trouble *trouble,
                       int64_t after_ms, int64_t now_ms)
{
	struct found found[OUTBOX_CLAIM_MAX];
	TRY(trouble_check(trouble));
	if (after_ms < 0 || after_ms > OUTBOX_RETRY_MAX_MS)
		return FAIL(LIMIT, "a delay of %lld ms, the most is %d", (long long)after_ms, OUTBOX_RETRY_MAX_MS);
	TRY(find_all(store, ids, count, found));
	TRY(sql_transaction(store));
	TRY(sql_finish(store, retry_inside(store, found, count, trouble, now_ms + after_ms)));
	for (size_t i = 0; i < count; i++)
		release(store, found[i].sequence);
	return FAIL_NONE;
}

static enum fail park_inside(struct store *store, const struct event_id *id, int64_t sequence, const struct outbox_trouble *trouble, int64_t now_ms)
{
	TRY(sql_run(store, STATEMENT_OUTBOX_PARK, SQL_VALUES(sql_number(sequence), sql_number(trouble->code), sql_text(trouble->note), sql_number(now_ms))));
	store->counting.waiting--;
	store->counting.parked++;
	return journal_add(store, now_ms, JOURNAL_PARKED, id, trouble->code);
}

enum fail outbox_park(struct store *store, const struct event_id *id, const struct outbox_trouble *trouble, int64_t now_ms)
{
	struct found found;
	TRY(trouble_check(trouble));
	TRY(find(store, id, &found));
	if (found.state == STATE_PARKED)
		return FAIL_NONE;
	TRY(sql_transaction(store));
	TRY(sql_finish(store, park_inside(store, id, found.sequence, trouble, now_ms)));
	release(store, found.sequence);
	return FAIL_NONE;
}

void outbox_release(struct store *store)
{
	for (size_t i = 0; i < store->held_count; i++)
		suspect_add(store, store->held_sequence[i]);
	store->held_count = 0;
}

enum fail outbox_poison(struct store *store, struct event_id *ret)
{
	for (size_t i = 0; i < store->suspect_count; i++) {
		const struct outbox_suspect *suspect = &store->suspects[i];
		if (suspect->lost < OUTBOX_LOST_MAX || store->settled == suspect->settled || is_held(store, suspect->sequence))
			continue;
		SQL_AUTO *row = sql_start(store, STATEMENT_OUTBOX_NAME, SQL_VALUES(sql_number(suspect->sequence)));
		TRY(sql_step(store, row));
		return sql_copy_text(store, row, 0, ret->text, sizeof ret->text);
	}
	return FAIL_EMPTY;
}

enum fail outbox_restart(struct store *store, int64_t now_ms)
{
	TRY(sql_transaction(store));
	return sql_finish(store, sql_run(store, STATEMENT_OUTBOX_RESTART, SQL_VALUES(sql_number(now_ms), sql_number(OUTBOX_RESTART_MS))));
}

enum fail outbox_oldest_ms(struct store *store, int64_t *ret_ms)
{
	*ret_ms = 0;
	if (store->counters.waiting == 0)
		return FAIL_NONE;
	SQL_AUTO *row = sql_start(store, STATEMENT_OUTBOX_OLDEST, NULL, 0);
	enum fail fail = sql_step(store, row);
	if (fail == FAIL_NONE)
		*ret_ms = sqlite3_column_int64(row, 0);
	return fail == FAIL_EMPTY ? FAIL_NONE : fail;
}
