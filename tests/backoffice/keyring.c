/* SPDX-License-Identifier: MIT */
/* keyring.c - DESIGN: a key is a file, so that it can be copied into a safe, taken away and put back one by one; which one seals is in the public set alone. */
#include "tests/backoffice/keyring.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/envelope/crypto.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/jwk.h"
#include "firmware/envelope/open.h"
#include "tests/backoffice/private_key.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SET_MAX_BYTES = 64 * 1024, RSA_BITS = 3072, NAME_BYTES = JWK_KID_MAX_BYTES + 16 };

struct keyring {
	char folder[PATH_MAX];
	struct { char kid[JWK_KID_MAX_BYTES + 1]; EVP_PKEY *key; } keys[KEYRING_MAX];
	size_t count;
};

/* ---- opening ---- */

/* A kid is a file's name as well. */
static bool kid_is_name(const char *kid)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	return *kid && strlen(kid) <= JWK_KID_MAX_BYTES && strspn(kid, letters) == strlen(kid);
}

static enum fail kid_of(const json_t *jwk, char ret[static JWK_KID_MAX_BYTES + 1])
{
	char print[SHA256_TEXT_BYTES];
	const char *kid = NULL;
	if (!json_object_get(jwk, "kid")) {
		TRY(jwk_thumbprint(jwk, print));
		kid = print;
	} else {
		TRY(json_take_text(jwk, "kid", JWK_KID_MAX_BYTES, &kid));
	}
	snprintf(ret, JWK_KID_MAX_BYTES + 1, "%s", kid);
	return FAIL_NONE;
}

static enum fail key_add(struct keyring *ring, const char *path)
{
	json_t *jwk = NULL;
	if (ring->count == KEYRING_MAX)
		return FAIL(LIMIT, "more than %d private keys", KEYRING_MAX);
	TRY(private_key_load(path, &jwk));
	enum fail fail = kid_of(jwk, ring->keys[ring->count].kid);
	if (fail == FAIL_NONE)
		fail = private_key_read(jwk, &ring->keys[ring->count].key);
	json_decref(jwk);
	ring->count += fail == FAIL_NONE;
	return fail == FAIL_NONE ? fail : fail_note(fail, "%s", path);
}

static enum fail folder_add(struct keyring *ring, const char *folder)
{
	char path[PATH_MAX];
	enum fail fail = FAIL_NONE;
	DIR *list = opendir(folder);
	if (!list)
		return errno == ENOENT ? FAIL_NONE : FAIL(IO, "%s: %s", folder, strerror(errno));
	for (const struct dirent *entry; fail == FAIL_NONE && (entry = readdir(list));) {
		size_t length = strlen(entry->d_name);
		if (length < 5 || entry->d_name[0] == '.' || strcmp(entry->d_name + length - 4, ".jwk") != 0)
			continue;
		fail = file_path(path, sizeof path, folder, entry->d_name);
		if (fail == FAIL_NONE)
			fail = key_add(ring, path);
	}
	closedir(list);
	return fail;
}

enum fail keyring_open(const char *folder, struct keyring **ret)
{
	char path[PATH_MAX];
	struct keyring *ring = calloc(1, sizeof *ring);
	if (!ring)
		abort();
	snprintf(ring->folder, sizeof ring->folder, "%s", folder);
	enum fail fail = file_path(path, sizeof path, folder, "council-private.jwk");
	if (fail == FAIL_NONE && access(path, F_OK) == 0)
		fail = key_add(ring, path);
	if (fail == FAIL_NONE)
		fail = file_path(path, sizeof path, folder, "keys");
	if (fail == FAIL_NONE)
		fail = folder_add(ring, path);
	if (fail == FAIL_NONE && ring->count == 0)
		fail = FAIL(EMPTY, "there is no private key in %s", folder);
	if (fail != FAIL_NONE) {
		keyring_free(ring);
		return fail;
	}
	*ret = ring;
	return FAIL_NONE;
}

void keyring_free(struct keyring *ring)
{
	if (!ring)
		return;
	for (size_t i = 0; i < ring->count; i++)
		EVP_PKEY_free(ring->keys[i].key);
	free(ring);
}

static bool was_retired(const char *folder, const char *kid)
{
	char path[PATH_MAX], name[NAME_BYTES + 8];
	snprintf(name, sizeof name, "retired/%s.jwk", kid);
	return kid_is_name(kid) && file_path(path, sizeof path, folder, name) == FAIL_NONE && access(path, F_OK) == 0;
}

enum fail keyring_event_open(const struct keyring *ring, const json_t *event, json_t **ret)
{
	char kid[JWK_KID_MAX_BYTES + 1];
	TRY(jwe_kid(json_text_or(event, "data", ""), kid));
	for (size_t i = 0; i < ring->count; i++)
		if (strcmp(ring->keys[i].kid, kid) == 0)
			return event_open(event, ring->keys[i].key, ret);
	if (was_retired(ring->folder, kid))
		return FAIL(EMPTY, "it is sealed for the key %.128s, which was retired: a copy in keys/ opens it", kid);
	return FAIL(EMPTY, "it is sealed for the key %.128s, whose private half is not here", kid);
}

/* ---- the set ---- */

enum fail keyring_set(const char *folder, json_t **ret)
{
	char path[PATH_MAX];
	json_t *one = NULL;
	TRY(file_path(path, sizeof path, folder, "council.jwks"));
	enum fail fail = json_read(path, SET_MAX_BYTES, ret);
	if (fail != FAIL_EMPTY)
		return fail == FAIL_NONE && !json_is_array(json_object_get(*ret, "keys")) ? (json_decref(*ret), FAIL(INPUT, "%s is no set of keys", path)) : fail;
	fail_clear();
	TRY(file_path(path, sizeof path, folder, "council.jwk"));
	TRY(json_read(path, SET_MAX_BYTES, &one));
	*ret = json_pack("{s:[o]}", "keys", one);
	return FAIL_NONE;
}

static enum fail set_write(const char *folder, const json_t *set)
{
	return private_key_save(folder, "council.jwks", set, 0644);
}

/* What sealed until @from_s goes on for a while where nobody has heard of the new one. */
static void others_end(json_t *list, int64_t from_s, int64_t overlap_s)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		json_t *jwk = json_array_get(list, i);
		if (json_int_or(jwk, "nbf", 0) < from_s && json_int_or(jwk, "exp", INT64_MAX) > from_s + overlap_s)
			json_object_set_new(jwk, "exp", json_integer(from_s + overlap_s));
	}
}

static enum fail pair_make(const char *kind, json_t **ret)
{
	KEY_AUTO *key = NULL;
	if (strcmp(kind, "ec") == 0)
		key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	else if (strcmp(kind, "rsa") == 0)
		key = EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)RSA_BITS);
	else
		return FAIL(INPUT, "a key is ec or rsa, not \"%.16s\"", kind);
	return key ? private_key_write(key, ret) : crypto_fail(FAIL_IO, "no key pair could be made");
}

/* The private half first: nothing may be sealed for a key that is not safe on the disk. */
static enum fail pair_keep(const char *folder, const json_t *pair, json_t *set, int64_t from_s)
{
	char keys[PATH_MAX], name[NAME_BYTES];
	TRY(file_path(keys, sizeof keys, folder, "keys"));
	TRY(file_make_folder(keys, 0700));
	snprintf(name, sizeof name, "%s.jwk", json_text_or(pair, "kid", ""));
	TRY(private_key_save(keys, name, pair, 0600));
	json_t *public = private_key_public(pair);
	json_object_set_new(public, "nbf", json_integer(from_s));
	json_array_append_new(json_object_get(set, "keys"), public);
	return set_write(folder, set);
}

enum fail keyring_add(const char *folder, const char *kind, int64_t from_s, int64_t overlap_s, char ret_kid[static 129])
{
	json_t *set = NULL, *pair = NULL;
	TRY(keyring_set(folder, &set));
	json_t *list = json_object_get(set, "keys");
	enum fail fail = json_array_size(list) < ENVELOPE_KEYS_MAX ? pair_make(kind, &pair) : FAIL(LIMIT, "there are %d keys: retire one first", ENVELOPE_KEYS_MAX);
	if (fail == FAIL_NONE) {
		others_end(list, from_s, overlap_s);
		fail = pair_keep(folder, pair, set, from_s);
		snprintf(ret_kid, JWK_KID_MAX_BYTES + 1, "%s", json_text_or(pair, "kid", ""));
	}
	json_decref(pair);
	json_decref(set);
	return fail;
}

/* ---- retiring ---- */

/* Where @kid stands in the set; -1. */
static int place_of(const json_t *list, const char *kid)
{
	char each[JWK_KID_MAX_BYTES + 1];
	for (size_t i = 0; i < json_array_size(list); i++)
		if (kid_of(json_array_get(list, i), each) == FAIL_NONE && strcmp(each, kid) == 0)
			return (int)i;
	return -1;
}

static enum fail may_retire(const json_t *set, const json_t *jwk, const char *kid, int64_t now_ms)
{
	struct envelope_key *key = NULL;
	int64_t until_ms;
	if (json_int_or(jwk, "nbf", 0) > now_ms / 1000)
		return FAIL(DENIED, "the key is to seal later: make another one first");
	TRY(envelope_key_pick(set, now_ms, &key, &until_ms));
	bool seals = strcmp(envelope_key_name(key), kid) == 0;
	envelope_key_free(key);
	return seals ? FAIL(DENIED, "the key seals now: make another one first") : FAIL_NONE;
}

/* Its file, whatever it is called; @ret: "" it is not here. */
static enum fail file_find(const char *folder, const char *kid, char ret[static PATH_MAX])
{
	char name[NAME_BYTES + 8], each[JWK_KID_MAX_BYTES + 1];
	json_t *first = NULL;
	snprintf(name, sizeof name, "keys/%s.jwk", kid);
	TRY(file_path(ret, PATH_MAX, folder, name));
	if (access(ret, F_OK) == 0)
		return FAIL_NONE;
	TRY(file_path(ret, PATH_MAX, folder, "council-private.jwk"));
	enum fail fail = private_key_load(ret, &first);
	if (fail != FAIL_NONE || kid_of(first, each) != FAIL_NONE || strcmp(each, kid) != 0)
		ret[0] = '\0';
	json_decref(first);
	return fail == FAIL_EMPTY ? (fail_clear(), FAIL_NONE) : fail;
}

/* In this order a power cut leaves a key that opens, or one that is noted as retired. */
static enum fail retire(const char *folder, json_t *set, int place, const char *kid)
{
	char retired[PATH_MAX], file[PATH_MAX], name[NAME_BYTES];
	TRY(file_find(folder, kid, file));
	TRY(file_path(retired, sizeof retired, folder, "retired"));
	TRY(file_make_folder(retired, 0700));
	snprintf(name, sizeof name, "%s.jwk", kid);
	TRY(private_key_save(retired, name, json_array_get(json_object_get(set, "keys"), (size_t)place), 0644));
	json_array_remove(json_object_get(set, "keys"), (size_t)place);
	TRY(set_write(folder, set));
	if (file[0] && unlink(file) != 0)
		return FAIL(IO, "%s: %s", file, strerror(errno));
	return FAIL_NONE;
}

enum fail keyring_retire(const char *folder, const char *kid, int64_t now_ms)
{
	json_t *set = NULL;
	if (!kid_is_name(kid))
		return FAIL(INPUT, "that is no key's name");
	TRY(keyring_set(folder, &set));
	int place = place_of(json_object_get(set, "keys"), kid);
	enum fail fail = place < 0 ? FAIL(EMPTY, "there is no key %s", kid) : may_retire(set, json_array_get(json_object_get(set, "keys"), (size_t)place), kid, now_ms);
	if (fail == FAIL_NONE)
		fail = retire(folder, set, place, kid);
	json_decref(set);
	return fail;
}
