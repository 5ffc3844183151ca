/* SPDX-License-Identifier: MIT */
/* chain.h - one line of the audit: who did what to which field of which screen, never a value, and the hash that ties it to the line before. Pure. */
/*
 * A line is JSON in one form only, without a newline:
 *   {"seq":2,"wall_ms":…,"mono_ms":…,"certain":true,"kiosk":"…","visit":"…","actor":"…","staff":"…","event":"…","subject":"…","outcome":"…","reason":"…",
 *    "prev":"…","hash":"…"}
 * hash is the SHA-256 (base64url) of the line's bytes before ,"hash": and prev is the hash of the line before, "" for the first of all. A line whose
 * event is "checkpoint" has "kid":"…","signature":"…" between prev and hash: the kiosk's ES256 over the bytes before ,"signature": or both "" where the
 * kiosk has no key.
 */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/sign.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct device; /* device.h */

enum {
	CHAIN_LINE_MAX_BYTES = 1024,
	CHAIN_KIOSK_MAX_BYTES = 64, CHAIN_VISIT_MAX_BYTES = 16, CHAIN_ACTOR_MAX_BYTES = 16, CHAIN_STAFF_MAX_BYTES = 32,
	CHAIN_EVENT_MAX_BYTES = 32, CHAIN_SUBJECT_MAX_BYTES = 64, CHAIN_OUTCOME_MAX_BYTES = 32, CHAIN_REASON_MAX_BYTES = 64,
};

#define CHAIN_CHECKPOINT "checkpoint"
#define CHAIN_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:+/-"

struct chain_row {
	int64_t seq, wall_ms, mono_ms;   /* seq from 1; the clocks' own, never below 0 */
	bool certain;                    /* whether anybody knew what time it was */
	char kiosk[CHAIN_KIOSK_MAX_BYTES + 1], visit[CHAIN_VISIT_MAX_BYTES + 1];
	char actor[CHAIN_ACTOR_MAX_BYTES + 1], staff[CHAIN_STAFF_MAX_BYTES + 1];
	char event[CHAIN_EVENT_MAX_BYTES + 1], subject[CHAIN_SUBJECT_MAX_BYTES + 1], outcome[CHAIN_OUTCOME_MAX_BYTES + 1], reason[CHAIN_REASON_MAX_BYTES + 1];
	char prev[SHA256_TEXT_BYTES];
	char kid[SHA256_TEXT_BYTES], signature[SIGN_TEXT_BYTES];   /* of a checkpoint; "" it is not signed */
	char hash[SHA256_TEXT_BYTES];
};

/**
 * chain_word - whether @text may stand in a row: CHAIN_LETTERS only, at most @max_bytes. What people type has spaces, so that it
 * does not come here by mistake. FAIL_INPUT · FAIL_LIMIT.
 */
enum fail chain_word(const char *text, size_t max_bytes);

/** chain_is_checkpoint - by its event. */
bool chain_is_checkpoint(const struct chain_row *row);

/**
 * chain_write - @row, all but kid, signature and hash given, as a line; those are filled in. @device: signs a checkpoint; NULL there is no key.
 * @ret: text. FAIL_INPUT a text that may not stand there · FAIL_IO it could not be signed.
 */
enum fail chain_write(struct chain_row *row, const struct device *device, char ret[static CHAIN_LINE_MAX_BYTES + 1]);

/** chain_read - one line back, if it has that form to the byte and its hash fits. FAIL_INPUT it has not · FAIL_SIGNATURE its hash does not fit · FAIL_LIMIT longer than CHAIN_LINE_MAX_BYTES. */
enum fail chain_read(const char *line, size_t size, struct chain_row *ret);

/** chain_follows - whether @row comes right after @before. FAIL_SIGNATURE in words that name the row. */
enum fail chain_follows(const struct chain_row *before, const struct chain_row *row);

/** chain_signed - whether the checkpoint that stands in @line was signed by @jwk. FAIL_SIGNATURE · FAIL_INPUT. */
enum fail chain_signed(const char *line, size_t size, const struct chain_row *row, const json_t *jwk);

/* ---- for the lines of the same form in a file ---- */

struct chain_at { const char *at, *end; };

/** chain_expect - exactly @text comes next. chain_take_number - 0 or more, without a leading 0. chain_take_word - in quotes. FAIL_INPUT. */
enum fail chain_expect(struct chain_at *at, const char *text);
enum fail chain_take_number(struct chain_at *at, int64_t *ret);
enum fail chain_take_word(struct chain_at *at, size_t max_bytes, char *ret);
