/* SPDX-License-Identifier: MIT */
/* operator.c - a session is "expiry.nonce.mac"; whoever changes operator.token ends all of them. */
#include "tests/backoffice/operator.h"

#include "firmware/base/file.h"
#include "firmware/base/secret.h"

#include <inttypes.h>
#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECRET_BYTES = 32, SECRET_MIN_CHARACTERS = 16, NONCE_BYTES = 12, MAC_BYTES = 32 };
#define COOKIE_NAME "foyer_operator="

static enum fail random_text(size_t size, char *ret)
{
	uint8_t bytes[SECRET_BYTES];
	if (size > sizeof bytes || RAND_bytes(bytes, (int)size) != 1)
		return FAIL(IO, "the random source failed");
	base64url_write(bytes, size, ret);
	secret_wipe(bytes, sizeof bytes);
	return FAIL_NONE;
}

enum fail operator_make(const char *folder)
{
	char path[PATH_MAX], text[SHA256_TEXT_BYTES];
	TRY(file_path(path, sizeof path, folder, "operator.token"));
	if (access(path, F_OK) == 0)
		return FAIL_NONE;
	TRY(random_text(SECRET_BYTES, text));
	return file_replace(path, text, strlen(text), 0600);
}

enum fail operator_open(const char *folder, struct operator *ret)
{
	char path[PATH_MAX];
	BUFFER_AUTO text = { 0 };
	TRY(file_path(path, sizeof path, folder, "operator.token"));
	buffer_init(&text, OPERATOR_SECRET_MAX_BYTES);
	enum fail fail = file_read(path, &text);
	if (fail != FAIL_NONE)
		return fail_note(fail, "%s", path);
	snprintf(ret->secret, sizeof ret->secret, "%s", buffer_text(&text));
	ret->secret[strcspn(ret->secret, "\r\n")] = '\0';
	return strlen(ret->secret) >= SECRET_MIN_CHARACTERS ? FAIL_NONE : FAIL(INPUT, "%s has fewer than %d characters", path, SECRET_MIN_CHARACTERS);
}

bool operator_is(const struct operator *operator, const char *secret)
{
	char ours[SHA256_TEXT_BYTES], theirs[SHA256_TEXT_BYTES];
	sha256_text(operator->secret, strlen(operator->secret), ours);
	sha256_text(secret, strlen(secret), theirs);
	return operator->secret[0] && CRYPTO_memcmp(ours, theirs, sizeof ours) == 0;
}

bool operator_bearer(const struct operator *operator, const char *authorization)
{
	static const char bearer[] = "Bearer ";
	return authorization && strncmp(authorization, bearer, sizeof bearer - 1) == 0 && strlen(authorization) <= OPERATOR_HEADER_MAX_BYTES &&
		operator_is(operator, authorization + sizeof bearer - 1);
}

static void mac_text(const struct operator *operator, const char *purpose, const char *text, size_t length, char ret[static SHA256_TEXT_BYTES])
{
	uint8_t mac[MAC_BYTES];
	char bytes[OPERATOR_COOKIE_BYTES + 32];
	unsigned size = sizeof mac;
	int used = snprintf(bytes, sizeof bytes, "%s|%.*s", purpose, (int)length, text);
	if (!HMAC(EVP_sha256(), operator->secret, (int)strlen(operator->secret), (const uint8_t *)bytes, (size_t)used, mac, &size))
		abort();
	base64url_write(mac, sizeof mac, ret);
}

void operator_cookie(const struct operator *operator, int64_t now_s, char ret[static OPERATOR_COOKIE_BYTES])
{
	char nonce[24], mac[SHA256_TEXT_BYTES];
	if (random_text(NONCE_BYTES, nonce) != FAIL_NONE)
		abort();
	int used = snprintf(ret, OPERATOR_COOKIE_BYTES, "%" PRId64 ".%s", now_s + OPERATOR_COOKIE_LIFE_S, nonce);
	mac_text(operator, "session", ret, (size_t)used, mac);
	snprintf(ret + used, OPERATOR_COOKIE_BYTES - (size_t)used, ".%s", mac);
}

static bool session_holds(const struct operator *operator, const char *session, int64_t now_s)
{
	char mac[SHA256_TEXT_BYTES], *end;
	const char *last = strrchr(session, '.');
	if (!last || strlen(last + 1) != sizeof mac - 1)
		return false;
	mac_text(operator, "session", session, (size_t)(last - session), mac);
	return CRYPTO_memcmp(mac, last + 1, sizeof mac - 1) == 0 && strtoll(session, &end, 10) > now_s && *end == '.';
}

bool operator_session(const struct operator *operator, const char *cookies, int64_t now_s, char ret[static OPERATOR_COOKIE_BYTES])
{
	const size_t name = sizeof COOKIE_NAME - 1;
	if (!operator->secret[0] || !cookies || strlen(cookies) > OPERATOR_HEADER_MAX_BYTES)
		return false;
	for (const char *at = cookies; *at; at += strcspn(at, ";"), at += strspn(at, "; ")) {
		size_t length = strcspn(at, ";");
		if (strncmp(at, COOKIE_NAME, name) != 0 || length - name >= OPERATOR_COOKIE_BYTES)
			continue;
		snprintf(ret, OPERATOR_COOKIE_BYTES, "%.*s", (int)(length - name), at + name);
		if (session_holds(operator, ret, now_s))
			return true;
	}
	return false;
}

void operator_form(const struct operator *operator, const char *session, char ret[static SHA256_TEXT_BYTES])
{
	mac_text(operator, "form", session, strlen(session), ret);
}
