/* SPDX-License-Identifier: MIT */
/* code.c - HMAC-SHA-512/256 over day and number, as ten decimal digits. SOURCE: the truncation is that of RFC 4226, over 64 bits instead of 31. */
#include "firmware/staff/code.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void mac(const unsigned char key[static CODE_KEY_BYTES], const char *text, unsigned char ret[static crypto_auth_BYTES])
{
	_Static_assert(crypto_auth_KEYBYTES == CODE_KEY_BYTES && crypto_auth_BYTES == CODE_KEY_BYTES, "another size");
	if (sodium_init() < 0)
		abort();
	crypto_auth(ret, (const unsigned char *)text, strlen(text), key);
}

void code_key(const unsigned char master[static CODE_KEY_BYTES], const char *id, unsigned char ret[static CODE_KEY_BYTES])
{
	char text[128];
	snprintf(text, sizeof text, "foyer-code-key/1 %s", id);
	mac(master, text, ret);
}

void code_make(const unsigned char key[static CODE_KEY_BYTES], int32_t day, int64_t number, char ret[static CODE_DIGITS + 1])
{
	char text[96];
	unsigned char hash[crypto_auth_BYTES];
	uint64_t value = 0;
	snprintf(text, sizeof text, "foyer-code/1 %" PRId32 " %" PRId64, day, number);
	mac(key, text, hash);
	for (size_t i = 0; i < sizeof value; i++)
		value = value << 8 | hash[i];
	snprintf(ret, CODE_DIGITS + 1, "%010" PRIu64, value % UINT64_C(10000000000));
}

bool code_matches(const unsigned char key[static CODE_KEY_BYTES], int32_t day, int64_t number, const char *typed)
{
	char given[CODE_DIGITS + 1] = "", right[CODE_DIGITS + 1];
	bool found = false;
	snprintf(given, sizeof given, "%s", typed);
	for (int32_t off = -1; off <= 1; off++) {
		code_make(key, day + off, number, right);
		found |= sodium_memcmp(given, right, sizeof right) == 0;
	}
	return found && strlen(typed) == CODE_DIGITS;
}
