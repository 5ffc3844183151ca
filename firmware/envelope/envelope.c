/* SPDX-License-Identifier: MIT */
/* envelope.c - the council's key and the sealing of a record. The plain text lives in locked memory, once, and is wiped. */
#include "firmware/envelope/envelope.h"

#include "firmware/base/json.h"
#include "firmware/base/secret.h"
#include "firmware/envelope/crypto.h"
#include "firmware/envelope/instant.h"
#include "firmware/envelope/jwe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(ENVELOPE_PLAIN_MAX_BYTES % ENVELOPE_PAD_BYTES == 0, "padding never passes the maximum");

/* Where json_dump_callback() writes; @bytes NULL: only counting. */
struct plain {
	char *bytes;
	size_t used_bytes, room_bytes;
};

static int plain_add(const char *bytes, size_t size, void *context)
{
	struct plain *plain = context;
	if (plain->bytes) {
		if (size > plain->room_bytes - plain->used_bytes)
			return -1;
		memcpy(plain->bytes + plain->used_bytes, bytes, size);
	}
	plain->used_bytes += size;
	return 0;
}

static size_t padded(size_t size)
{
	return (size + ENVELOPE_PAD_BYTES - 1) / ENVELOPE_PAD_BYTES * ENVELOPE_PAD_BYTES;
}

/* kid goes into the header's JSON as it is, so only what needs no escaping may be in it. */
static enum fail kid_read(const json_t *jwk, char ret[static JWK_KID_MAX_BYTES + 1])
{
	if (!json_object_get(jwk, "kid"))
		return jwk_thumbprint(jwk, ret);
	const char *kid;
	if (json_take_text(jwk, "kid", JWK_KID_MAX_BYTES, &kid) != FAIL_NONE || kid[0] == '\0')
		return FAIL(INPUT, "the key's kid is not a text of 1 to %d bytes", JWK_KID_MAX_BYTES);
	for (const char *character = kid; *character; character++)
		if (*character < ' ' || *character > '~' || *character == '"' || *character == '\\')
			return FAIL(INPUT, "the key's kid has a character that is not plain");
	memcpy(ret, kid, strlen(kid) + 1);
	return FAIL_NONE;
}

enum fail envelope_key_read(const json_t *jwk, struct envelope_key **ret)
{
	struct envelope_key read = { 0 };
	TRY(jwk_read_public(jwk, &read.key));
	read.rsa = EVP_PKEY_is_a(read.key, "RSA");
	read.wrapped_bytes = read.rsa ? (size_t)EVP_PKEY_get_size(read.key) : 0;

	enum fail fail = kid_read(jwk, read.kid);
	if (fail == FAIL_NONE && strcmp(json_text_or(jwk, "use", "enc"), "enc") != 0)
		fail = FAIL(INPUT, "the key's use is not enc");
	const char *algorithm = read.rsa ? "RSA-OAEP-256" : "ECDH-ES";
	if (fail == FAIL_NONE && strcmp(json_text_or(jwk, "alg", algorithm), algorithm) != 0)
		fail = FAIL(INPUT, "the key's alg is not %s", algorithm);
	struct envelope_key *key = fail == FAIL_NONE ? malloc(sizeof *key) : NULL;
	if (!key) {
		EVP_PKEY_free(read.key);
		return fail == FAIL_NONE ? FAIL(IO, "no memory for a key") : fail;
	}
	*key = read;
	*ret = key;
	return FAIL_NONE;
}

void envelope_key_free(struct envelope_key *key)
{
	if (!key)
		return;
	EVP_PKEY_free(key->key);
	free(key);
}

/* A shallow copy, which shares the answers, with the four members that bind the plain text to its event. */
static enum fail record_bind(const struct envelope_head *head, const json_t *record, json_t **ret)
{
	char time[INSTANT_TEXT_BYTES];
	TRY(instant_write(head->time_ms, time));
	if (!json_is_object(record) || !id_valid(head->id.text) || strlen(head->source) > ENVELOPE_NAME_MAX_BYTES || strlen(head->type) > ENVELOPE_NAME_MAX_BYTES)
		return FAIL(INPUT, "the record is no object or its head is not an event's");
	json_t *bound = json_copy((json_t *)record);
	if (json_object_set_new(bound, "id", json_string(head->id.text)) != 0 || json_object_set_new(bound, "source", json_string(head->source)) != 0 ||
	    json_object_set_new(bound, "type", json_string(head->type)) != 0 || json_object_set_new(bound, "time", json_string(time)) != 0) {
		json_decref(bound);
		return FAIL(INPUT, "the event's head is not text");
	}
	*ret = bound;
	return FAIL_NONE;
}

const char *envelope_key_name(const struct envelope_key *key)
{
	return key->kid;
}

enum fail envelope_seal(const struct envelope_key *key, const struct envelope_head *head, const json_t *record, struct buffer *ret)
{
	json_t *bound = NULL;
	TRY(record_bind(head, record, &bound));
	struct plain plain = { .bytes = secret_new(ENVELOPE_PLAIN_MAX_BYTES), .room_bytes = ENVELOPE_PLAIN_MAX_BYTES };
	int written = json_dump_callback(bound, plain_add, &plain, JSON_COMPACT);
	json_decref(bound);

	enum fail fail;
	if (written != 0) {
		fail = FAIL(LIMIT, "the answers are larger than %d bytes", ENVELOPE_PLAIN_MAX_BYTES);
	} else {
		size_t size = padded(plain.used_bytes); /* the maximum is a whole number of steps */
		memset(plain.bytes + plain.used_bytes, ' ', size - plain.used_bytes);
		fail = jwe_seal(key, plain.bytes, size, ret);
	}
	secret_free(plain.bytes, ENVELOPE_PLAIN_MAX_BYTES);
	return fail;
}

size_t envelope_size(const struct envelope_key *key, const json_t *record)
{
	/* ,"id":"…","source":"…","type":"…","time":"…" with the longest names an event may have */
	static const char members[] = ",\"id\":\"\",\"source\":\"\",\"type\":\"\",\"time\":\"\"";
	struct plain plain = { 0 };
	if (json_dump_callback(record, plain_add, &plain, JSON_COMPACT) != 0)
		return SIZE_MAX;
	size_t size = plain.used_bytes + sizeof members - 1 + ID_TEXT_BYTES - 1 + 2 * ENVELOPE_NAME_MAX_BYTES + INSTANT_TEXT_BYTES - 1;
	return size > ENVELOPE_PLAIN_MAX_BYTES ? SIZE_MAX : jwe_size(key, padded(size));
}
