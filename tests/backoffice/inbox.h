/* SPDX-License-Identifier: MIT */
/* inbox.h - what has arrived, each event once: one SQLite file, durable before it is acknowledged. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/id.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct inbox;

enum inbox_verdict { INBOX_ACCEPTED, INBOX_DUPLICATE, INBOX_CONFLICT /* the same id with other bytes */ };

struct inbox_row {
	const char *id, *source, *type, *time, *sequence, *event; /* borrowed during the call */
	int64_t received_ms, size_bytes, seen;
};
typedef enum fail inbox_row_call(void *context, const struct inbox_row *row);

/** inbox_open - the file inbox.db in @folder, made if need be; @read_only: for looking while a server writes. FAIL_STORE. */
enum fail inbox_open(const char *folder, bool read_only, struct inbox **ret);
void inbox_close(struct inbox *inbox);

/** inbox_begin, inbox_commit, inbox_rollback - all events of one request stand or fall together. FAIL_STORE. */
enum fail inbox_begin(struct inbox *inbox);
enum fail inbox_commit(struct inbox *inbox);
void inbox_rollback(struct inbox *inbox);

/** inbox_put - keep the checked @event unless (source, id) is there already. FAIL_STORE. */
enum fail inbox_put(struct inbox *inbox, const json_t *event, int64_t now_ms, enum inbox_verdict *ret);

/** inbox_each - the newest @max events first, or only the one with @id; @call for each, which may stop it by failing. FAIL_STORE or @call's. */
enum fail inbox_each(struct inbox *inbox, const char *id, int64_t max, inbox_row_call *call, void *context);

/** inbox_count - events kept, and ids that came with other bytes. FAIL_STORE. */
enum fail inbox_count(struct inbox *inbox, int64_t *ret_events, int64_t *ret_conflicts);

/**
 * inbox_kiosk_add - know the kiosk with public key @jwk; @source NULL: bound by its first event.
 * A key that is known stays as it is. FAIL_DENIED @source belongs to another key · FAIL_STORE.
 */
enum fail inbox_kiosk_add(struct inbox *inbox, const char *kid, const char *source, const json_t *jwk);
/** inbox_kiosk_find - its key, a new object. FAIL_EMPTY nobody knows it · FAIL_STORE. */
enum fail inbox_kiosk_find(struct inbox *inbox, const char *kid, json_t **ret_jwk);
/** inbox_kiosk_bind - whether key @kid speaks for @source, which it does from its first time on. FAIL_DENIED · FAIL_STORE. */
enum fail inbox_kiosk_bind(struct inbox *inbox, const char *kid, const char *source);
