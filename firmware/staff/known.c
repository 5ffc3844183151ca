/* SPDX-License-Identifier: MIT */
/* known.c - DESIGN: nothing is kept of a browser; a token proves itself by a keyed hash over its name, the person and their PIN's verifier. SOURCE: OWASP, "device cookies". */
#include "firmware/staff/known.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_RAW = 16, PROOF_RAW = 16, PROOF_BYTES = 2 * PROOF_RAW + 1 };

static void prove(const struct roster *roster, const struct roster_member *member, const char *name, char ret[static PROOF_BYTES])
{
	static const char what[] = "foyer-known/1";
	unsigned char raw[PROOF_RAW];
	crypto_generichash_state state;
	if (sodium_init() < 0)
		abort();
	crypto_generichash_init(&state, roster->pepper, PIN_PEPPER_BYTES, sizeof raw);
	crypto_generichash_update(&state, (const unsigned char *)what, sizeof what);
	crypto_generichash_update(&state, (const unsigned char *)member->id, strlen(member->id) + 1);
	crypto_generichash_update(&state, (const unsigned char *)member->pin, strlen(member->pin) + 1);
	crypto_generichash_update(&state, (const unsigned char *)name, strlen(name));
	crypto_generichash_final(&state, raw, sizeof raw);
	sodium_bin2hex(ret, PROOF_BYTES, raw, sizeof raw);
}

/* The next token of *@list, which moves on; false at its end, and at what is none. */
static bool token_next(const char **list, char ret[static KNOWN_TOKEN_BYTES + 1])
{
	size_t size = strspn(*list, "0123456789abcdef");
	if (size != KNOWN_TOKEN_BYTES || ((*list)[size] != '\0' && (*list)[size] != '.'))
		return false;
	memcpy(ret, *list, size);
	ret[size] = '\0';
	*list += size + ((*list)[size] == '.');
	return true;
}

static bool is_theirs(const struct roster *roster, const struct roster_member *member, const char *token, char ret[static KNOWN_NAME_BYTES])
{
	char proof[PROOF_BYTES];
	memcpy(ret, token, KNOWN_NAME_BYTES - 1);
	ret[KNOWN_NAME_BYTES - 1] = '\0';
	prove(roster, member, ret, proof);
	return sodium_memcmp(proof, token + KNOWN_NAME_BYTES - 1, PROOF_BYTES - 1) == 0;
}

bool known_find(const struct roster *roster, const struct roster_member *member, const char *list, char ret[static KNOWN_NAME_BYTES])
{
	char token[KNOWN_TOKEN_BYTES + 1], name[KNOWN_NAME_BYTES];
	bool found = false;
	for (int i = 0; i < KNOWN_MAX && token_next(&list, token); i++) {
		bool right = is_theirs(roster, member, token, name);
		if (right && !found)
			memcpy(ret, name, sizeof name);
		found |= right;
	}
	return found;
}

void known_add(const struct roster *roster, const struct roster_member *member, const char *list, char ret[static KNOWN_LIST_MAX_BYTES + 1])
{
	unsigned char raw[NAME_RAW];
	char token[KNOWN_TOKEN_BYTES + 1], name[KNOWN_NAME_BYTES];
	int others = 0;
	if (sodium_init() < 0)
		abort();
	randombytes_buf(raw, sizeof raw);
	sodium_bin2hex(ret, KNOWN_NAME_BYTES, raw, sizeof raw);
	prove(roster, member, ret, ret + KNOWN_NAME_BYTES - 1);
	size_t size = KNOWN_TOKEN_BYTES;
	while (others < KNOWN_MAX - 1 && token_next(&list, token)) {
		if (is_theirs(roster, member, token, name))
			continue;
		size += (size_t)snprintf(ret + size, KNOWN_LIST_MAX_BYTES + 1 - size, ".%s", token);
		others++;
	}
}
