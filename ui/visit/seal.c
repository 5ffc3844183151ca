/* SPDX-License-Identifier: MIT */
/* The copy's seal: one key a boot, a random nonce a copy, the magic authenticated with it. */
#include "ui/visit/copy.h"

#include "firmware/base/door.h"
#include "firmware/base/secret.h"

#include <sodium.h>
#include <string.h>
#include <unistd.h>

enum { MAGIC_BYTES = 8, NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES };
static const unsigned char magic[MAGIC_BYTES] = "foyer/1";

_Static_assert(COPY_HEAD_BYTES == MAGIC_BYTES + NONCE_BYTES, "head");
_Static_assert(COPY_TAG_BYTES == crypto_aead_xchacha20poly1305_ietf_ABYTES, "tag");
_Static_assert(COPY_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "key");

enum fail copy_key_read(int fd, struct copy_key *ret)
{
	unsigned char bytes[COPY_KEY_BYTES + 1];
	ssize_t got = pread(fd, bytes, sizeof bytes, 0);
	if (got < 0)
		return FAIL(IO, "the visit key cannot be read");
	if (got == COPY_KEY_BYTES)
		memcpy(ret->bytes, bytes, COPY_KEY_BYTES);
	secret_wipe(bytes, sizeof bytes);
	return got == COPY_KEY_BYTES ? FAIL_NONE : FAIL(INPUT, "the visit key is not %d bytes", COPY_KEY_BYTES);
}

enum fail copy_seal(const struct copy_key *key, const struct buffer *plain, struct buffer *ret)
{
	unsigned char head[COPY_HEAD_BYTES];
	unsigned long long sealed_bytes = 0;
	if (sodium_init() < 0)
		return FAIL(IO, "no cryptography");
	if (plain->size_bytes > VISIT_COPY_MAX_BYTES)
		return FAIL(LIMIT, "the copy of the visit is too large");
	memcpy(head, magic, MAGIC_BYTES);
	randombytes_buf(head + MAGIC_BYTES, NONCE_BYTES);
	unsigned char *sealed = secret_new(plain->size_bytes + COPY_TAG_BYTES);
	crypto_aead_xchacha20poly1305_ietf_encrypt(sealed, &sealed_bytes, (const unsigned char *)buffer_text(plain), plain->size_bytes,
	                                           magic, MAGIC_BYTES, NULL, head + MAGIC_BYTES, key->bytes);
	enum fail code = buffer_add(ret, head, sizeof head);
	if (code == FAIL_NONE)
		code = buffer_add(ret, sealed, (size_t)sealed_bytes);
	secret_free(sealed, plain->size_bytes + COPY_TAG_BYTES);
	return code;
}

enum fail copy_open(const struct copy_key *key, const void *bytes, size_t size, struct buffer *ret)
{
	const unsigned char *head = bytes;
	unsigned long long plain_bytes = 0;
	if (sodium_init() < 0)
		return FAIL(IO, "no cryptography");
	if (size > COPY_SEALED_MAX_BYTES)
		return FAIL(LIMIT, "a copy of %zu bytes", size);
	if (size < COPY_HEAD_BYTES + COPY_TAG_BYTES || memcmp(head, magic, MAGIC_BYTES) != 0)
		return FAIL(INPUT, "not the copy of a visit");
	size_t room = size - COPY_HEAD_BYTES;
	unsigned char *plain = secret_new(room);
	int wrong = crypto_aead_xchacha20poly1305_ietf_decrypt(plain, &plain_bytes, NULL, head + COPY_HEAD_BYTES, room, magic, MAGIC_BYTES,
	                                                       head + MAGIC_BYTES, key->bytes);
	enum fail code = wrong ? FAIL(SIGNATURE, "the copy was not sealed with this key, or was changed")
	                       : buffer_add(ret, plain, (size_t)plain_bytes);
	secret_free(plain, room);
	return code;
}

enum fail copy_to_fd(const struct visit *visit, const struct copy_key *key, int *ret_fd)
{
	BUFFER_AUTO plain;
	BUFFER_AUTO sealed;
	buffer_init(&plain, VISIT_COPY_MAX_BYTES);
	buffer_init(&sealed, COPY_SEALED_MAX_BYTES);
	TRY(copy_write(visit, &plain));
	TRY(copy_seal(key, &plain, &sealed));
	return door_blob_make("foyer-visit", buffer_text(&sealed), sealed.size_bytes, ret_fd);
}

enum fail copy_from_fd(struct visit *visit, const struct copy_key *key, int fd)
{
	BUFFER_AUTO plain;
	size_t size = 0;
	buffer_init(&plain, VISIT_COPY_MAX_BYTES);
	unsigned char *sealed = secret_new(COPY_SEALED_MAX_BYTES);
	enum fail code = door_blob_read(fd, sealed, COPY_SEALED_MAX_BYTES, &size);
	if (code == FAIL_NONE)
		code = copy_open(key, sealed, size, &plain);
	if (code == FAIL_NONE)
		code = copy_read(visit, buffer_text(&plain), plain.size_bytes);
	secret_free(sealed, COPY_SEALED_MAX_BYTES);
	return code;
}
