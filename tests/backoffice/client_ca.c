/* SPDX-License-Identifier: MIT */
/*
 * client_ca.c - DESIGN: no list of revoked certificates: one holds together with the device key that stands in it, and whether that key is let in is asked
 * for each request anyhow.
 */
#include "tests/backoffice/client_ca.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/envelope/crypto.h"
#include "firmware/envelope/jwk.h"
#include "tests/backoffice/certificate.h"
#include "tests/backoffice/secret_file.h"

#include <limits.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PEM_MAX_BYTES = 8192, NAME_ROOM = 80 };

struct client_ca { X509 *certificate; EVP_PKEY *key; struct buffer pem; };

static enum fail make(const char *folder)
{
	KEY_AUTO *key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	CERTIFICATE_AUTO *authority = key ? certificate_new("Foyer kiosks", key, CERTIFICATE_BEGINS_S, CERTIFICATE_ENDS_S) : NULL;
	if (!authority || !certificate_sign_authority(authority, key))
		return crypto_fail(FAIL_IO, "no authority for kiosks could be made");
	TRY(certificate_write(folder, "client-ca.key", NULL, key));
	return certificate_write(folder, "client-ca.pem", authority, NULL); /* last: it says that both are there */
}

static enum fail key_read(const char *path, EVP_PKEY **ret)
{
	BUFFER_AUTO text;
	buffer_init(&text, PEM_MAX_BYTES);
	TRY(secret_file_check(path));
	TRY(file_read(path, &text));
	BIO_AUTO *bio = BIO_new_mem_buf(text.bytes, (int)text.size_bytes);
	*ret = bio ? PEM_read_bio_PrivateKey(bio, NULL, NULL, (void *)"") : NULL;
	OPENSSL_cleanse(text.bytes, text.size_bytes);
	return *ret ? FAIL_NONE : crypto_fail(FAIL_INPUT, "client-ca.key is no key");
}

static enum fail ca_read(const char *folder, struct client_ca *ca)
{
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, folder, "client-ca.pem"));
	if (access(path, F_OK) != 0)
		TRY(make(folder));
	TRY(file_read(path, &ca->pem));
	BIO_AUTO *bio = BIO_new_mem_buf(ca->pem.bytes, (int)ca->pem.size_bytes);
	ca->certificate = bio ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : NULL;
	if (!ca->certificate)
		return crypto_fail(FAIL_INPUT, "client-ca.pem is no certificate");
	TRY(file_path(path, sizeof path, folder, "client-ca.key"));
	TRY(key_read(path, &ca->key));
	return X509_check_private_key(ca->certificate, ca->key) == 1 ? FAIL_NONE : crypto_fail(FAIL_INPUT, "client-ca.key is not client-ca.pem's");
}

enum fail client_ca_open(const char *folder, struct client_ca **ret)
{
	struct client_ca *ca = calloc(1, sizeof *ca);
	if (!ca)
		abort();
	buffer_init(&ca->pem, PEM_MAX_BYTES);
	enum fail fail = ca_read(folder, ca);
	if (fail != FAIL_NONE) {
		client_ca_close(ca);
		return fail;
	}
	*ret = ca;
	return FAIL_NONE;
}

void client_ca_close(struct client_ca *ca)
{
	if (!ca)
		return;
	X509_free(ca->certificate);
	EVP_PKEY_free(ca->key);
	buffer_done(&ca->pem);
	free(ca);
}

const char *client_ca_pem(const struct client_ca *ca)
{
	return buffer_text(&ca->pem);
}

static bool sign(const struct client_ca *ca, X509 *certificate, const char *kid)
{
	return X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "OU", MBSTRING_UTF8, (const uint8_t *)kid, -1, -1, 0) == 1 &&
		X509_set_issuer_name(certificate, X509_get_subject_name(ca->certificate)) == 1 &&
		certificate_extend(certificate, ca->certificate, NID_basic_constraints, "critical,CA:FALSE") &&
		certificate_extend(certificate, ca->certificate, NID_key_usage, "critical,digitalSignature") &&
		certificate_extend(certificate, ca->certificate, NID_ext_key_usage, "clientAuth") &&
		certificate_extend(certificate, ca->certificate, NID_authority_key_identifier, "keyid:always") && X509_sign(certificate, ca->key, EVP_sha256()) > 0;
}

enum fail client_ca_issue(const struct client_ca *ca, const json_t *jwk, const char *source, const char *kid, struct buffer *ret)
{
	KEY_AUTO *key = NULL;
	char *text;
	TRY(jwk_read_public(jwk, &key));
	if (!EVP_PKEY_is_a(key, "EC"))
		return FAIL(INPUT, "the key to certify is not a P-256 key");
	CERTIFICATE_AUTO *certificate = certificate_new(source, key, CERTIFICATE_BEGINS_S, CERTIFICATE_ENDS_S);
	BIO_AUTO *bio = BIO_new(BIO_s_mem());
	if (!certificate || !bio || !sign(ca, certificate, kid) || PEM_write_bio_X509(bio, certificate) != 1)
		return crypto_fail(FAIL_IO, "no certificate could be made");
	long size = BIO_get_mem_data(bio, &text);
	return buffer_add(ret, text, (size_t)size);
}

static bool is_of_us(const struct client_ca *ca, X509 *shown)
{
	X509_STORE *store = X509_STORE_new();
	X509_STORE_CTX *context = X509_STORE_CTX_new();
	bool ours = store && context && X509_STORE_add_cert(store, ca->certificate) == 1 && X509_STORE_CTX_init(context, store, shown, NULL) == 1;
	if (ours) {
		X509_VERIFY_PARAM_set_purpose(X509_STORE_CTX_get0_param(context), X509_PURPOSE_SSL_CLIENT);
		X509_VERIFY_PARAM_set_time(X509_STORE_CTX_get0_param(context), (time_t)(clock_wall_ms() / 1000));
		ours = X509_verify_cert(context) == 1;
	}
	X509_STORE_CTX_free(context);
	X509_STORE_free(store);
	return ours;
}

static bool names(X509 *shown, int nid, const char *expected)
{
	char name[NAME_ROOM] = "";
	int length = X509_NAME_get_text_by_NID(X509_get_subject_name(shown), nid, name, sizeof name);
	return length > 0 && (size_t)length == strlen(expected) && strcmp(name, expected) == 0;
}

enum fail client_ca_check(const struct client_ca *ca, const void *der, size_t size, const char *source, const char *kid)
{
	const uint8_t *at = der;
	if (!der || size > CLIENT_DER_MAX_BYTES)
		return FAIL(DENIED, "no client certificate was shown");
	CERTIFICATE_AUTO *shown = d2i_X509(NULL, &at, (long)size);
	enum fail fail = FAIL_NONE;
	if (!shown || !is_of_us(ca, shown))
		fail = crypto_fail(FAIL_DENIED, "the client certificate is not of this council");
	else if (!names(shown, NID_commonName, source) || !names(shown, NID_organizationalUnitName, kid))
		fail = FAIL(DENIED, "the client certificate is another kiosk's, or of a key it had before");
	return fail;
}
