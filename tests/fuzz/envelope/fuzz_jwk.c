/* SPDX-License-Identifier: MIT */
/* fuzz.jwk - foreign keys are refused in words, or can be used: a key that is taken seals. */
#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const struct envelope_head head = { .id = { "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1" }, .source = "s", .type = "t", .time_ms = 1 };
	struct envelope_key *key = NULL;
	json_t *jwk;
	fail_clear();
	if (json_parse((const char *)bytes, size, 16 * 1024, &jwk) != FAIL_NONE)
		return 0;
	if (envelope_key_read(jwk, &key) == FAIL_NONE) {
		struct buffer jwe;
		json_t *record = json_object();
		buffer_init(&jwe, ENVELOPE_JWE_MAX_BYTES);
		/* An RSA modulus that is odd and long is taken, though the library may still refuse to work with it. */
		if (envelope_seal(key, &head, record, &jwe) == FAIL_NONE && jwe.size_bytes > envelope_size(key, record))
			abort();
		buffer_done(&jwe);
		json_decref(record);
	}
	envelope_key_free(key);
	json_decref(jwk);
	return 0;
}
