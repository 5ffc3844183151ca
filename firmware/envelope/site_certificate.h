/* SPDX-License-Identifier: MIT */
/* site_certificate.h - what the desks of a site show to one another: a key that lives as long as the program, certified by the kiosk's own key. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/envelope/base64url.h"

#include <jansson.h>
#include <stddef.h>

struct device; /* device.h */

enum { SITE_PEM_MAX_BYTES = 2048 };

struct site_certificate { char certificate[SITE_PEM_MAX_BYTES], key[SITE_PEM_MAX_BYTES]; }; /* PEM; the key is the caller's to wipe */

/** site_certificate_make - a fresh key, and a certificate of it that @device signed and whose issuer is named after @device's key. FAIL_IO. */
enum fail site_certificate_make(const struct device *device, struct site_certificate *ret);

/** site_certificate_issuer - which kiosk a certificate (DER) names as its own; not proven by anything. FAIL_INPUT it is none · FAIL_LIMIT. */
enum fail site_certificate_issuer(const void *der, size_t size, char ret[static SHA256_TEXT_BYTES]);

/** site_certificate_check - whether the kiosk with the key @jwk signed it. Dates do not count: its key in the signed settings is what holds, or not. FAIL_SIGNATURE · FAIL_INPUT. */
enum fail site_certificate_check(const void *der, size_t size, const json_t *jwk);
