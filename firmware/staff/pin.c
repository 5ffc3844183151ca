/* SPDX-License-Identifier: MIT */
/*
 * pin.c - DESIGN: six digits are a million tries, so the pepper, which only a kiosk's own key opens, is what protects a list of staff that was stolen;
 * Argon2id makes each try dear where somebody has both. SOURCE: RFC 9106; OWASP's second choice of parameters (19 MiB, 2 passes).
 */
#include "firmware/staff/pin.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(PIN_VERIFIER_MAX_BYTES + 1 == crypto_pwhash_STRBYTES, "libsodium writes more");

bool pin_is_form(const char *text)
{
	return strlen(text) == PIN_DIGITS && strspn(text, "0123456789") == PIN_DIGITS;
}

static bool repeats(const char *pin)
{
	int seen[10] = { 0 };
	for (int i = 0; i < PIN_DIGITS; i++)
		if (++seen[pin[i] - '0'] >= 4)
			return true;
	return memcmp(pin, pin + 3, 3) == 0 || (memcmp(pin, pin + 2, 2) == 0 && memcmp(pin, pin + 4, 2) == 0);
}

static bool runs(const char *pin)
{
	int up = 1, down = 1;
	for (int i = 1; i < PIN_DIGITS; i++) {
		int step = (pin[i] - pin[i - 1] + 10) % 10;
		up = step == 1 ? up + 1 : 1;
		down = step == 9 ? down + 1 : 1;
		if (up >= 5 || down >= 5)
			return true;
	}
	return false;
}

static int two(const char *digits)
{
	return (digits[0] - '0') * 10 + digits[1] - '0';
}

static bool day_and_month(int day, int month)
{
	return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/* 240389, 032489, 890324 */
static bool is_date(const char *pin)
{
	int a = two(pin), b = two(pin + 2), c = two(pin + 4);
	return day_and_month(a, b) || day_and_month(b, a) || day_and_month(c, b);
}

/* The number itself, padded, or with something before or behind it. */
static bool is_number(const char *pin, const char *number)
{
	size_t length = strlen(number);
	if (length >= 3 && strstr(pin, number))
		return true;
	return length > PIN_DIGITS && strstr(number, pin);
}

enum fail pin_check(const char *pin, const char *number)
{
	if (!pin_is_form(pin))
		return FAIL(INPUT, "a PIN is six digits");
	if (repeats(pin))
		return FAIL(INPUT, "the PIN repeats itself");
	if (runs(pin))
		return FAIL(INPUT, "the PIN counts up or down");
	if (is_date(pin))
		return FAIL(INPUT, "the PIN looks like a date");
	return is_number(pin, number) ? FAIL(INPUT, "the PIN is like the person's number") : FAIL_NONE;
}

static void ready(void)
{
	if (sodium_init() < 0)
		abort();
}

void pin_draw(const char *number, char ret[static PIN_DIGITS + 1])
{
	ready();
	do {
		for (int i = 0; i < PIN_DIGITS; i++)
			ret[i] = (char)('0' + randombytes_uniform(10));
		ret[PIN_DIGITS] = '\0';
	} while (pin_check(ret, number) != FAIL_NONE);
	fail_clear();
}

void pin_season(const unsigned char pepper[static PIN_PEPPER_BYTES], const char *id, const char *pin, unsigned char ret[static PIN_SEASONED_BYTES])
{
	crypto_generichash_state state;
	ready();
	crypto_generichash_init(&state, pepper, PIN_PEPPER_BYTES, PIN_SEASONED_BYTES);
	crypto_generichash_update(&state, (const unsigned char *)id, strlen(id) + 1);
	crypto_generichash_update(&state, (const unsigned char *)pin, strlen(pin));
	crypto_generichash_final(&state, ret, PIN_SEASONED_BYTES);
	sodium_memzero(&state, sizeof state);
}

enum fail pin_keep(const unsigned char seasoned[static PIN_SEASONED_BYTES], char ret[static PIN_VERIFIER_MAX_BYTES + 1])
{
	ready();
	if (crypto_pwhash_str_alg(ret, (const char *)seasoned, PIN_SEASONED_BYTES, PIN_PASSES, (size_t)PIN_MEMORY_KIB * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
		return FAIL(IO, "there is no memory to hash a PIN");
	return FAIL_NONE;
}

enum fail pin_verifier_check(const char *text)
{
	unsigned memory = 0, passes = 0, lanes = 0;
	int head = 0;
	if (strlen(text) > PIN_VERIFIER_MAX_BYTES)
		return FAIL(LIMIT, "what is kept of a PIN has more than %d bytes", PIN_VERIFIER_MAX_BYTES);
	if (sscanf(text, "$argon2id$v=19$m=%6u,t=%3u,p=%1u$%n", &memory, &passes, &lanes, &head) != 3 || head == 0 || lanes != 1)
		return FAIL(INPUT, "what is kept of a PIN is no Argon2id");
	if (memory < 8 || memory > PIN_MEMORY_MAX_KIB || passes < 1 || passes > PIN_PASSES_MAX)
		return FAIL(LIMIT, "what is kept of a PIN takes %u KiB and %u passes, the most is %d and %d", memory, passes, PIN_MEMORY_MAX_KIB, PIN_PASSES_MAX);
	const char *salt = text + head, *hash = strchr(salt, '$');
	static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	bool good = hash && hash - salt == 22 && strspn(salt, base64) == 22 && strlen(hash + 1) == 43 && strspn(hash + 1, base64) == 43;
	return good ? FAIL_NONE : FAIL(INPUT, "what is kept of a PIN is no Argon2id");
}

enum fail pin_matches(const char *verifier, const unsigned char seasoned[static PIN_SEASONED_BYTES])
{
	TRY(pin_verifier_check(verifier));
	ready();
	errno = 0;
	if (crypto_pwhash_str_verify(verifier, (const char *)seasoned, PIN_SEASONED_BYTES) == 0)
		return FAIL_NONE;
	return errno == ENOMEM ? FAIL(BUSY, "there is no memory to check a PIN") : FAIL(DENIED, "the PIN is another one");
}

const char *pin_nobody(void)
{
	/* of 32 zero bytes that pin_season() cannot give, as nobody knows a pepper that makes them */
	return "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
}
