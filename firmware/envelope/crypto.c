/* SPDX-License-Identifier: MIT */
/* crypto.c - OpenSSL's error queue becomes one sentence of the trail. */
#include "firmware/envelope/crypto.h"

#include <openssl/err.h>

enum fail crypto_fail(enum fail code, const char *what)
{
	const char *reason = ERR_reason_error_string(ERR_peek_last_error());
	ERR_clear_error();
	return reason ? fail_note(code, "%s (%s)", what, reason) : fail_note(code, "%s", what);
}
