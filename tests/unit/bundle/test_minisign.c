/* SPDX-License-Identifier: MIT */
/* unit.minisign - keys and signatures, here and there: Debian's minisign is the other side in both directions. */
#include "firmware/base/file.h"
#include "firmware/bundle/manifest.h"
#include "tests/lib/given.h"
#include "tests/lib/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pair { struct minisign_secret secret; struct minisign_public public; };

static struct pair pair_new(void)
{
	struct pair pair;
	assert_int_equal(minisign_new(&pair.secret, &pair.public), FAIL_NONE);
	return pair;
}

static void what_is_signed_is_verified_and_nothing_else(void **state)
{
	(void)state;
	struct pair pair = pair_new(), other = pair_new();
	BUFFER_AUTO signature, again;
	buffer_init(&signature, MINISIGN_FILE_MAX_BYTES);
	buffer_init(&again, MINISIGN_FILE_MAX_BYTES);
	assert_int_equal(minisign_sign(&pair.secret, "manifest", 8, "version 1", &signature), FAIL_NONE);
	assert_int_equal(minisign_sign(&pair.secret, "manifest", 8, "version 1", &again), FAIL_NONE);
	assert_string_equal(buffer_text(&signature), buffer_text(&again));
	assert_int_equal(minisign_verify(&pair.public, "manifest", 8, buffer_text(&signature), signature.size_bytes), FAIL_NONE);
	assert_int_equal(minisign_verify(&pair.public, "manifesT", 8, buffer_text(&signature), signature.size_bytes), FAIL_SIGNATURE);
	assert_int_equal(minisign_verify(&other.public, "manifest", 8, buffer_text(&signature), signature.size_bytes), FAIL_SIGNATURE);
	memcpy(other.public.id, pair.public.id, sizeof other.public.id); /* another key under this one's name */
	assert_int_equal(minisign_verify(&other.public, "manifest", 8, buffer_text(&signature), signature.size_bytes), FAIL_SIGNATURE);
	char *comment = strstr(signature.bytes, "version 1");
	comment[8] = '2';
	assert_int_equal(minisign_verify(&pair.public, "manifest", 8, buffer_text(&signature), signature.size_bytes), FAIL_SIGNATURE);
	assert_int_equal(minisign_sign(&pair.secret, "x", 1, "two\nlines", &again), FAIL_INPUT);
}

static void no_byte_of_a_signature_may_change(void **state)
{
	(void)state;
	struct pair pair = pair_new();
	BUFFER_AUTO signature;
	buffer_init(&signature, MINISIGN_FILE_MAX_BYTES);
	assert_int_equal(minisign_sign(&pair.secret, "manifest", 8, "version 1", &signature), FAIL_NONE);
	size_t first = (size_t)(strchr(signature.bytes, '\n') - signature.bytes) + 1; /* the first line is nobody's promise */
	for (size_t at = first; at + 1 < signature.size_bytes; at++) {
		signature.bytes[at] ^= 1;
		fail_clear();
		if (minisign_verify(&pair.public, "manifest", 8, buffer_text(&signature), signature.size_bytes) == FAIL_NONE)
			fail_msg("byte %zu of %zu was changed and it still holds", at, signature.size_bytes);
		signature.bytes[at] ^= 1;
	}
	assert_int_equal(minisign_verify(&pair.public, "manifest", 8, buffer_text(&signature), signature.size_bytes), FAIL_NONE);
}

static void a_secret_key_opens_with_its_password_alone(void **state)
{
	(void)state;
	struct pair pair = pair_new();
	struct minisign_secret got;
	BUFFER_AUTO bare, sealed;
	buffer_init(&bare, MINISIGN_FILE_MAX_BYTES);
	buffer_init(&sealed, MINISIGN_FILE_MAX_BYTES);
	assert_int_equal(minisign_secret_write(&pair.secret, "", &bare), FAIL_NONE);
	assert_int_equal(minisign_secret_read(buffer_text(&bare), bare.size_bytes, "", &got), FAIL_NONE);
	assert_memory_equal(&got, &pair.secret, sizeof got);
	assert_int_equal(minisign_secret_write(&pair.secret, "horse", &sealed), FAIL_NONE);
	assert_int_equal(minisign_secret_read(buffer_text(&sealed), sealed.size_bytes, "horse", &got), FAIL_NONE);
	assert_memory_equal(&got, &pair.secret, sizeof got);
	assert_int_equal(minisign_secret_read(buffer_text(&sealed), sealed.size_bytes, "cow", &got), FAIL_DENIED);
	assert_int_equal(minisign_secret_read(buffer_text(&sealed), sealed.size_bytes, "", &got), FAIL_DENIED);
	assert_int_equal(minisign_secret_read("x\n", 2, "", &got), FAIL_INPUT);
}

static void a_file_above_its_maximum_is_refused(void **state)
{
	(void)state;
	struct pair pair = pair_new();
	struct minisign_public key;
	struct minisign_secret secret;
	char *text = calloc(1, MINISIGN_FILE_MAX_BYTES + 2);
	assert_non_null(text);
	memset(text, 'A', MINISIGN_FILE_MAX_BYTES + 1);
	assert_int_equal(minisign_public_read(text, MINISIGN_FILE_MAX_BYTES, &key), FAIL_INPUT);
	assert_int_equal(minisign_public_read(text, MINISIGN_FILE_MAX_BYTES + 1, &key), FAIL_LIMIT);
	assert_int_equal(minisign_secret_read(text, MINISIGN_FILE_MAX_BYTES + 1, "", &secret), FAIL_LIMIT);
	assert_int_equal(minisign_verify(&pair.public, "x", 1, text, MINISIGN_FILE_MAX_BYTES + 1), FAIL_LIMIT);
	BUFFER_AUTO signature;
	buffer_init(&signature, MINISIGN_FILE_MAX_BYTES);
	text[MINISIGN_COMMENT_MAX_BYTES + 1] = '\0';
	assert_int_equal(minisign_sign(&pair.secret, "x", 1, text, &signature), FAIL_LIMIT);
	text[MINISIGN_COMMENT_MAX_BYTES] = '\0';
	assert_int_equal(minisign_sign(&pair.secret, "x", 1, text, &signature), FAIL_NONE);
	assert_int_equal(minisign_verify(&pair.public, "x", 1, buffer_text(&signature), signature.size_bytes), FAIL_NONE);
	free(text);
}

static void a_kiosk_trusts_the_keys_it_was_given(void **state)
{
	(void)state;
	struct pair pair = pair_new(), other = pair_new();
	char mine[MINISIGN_PUBLIC_TEXT_BYTES + 1], theirs[MINISIGN_PUBLIC_TEXT_BYTES + 1];
	BUFFER_AUTO signature;
	buffer_init(&signature, MINISIGN_FILE_MAX_BYTES);
	minisign_public_text(&pair.public, mine);
	minisign_public_text(&other.public, theirs);
	assert_int_equal(minisign_sign(&pair.secret, "m", 1, "c", &signature), FAIL_NONE);
	json_t *both = json_pack("[s, s]", theirs, mine), *one = json_pack("[s]", theirs), *none = json_array(), *wrong = json_pack("[s]", "key");
	assert_int_equal(manifest_trust(both, "m", 1, buffer_text(&signature), signature.size_bytes), FAIL_NONE);
	assert_int_equal(manifest_trust(one, "m", 1, buffer_text(&signature), signature.size_bytes), FAIL_SIGNATURE);
	assert_int_equal(manifest_trust(none, "m", 1, buffer_text(&signature), signature.size_bytes), FAIL_EMPTY);
	assert_int_equal(manifest_trust(wrong, "m", 1, buffer_text(&signature), signature.size_bytes), FAIL_INPUT);
	json_t *many = json_pack("[s, s, s, s, s]", mine, mine, mine, mine, mine);
	assert_int_equal(manifest_trust(many, "m", 1, buffer_text(&signature), signature.size_bytes), FAIL_LIMIT);
	json_decref(both), json_decref(one), json_decref(none), json_decref(wrong), json_decref(many);
}

/* ---- the peer ---- */

struct given { char folder[GIVEN_PATH_BYTES], foyer[GIVEN_PATH_BYTES], file[GIVEN_PATH_BYTES], signature[GIVEN_PATH_BYTES], secret[GIVEN_PATH_BYTES], public[GIVEN_PATH_BYTES]; };

static int setup(void **state)
{
	struct given *given = calloc(1, sizeof *given);
	given_folder(given->folder);
	given_built("bin/foyer", given->foyer);
	given_path(given->file, given->folder, "manifest.json");
	given_path(given->signature, given->folder, "manifest.json.minisig");
	given_path(given->secret, given->folder, "bundle.key");
	given_path(given->public, given->folder, "bundle.pub");
	given_file(given->file, "{\"version\":1}\n", 0644);
	*state = given;
	return 0;
}

static int teardown(void **state)
{
	struct given *given = *state;
	given_done(given->folder);
	free(given);
	return 0;
}

static void read_file(const char *path, struct buffer *ret)
{
	buffer_init(ret, MINISIGN_FILE_MAX_BYTES);
	assert_int_equal(file_read(path, ret), FAIL_NONE);
}

static void minisign_verifies_what_we_sign(void **state)
{
	struct given *given = *state;
	char said[4096];
	struct minisign_secret secret;
	BUFFER_AUTO key, signature;
	assert_int_equal(process_run((char *[]){ given->foyer, "bundle", "keys", "new", "--out", given->folder, NULL }, said, sizeof said), 0);
	read_file(given->secret, &key);
	assert_int_equal(minisign_secret_read(buffer_text(&key), key.size_bytes, "", &secret), FAIL_NONE);
	buffer_init(&signature, MINISIGN_FILE_MAX_BYTES);
	assert_int_equal(minisign_sign(&secret, "{\"version\":1}\n", 14, "ours", &signature), FAIL_NONE);
	given_file(given->signature, buffer_text(&signature), 0644);
	assert_int_equal(process_run((char *[]){ "minisign", "-V", "-p", given->public, "-m", given->file, NULL }, said, sizeof said), 0);
	assert_non_null(strstr(said, "ours"));
	given_file(given->file, "{\"version\":2}\n", 0644);
	assert_int_not_equal(process_run((char *[]){ "minisign", "-V", "-p", given->public, "-m", given->file, NULL }, said, sizeof said), 0);
	assert_int_not_equal(process_run((char *[]){ given->foyer, "bundle", "keys", "new", "--out", given->folder, NULL }, said, sizeof said), 0); /* never over another */
}

static void minisign_signs_with_our_key(void **state)
{
	struct given *given = *state;
	char said[4096];
	struct minisign_public key;
	BUFFER_AUTO text, signature;
	assert_int_equal(process_run((char *[]){ given->foyer, "bundle", "keys", "new", "--out", given->folder, NULL }, said, sizeof said), 0);
	assert_int_equal(process_run((char *[]){ "minisign", "-S", "-s", given->secret, "-m", given->file, "-t", "theirs", NULL }, said, sizeof said), 0);
	read_file(given->public, &text);
	read_file(given->signature, &signature);
	assert_int_equal(minisign_public_read(buffer_text(&text), text.size_bytes, &key), FAIL_NONE);
	assert_int_equal(minisign_verify(&key, "{\"version\":1}\n", 14, buffer_text(&signature), signature.size_bytes), FAIL_NONE);
	assert_int_equal(process_run((char *[]){ "minisign", "-S", "-l", "-s", given->secret, "-m", given->file, NULL }, said, sizeof said), 0); /* the older kind */
	BUFFER_AUTO older;
	read_file(given->signature, &older);
	fail_clear();
	assert_int_equal(minisign_verify(&key, "{\"version\":1}\n", 14, buffer_text(&older), older.size_bytes), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "not over a hash"));
}

static void we_sign_with_minisigns_key(void **state)
{
	struct given *given = *state;
	char said[4096];
	struct minisign_secret secret;
	BUFFER_AUTO key, signature;
	assert_int_equal(process_run((char *[]){ "minisign", "-G", "-W", "-p", given->public, "-s", given->secret, NULL }, said, sizeof said), 0);
	read_file(given->secret, &key);
	assert_int_equal(minisign_secret_read(buffer_text(&key), key.size_bytes, "", &secret), FAIL_NONE);
	buffer_init(&signature, MINISIGN_FILE_MAX_BYTES);
	assert_int_equal(minisign_sign(&secret, "{\"version\":1}\n", 14, "ours", &signature), FAIL_NONE);
	given_file(given->signature, buffer_text(&signature), 0644);
	assert_int_equal(process_run((char *[]){ "minisign", "-V", "-p", given->public, "-m", given->file, NULL }, said, sizeof said), 0);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(what_is_signed_is_verified_and_nothing_else),
		cmocka_unit_test(no_byte_of_a_signature_may_change),
		cmocka_unit_test(a_secret_key_opens_with_its_password_alone),
		cmocka_unit_test(a_file_above_its_maximum_is_refused),
		cmocka_unit_test(a_kiosk_trusts_the_keys_it_was_given),
		cmocka_unit_test_setup_teardown(minisign_verifies_what_we_sign, setup, teardown),
		cmocka_unit_test_setup_teardown(minisign_signs_with_our_key, setup, teardown),
		cmocka_unit_test_setup_teardown(we_sign_with_minisigns_key, setup, teardown),
	};
	return cmocka_run_group_tests(cases, NULL, NULL);
}
