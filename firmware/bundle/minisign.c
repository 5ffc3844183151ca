/* SPDX-License-Identifier: MIT */
/*
 * minisign.c - SOURCE: minisign's own page on its formats. Numbers in its files are little-endian.
 * DESIGN: only signatures over the BLAKE2b hash ("ED") are made and taken: the older kind ("Ed") is refused.
 */
#include "firmware/bundle/minisign.h"

#include <assert.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum {
	HASH_BYTES = crypto_generichash_BYTES_MAX,       /* BLAKE2b-512 of what is signed */
	CHECK_BYTES = 32,
	SALT_BYTES = 32,
	SEALED_BYTES = MINISIGN_ID_BYTES + MINISIGN_SECRET_BYTES + CHECK_BYTES,
	SIGNATURE_BYTES = crypto_sign_BYTES,
	LINES_MAX = 4,
	SCRYPT_MEMORY = 256 << 20,
};
static const unsigned long long scrypt_work = 1 << 23;

/* The binary shapes behind each base64 line. */
struct public_line { unsigned char kind[2]; struct minisign_public key; };
struct secret_line { unsigned char kind[2], kdf[2], check[2], salt[SALT_BYTES], work[8], memory[8], sealed[SEALED_BYTES]; };
struct signature_line { unsigned char kind[2], id[MINISIGN_ID_BYTES], signature[SIGNATURE_BYTES]; };
static_assert(sizeof(struct public_line) == 42 && sizeof(struct secret_line) == 158 && sizeof(struct signature_line) == 74, "as minisign has them");

enum fail minisign_new(struct minisign_secret *ret_secret, struct minisign_public *ret_public)
{
	if (sodium_init() < 0)
		return FAIL(IO, "libsodium does not start");
	crypto_sign_keypair(ret_public->key, ret_secret->key);
	randombytes_buf(ret_secret->id, MINISIGN_ID_BYTES);
	memcpy(ret_public->id, ret_secret->id, MINISIGN_ID_BYTES);
	return FAIL_NONE;
}

void minisign_secret_done(struct minisign_secret *secret)
{
	sodium_memzero(secret, sizeof *secret);
}

struct minisign_public minisign_public_of(const struct minisign_secret *secret)
{
	struct minisign_public key;
	memcpy(key.id, secret->id, MINISIGN_ID_BYTES);
	crypto_sign_ed25519_sk_to_pk(key.key, secret->key);
	return key;
}

/* ---- lines ---- */

struct line { const char *text; size_t size; };

/* At most LINES_MAX lines of @text; a last line without its end counts. More, or a NUL, is no file of ours. */
static enum fail lines_of(const char *text, size_t size, struct line ret[static LINES_MAX], size_t *ret_count)
{
	size_t count = 0;
	if (size > MINISIGN_FILE_MAX_BYTES)
		return FAIL(LIMIT, "a key or signature with %zu bytes, the most is %d", size, MINISIGN_FILE_MAX_BYTES);
	if (size > 0 && memchr(text, '\0', size))
		return FAIL(INPUT, "a key or signature holds what is no text");
	for (size_t at = 0; at < size;) {
		const char *end = memchr(text + at, '\n', size - at);
		size_t length = end ? (size_t)(end - text) - at : size - at;
		if (count == LINES_MAX)
			return FAIL(INPUT, "a key or signature with too many lines");
		ret[count] = (struct line){ text + at, length };
		if (length > 0 && ret[count].text[length - 1] == '\r')
			ret[count].size--;
		count++;
		at += length + 1;
	}
	*ret_count = count;
	return FAIL_NONE;
}

static bool begins(const struct line *line, const char *with)
{
	return line->size >= strlen(with) && memcmp(line->text, with, strlen(with)) == 0;
}

static enum fail binary_of(const struct line *line, void *ret, size_t size)
{
	size_t got = 0;
	if (sodium_base642bin(ret, size, line->text, line->size, NULL, &got, NULL, sodium_base64_VARIANT_ORIGINAL) != 0 || got != size)
		return FAIL(INPUT, "a line is not the base64 of %zu bytes", size);
	return FAIL_NONE;
}

static enum fail line_add(struct buffer *to, const void *binary, size_t size)
{
	char text[sodium_base64_ENCODED_LEN(sizeof(struct secret_line), sodium_base64_VARIANT_ORIGINAL)];
	sodium_bin2base64(text, sizeof text, binary, size, sodium_base64_VARIANT_ORIGINAL);
	enum fail fail = buffer_printf(to, "%s\n", text);
	sodium_memzero(text, sizeof text);
	return fail;
}

static unsigned long long number_of(const unsigned char bytes[static 8])
{
	unsigned long long number = 0;
	for (int i = 7; i >= 0; i--)
		number = number << 8 | bytes[i];
	return number;
}

static void number_put(unsigned char ret[static 8], unsigned long long number)
{
	for (int i = 0; i < 8; i++, number >>= 8)
		ret[i] = (unsigned char)number;
}

/* How the key is named in comments: as a number, the last byte first. */
static unsigned long long name_of(const unsigned char id[static MINISIGN_ID_BYTES])
{
	return number_of(id);
}

/* ---- keys ---- */

void minisign_public_text(const struct minisign_public *key, char ret[static MINISIGN_PUBLIC_TEXT_BYTES + 1])
{
	struct public_line line = { .kind = "Ed", .key = *key };
	sodium_bin2base64(ret, MINISIGN_PUBLIC_TEXT_BYTES + 1, (const unsigned char *)&line, sizeof line, sodium_base64_VARIANT_ORIGINAL);
}

enum fail minisign_public_write(const struct minisign_public *key, struct buffer *ret)
{
	char text[MINISIGN_PUBLIC_TEXT_BYTES + 1];
	minisign_public_text(key, text);
	return buffer_printf(ret, "untrusted comment: minisign public key %llX\n%s\n", name_of(key->id), text);
}

enum fail minisign_public_read(const char *text, size_t size, struct minisign_public *ret)
{
	struct line lines[LINES_MAX] = { 0 };
	struct public_line line;
	size_t count = 0;
	TRY(lines_of(text, size, lines, &count));
	bool commented = count > 0 && begins(&lines[0], "untrusted comment:");
	if (count != (commented ? 2 : 1))
		return FAIL(INPUT, "not a public key of minisign");
	TRY(binary_of(&lines[count - 1], &line, sizeof line));
	if (memcmp(line.kind, "Ed", 2) != 0)
		return FAIL(INPUT, "not a public key of minisign: it is of another kind");
	*ret = line.key;
	return FAIL_NONE;
}

static void check_of(const struct minisign_secret *secret, unsigned char ret[static CHECK_BYTES])
{
	crypto_generichash_state state;
	crypto_generichash_init(&state, NULL, 0, CHECK_BYTES);
	crypto_generichash_update(&state, (const unsigned char *)"Ed", 2);
	crypto_generichash_update(&state, secret->id, sizeof secret->id);
	crypto_generichash_update(&state, secret->key, sizeof secret->key);
	crypto_generichash_final(&state, ret, CHECK_BYTES);
}

/* Seal or open, which is the same: what scrypt makes of the password is laid over the secret. */
static enum fail stream_over(struct secret_line *line, const char *password)
{
	unsigned char stream[SEALED_BYTES];
	unsigned long long work = number_of(line->work), memory = number_of(line->memory);
	if (work > 1u << 25 || memory > MINISIGN_MEMORY_MAX_BYTES)
		return FAIL(LIMIT, "the secret key asks for more work than is given");
	if (crypto_pwhash_scryptsalsa208sha256(stream, sizeof stream, password, strlen(password), line->salt, work, (size_t)memory) != 0)
		return FAIL(IO, "there is not enough memory for the password");
	for (size_t i = 0; i < sizeof stream; i++)
		line->sealed[i] ^= stream[i];
	sodium_memzero(stream, sizeof stream);
	return FAIL_NONE;
}

enum fail minisign_secret_write(const struct minisign_secret *secret, const char *password, struct buffer *ret)
{
	struct secret_line line = { .kind = "Ed", .check = "B2" };
	if (sodium_init() < 0)
		return FAIL(IO, "libsodium does not start");
	memcpy(line.sealed, secret, sizeof *secret);
	check_of(secret, line.sealed + sizeof *secret);
	enum fail fail = FAIL_NONE;
	if (*password) {
		memcpy(line.kdf, "Sc", 2);
		randombytes_buf(line.salt, sizeof line.salt);
		number_put(line.work, scrypt_work);
		number_put(line.memory, SCRYPT_MEMORY);
		fail = stream_over(&line, password);
	}
	if (fail == FAIL_NONE)
		fail = buffer_printf(ret, "untrusted comment: minisign %s secret key %llX\n", *password ? "encrypted" : "unencrypted", name_of(secret->id));
	if (fail == FAIL_NONE)
		fail = line_add(ret, &line, sizeof line);
	sodium_memzero(&line, sizeof line);
	return fail;
}

/* Whether the public half that lies in the secret one is that of its seed. */
static bool halves_agree(const struct minisign_secret *secret)
{
	unsigned char key[MINISIGN_SECRET_BYTES], public[MINISIGN_PUBLIC_BYTES];
	crypto_sign_seed_keypair(public, key, secret->key);
	bool agree = sodium_memcmp(key, secret->key, sizeof key) == 0;
	sodium_memzero(key, sizeof key);
	return agree;
}

static enum fail secret_open(struct secret_line *line, const char *password, struct minisign_secret *ret)
{
	unsigned char check[CHECK_BYTES], bare[2] = { 0 };
	bool sealed = memcmp(line->kdf, "Sc", 2) == 0;
	if (memcmp(line->kind, "Ed", 2) != 0 || memcmp(line->check, "B2", 2) != 0 || (!sealed && memcmp(line->kdf, bare, 2) != 0))
		return FAIL(INPUT, "not a secret key of minisign: it is of another kind");
	if (sealed && !*password)
		return FAIL(DENIED, "the secret key has a password");
	if (sealed)
		TRY(stream_over(line, password));
	memcpy(ret, line->sealed, sizeof *ret);
	check_of(ret, check);
	bool unchecked = !sealed && sodium_is_zero(line->sealed + sizeof *ret, CHECK_BYTES); /* so minisign leaves one without a password */
	if (unchecked ? halves_agree(ret) : sodium_memcmp(check, line->sealed + sizeof *ret, CHECK_BYTES) == 0)
		return FAIL_NONE;
	minisign_secret_done(ret);
	return sealed ? FAIL(DENIED, "that is not the secret key's password") : FAIL(INPUT, "the secret key is damaged");
}

enum fail minisign_secret_read(const char *text, size_t size, const char *password, struct minisign_secret *ret)
{
	struct line lines[LINES_MAX] = { 0 };
	struct secret_line line;
	size_t count = 0;
	if (sodium_init() < 0)
		return FAIL(IO, "libsodium does not start");
	TRY(lines_of(text, size, lines, &count));
	if (count != 2 || !begins(&lines[0], "untrusted comment:"))
		return FAIL(INPUT, "not a secret key of minisign");
	enum fail fail = binary_of(&lines[1], &line, sizeof line);
	if (fail == FAIL_NONE)
		fail = secret_open(&line, password, ret);
	sodium_memzero(&line, sizeof line);
	return fail;
}

/* ---- signatures ---- */

static void hash_of(const void *bytes, size_t size, unsigned char ret[static HASH_BYTES])
{
	crypto_generichash(ret, HASH_BYTES, bytes, size, NULL, 0);
}

/* The signature and its comment, signed together, so that nobody writes another comment over it. */
static size_t bound(const struct signature_line *line, const char *comment, size_t size, unsigned char ret[static SIGNATURE_BYTES + MINISIGN_COMMENT_MAX_BYTES])
{
	memcpy(ret, line->signature, SIGNATURE_BYTES);
	memcpy(ret + SIGNATURE_BYTES, comment, size);
	return SIGNATURE_BYTES + size;
}

enum fail minisign_sign(const struct minisign_secret *secret, const void *bytes, size_t size, const char *comment, struct buffer *ret)
{
	struct signature_line line = { .kind = "ED" };
	unsigned char hash[HASH_BYTES], all[SIGNATURE_BYTES + MINISIGN_COMMENT_MAX_BYTES], over[SIGNATURE_BYTES];
	if (sodium_init() < 0)
		return FAIL(IO, "libsodium does not start");
	if (strlen(comment) > MINISIGN_COMMENT_MAX_BYTES)
		return FAIL(LIMIT, "the signature's comment has more than %d bytes", MINISIGN_COMMENT_MAX_BYTES);
	if (strpbrk(comment, "\r\n"))
		return FAIL(INPUT, "the signature's comment has more than one line");
	memcpy(line.id, secret->id, sizeof line.id);
	hash_of(bytes, size, hash);
	crypto_sign_detached(line.signature, NULL, hash, sizeof hash, secret->key);
	crypto_sign_detached(over, NULL, all, bound(&line, comment, strlen(comment), all), secret->key);
	TRY(buffer_printf(ret, "untrusted comment: signature from minisign secret key\n"));
	TRY(line_add(ret, &line, sizeof line));
	TRY(buffer_printf(ret, "trusted comment: %s\n", comment));
	return line_add(ret, over, sizeof over);
}

enum fail minisign_verify(const struct minisign_public *key, const void *bytes, size_t size, const char *signature, size_t signature_size)
{
	static const char trusted[] = "trusted comment: ";
	struct line lines[LINES_MAX] = { 0 };
	struct signature_line line;
	unsigned char hash[HASH_BYTES], all[SIGNATURE_BYTES + MINISIGN_COMMENT_MAX_BYTES], over[SIGNATURE_BYTES];
	size_t count = 0;
	if (sodium_init() < 0)
		return FAIL(IO, "libsodium does not start");
	TRY(lines_of(signature, signature_size, lines, &count));
	if (count != LINES_MAX || !begins(&lines[0], "untrusted comment:") || !begins(&lines[2], trusted))
		return FAIL(INPUT, "not a signature of minisign");
	TRY(binary_of(&lines[1], &line, sizeof line));
	TRY(binary_of(&lines[3], over, sizeof over));
	size_t comment = lines[2].size - strlen(trusted);
	if (comment > MINISIGN_COMMENT_MAX_BYTES)
		return FAIL(LIMIT, "the signature's comment has more than %d bytes", MINISIGN_COMMENT_MAX_BYTES);
	if (memcmp(line.kind, "ED", 2) != 0)
		return FAIL(INPUT, "the signature is not over a hash");
	if (memcmp(line.id, key->id, sizeof line.id) != 0)
		return FAIL(SIGNATURE, "it is signed with key %llX, not with %llX", name_of(line.id), name_of(key->id));
	hash_of(bytes, size, hash);
	if (crypto_sign_verify_detached(line.signature, hash, sizeof hash, key->key) != 0)
		return FAIL(SIGNATURE, "the signature is not of these bytes");
	if (crypto_sign_verify_detached(over, all, bound(&line, lines[2].text + strlen(trusted), comment, all), key->key) != 0)
		return FAIL(SIGNATURE, "the signature's comment was changed");
	return FAIL_NONE;
}
