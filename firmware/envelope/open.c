/* SPDX-License-Identifier: MIT */
/* open.c - written apart from the sealing side (OpenSSL's own Concat KDF here), so that one checks the other. */
#include "firmware/envelope/open.h"

#include "firmware/base/json.h"
#include "firmware/base/secret.h"
#include "firmware/envelope/crypto.h"
#include "firmware/envelope/envelope.h"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rsa.h>
#include <string.h>

enum { HEADER_MAX_BYTES = 1024, PART_COUNT = 5 };

struct part { const char *text; size_t length; };

static enum fail parts_find(const char *jwe, struct part ret[static PART_COUNT])
{
	if (strnlen(jwe, ENVELOPE_EVENT_MAX_BYTES + 1) > ENVELOPE_EVENT_MAX_BYTES)
		return FAIL(LIMIT, "the envelope is longer than an event may be");
	for (int i = 0; i < PART_COUNT; i++) {
		size_t length = strcspn(jwe, ".");
		ret[i] = (struct part){ jwe, length };
		jwe += length;
		if ((i < PART_COUNT - 1) != (*jwe == '.'))
			return FAIL(INPUT, "an envelope has five parts");
		jwe++;
	}
	return FAIL_NONE;
}

static enum fail part_read(const struct part *part, void *ret, size_t size)
{
	size_t read = 0;
	TRY(base64url_read(part->text, part->length, ret, size, &read));
	return read == size ? FAIL_NONE : FAIL(INPUT, "a part of the envelope has %zu bytes where %zu belong", read, size);
}

static enum fail key_agree(const json_t *header, EVP_PKEY *key, uint8_t ret[static GCM_KEY_BYTES])
{
	KEY_AUTO *once = NULL;
	TRY(jwk_read_public(json_object_get(header, "epk"), &once));
	uint8_t secret[P256_BYTES];
	size_t size = sizeof secret;
	KEY_CONTEXT_AUTO *context = EVP_PKEY_CTX_new(key, NULL);
	if (!context || EVP_PKEY_derive_init(context) != 1 || EVP_PKEY_derive_set_peer(context, once) != 1 || EVP_PKEY_derive(context, secret, &size) != 1)
		return crypto_fail(FAIL_INPUT, "no secret could be agreed");

	uint8_t info[] = "\0\0\0\7A256GCM\0\0\0\0\0\0\0\0\0\0\1"; /* with its NUL: the length in bits is 00 00 01 00 */
	char digest[] = "SHA256";
	OSSL_PARAM parameters[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, secret, size),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info, sizeof info),
		OSSL_PARAM_construct_end(),
	};
	EVP_KDF *kdf = EVP_KDF_fetch(NULL, "SSKDF", NULL);
	EVP_KDF_CTX *derivation = kdf ? EVP_KDF_CTX_new(kdf) : NULL;
	int done = derivation ? EVP_KDF_derive(derivation, ret, GCM_KEY_BYTES, parameters) : 0;
	EVP_KDF_CTX_free(derivation);
	EVP_KDF_free(kdf);
	secret_wipe(secret, sizeof secret);
	return done == 1 ? FAIL_NONE : crypto_fail(FAIL_IO, "the content key could not be derived");
}

static enum fail key_unwrap(const struct part *part, EVP_PKEY *key, uint8_t ret[static GCM_KEY_BYTES])
{
	uint8_t wrapped[JWK_RSA_MAX_BYTES], plain[JWK_RSA_MAX_BYTES];
	size_t wrapped_bytes = 0, size = sizeof plain;
	TRY(base64url_read(part->text, part->length, wrapped, sizeof wrapped, &wrapped_bytes));
	KEY_CONTEXT_AUTO *context = EVP_PKEY_CTX_new(key, NULL);
	if (!context || EVP_PKEY_decrypt_init(context) != 1 || EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) != 1 ||
	    EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) != 1 || EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) != 1 ||
	    EVP_PKEY_decrypt(context, plain, &size, wrapped, wrapped_bytes) != 1 || size != GCM_KEY_BYTES)
		return crypto_fail(FAIL_SIGNATURE, "the content key was not wrapped for this key");
	memcpy(ret, plain, GCM_KEY_BYTES);
	secret_wipe(plain, sizeof plain);
	return FAIL_NONE;
}

static enum fail header_read(const struct part *part, json_t **ret)
{
	char text[HEADER_MAX_BYTES];
	size_t size = 0;
	TRY(base64url_read(part->text, part->length, text, sizeof text, &size));
	TRY(json_parse(text, size, sizeof text, ret));
	if (strcmp(json_text_or(*ret, "enc", ""), "A256GCM") == 0 && !json_object_get(*ret, "zip") && !json_object_get(*ret, "crit"))
		return FAIL_NONE;
	json_decref(*ret);
	return FAIL(INPUT, "the envelope's header asks for something unknown");
}

enum fail jwe_kid(const char *jwe, char ret[static JWK_KID_MAX_BYTES + 1])
{
	struct part parts[PART_COUNT] = { { "", 0 } };
	json_t *header = NULL;
	const char *kid = "";
	TRY(parts_find(jwe, parts));
	TRY(header_read(&parts[0], &header));
	enum fail fail = json_object_get(header, "kid") ? json_take_text(header, "kid", JWK_KID_MAX_BYTES, &kid) : FAIL_NONE;
	if (fail == FAIL_NONE)
		memcpy(ret, kid, strlen(kid) + 1);
	json_decref(header);
	return fail == FAIL_NONE ? fail : FAIL(INPUT, "the envelope's \"kid\" is not a key's name");
}

static enum fail content_key(const struct part parts[static PART_COUNT], EVP_PKEY *key, uint8_t ret[static GCM_KEY_BYTES])
{
	json_t *header = NULL;
	TRY(header_read(&parts[0], &header));
	const char *algorithm = json_text_or(header, "alg", "");
	enum fail fail;
	if (strcmp(algorithm, "ECDH-ES") == 0 && EVP_PKEY_is_a(key, "EC") && parts[1].length == 0)
		fail = key_agree(header, key, ret);
	else if (strcmp(algorithm, "RSA-OAEP-256") == 0 && EVP_PKEY_is_a(key, "RSA"))
		fail = key_unwrap(&parts[1], key, ret);
	else
		fail = FAIL(INPUT, "the envelope is sealed for another kind of key");
	json_decref(header);
	return fail;
}

static enum fail decrypt(const struct part parts[static PART_COUNT], const uint8_t key[static GCM_KEY_BYTES], uint8_t *room, struct buffer *ret)
{
	uint8_t iv[GCM_IV_BYTES], tag[GCM_TAG_BYTES];
	size_t size = 0;
	int length = 0, rest = 0;
	TRY(part_read(&parts[2], iv, sizeof iv));
	TRY(base64url_read(parts[3].text, parts[3].length, room, ENVELOPE_EVENT_MAX_BYTES, &size));
	TRY(part_read(&parts[4], tag, sizeof tag));
	CIPHER_AUTO *context = EVP_CIPHER_CTX_new();
	if (!context || EVP_DecryptInit_ex2(context, EVP_aes_256_gcm(), key, iv, NULL) != 1 ||
	    EVP_DecryptUpdate(context, NULL, &length, (const uint8_t *)parts[0].text, (int)parts[0].length) != 1 ||
	    EVP_DecryptUpdate(context, room, &length, room, (int)size) != 1 ||
	    EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, sizeof tag, tag) != 1 ||
	    EVP_DecryptFinal_ex(context, room + length, &rest) != 1)
		return crypto_fail(FAIL_SIGNATURE, "the envelope was sealed for another key, or changed");
	return buffer_add(ret, room, (size_t)length + (size_t)rest);
}

enum fail jwe_open(const char *jwe, EVP_PKEY *key, struct buffer *ret)
{
	struct part parts[PART_COUNT] = { { "", 0 } };
	uint8_t content[GCM_KEY_BYTES];
	TRY(parts_find(jwe, parts));
	TRY(content_key(parts, key, content));
	uint8_t *room = secret_new(ENVELOPE_EVENT_MAX_BYTES);
	enum fail fail = decrypt(parts, content, room, ret);
	secret_free(room, ENVELOPE_EVENT_MAX_BYTES);
	secret_wipe(content, sizeof content);
	return fail;
}

/* Where both say one; events from before carried none outside. */
static bool reference_agrees(const json_t *event, const json_t *record)
{
	const char *outside = json_text_or(event, "subject", ""), *inside = json_text_or(json_object_get(record, "meta"), "referenceNumber", "");
	return outside[0] == '\0' || inside[0] == '\0' || strcmp(outside, inside) == 0;
}

enum fail event_open(const json_t *event, EVP_PKEY *key, json_t **ret)
{
	static const char *const bound[] = { "id", "source", "type", "time" };
	BUFFER_AUTO plain;
	buffer_init(&plain, ENVELOPE_PLAIN_MAX_BYTES);
	TRY(jwe_open(json_text_or(event, "data", ""), key, &plain));
	json_t *record = NULL;
	TRY(json_parse(buffer_text(&plain), plain.size_bytes, ENVELOPE_PLAIN_MAX_BYTES, &record));
	for (size_t i = 0; i < sizeof bound / sizeof bound[0]; i++) {
		const char *inside = json_text_or(record, bound[i], ""), *outside = json_text_or(event, bound[i], "");
		if (inside[0] != '\0' && strcmp(inside, outside) == 0)
			continue;
		json_decref(record);
		return FAIL(SIGNATURE, "the %s inside the envelope is not the event's", bound[i]);
	}
	if (!reference_agrees(event, record)) {
		json_decref(record);
		return FAIL(SIGNATURE, "the reference inside the envelope is not the event's");
	}
	*ret = record;
	return FAIL_NONE;
}
