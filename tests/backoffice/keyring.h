/* SPDX-License-Identifier: MIT */
/* keyring.h - the private keys a council has: FOLDER/council-private.jwk and FOLDER/keys/KID.jwk. One seals for the newest, each opens what was sealed for it. */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stdint.h>

enum { KEYRING_MAX = 64 };

struct keyring;

/** keyring_open - all private keys in @folder. @ret: end with keyring_free(). FAIL_EMPTY there is none · FAIL_DENIED one lies open to others · FAIL_INPUT · FAIL_LIMIT · FAIL_IO, with the file. */
enum fail keyring_open(const char *folder, struct keyring **ret);
/** keyring_free - accepts NULL. */
void keyring_free(struct keyring *ring);

/** keyring_event_open - as event_open(), with the key that the event names. FAIL_EMPTY that key is not here: the words say which, and whether it was retired. */
enum fail keyring_event_open(const struct keyring *ring, const json_t *event, json_t **ret);

/* Which key seals, in the set FOLDER/council.jwks that goes into a bundle as "keys". */

/**
 * keyring_add - a new pair of @kind ("ec" or "rsa") that seals from @from_s on, FOLDER/keys/KID.jwk (0600), written before the set is. The keys that sealed until
 * then end @overlap_s after that. @ret_kid: 128 bytes. FAIL_INPUT · FAIL_LIMIT the set is full: retire one · FAIL_IO.
 */
enum fail keyring_add(const char *folder, const char *kind, int64_t from_s, int64_t overlap_s, char ret_kid[static 129]);
/** keyring_retire - take @kid out of the set and its private half off the disk; what it was called stays. FAIL_EMPTY no such key · FAIL_DENIED it seals now, or will · FAIL_IO. */
enum fail keyring_retire(const char *folder, const char *kid, int64_t now_ms);
/** keyring_set - the set of public keys as it is given to kiosks; one key where there was never another. @ret: new. FAIL_EMPTY · FAIL_INPUT · FAIL_IO. */
enum fail keyring_set(const char *folder, json_t **ret);
