/* SPDX-License-Identifier: MIT */
/* certificate.c - a throw-away authority and one server certificate, good for ten years on this machine only. */
#include "tests/backoffice/certificate.h"

#include "tests/backoffice/council.h"

#include "firmware/base/file.h"
#include "firmware/envelope/crypto.h"

#include <limits.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdbool.h>

bool certificate_extend(X509 *certificate, X509 *issuer, int nid, const char *value)
{
	X509V3_CTX context;
	X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
	X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
	bool added = extension && X509_add_ext(certificate, extension, -1) == 1;
	X509_EXTENSION_free(extension);
	return added;
}

static bool serial_set(X509 *certificate)
{
	uint8_t bytes[16];
	if (RAND_bytes(bytes, sizeof bytes) != 1)
		return false;
	bytes[0] = (bytes[0] & 0x7f) | 1;
	BIGNUM *number = BN_bin2bn(bytes, sizeof bytes, NULL);
	bool set = number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
	BN_free(number);
	return set;
}

X509 *certificate_new(const char *name, EVP_PKEY *key, long begins_s, long ends_s)
{
	X509 *certificate = X509_new();
	X509_NAME *subject = certificate ? X509_get_subject_name(certificate) : NULL;
	if (subject && X509_set_version(certificate, X509_VERSION_3) == 1 && serial_set(certificate) &&
	    X509_gmtime_adj(X509_getm_notBefore(certificate), begins_s) && X509_gmtime_adj(X509_getm_notAfter(certificate), ends_s) &&
	    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, (const uint8_t *)name, -1, -1, 0) == 1 && X509_set_pubkey(certificate, key) == 1)
		return certificate;
	X509_free(certificate);
	return NULL;
}

bool certificate_sign_authority(X509 *authority, EVP_PKEY *key)
{
	return X509_set_issuer_name(authority, X509_get_subject_name(authority)) == 1 &&
		certificate_extend(authority, authority, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
		certificate_extend(authority, authority, NID_key_usage, "critical,keyCertSign,cRLSign") &&
		certificate_extend(authority, authority, NID_subject_key_identifier, "hash") && X509_sign(authority, key, EVP_sha256()) > 0;
}

static bool server_sign(X509 *server, X509 *authority, EVP_PKEY *key, const char *names)
{
	return X509_set_issuer_name(server, X509_get_subject_name(authority)) == 1 &&
		certificate_extend(server, authority, NID_basic_constraints, "critical,CA:FALSE") &&
		certificate_extend(server, authority, NID_key_usage, "critical,digitalSignature") &&
		certificate_extend(server, authority, NID_ext_key_usage, "serverAuth") &&
		certificate_extend(server, authority, NID_subject_alt_name, names) &&
		certificate_extend(server, authority, NID_subject_key_identifier, "hash") &&
		certificate_extend(server, authority, NID_authority_key_identifier, "keyid:always") && X509_sign(server, key, EVP_sha256()) > 0;
}

enum fail certificate_write(const char *folder, const char *name, X509 *certificate, EVP_PKEY *key)
{
	char path[PATH_MAX], *text;
	TRY(file_path(path, sizeof path, folder, name));
	BIO_AUTO *bio = BIO_new(BIO_s_secmem());
	if (!bio || (certificate && PEM_write_bio_X509(bio, certificate) != 1) ||
	    (key && PEM_write_bio_PKCS8PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL) != 1))
		return crypto_fail(FAIL_IO, "a certificate could not be written");
	long size = BIO_get_mem_data(bio, &text);
	return file_replace(path, text, (size_t)size, key ? 0600 : 0644);
}

enum fail certificate_make(const char *folder)
{
	return certificate_make_as(folder, &(struct certificate_terms){ "DNS:localhost,IP:127.0.0.1,IP:::1", CERTIFICATE_BEGINS_S, CERTIFICATE_ENDS_S });
}

enum fail certificate_make_as(const char *folder, const struct certificate_terms *terms)
{
	KEY_AUTO *authority_key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256"), *server_key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	if (!authority_key || !server_key)
		return crypto_fail(FAIL_IO, "no key pair could be made");
	CERTIFICATE_AUTO *authority = certificate_new("Foyer reference back office", authority_key, CERTIFICATE_BEGINS_S, CERTIFICATE_ENDS_S);
	CERTIFICATE_AUTO *server = certificate_new("localhost", server_key, terms->begins_s, terms->ends_s);
	if (!authority || !server || !certificate_sign_authority(authority, authority_key) || !server_sign(server, authority, authority_key, terms->names))
		return crypto_fail(FAIL_IO, "no certificate could be made");
	TRY(certificate_write(folder, "ca.pem", authority, NULL));
	TRY(certificate_write(folder, "server.pem", server, NULL));
	return certificate_write(folder, "server.key", NULL, server_key);
}
