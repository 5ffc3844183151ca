/* SPDX-License-Identifier: MIT */
/* fuzz.token - no bytes are a token of a key that never signed one. */
#include "firmware/envelope/device.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char *token = malloc(size + 1), source[DEVICE_SOURCE_MAX_BYTES];
	json_t *header = NULL, *jwk = json_pack("{s:s, s:s, s:s, s:s}", "kty", "EC", "crv", "P-256",
		"x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
	memcpy(token, bytes, size);
	token[size] = '\0';
	fail_clear();
	if (token_peek(token, &header) == FAIL_NONE)
		json_decref(header);
	if (token_check(token, jwk, "https://council.example", "x", 1795255530, source, sizeof source) == FAIL_NONE)
		abort();
	json_decref(jwk);
	free(token);
	return 0;
}
