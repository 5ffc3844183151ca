/* SPDX-License-Identifier: MIT */
/* sign.c - OpenSSL's signatures are DER; everybody else's are two numbers of 32 bytes. */
#include "firmware/envelope/sign.h"

#include "firmware/envelope/base64url.h"
#include "firmware/envelope/crypto.h"
#include "firmware/envelope/jwk.h"

#include <stdint.h>
#include <string.h>

enum { SIGNATURE_BYTES = 2 * P256_BYTES, DER_MAX_BYTES = 80 };

enum fail sign_text(EVP_PKEY *key, const char *text, size_t size, char ret[static SIGN_TEXT_BYTES])
{
	uint8_t der[DER_MAX_BYTES], raw[SIGNATURE_BYTES];
	size_t der_size = sizeof der;
	DIGEST_AUTO *context = EVP_MD_CTX_new();
	if (!context || EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key) != 1 ||
	    EVP_DigestSign(context, der, &der_size, (const uint8_t *)text, size) != 1)
		return crypto_fail(FAIL_IO, "nothing could be signed");
	const uint8_t *from = der;
	SIGNATURE_AUTO *signature = d2i_ECDSA_SIG(NULL, &from, (long)der_size);
	if (!signature || BN_bn2binpad(ECDSA_SIG_get0_r(signature), raw, P256_BYTES) != P256_BYTES ||
	    BN_bn2binpad(ECDSA_SIG_get0_s(signature), raw + P256_BYTES, P256_BYTES) != P256_BYTES)
		return crypto_fail(FAIL_IO, "the signature could not be written");
	base64url_write(raw, sizeof raw, ret);
	return FAIL_NONE;
}

static enum fail raw_check(EVP_PKEY *key, const char *text, size_t size, const uint8_t raw[static SIGNATURE_BYTES])
{
	SIGNATURE_AUTO *signature = ECDSA_SIG_new();
	BIGNUM *r = BN_bin2bn(raw, P256_BYTES, NULL), *s = BN_bin2bn(raw + P256_BYTES, P256_BYTES, NULL);
	if (!signature || !r || !s || ECDSA_SIG_set0(signature, r, s) != 1) {
		BN_free(r);
		BN_free(s);
		return crypto_fail(FAIL_IO, "the signature could not be read");
	}
	uint8_t der[DER_MAX_BYTES], *to = der;
	int der_size = i2d_ECDSA_SIG(signature, NULL);
	if (der_size <= 0 || der_size > DER_MAX_BYTES || i2d_ECDSA_SIG(signature, &to) != der_size)
		return FAIL(SIGNATURE, "the signature has no form");
	DIGEST_AUTO *context = EVP_MD_CTX_new();
	if (!context || EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key) != 1)
		return crypto_fail(FAIL_IO, "the signature could not be checked");
	if (EVP_DigestVerify(context, der, (size_t)der_size, (const uint8_t *)text, size) != 1)
		return crypto_fail(FAIL_SIGNATURE, "this was not signed by this key");
	return FAIL_NONE;
}

enum fail sign_check(const json_t *jwk, const char *text, size_t size, const char *signature)
{
	uint8_t raw[SIGNATURE_BYTES];
	size_t raw_size;
	if (base64url_read(signature, strlen(signature), raw, sizeof raw, &raw_size) != FAIL_NONE || raw_size != sizeof raw)
		return FAIL(INPUT, "the signature has the wrong length");
	KEY_AUTO *key = NULL;
	TRY(jwk_read_public(jwk, &key));
	if (!EVP_PKEY_is_a(key, "EC"))
		return FAIL(INPUT, "a device key is a P-256 key");
	return raw_check(key, text, size, raw);
}
