/* SPDX-License-Identifier: MIT */
/* draft.c - SOURCE: XChaCha20-Poly1305 and keyed BLAKE2b of libsodium; Crockford's base 32. */
#include "firmware/envelope/draft.h"

#include "firmware/base/secret.h"
#include "firmware/envelope/base64url.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, TAG_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES, NAME_BYTES = (DRAFT_NAME_BYTES - 1) / 2,
       LOCK_BYTES = NONCE_BYTES + DRAFT_TOKEN_BYTES + TAG_BYTES, BITS = 5, MASK = 31 };

_Static_assert(DRAFT_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "key");
_Static_assert(DRAFT_SEALED_MAX_BYTES >= DRAFT_MAX_BYTES + NONCE_BYTES + TAG_BYTES, "room");

static const char code_letters[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ"; /* 30, without those that are mistaken for another */
static const char token_letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void ready(void)
{
	if (sodium_init() < 0)
		abort(); /* no randomness: nothing may be sealed */
}

/* One use, one hash: @about tells them apart. */
static void derive(const void *key, size_t key_bytes, const char *about, const void *more, size_t more_bytes, unsigned char *ret, size_t ret_bytes)
{
	crypto_generichash_state state;
	ready();
	crypto_generichash_init(&state, key, key_bytes, ret_bytes);
	crypto_generichash_update(&state, (const unsigned char *)about, strlen(about) + 1);
	crypto_generichash_update(&state, more, more_bytes);
	crypto_generichash_final(&state, ret, ret_bytes);
	secret_wipe(&state, sizeof state);
}

/* ---- tokens and codes ---- */

void draft_token_new(struct draft_token *ret)
{
	ready();
	randombytes_buf(ret->bytes, sizeof ret->bytes);
}

void draft_code_new(struct draft_code *ret)
{
	ready();
	for (int i = 0; i < DRAFT_CODE_LETTERS; i++)
		ret->text[i] = code_letters[randombytes_uniform(sizeof code_letters - 1)];
	ret->text[DRAFT_CODE_LETTERS] = '\0';
}

void draft_token_write(const struct draft_token *token, char ret[static DRAFT_TOKEN_TEXT_BYTES])
{
	unsigned held = 0;
	int bits = 2, at = 0; /* 130 bits are written: the first two are none */
	for (int i = 0; i < DRAFT_TOKEN_BYTES; i++) {
		held = held << 8 | token->bytes[i];
		for (bits += 8; bits >= BITS; bits -= BITS)
			ret[at++] = token_letters[held >> (bits - BITS) & MASK];
	}
	ret[at] = '\0';
}

void draft_code_show(const struct draft_code *code, char ret[static DRAFT_CODE_SHOWN_BYTES])
{
	memcpy(ret, code->text, 3);
	ret[3] = ' ';
	memcpy(ret + 4, code->text + 3, DRAFT_CODE_BYTES - 3);
}

/* A letter of a token, with those that are mistaken for it; -1 none. */
static int value_of(char letter)
{
	if (letter == 'O')
		letter = '0';
	if (letter == 'I' || letter == 'L')
		letter = '1';
	const char *at = letter ? strchr(token_letters, letter) : NULL;
	return at ? (int)(at - token_letters) : -1;
}

static void read_token(const char *letters, struct draft_ticket *ret)
{
	unsigned held = 0;
	int bits = -2, at = 0;
	for (int i = 0; i < DRAFT_TOKEN_TEXT_BYTES - 1; i++) {
		int value = value_of(letters[i]);
		if (value < 0 || (i == 0 && value > 7))
			return;
		held = held << BITS | (unsigned)value;
		bits += BITS;
		if (bits >= 8) {
			bits -= 8;
			ret->token.bytes[at++] = (unsigned char)(held >> bits);
		}
	}
	ret->kind = DRAFT_TOKEN;
}

static void read_code(const char *letters, struct draft_ticket *ret)
{
	if (strspn(letters, code_letters) != DRAFT_CODE_LETTERS)
		return;
	memcpy(ret->code.text, letters, DRAFT_CODE_BYTES);
	ret->kind = DRAFT_CODE;
}

void draft_read(const char *typed, struct draft_ticket *ret)
{
	char letters[DRAFT_TOKEN_TEXT_BYTES + 1] = "";
	size_t count = 0, length = strnlen(typed, DRAFT_TYPED_MAX_BYTES + 1);
	*ret = (struct draft_ticket){ 0 };
	for (size_t i = 0; i < length && length <= DRAFT_TYPED_MAX_BYTES && count < sizeof letters - 1; i++)
		if (typed[i] != ' ' && typed[i] != '-')
			letters[count++] = typed[i] >= 'a' && typed[i] <= 'z' ? (char)(typed[i] - 'a' + 'A') : typed[i];
	letters[count] = '\0';
	if (count == DRAFT_CODE_LETTERS)
		read_code(letters, ret);
	else if (count == DRAFT_TOKEN_TEXT_BYTES - 1)
		read_token(letters, ret);
	secret_wipe(letters, sizeof letters);
}

/* ---- names ---- */

static void name(const void *key, size_t key_bytes, const char *about, const void *more, size_t more_bytes, struct draft_name *ret)
{
	unsigned char hash[NAME_BYTES];
	derive(key, key_bytes, about, more, more_bytes, hash, sizeof hash);
	sodium_bin2hex(ret->text, sizeof ret->text, hash, sizeof hash);
}

void draft_finder(const struct draft_key *run, struct draft_key *ret)
{
	derive(run->bytes, sizeof run->bytes, "foyer draft finder", NULL, 0, ret->bytes, sizeof ret->bytes);
}

void draft_code_name(const struct draft_key *finder, const struct draft_code *code, struct draft_name *ret)
{
	name(finder->bytes, sizeof finder->bytes, "foyer draft code", code->text, DRAFT_CODE_LETTERS, ret);
}

void draft_token_name(const struct draft_token *token, struct draft_name *ret)
{
	name(token->bytes, sizeof token->bytes, "foyer draft name", NULL, 0, ret);
}

bool draft_name_valid(const char *text)
{
	return strlen(text) == DRAFT_NAME_BYTES - 1 && strspn(text, "0123456789abcdef") == DRAFT_NAME_BYTES - 1;
}

/* ---- seals: a random nonce, then the sealed bytes ---- */

static void seal(const unsigned char *key, const char *about, const void *plain, size_t size, unsigned char *ret)
{
	unsigned long long sealed = 0;
	randombytes_buf(ret, NONCE_BYTES);
	crypto_aead_xchacha20poly1305_ietf_encrypt(ret + NONCE_BYTES, &sealed, plain, size, (const unsigned char *)about, strlen(about), NULL, ret, key);
}

static bool opens(const unsigned char *key, const char *about, const unsigned char *bytes, size_t size, unsigned char *ret)
{
	return crypto_aead_xchacha20poly1305_ietf_decrypt(ret, NULL, NULL, bytes + NONCE_BYTES, size - NONCE_BYTES, (const unsigned char *)about, strlen(about), bytes, key) == 0;
}

void draft_lock(const struct draft_key *run, const struct draft_code *code, const struct draft_token *token, char ret[static DRAFT_LOCK_BYTES])
{
	struct draft_key key;
	unsigned char lock[LOCK_BYTES];
	derive(run->bytes, sizeof run->bytes, "foyer draft lock", code->text, DRAFT_CODE_LETTERS, key.bytes, sizeof key.bytes);
	seal(key.bytes, "foyer draft lock", token->bytes, sizeof token->bytes, lock);
	base64url_write(lock, sizeof lock, ret);
	secret_wipe(&key, sizeof key);
}

enum fail draft_unlock(const struct draft_key *run, const struct draft_code *code, const char *lock, struct draft_token *ret)
{
	struct draft_key key;
	unsigned char bytes[LOCK_BYTES];
	size_t size = 0;
	if (base64url_read(lock, strlen(lock), bytes, sizeof bytes, &size) != FAIL_NONE || size != sizeof bytes)
		return FAIL(INPUT, "the ticket's lock is none");
	derive(run->bytes, sizeof run->bytes, "foyer draft lock", code->text, DRAFT_CODE_LETTERS, key.bytes, sizeof key.bytes);
	bool right = opens(key.bytes, "foyer draft lock", bytes, sizeof bytes, ret->bytes);
	secret_wipe(&key, sizeof key);
	return right ? FAIL_NONE : FAIL(SIGNATURE, "the lock is of another code, or of a run that is over");
}

static void key_of(const struct draft_token *token, struct draft_key *ret)
{
	derive(token->bytes, sizeof token->bytes, "foyer draft", NULL, 0, ret->bytes, sizeof ret->bytes);
}

enum fail draft_seal(const struct draft_token *token, const struct buffer *plain, struct buffer *ret)
{
	struct draft_key key;
	size_t size = plain->size_bytes + NONCE_BYTES + TAG_BYTES;
	if (plain->size_bytes > DRAFT_MAX_BYTES)
		return FAIL(LIMIT, "what is to be kept is too large");
	key_of(token, &key);
	unsigned char *sealed = secret_new(size);
	seal(key.bytes, "foyer draft", buffer_text(plain), plain->size_bytes, sealed);
	enum fail code = buffer_add(ret, sealed, size);
	secret_free(sealed, size);
	secret_wipe(&key, sizeof key);
	return code;
}

enum fail draft_open(const struct draft_token *token, const void *bytes, size_t size, struct buffer *ret)
{
	struct draft_key key;
	if (size > DRAFT_SEALED_MAX_BYTES)
		return FAIL(LIMIT, "what is kept has %zu bytes", size);
	if (size < NONCE_BYTES + TAG_BYTES)
		return FAIL(INPUT, "what is kept is too short");
	size_t room = size - NONCE_BYTES;
	unsigned char *plain = secret_new(room);
	key_of(token, &key);
	bool right = opens(key.bytes, "foyer draft", bytes, size, plain);
	enum fail code = right ? buffer_add(ret, plain, room - TAG_BYTES) : FAIL(SIGNATURE, "what is kept is of another ticket, or was changed");
	secret_free(plain, room);
	secret_wipe(&key, sizeof key);
	return code;
}
