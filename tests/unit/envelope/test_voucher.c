/* SPDX-License-Identifier: MIT */
/* unit.voucher - a signed word from kiosk to kiosk, and the certificate by which their desks know one another. */
#include "firmware/envelope/device.h"
#include "firmware/envelope/site_certificate.h"
#include "firmware/envelope/voucher.h"
#include "tests/lib/given.h"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct given { char folder[GIVEN_PATH_BYTES]; struct device *one, *other; json_t *key, *other_key; };

static struct device *device(const char *folder, const char *name)
{
	struct device *made = NULL;
	char path[GIVEN_PATH_BYTES];
	given_path(path, folder, name);
	assert_int_equal(device_open(path, &made), FAIL_NONE);
	return made;
}

static int set_up(void **state)
{
	struct given *given = calloc(1, sizeof *given);
	given_folder(given->folder);
	given->one = device(given->folder, "one.pem");
	given->other = device(given->folder, "other.pem");
	given->key = device_jwk(given->one);
	given->other_key = device_jwk(given->other);
	*state = given;
	return 0;
}

static int tear_down(void **state)
{
	struct given *given = *state;
	json_decref(given->key);
	json_decref(given->other_key);
	device_close(given->one);
	device_close(given->other);
	given_done(given->folder);
	free(given);
	return 0;
}

static struct voucher voucher_of(const struct given *given, json_t *act)
{
	struct voucher voucher = { .nonce = "00112233445566778899aabbccddeeff", .staff = "sam", .role = "staff", .act = act };
	snprintf(voucher.from, sizeof voucher.from, "%s", device_kid(given->one));
	snprintf(voucher.to, sizeof voucher.to, "%s", device_kid(given->other));
	return voucher;
}

static void what_was_signed_is_read_back(void **state)
{
	struct given *given = *state;
	struct voucher made = voucher_of(given, json_pack("{s:s, s:s}", "verb", "help.take", "ticket", "A12")), got;
	char *text = NULL, signature[SIGN_TEXT_BYTES];
	assert_int_equal(voucher_write(&made, given->one, &text, signature), FAIL_NONE);
	assert_int_equal(voucher_read(text, strlen(text), signature, given->key, &got), FAIL_NONE);
	assert_string_equal(got.from, made.from);
	assert_string_equal(got.to, made.to);
	assert_string_equal(got.nonce, made.nonce);
	assert_string_equal(got.staff, "sam");
	assert_string_equal(got.role, "staff");
	assert_true(json_equal(got.act, made.act));
	voucher_done(&got);
	assert_int_equal(voucher_read(text, strlen(text), signature, given->other_key, &got), FAIL_SIGNATURE);
	text[strlen(text) - 4] ^= 1;
	assert_int_equal(voucher_read(text, strlen(text), signature, given->key, &got), FAIL_SIGNATURE);
	json_decref(made.act);
	free(text);
}

static void it_has_its_longest(void **state)
{
	struct given *given = *state;
	for (int more = 0; more <= 1; more++) {
		struct voucher made = voucher_of(given, json_pack("{s:s}", "verb", "")), got;
		char *text = NULL, signature[SIGN_TEXT_BYTES], fill[VOUCHER_MAX_BYTES + 1] = "";
		assert_int_equal(voucher_write(&made, given->one, &text, signature), FAIL_NONE);
		memset(fill, 'a', VOUCHER_MAX_BYTES - strlen(text) + (size_t)more);
		free(text);
		json_object_set_new(made.act, "verb", json_string(fill));
		if (more) {
			assert_int_equal(voucher_write(&made, given->one, &text, signature), FAIL_LIMIT);
			char *long_text = calloc(1, VOUCHER_MAX_BYTES + 2);
			memset(long_text, ' ', VOUCHER_MAX_BYTES + 1);
			assert_int_equal(voucher_read(long_text, VOUCHER_MAX_BYTES + 1, "", given->key, &got), FAIL_LIMIT);
			assert_int_equal(voucher_parse(long_text, VOUCHER_MAX_BYTES + 1, &got), FAIL_LIMIT);
			free(long_text);
		} else {
			assert_int_equal(voucher_write(&made, given->one, &text, signature), FAIL_NONE);
			assert_int_equal(strlen(text), VOUCHER_MAX_BYTES);
			assert_int_equal(voucher_read(text, strlen(text), signature, given->key, &got), FAIL_NONE);
			voucher_done(&got);
			free(text);
		}
		json_decref(made.act);
	}
}

static void other_forms_are_none(void **state)
{
	static const char *const wrongs[] = {
		"", "[]", "{}", "{\"foyer-voucher\":2,\"from\":\"a\",\"to\":\"b\",\"nonce\":\"c\",\"staff\":\"d\",\"role\":\"e\",\"act\":{}}",
		"{\"foyer-voucher\":1,\"from\":\"a\",\"to\":\"b\",\"nonce\":\"c\",\"staff\":\"d\",\"role\":\"e\",\"act\":[]}",
		"{\"foyer-voucher\":1,\"from\":\"a\",\"to\":\"b\",\"nonce\":\"c\",\"staff\":\"d\",\"role\":\"e\",\"act\":{},\"more\":1}",
		"{\"foyer-voucher\":1,\"from\":\"a\",\"from\":\"a\",\"to\":\"b\",\"nonce\":\"c\",\"staff\":\"d\",\"role\":\"e\",\"act\":{}}",
		"{\"foyer-voucher\":1,\"from\":1,\"to\":\"b\",\"nonce\":\"c\",\"staff\":\"d\",\"role\":\"e\",\"act\":{}}",
	};
	(void)state;
	for (size_t i = 0; i < sizeof wrongs / sizeof wrongs[0]; i++) {
		struct voucher got;
		if (voucher_parse(wrongs[i], strlen(wrongs[i]), &got) == FAIL_NONE)
			fail_msg("taken: %s", wrongs[i]);
	}
	struct voucher got;
	static const char good[] = "{\"foyer-voucher\":1,\"from\":\"a\",\"to\":\"b\",\"nonce\":\"c\",\"staff\":\"d\",\"role\":\"e\",\"act\":{}}";
	assert_int_equal(voucher_parse(good, sizeof good - 1, &got), FAIL_NONE);
	voucher_done(&got);
}

static int der_of(const char *pem, unsigned char **ret)
{
	BIO *bio = BIO_new_mem_buf(pem, -1);
	X509 *certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL);
	assert_non_null(certificate);
	int size = i2d_X509(certificate, ret);
	X509_free(certificate);
	BIO_free(bio);
	return size;
}

static void a_certificate_is_the_kiosks_that_signed_it(void **state)
{
	struct given *given = *state;
	struct site_certificate made, again;
	unsigned char *der = NULL;
	char kid[SHA256_TEXT_BYTES];
	assert_int_equal(site_certificate_make(given->one, &made), FAIL_NONE);
	assert_int_equal(site_certificate_make(given->one, &again), FAIL_NONE);
	assert_string_not_equal(made.key, again.key);
	int size = der_of(made.certificate, &der);
	assert_int_equal(site_certificate_issuer(der, (size_t)size, kid), FAIL_NONE);
	assert_string_equal(kid, device_kid(given->one));
	assert_int_equal(site_certificate_check(der, (size_t)size, given->key), FAIL_NONE);
	assert_int_equal(site_certificate_check(der, (size_t)size, given->other_key), FAIL_SIGNATURE);
	for (int i = 0; i < size; i++) { /* whatever byte is another: never one of the kiosk's */
		der[i] ^= 1;
		assert_int_not_equal(site_certificate_check(der, (size_t)size, given->key), FAIL_NONE);
		der[i] ^= 1;
	}
	assert_int_equal(site_certificate_check("x", 1, given->key), FAIL_INPUT);
	assert_int_equal(site_certificate_issuer(der, SITE_PEM_MAX_BYTES + 1, kid), FAIL_LIMIT);
	OPENSSL_free(der);
}

#define voucher_test(CASE) cmocka_unit_test_setup_teardown(CASE, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		voucher_test(what_was_signed_is_read_back),
		voucher_test(it_has_its_longest),
		voucher_test(other_forms_are_none),
		voucher_test(a_certificate_is_the_kiosks_that_signed_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
