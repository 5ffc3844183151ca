/* SPDX-License-Identifier: MIT */
/* unit.council - keys and certificates are made for their owner's eyes, and fit together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/envelope/crypto.h"
#include "firmware/envelope/jwk.h"
#include "tests/backoffice/council.h"
#include "tests/unit/backoffice/folder.h"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *in(void **state, const char *name)
{
	static char path[256];
	snprintf(path, sizeof path, "%s/%s", (const char *)*state, name);
	return path;
}

static void both_halves_are_one_pair(void **state)
{
	KEY_AUTO *private = NULL, *public = NULL;
	json_t *jwk;
	struct stat private_stat;
	assert_int_equal(council_key_make(*state), FAIL_NONE);
	assert_int_equal(council_key_read(*state, &private), FAIL_NONE);
	assert_int_equal(json_read(in(state, "council.jwk"), 4096, &jwk), FAIL_NONE);
	assert_int_equal(jwk_read_public(jwk, &public), FAIL_NONE);
	assert_int_equal(EVP_PKEY_eq(private, public), 1);
	assert_null(json_object_get(jwk, "d"));
	assert_string_equal(json_text_or(jwk, "use", ""), "enc");
	assert_int_equal(stat(in(state, "council-private.jwk"), &private_stat), 0);
	assert_int_equal(private_stat.st_mode & 07777, 0600);
	json_decref(jwk);
}

static void a_pair_is_never_replaced(void **state)
{
	char private[128], public[128];
	BUFFER_AUTO first;
	BUFFER_AUTO again;
	buffer_init(&first, 4096);
	buffer_init(&again, 4096);
	assert_int_equal(file_path(private, sizeof private, *state, "council-private.jwk"), FAIL_NONE);
	assert_int_equal(file_path(public, sizeof public, *state, "council.jwk"), FAIL_NONE);
	assert_int_equal(council_key_keep(*state), FAIL_NONE);
	assert_int_equal(file_read(public, &first), FAIL_NONE);
	assert_int_equal(unlink(public), 0);
	assert_int_equal(council_key_keep(*state), FAIL_NONE);
	assert_int_equal(file_read(public, &again), FAIL_NONE);
	assert_string_equal(buffer_text(&first), buffer_text(&again));
	assert_int_equal(unlink(private), 0);
	assert_int_equal(council_key_keep(*state), FAIL_NONE); /* it is kept elsewhere */
	buffer_clear(&again);
	assert_int_equal(file_read(public, &again), FAIL_NONE);
	assert_string_equal(buffer_text(&first), buffer_text(&again));
	assert_int_not_equal(access(private, F_OK), 0);
}

static void says_what_is_wrong_with_a_private_key(void **state)
{
	EVP_PKEY *key;
	assert_int_equal(council_key_read(*state, &key), FAIL_EMPTY);
	assert_int_equal(council_key_make(*state), FAIL_NONE);
	static const char *const wrong[] = { "{}", "[]", "{\"x\":\"AAAA\",\"y\":\"AAAA\",\"d\":\"AAAA\"}" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_int_equal(file_replace(in(state, "council-private.jwk"), wrong[i], strlen(wrong[i]), 0600), FAIL_NONE);
		assert_int_equal(council_key_read(*state, &key), FAIL_INPUT);
	}
}

static X509 *certificate_read(const char *path)
{
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	X509 *certificate = PEM_read_X509(file, NULL, NULL, NULL);
	fclose(file);
	assert_non_null(certificate);
	return certificate;
}

static void the_server_is_vouched_for_by_the_authority(void **state)
{
	assert_int_equal(certificate_make(*state), FAIL_NONE);
	X509 *authority = certificate_read(in(state, "ca.pem")), *server = certificate_read(in(state, "server.pem"));
	X509_STORE *store = X509_STORE_new();
	X509_STORE_CTX *context = X509_STORE_CTX_new();
	X509_STORE_add_cert(store, authority);
	assert_int_equal(X509_STORE_CTX_init(context, store, server, NULL), 1);
	X509_VERIFY_PARAM_set_purpose(X509_STORE_CTX_get0_param(context), X509_PURPOSE_SSL_SERVER);
	assert_int_equal(X509_verify_cert(context), 1);
	assert_int_equal(X509_check_ip_asc(server, "127.0.0.1", 0), 1);
	assert_int_equal(X509_check_host(server, "localhost", 0, 0, NULL), 1);
	assert_int_equal(X509_check_host(server, "council.example", 0, 0, NULL), 0);
	X509_STORE_CTX_free(context);
	X509_STORE_free(store);
	X509_free(authority);
	X509_free(server);
	struct stat key;
	assert_int_equal(stat(in(state, "server.key"), &key), 0);
	assert_int_equal(key.st_mode & 07777, 0600);
}

static void no_folder_is_said(void **)
{
	assert_int_equal(council_key_make("/nonexistent/foyer"), FAIL_IO);
	assert_int_equal(certificate_make("/nonexistent/foyer"), FAIL_IO);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		FOLDER_CASE(both_halves_are_one_pair),
		FOLDER_CASE(a_pair_is_never_replaced),
		FOLDER_CASE(says_what_is_wrong_with_a_private_key),
		FOLDER_CASE(the_server_is_vouched_for_by_the_authority),
		cmocka_unit_test(no_folder_is_said),
	};
	return cmocka_run_group_tests_name("council", cases, NULL, NULL);
}
