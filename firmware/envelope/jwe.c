/* SPDX-License-Identifier: MIT */
/* jwe.c - the sealing half of JWE. The opening half needs the council's private key and is not in the firmware. */
#include "firmware/envelope/jwe.h"

#include "firmware/base/secret.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/crypto.h"

#include <openssl/core_names.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { HEADER_MAX_BYTES = 512 };

/* What one sealing is made of; wiped as a whole. */
struct sealing {
	uint8_t content_key[GCM_KEY_BYTES];
	uint8_t wrapped[JWK_RSA_MAX_BYTES];
	size_t wrapped_bytes;
	char header[HEADER_MAX_BYTES];
	size_t header_bytes;
};

static void sealing_done(struct sealing *sealing)
{
	secret_wipe(sealing, sizeof *sealing);
}

/*
 * The Concat KDF of RFC 7518 §4.6 for one round: SHA-256 of round | shared secret | algorithm, parties and key length.
 * In direct agreement the algorithm is the name of the content encryption.
 */
static enum fail content_key_derive(const uint8_t secret[static P256_BYTES], uint8_t ret[static GCM_KEY_BYTES])
{
	static const uint8_t info[] = { 0, 0, 0, 7, 'A', '2', '5', '6', 'G', 'C', 'M', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0 };
	static const uint8_t round[] = { 0, 0, 0, 1 };
	uint8_t text[sizeof round + P256_BYTES + sizeof info];
	memcpy(text, round, sizeof round);
	memcpy(text + sizeof round, secret, P256_BYTES);
	memcpy(text + sizeof round + P256_BYTES, info, sizeof info);
	int done = EVP_Digest(text, sizeof text, ret, NULL, EVP_sha256(), NULL);
	secret_wipe(text, sizeof text);
	return done == 1 ? FAIL_NONE : crypto_fail(FAIL_IO, "the content key could not be derived");
}

/* A key pair for this one envelope; its public half goes into the header, the secret shared with @key's owner into @sealing. */
static enum fail agree_ec(const struct envelope_key *key, struct sealing *sealing)
{
	KEY_AUTO *once = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	uint8_t point[1 + 2 * P256_BYTES], secret[P256_BYTES];
	size_t point_bytes = 0, secret_bytes = sizeof secret;
	if (!once || EVP_PKEY_get_octet_string_param(once, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point, &point_bytes) != 1 || point_bytes != sizeof point)
		return crypto_fail(FAIL_IO, "no key pair could be made for the envelope");
	KEY_CONTEXT_AUTO *context = EVP_PKEY_CTX_new(once, NULL);
	if (!context || EVP_PKEY_derive_init(context) != 1 || EVP_PKEY_derive_set_peer(context, key->key) != 1 ||
	    EVP_PKEY_derive(context, secret, &secret_bytes) != 1 || secret_bytes != sizeof secret) {
		secret_wipe(secret, sizeof secret);
		return crypto_fail(FAIL_IO, "no secret could be agreed with the council's key");
	}
	enum fail fail = content_key_derive(secret, sealing->content_key);
	secret_wipe(secret, sizeof secret);
	TRY(fail);

	char x[SHA256_TEXT_BYTES], y[SHA256_TEXT_BYTES];
	base64url_write(point + 1, P256_BYTES, x);
	base64url_write(point + 1 + P256_BYTES, P256_BYTES, y);
	sealing->header_bytes = (size_t)snprintf(sealing->header, sizeof sealing->header,
		"{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"kid\":\"%s\",\"epk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}}",
		key->kid, x, y);
	return FAIL_NONE;
}

static enum fail wrap_rsa(const struct envelope_key *key, struct sealing *sealing)
{
	KEY_CONTEXT_AUTO *context = EVP_PKEY_CTX_new(key->key, NULL);
	sealing->wrapped_bytes = sizeof sealing->wrapped;
	if (RAND_priv_bytes(sealing->content_key, GCM_KEY_BYTES) != 1)
		return crypto_fail(FAIL_IO, "the random source gave no content key");
	if (!context || EVP_PKEY_encrypt_init(context) != 1 || EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) != 1 ||
	    EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) != 1 || EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) != 1 ||
	    EVP_PKEY_encrypt(context, sealing->wrapped, &sealing->wrapped_bytes, sealing->content_key, GCM_KEY_BYTES) != 1)
		return crypto_fail(FAIL_IO, "the content key could not be wrapped");
	sealing->header_bytes = (size_t)snprintf(sealing->header, sizeof sealing->header,
		"{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"kid\":\"%s\"}", key->kid);
	return FAIL_NONE;
}

/* Append @bytes as base64url, with a dot before if @dot. */
static enum fail part_add(struct buffer *ret, const void *bytes, size_t size, bool dot)
{
	/* In thirds, so that no copy of the whole is needed; 3 bytes are 4 characters whatever follows. */
	const uint8_t *from = bytes;
	char text[4 * 1024 + 1];
	if (dot)
		TRY(buffer_add(ret, ".", 1));
	for (size_t at = 0; at < size; at += 3 * 1024) {
		size_t piece = size - at < 3 * 1024 ? size - at : 3 * 1024;
		TRY(buffer_add(ret, text, base64url_write(from + at, piece, text)));
	}
	return FAIL_NONE;
}

/* Everything behind the wrapped key: iv, ciphertext, tag. The header's text is what GCM authenticates beside the plain text. */
static enum fail encrypt(const struct sealing *sealing, const char *aad, size_t aad_bytes, const void *plain, size_t size, struct buffer *ret)
{
	uint8_t iv[GCM_IV_BYTES], tag[GCM_TAG_BYTES];
	BUFFER_AUTO sealed;
	buffer_init(&sealed, size);
	CIPHER_AUTO *context = EVP_CIPHER_CTX_new();
	int length;
	if (RAND_bytes(iv, sizeof iv) != 1)
		return crypto_fail(FAIL_IO, "the random source gave no initialisation vector");
	if (!context || EVP_EncryptInit_ex2(context, EVP_aes_256_gcm(), sealing->content_key, iv, NULL) != 1 ||
	    EVP_EncryptUpdate(context, NULL, &length, (const uint8_t *)aad, (int)aad_bytes) != 1)
		return crypto_fail(FAIL_IO, "the cipher did not start");

	const uint8_t *from = plain;
	uint8_t piece[1024];
	for (size_t at = 0; at < size; at += sizeof piece) {
		int wanted = (int)(size - at < sizeof piece ? size - at : sizeof piece);
		if (EVP_EncryptUpdate(context, piece, &length, from + at, wanted) != 1 || length != wanted)
			return crypto_fail(FAIL_IO, "the cipher stopped");
		TRY(buffer_add(&sealed, piece, (size_t)length));
	}
	if (EVP_EncryptFinal_ex(context, piece, &length) != 1 || EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, sizeof tag, tag) != 1)
		return crypto_fail(FAIL_IO, "the cipher did not finish");
	TRY(part_add(ret, iv, sizeof iv, true));
	TRY(part_add(ret, sealed.bytes, sealed.size_bytes, true));
	return part_add(ret, tag, sizeof tag, true);
}

enum fail jwe_seal(const struct envelope_key *key, const void *plain, size_t size, struct buffer *ret)
{
	[[gnu::cleanup(sealing_done)]] struct sealing sealing = { 0 };
	TRY(key->rsa ? wrap_rsa(key, &sealing) : agree_ec(key, &sealing));

	char aad[HEADER_MAX_BYTES / 3 * 4 + 5];
	size_t aad_bytes = base64url_write(sealing.header, sealing.header_bytes, aad);
	TRY(buffer_add(ret, aad, aad_bytes));
	TRY(part_add(ret, sealing.wrapped, sealing.wrapped_bytes, true));
	return encrypt(&sealing, aad, aad_bytes, plain, size, ret);
}

size_t jwe_size(const struct envelope_key *key, size_t size)
{
	static const char ec[] = "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"kid\":\"\",\"epk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"\",\"y\":\"\"}}";
	static const char rsa[] = "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"kid\":\"\"}";
	size_t header = strlen(key->kid) + (key->rsa ? sizeof rsa - 1 : sizeof ec - 1 + 2 * base64url_size(P256_BYTES));
	return base64url_size(header) + 1 + base64url_size(key->wrapped_bytes) + 1 + base64url_size(GCM_IV_BYTES) + 1 +
		base64url_size(size) + 1 + base64url_size(GCM_TAG_BYTES);
}
