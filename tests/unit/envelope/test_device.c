/* SPDX-License-Identifier: MIT */
/* unit.device - the kiosk's key stays the same, and its tokens hold for one body, one audience and five minutes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/file.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/device.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SOURCE "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42"
#define AUDIENCE "https://council.example"
#define BODY "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"
enum { NOW = 1795255530 };

struct place { char folder[64], path[96]; };

static int make_place(void **state)
{
	struct place *place = calloc(1, sizeof *place);
	snprintf(place->folder, sizeof place->folder, "/tmp/foyer-device-XXXXXX");
	if (!mkdtemp(place->folder))
		return -1;
	snprintf(place->path, sizeof place->path, "%s/device.pem", place->folder);
	*state = place;
	return 0;
}

static int drop_place(void **state)
{
	struct place *place = *state;
	unlink(place->path);
	int left = rmdir(place->folder);
	free(place);
	return left;
}

static struct device *opened(const struct place *place)
{
	struct device *device;
	assert_int_equal(device_open(place->path, &device), FAIL_NONE);
	return device;
}

static void makes_a_key_once(void **state)
{
	struct device *first = opened(*state), *second = opened(*state);
	json_t *one = device_jwk(first), *two = device_jwk(second);
	assert_true(json_equal(one, two));
	assert_null(json_object_get(one, "d"));
	assert_int_equal(json_string_length(json_object_get(one, "kid")), SHA256_TEXT_BYTES - 1);
	struct stat stat_of;
	assert_int_equal(stat(((struct place *)*state)->path, &stat_of), 0);
	assert_int_equal(stat_of.st_mode & 07777, 0600);
	json_decref(one);
	json_decref(two);
	device_close(first);
	device_close(second);
}

static void refuses_other_files(void **state)
{
	/* a P-384 key, a text, and a key with a password would each be somebody else's */
	static const char other[] = "-----BEGIN PRIVATE KEY-----\nMIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDA=\n-----END PRIVATE KEY-----\n";
	static const char *const content[] = { "", "hello", other, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n" };
	const struct place *place = *state;
	for (size_t i = 0; i < sizeof content / sizeof content[0]; i++) {
		struct device *device;
		assert_int_equal(file_replace(place->path, content[i], strlen(content[i]), 0600), FAIL_NONE);
		assert_int_equal(device_open(place->path, &device), FAIL_INPUT);
	}
	char *large = calloc(1, 4097);
	struct device *device;
	memset(large, 'A', 4097);
	assert_int_equal(file_replace(place->path, large, 4097, 0600), FAIL_NONE);
	assert_int_equal(device_open(place->path, &device), FAIL_INPUT);
	free(large);
}

static void says_when_there_is_no_folder(void **)
{
	struct device *device;
	assert_int_equal(device_open("/nonexistent/foyer/device.pem", &device), FAIL_IO);
}

static void token_holds_for_what_it_was_made(void **state)
{
	struct device *device = opened(*state);
	json_t *jwk = device_jwk(device);
	char token[DEVICE_TOKEN_MAX_BYTES], source[DEVICE_SOURCE_MAX_BYTES];
	assert_int_equal(device_token(device, SOURCE, AUDIENCE, BODY, NOW, token, sizeof token), FAIL_NONE);
	assert_int_equal(token_check(token, jwk, AUDIENCE, BODY, NOW, source, sizeof source), FAIL_NONE);
	assert_string_equal(source, SOURCE);

	assert_int_equal(token_check(token, jwk, "https://other.example", BODY, NOW, source, sizeof source), FAIL_DENIED);
	assert_int_equal(token_check(token, jwk, AUDIENCE, "other", NOW, source, sizeof source), FAIL_DENIED);
	assert_int_equal(token_check(token, jwk, AUDIENCE, BODY, NOW + 300, source, sizeof source), FAIL_NONE);
	assert_int_equal(token_check(token, jwk, AUDIENCE, BODY, NOW + 301, source, sizeof source), FAIL_DENIED);
	assert_int_equal(token_check(token, jwk, AUDIENCE, BODY, NOW - 300, source, sizeof source), FAIL_NONE);
	assert_int_equal(token_check(token, jwk, AUDIENCE, BODY, NOW - 301, source, sizeof source), FAIL_DENIED);
	json_decref(jwk);
	device_close(device);
}

static void token_shows_whose_it_is(void **state)
{
	struct device *device = opened(*state);
	json_t *jwk = device_jwk(device), *header;
	char token[DEVICE_TOKEN_MAX_BYTES];
	assert_int_equal(device_token(device, SOURCE, AUDIENCE, BODY, NOW, token, sizeof token), FAIL_NONE);
	assert_int_equal(token_peek(token, &header), FAIL_NONE);
	assert_true(json_equal(json_object_get(header, "kid"), json_object_get(jwk, "kid")));
	assert_true(json_equal(json_object_get(json_object_get(header, "jwk"), "x"), json_object_get(jwk, "x")));
	json_decref(header);
	json_decref(jwk);
	device_close(device);
}

static void token_of_another_key_is_refused(void **state)
{
	const struct place *place = *state;
	struct device *device = opened(place);
	unlink(place->path);
	struct device *other = opened(place);
	json_t *jwk = device_jwk(other);
	char token[DEVICE_TOKEN_MAX_BYTES], source[DEVICE_SOURCE_MAX_BYTES];
	assert_int_equal(device_token(device, SOURCE, AUDIENCE, BODY, NOW, token, sizeof token), FAIL_NONE);
	assert_int_equal(token_check(token, jwk, AUDIENCE, BODY, NOW, source, sizeof source), FAIL_SIGNATURE);
	json_decref(jwk);
	device_close(device);
	device_close(other);
}

static void no_character_of_a_token_can_be_changed(void **state)
{
	struct device *device = opened(*state);
	json_t *jwk = device_jwk(device);
	char token[DEVICE_TOKEN_MAX_BYTES], source[DEVICE_SOURCE_MAX_BYTES];
	assert_int_equal(device_token(device, SOURCE, AUDIENCE, BODY, NOW, token, sizeof token), FAIL_NONE);
	for (char *at = token; *at; at++) {
		char kept = *at;
		*at = kept == 'A' ? 'B' : 'A';
		assert_int_not_equal(token_check(token, jwk, AUDIENCE, BODY, NOW, source, sizeof source), FAIL_NONE);
		*at = kept;
	}
	assert_int_equal(token_check(token, jwk, AUDIENCE, BODY, NOW, source, sizeof source), FAIL_NONE);
	json_decref(jwk);
	device_close(device);
}

/* @header instead of the token's own, with an empty signature where @bare. */
static void forge(const char *token, const char *header, bool bare, char *ret)
{
	size_t used = base64url_write(header, strlen(header), ret);
	const char *rest = strchr(token, '.');
	size_t length = bare ? (size_t)(strrchr(token, '.') - rest + 1) : strlen(rest);
	memcpy(ret + used, rest, length);
	ret[used + length] = '\0';
}

static void the_token_does_not_choose_how_it_is_checked(void **state)
{
	struct device *device = opened(*state);
	json_t *jwk = device_jwk(device);
	char token[DEVICE_TOKEN_MAX_BYTES], forged[DEVICE_TOKEN_MAX_BYTES], source[DEVICE_SOURCE_MAX_BYTES];
	assert_int_equal(device_token(device, SOURCE, AUDIENCE, BODY, NOW, token, sizeof token), FAIL_NONE);
	forge(token, "{\"alg\":\"none\"}", true, forged);
	assert_int_equal(token_check(forged, jwk, AUDIENCE, BODY, NOW, source, sizeof source), FAIL_INPUT);
	forge(token, "{\"alg\":\"HS256\"}", false, forged);
	assert_int_equal(token_check(forged, jwk, AUDIENCE, BODY, NOW, source, sizeof source), FAIL_INPUT);
	forge(token, "{\"alg\":\"ES256\"}", true, forged);
	assert_int_equal(token_check(forged, jwk, AUDIENCE, BODY, NOW, source, sizeof source), FAIL_INPUT);
	forge(token, "{\"alg\":\"ES256\"}", false, forged);
	assert_int_equal(token_check(forged, jwk, AUDIENCE, BODY, NOW, source, sizeof source), FAIL_SIGNATURE);
	json_decref(jwk);
	device_close(device);
}

static void tokens_have_a_largest_size(void **state)
{
	struct device *device = opened(*state);
	json_t *jwk = device_jwk(device);
	char audience[DEVICE_TOKEN_MAX_BYTES + 1] = "", token[DEVICE_TOKEN_MAX_BYTES + 1] = "", source[DEVICE_SOURCE_MAX_BYTES];
	memset(audience, 'a', DEVICE_TOKEN_MAX_BYTES);
	assert_int_equal(device_token(device, SOURCE, audience, BODY, NOW, token, DEVICE_TOKEN_MAX_BYTES), FAIL_LIMIT);
	assert_int_equal(device_token(device, SOURCE, AUDIENCE, BODY, NOW, token, 100), FAIL_LIMIT);
	memset(token, 'a', DEVICE_TOKEN_MAX_BYTES);
	assert_int_equal(token_check(token, jwk, AUDIENCE, BODY, NOW, source, sizeof source), FAIL_INPUT);
	/* a source longer than the room for it */
	memset(audience, 'a', DEVICE_SOURCE_MAX_BYTES);
	audience[DEVICE_SOURCE_MAX_BYTES] = '\0';
	assert_int_equal(device_token(device, audience, AUDIENCE, BODY, NOW, token, DEVICE_TOKEN_MAX_BYTES), FAIL_NONE);
	assert_int_equal(token_check(token, jwk, AUDIENCE, BODY, NOW, source, sizeof source), FAIL_INPUT);
	json_decref(jwk);
	device_close(device);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, make_place, drop_place)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(makes_a_key_once),
		CASE(refuses_other_files),
		cmocka_unit_test(says_when_there_is_no_folder),
		CASE(token_holds_for_what_it_was_made),
		CASE(token_shows_whose_it_is),
		CASE(token_of_another_key_is_refused),
		CASE(no_character_of_a_token_can_be_changed),
		CASE(the_token_does_not_choose_how_it_is_checked),
		CASE(tokens_have_a_largest_size),
	};
	return cmocka_run_group_tests_name("device", cases, NULL, NULL);
}
