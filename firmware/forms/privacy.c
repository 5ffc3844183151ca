/* SPDX-License-Identifier: MIT */
/* privacy.c - the classes by the words that definitions use. */
#include "firmware/forms/privacy.h"

const char *privacy_name(enum privacy_class privacy)
{
	static const char *const name[PRIVACY_COUNT] = { [PRIVACY_PUBLIC] = "public", [PRIVACY_PERSONAL] = "personal", [PRIVACY_SENSITIVE] = "sensitive", [PRIVACY_SECRET] = "secret" };
	return (unsigned)privacy < PRIVACY_COUNT ? name[privacy] : "unknown";
}
