/* SPDX-License-Identifier: MIT */
/* DESIGN: the device key stays in the hub; the desk gets a key for its connections, which means something only because the device key signed it. */
#include "firmware/envelope/site_certificate.h"

#include "firmware/envelope/crypto.h"
#include "firmware/envelope/device.h"
#include "firmware/envelope/device_key.h"
#include "firmware/envelope/jwk.h"

#include <limits.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static inline void certificate_done(X509 **certificate) { X509_free(*certificate); }
#define CERTIFICATE_AUTO [[gnu::cleanup(certificate_done)]] X509

static const char begins[] = "20260101000000Z", ends[] = "20491231235959Z";

static bool set_name(X509_NAME *name, const char *text)
{
	return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)text, -1, -1, 0) == 1;
}

static bool fill(X509 *certificate, EVP_PKEY *key, const struct device *device)
{
	return X509_set_version(certificate, X509_VERSION_3) == 1 && ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1) == 1 &&
		ASN1_TIME_set_string_X509(X509_getm_notBefore(certificate), begins) == 1 && ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate), ends) == 1 &&
		set_name(X509_get_issuer_name(certificate), device_kid(device)) && set_name(X509_get_subject_name(certificate), "foyer-desk") &&
		X509_set_pubkey(certificate, key) == 1 && X509_sign(certificate, device->key, EVP_sha256()) > 0;
}

static bool pem_take(BIO *bio, char ret[static SITE_PEM_MAX_BYTES])
{
	char *pem;
	long size = BIO_get_mem_data(bio, &pem);
	if (size <= 0 || size >= SITE_PEM_MAX_BYTES)
		return false;
	memcpy(ret, pem, (size_t)size);
	ret[size] = '\0';
	return true;
}

enum fail site_certificate_make(const struct device *device, struct site_certificate *ret)
{
	KEY_AUTO *key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	CERTIFICATE_AUTO *certificate = X509_new();
	BIO_AUTO *shown = BIO_new(BIO_s_mem());
	BIO_AUTO *kept = BIO_new(BIO_s_secmem());
	if (!key || !certificate || !shown || !kept || !fill(certificate, key, device) || PEM_write_bio_X509(shown, certificate) != 1 ||
	    PEM_write_bio_PKCS8PrivateKey(kept, key, NULL, NULL, 0, NULL, NULL) != 1 || !pem_take(shown, ret->certificate) || !pem_take(kept, ret->key))
		return crypto_fail(FAIL_IO, "no certificate for the site could be made");
	return FAIL_NONE;
}

static enum fail read_der(const void *der, size_t size, X509 **ret)
{
	const unsigned char *at = der;
	if (size > SITE_PEM_MAX_BYTES)
		return FAIL(LIMIT, "a certificate of a site has at most %d bytes", SITE_PEM_MAX_BYTES);
	*ret = d2i_X509(NULL, &at, (long)size);
	return *ret ? FAIL_NONE : crypto_fail(FAIL_INPUT, "there is no certificate");
}

enum fail site_certificate_issuer(const void *der, size_t size, char ret[static SHA256_TEXT_BYTES])
{
	CERTIFICATE_AUTO *certificate = NULL;
	char name[SHA256_TEXT_BYTES + 1];
	TRY(read_der(der, size, &certificate));
	int length = X509_NAME_get_text_by_NID(X509_get_issuer_name(certificate), NID_commonName, name, sizeof name);
	if (length != SHA256_TEXT_BYTES - 1 || strlen(name) != SHA256_TEXT_BYTES - 1)
		return FAIL(INPUT, "the certificate names no kiosk");
	memcpy(ret, name, SHA256_TEXT_BYTES);
	return FAIL_NONE;
}

enum fail site_certificate_check(const void *der, size_t size, const json_t *jwk)
{
	CERTIFICATE_AUTO *certificate = NULL;
	KEY_AUTO *key = NULL;
	TRY(read_der(der, size, &certificate));
	TRY(jwk_read_public(jwk, &key));
	return X509_verify(certificate, key) == 1 ? FAIL_NONE : crypto_fail(FAIL_SIGNATURE, "this certificate is not that kiosk's");
}
