/* SPDX-License-Identifier: MIT */
/* draft.h - answers that are kept for who goes on later: sealed with a secret that only their ticket has, and found by a short code while the kiosk runs. */
/*
 * DESIGN: what is on the disk opens with the ticket's token alone, 128 random bits. The code has 29 bits, which a thief would try out in an hour;
 * so it opens nothing by itself: the token is locked with the code together with the run's key, which is in memory only and ends with the power.
 */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	DRAFT_TOKEN_BYTES = 16, DRAFT_TOKEN_TEXT_BYTES = 27,    /* 26 of Crockford's letters and NUL */
	DRAFT_KEY_BYTES = 32,
	DRAFT_CODE_LETTERS = 6, DRAFT_CODE_BYTES = 7, DRAFT_CODE_SHOWN_BYTES = 8, /* "K7M4QX"; "K7M 4QX" as it is shown */
	DRAFT_NAME_BYTES = 33,                                 /* 128 bits in hexadecimal */
	DRAFT_LOCK_BYTES = 97,                                 /* a nonce, the token and a tag in base64url, at most */
	DRAFT_MAX_BYTES = 128 * 1024, DRAFT_SEALED_MAX_BYTES = DRAFT_MAX_BYTES + 48,
	DRAFT_TYPED_MAX_BYTES = 64,
};

struct draft_token { unsigned char bytes[DRAFT_TOKEN_BYTES]; };
struct draft_key { unsigned char bytes[DRAFT_KEY_BYTES]; };
struct draft_name { char text[DRAFT_NAME_BYTES]; };
struct draft_code { char text[DRAFT_CODE_BYTES]; };

/* What somebody typed, said or held before a reader. */
enum draft_kind { DRAFT_NEITHER, DRAFT_CODE, DRAFT_TOKEN };
struct draft_ticket { enum draft_kind kind; struct draft_code code; struct draft_token token; };

/** draft_token_new, draft_code_new - random. draft_token_write - as the QR code has it. draft_code_show - in two groups. */
void draft_token_new(struct draft_token *ret);
void draft_code_new(struct draft_code *ret);
void draft_token_write(const struct draft_token *token, char ret[static DRAFT_TOKEN_TEXT_BYTES]);
void draft_code_show(const struct draft_code *code, char ret[static DRAFT_CODE_SHOWN_BYTES]);

/** draft_read - @typed as a code or a token, without regard to case, spaces and dashes; wipe it after use. DRAFT_NEITHER, also of more than DRAFT_TYPED_MAX_BYTES. */
void draft_read(const char *typed, struct draft_ticket *ret);

/** draft_finder - from the run's key the one that finds a code's draft and opens nothing. draft_code_name, draft_token_name - what a draft is found by; of a token nobody gets back from it. */
void draft_finder(const struct draft_key *run, struct draft_key *ret);
void draft_code_name(const struct draft_key *finder, const struct draft_code *code, struct draft_name *ret);
void draft_token_name(const struct draft_token *token, struct draft_name *ret);
/** draft_name_valid - 32 hexadecimal digits in lower case. */
bool draft_name_valid(const char *text);

/** draft_lock - the token, for who has the code while the run lasts. draft_unlock - FAIL_INPUT it is no lock · FAIL_SIGNATURE another code or run. */
void draft_lock(const struct draft_key *run, const struct draft_code *code, const struct draft_token *token, char ret[static DRAFT_LOCK_BYTES]);
enum fail draft_unlock(const struct draft_key *run, const struct draft_code *code, const char *lock, struct draft_token *ret);

/** draft_seal - append @plain, sealed with @token, to @ret. FAIL_LIMIT. draft_open - the other way. FAIL_LIMIT · FAIL_INPUT · FAIL_SIGNATURE. */
enum fail draft_seal(const struct draft_token *token, const struct buffer *plain, struct buffer *ret);
enum fail draft_open(const struct draft_token *token, const void *bytes, size_t size, struct buffer *ret);
