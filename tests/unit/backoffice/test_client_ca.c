/* SPDX-License-Identifier: MIT */
/* unit.client_ca - a certificate is of this council, of that kiosk and of the key it has now, or it is nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/file.h"
#include "firmware/envelope/crypto.h"
#include "firmware/envelope/jwk.h"
#include "tests/backoffice/client_ca.h"
#include "tests/unit/backoffice/folder.h"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SOURCE "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42"
#define OTHER "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b43"
#define KID "hqf_-PpG7aP-5aVP6RaFTj2stC4x_BnGCCQP2abAQ50"

static json_t *some_key(void)
{
	KEY_AUTO *key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	return jwk_of_p256(key);
}

/* What a caller shows: @ret_size bytes of DER, to be freed. */
static void *issued(const struct client_ca *ca, size_t *ret_size)
{
	uint8_t *der = NULL;
	BUFFER_AUTO pem;
	buffer_init(&pem, CLIENT_CERTIFICATE_MAX_BYTES);
	json_t *jwk = some_key();
	assert_int_equal(client_ca_issue(ca, jwk, SOURCE, KID, &pem), FAIL_NONE);
	json_decref(jwk);
	BIO_AUTO *bio = BIO_new_mem_buf(pem.bytes, (int)pem.size_bytes);
	X509 *certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL);
	int size = i2d_X509(certificate, &der);
	assert_true(size > 0);
	X509_free(certificate);
	*ret_size = (size_t)size;
	return der;
}

static void it_is_of_this_council_this_kiosk_and_this_key(void **state)
{
	char other_folder[512];
	struct client_ca *ca = NULL, *foreign = NULL;
	size_t size = 0, foreign_size = 0;
	snprintf(other_folder, sizeof other_folder, "%s/other", (const char *)*state);
	assert_int_equal(mkdir(other_folder, 0700), 0);
	assert_int_equal(client_ca_open(*state, &ca), FAIL_NONE);
	assert_int_equal(client_ca_open(other_folder, &foreign), FAIL_NONE);
	uint8_t *der = issued(ca, &size), *theirs = issued(foreign, &foreign_size);
	assert_int_equal(client_ca_check(ca, der, size, SOURCE, KID), FAIL_NONE);
	assert_int_equal(client_ca_check(ca, theirs, foreign_size, SOURCE, KID), FAIL_DENIED);
	assert_int_equal(client_ca_check(ca, NULL, 0, SOURCE, KID), FAIL_DENIED);
	assert_int_equal(client_ca_check(ca, der, size - 1, SOURCE, KID), FAIL_DENIED);
	assert_int_equal(client_ca_check(ca, der, size, OTHER, KID), FAIL_DENIED);
	assert_int_equal(client_ca_check(ca, der, size, SOURCE, "another"), FAIL_DENIED);
	der[size - 5] ^= 1; /* in the signature */
	assert_int_equal(client_ca_check(ca, der, size, SOURCE, KID), FAIL_DENIED);
	assert_int_equal(client_ca_check(ca, der, CLIENT_DER_MAX_BYTES + 1, SOURCE, KID), FAIL_DENIED);
	OPENSSL_free(der);
	OPENSSL_free(theirs);
	client_ca_close(ca);
	client_ca_close(foreign);
}

static void the_authority_stays_and_its_key_is_for_its_owner_alone(void **state)
{
	char path[512];
	struct client_ca *ca = NULL;
	struct stat seen;
	size_t size = 0;
	assert_int_equal(client_ca_open(*state, &ca), FAIL_NONE);
	uint8_t *der = issued(ca, &size);
	client_ca_close(ca);
	assert_int_equal(client_ca_open(*state, &ca), FAIL_NONE);
	assert_int_equal(client_ca_check(ca, der, size, SOURCE, KID), FAIL_NONE);
	client_ca_close(ca);
	OPENSSL_free(der);
	snprintf(path, sizeof path, "%s/client-ca.key", (const char *)*state);
	assert_int_equal(stat(path, &seen), 0);
	assert_int_equal(seen.st_mode & 07777, 0600);
	assert_int_equal(chmod(path, 0644), 0);
	assert_int_equal(client_ca_open(*state, &ca), FAIL_DENIED);
	assert_int_equal(file_replace(path, "no key", 6, 0600), FAIL_NONE);
	assert_int_equal(client_ca_open(*state, &ca), FAIL_INPUT);
}

static void only_a_p256_key_is_certified(void **state)
{
	struct client_ca *ca = NULL;
	BUFFER_AUTO pem;
	buffer_init(&pem, CLIENT_CERTIFICATE_MAX_BYTES);
	assert_int_equal(client_ca_open(*state, &ca), FAIL_NONE);
	json_t *none = json_object();
	assert_int_equal(client_ca_issue(ca, none, SOURCE, KID, &pem), FAIL_INPUT);
	json_decref(none);
	client_ca_close(ca);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		FOLDER_CASE(it_is_of_this_council_this_kiosk_and_this_key), FOLDER_CASE(the_authority_stays_and_its_key_is_for_its_owner_alone),
		FOLDER_CASE(only_a_p256_key_is_certified),
	};
	return cmocka_run_group_tests_name("client_ca", cases, NULL, NULL);
}
