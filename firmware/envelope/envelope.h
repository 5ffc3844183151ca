/* SPDX-License-Identifier: MIT */
/* envelope.h - a transaction as it travels: a CloudEvent whose data only the council can open. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/base/id.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	ENVELOPE_EVENT_MAX_BYTES = 60 * 1024,    /* CloudEvents: intermediaries forward 64 KiB */
	ENVELOPE_PLAIN_MAX_BYTES = 43 * 1024,    /* what still fits after padding, AES-GCM, base64url and the longest key */
	ENVELOPE_JWE_MAX_BYTES = 59 * 1024,      /* no envelope that envelope_seal() makes is longer */
	ENVELOPE_PAD_BYTES = 256,
	ENVELOPE_NAME_MAX_BYTES = 64,            /* of a source and of a type */
	ENVELOPE_KEYS_MAX = 16,
};
#define ENVELOPE_SECONDS_MAX 253402300799LL /* the last of the year 9999 */

struct envelope_key; /* the council's public key (JWK: EC P-256 or RSA 2048..4096) */

/**
 * envelope_key_read - @jwk: {"kty":"EC","crv":"P-256","x","y","kid"} or {"kty":"RSA","n","e","kid"}; without kid its RFC 7638
 * thumbprint is used. "use" and "alg", where given, must allow sealing. End with envelope_key_free(). FAIL_INPUT, also for a private key.
 */
enum fail envelope_key_read(const json_t *jwk, struct envelope_key **ret);
void envelope_key_free(struct envelope_key *key);
/** envelope_key_name - its kid. Borrowed. */
const char *envelope_key_name(const struct envelope_key *key);

/**
 * envelope_key_pick - the key that seals at @now_ms, of @keys: one JWK, or a set {"keys": […]} of at most ENVELOPE_KEYS_MAX, each with "nbf" and
 * "exp" (seconds since 1970) where it does not hold for ever. The newest that holds; before all of them (a wrong clock) the first.
 * Members of the set that cannot seal are passed over. @ret: end with envelope_key_free(). @ret_until_ms: when the choice may be another one;
 * INT64_MAX never; set also with FAIL_EMPTY.
 * FAIL_EMPTY all have expired · FAIL_INPUT none can seal, or one is private · FAIL_LIMIT.   Source: RFC 7517.
 */
enum fail envelope_key_pick(const json_t *keys, int64_t now_ms, struct envelope_key **ret, int64_t *ret_until_ms);

struct envelope_head { struct event_id id; const char *source, *type; int64_t time_ms; const char *subject; /* the reference as it is printed; NULL for none */ const char *by; /* whose doing it was: see envelope_by_valid(); NULL for none */ };

/** envelope_by_valid - whether @text says whose doing an event was: "resident", "resident_assisted", "staff_on_behalf". */
bool envelope_by_valid(const char *text);

/**
 * envelope_seal - @record plus {id, source, type, time} as JSON, padded with spaces to ENVELOPE_PAD_BYTES, as compact JWE.
 * EC: ECDH-ES + A256GCM; RSA: RSA-OAEP-256 + A256GCM; header kid. @ret: gets the ASCII text, from empty. Every plain copy is wiped.
 * FAIL_LIMIT larger than ENVELOPE_PLAIN_MAX_BYTES · FAIL_INPUT a head that no event may have · FAIL_IO the random source failed.
 */
enum fail envelope_seal(const struct envelope_key *key, const struct envelope_head *head, const json_t *record, struct buffer *ret);

/**
 * envelope_size - bytes that envelope_seal() gives for @record at most (exact to one step of padding), without sealing.
 * More than ENVELOPE_JWE_MAX_BYTES: envelope_seal() would say FAIL_LIMIT.
 */
size_t envelope_size(const struct envelope_key *key, const json_t *record);

/**
 * envelope_event - the final bytes of the event, frozen from here on: CloudEvents 1.0 structured JSON with specversion, id, source,
 * type, time, subject (the reference, where there is one: a council finds what a resident asks for by it), submittedby (where it is known whose doing it was), datacontenttype "application/jose", sequence (20 digits), kioskclock ("synced" or "unsynced"), bodysha256 (of data), headsha256 (of the
 * bytes before it), data = @jwe.
 * @ret: at most ENVELOPE_EVENT_MAX_BYTES: FAIL_LIMIT. FAIL_INPUT a part that envelope_event_check() would refuse.
 */
enum fail envelope_event(const struct envelope_head *head, int64_t sequence, const char *kiosk_clock, const char *jwe, struct buffer *ret);

/**
 * envelope_event_check - parse and check a structured event from outside (the back office's use; the fuzzer's door).
 * Besides the members of envelope_event() it lets 16 CloudEvents extension attributes pass, each a text of at most 256 bytes, a number or a boolean.
 * @ret: new JSON object. FAIL_LIMIT · FAIL_INPUT with the member that is wrong in words.
 */
enum fail envelope_event_check(const char *bytes, size_t size, json_t **ret);

/** envelope_event_look - the same of one that is parsed already; how large it is is the caller's to know. FAIL_INPUT with the member that is wrong in words. */
enum fail envelope_event_look(const json_t *event);

/** envelope_source_valid - whether @text may be a kiosk's name: "urn:uuid:" and a UUID in lower case. */
bool envelope_source_valid(const char *text);

/**
 * envelope_event_whole - whether @bytes, which envelope_event_check() has passed, are still those that envelope_event() wrote: bodysha256 covers the
 * data, headsha256 all before it. For bytes of our own disk; others may write the same event in another way.
 */
bool envelope_event_whole(const char *bytes, size_t size);
