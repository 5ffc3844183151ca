/* SPDX-License-Identifier: MIT */
/* fuzz.minisign - any bytes as a public key and as a signature: nothing but what was signed with the key is taken. */
#include "firmware/bundle/minisign.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char key[] = "RWRE3/lfZni/Cuav9ROEWGpbdv2crll2MAE7Nq+l/GKw6Zm/PG78pXMM";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct minisign_public public, read;
	fail_clear();
	if (minisign_public_read(key, strlen(key), &public) != FAIL_NONE)
		abort();
	if (minisign_verify(&public, "what nobody signed", 18, (const char *)bytes, size) == FAIL_NONE)
		abort();
	if (minisign_public_read((const char *)bytes, size, &read) == FAIL_NONE) {
		char text[MINISIGN_PUBLIC_TEXT_BYTES + 1];
		struct minisign_public again;
		minisign_public_text(&read, text);
		if (minisign_public_read(text, strlen(text), &again) != FAIL_NONE || memcmp(&again, &read, sizeof read) != 0)
			abort();
	}
	fail_clear();
	return 0;
}
