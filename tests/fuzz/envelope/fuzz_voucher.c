/* SPDX-License-Identifier: MIT */
/* fuzz.voucher - any text from another kiosk: taken with one act in it, or refused; and any certificate. */
#include "firmware/envelope/site_certificate.h"
#include "firmware/envelope/voucher.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct voucher voucher;
	char kid[SHA256_TEXT_BYTES];
	fail_clear();
	if (voucher_parse((const char *)bytes, size, &voucher) == FAIL_NONE) {
		if (!json_is_object(voucher.act) || size > VOUCHER_MAX_BYTES)
			abort();
	}
	voucher_done(&voucher);
	(void)site_certificate_issuer(bytes, size, kid);
	return 0;
}
