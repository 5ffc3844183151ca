/* SPDX-License-Identifier: MIT */
/* fuzz.office_enrol - whatever asks to be let in brings a whole key and a whole code, or is refused. */
#include "tests/backoffice/enrol.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct enrol_body body = { 0 };
	fail_clear();
	if (enrol_body_read((const char *)bytes, size, &body) != FAIL_NONE)
		return 0;
	if (strlen(body.kid) != SHA256_TEXT_BYTES - 1 || strlen(body.code_digest) != SHA256_TEXT_BYTES - 1 || !json_is_object(body.jwk))
		abort();
	json_decref(body.json);
	return 0;
}
