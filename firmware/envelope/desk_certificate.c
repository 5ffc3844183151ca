/* SPDX-License-Identifier: MIT */
/* DESIGN: the dates are fixed, as a kiosk that makes it may not know what day it is; people trust its fingerprint, not its dates. */
#include "firmware/envelope/desk_certificate.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"
#include "firmware/envelope/crypto.h"

#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static inline void certificate_done(X509 **certificate) { X509_free(*certificate); }
#define CERTIFICATE_AUTO [[gnu::cleanup(certificate_done)]] X509

static const char begins[] = "20260101000000Z", ends[] = "20491231235959Z";

static int no_password(char *, int, int, void *)
{
	return -1;
}

enum fail desk_fingerprint(const char *pem, size_t size, char *ret)
{
	BIO_AUTO *bio = BIO_new_mem_buf(pem, (int)size);
	CERTIFICATE_AUTO *certificate = bio ? PEM_read_bio_X509(bio, NULL, no_password, NULL) : NULL;
	unsigned char digest[32];
	unsigned length = sizeof digest;
	if (!certificate || X509_digest(certificate, EVP_sha256(), digest, &length) != 1)
		return crypto_fail(FAIL_INPUT, "there is no certificate");
	for (unsigned i = 0; i < length; i++)
		snprintf(ret + i * 3, 4, "%02X%s", digest[i], i + 1 < length ? ":" : "");
	return FAIL_NONE;
}

static bool extend(X509 *certificate, int nid, const char *value)
{
	X509V3_CTX context;
	X509V3_set_ctx(&context, certificate, certificate, NULL, NULL, 0);
	X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
	bool added = extension && X509_add_ext(certificate, extension, -1) == 1;
	X509_EXTENSION_free(extension);
	return added;
}

static bool set_serial(X509 *certificate)
{
	unsigned char bytes[16];
	if (RAND_bytes(bytes, sizeof bytes) != 1)
		return false;
	bytes[0] = (bytes[0] & 0x7f) | 1;
	BIGNUM *number = BN_bin2bn(bytes, sizeof bytes, NULL);
	bool set = number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
	BN_free(number);
	return set;
}

static bool fill(X509 *certificate, EVP_PKEY *key, const char *name, const char *address)
{
	char names[128];
	X509_NAME *subject = X509_get_subject_name(certificate);
	snprintf(names, sizeof names, "DNS:localhost,IP:%s", address);
	return X509_set_version(certificate, X509_VERSION_3) == 1 && set_serial(certificate) && ASN1_TIME_set_string_X509(X509_getm_notBefore(certificate), begins) == 1 &&
		ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate), ends) == 1 && X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, (const unsigned char *)name, -1, -1, 0) == 1 &&
		X509_set_issuer_name(certificate, subject) == 1 && X509_set_pubkey(certificate, key) == 1 && extend(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
		extend(certificate, NID_key_usage, "critical,digitalSignature") && extend(certificate, NID_ext_key_usage, "serverAuth") && extend(certificate, NID_subject_alt_name, names) &&
		X509_sign(certificate, key, EVP_sha256()) > 0;
}

static enum fail make(const char *path, const char *name, const char *address)
{
	KEY_AUTO *key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	CERTIFICATE_AUTO *certificate = X509_new();
	BIO_AUTO *bio = BIO_new(BIO_s_secmem());
	char *pem;
	if (!key || !certificate || !bio || !fill(certificate, key, name, address) || PEM_write_bio_X509(bio, certificate) != 1 ||
	    PEM_write_bio_PKCS8PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL) != 1)
		return crypto_fail(FAIL_IO, "no certificate for the desk could be made");
	long size = BIO_get_mem_data(bio, &pem);
	return file_replace(path, pem, (size_t)size, 0600);
}

/* The file holds one certificate, and its key behind it. */
static enum fail take(const struct buffer *pem, struct desk_certificate *ret)
{
	static const char begin[] = "-----BEGIN PRIVATE KEY-----";
	const char *text = buffer_text(pem), *key = strstr(text, begin);
	if (!key || (size_t)(key - text) >= sizeof ret->certificate || strlen(key) >= sizeof ret->key)
		return FAIL(INPUT, "it does not hold a certificate and its key");
	TRY(desk_fingerprint(text, pem->size_bytes, ret->fingerprint));
	memcpy(ret->certificate, text, (size_t)(key - text));
	ret->certificate[key - text] = '\0';
	memcpy(ret->key, key, strlen(key) + 1);
	return FAIL_NONE;
}

enum fail desk_certificate_open(const char *path, const char *name, const char *address, struct desk_certificate *ret)
{
	BUFFER_AUTO pem;
	buffer_init(&pem, 2 * DESK_PEM_MAX_BYTES);
	enum fail fail = file_read(path, &pem);
	if (fail == FAIL_EMPTY) {
		TRY(make(path, name, address));
		fail = file_read(path, &pem);
	}
	if (fail == FAIL_NONE)
		fail = take(&pem, ret);
	return fail == FAIL_NONE ? fail : fail_note(fail == FAIL_LIMIT ? FAIL_INPUT : fail, "%s", path);
}
