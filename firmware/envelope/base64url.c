/* SPDX-License-Identifier: MIT */
/* base64url.c - one canonical text for each run of bytes, and back. */
#include "firmware/envelope/base64url.h"

/* Deprecated, and kept: EVP_Digest() of 3.0 looks SHA-256 up by name and allocates on each call, 8 us of the 90 that a submission
 * takes before COMMIT; these four lines only hash. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#include <stdint.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

size_t base64url_size(size_t size)
{
	return size / 3 * 4 + (size % 3 == 0 ? 0 : size % 3 + 1);
}

size_t base64url_write(const void *bytes, size_t size, char *ret)
{
	const uint8_t *from = bytes;
	char *to = ret;
	uint32_t bits = 0;
	unsigned held = 0;

	for (size_t i = 0; i < size; i++) {
		bits = bits << 8 | from[i];
		for (held += 8; held >= 6; held -= 6)
			*to++ = alphabet[bits >> (held - 6) & 63];
	}
	if (held > 0)
		*to++ = alphabet[bits << (6 - held) & 63];
	*to = '\0';
	return (size_t)(to - ret);
}

/* The six bits a character stands for, or -1. */
static int character_bits(char character)
{
	if (character >= 'A' && character <= 'Z')
		return character - 'A';
	if (character >= 'a' && character <= 'z')
		return character - 'a' + 26;
	if (character >= '0' && character <= '9')
		return character - '0' + 52;
	return character == '-' ? 62 : character == '_' ? 63 : -1;
}

enum fail base64url_read(const char *text, size_t length, void *ret, size_t room, size_t *ret_size)
{
	if (length % 4 == 1)
		return FAIL(INPUT, "base64url of %zu characters cannot be", length);
	size_t size = length / 4 * 3 + (length % 4 == 0 ? 0 : length % 4 - 1);
	if (size > room)
		return FAIL(LIMIT, "%zu bytes of base64url where at most %zu fit", size, room);

	uint8_t *to = ret;
	uint32_t bits = 0;
	unsigned held = 0;
	for (size_t i = 0; i < length; i++) {
		int value = character_bits(text[i]);
		if (value < 0)
			return FAIL(INPUT, "a character that is not base64url at place %zu", i);
		bits = bits << 6 | (uint32_t)value;
		held += 6;
		if (held >= 8) {
			held -= 8;
			*to++ = (uint8_t)(bits >> held);
		}
	}
	/* Two texts for the same bytes would let one token or digest pass as another. */
	if ((bits & ((1u << held) - 1)) != 0)
		return FAIL(INPUT, "base64url with stray bits at its end");
	*ret_size = size;
	return FAIL_NONE;
}

void sha256_text(const void *bytes, size_t size, char ret[static SHA256_TEXT_BYTES])
{
	uint8_t digest[SHA256_DIGEST_LENGTH];
	SHA256_CTX sum;
	if (SHA256_Init(&sum) != 1 || SHA256_Update(&sum, bytes, size) != 1 || SHA256_Final(digest, &sum) != 1)
		__builtin_trap(); /* arithmetic cannot fail */
	base64url_write(digest, sizeof digest, ret);
}
