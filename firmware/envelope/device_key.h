/* SPDX-License-Identifier: MIT */
/* device_key.h - what an open device is made of; for device.c, site_certificate.c and token.c only. */
#pragma once

#include <jansson.h>
#include <openssl/types.h>

struct device {
	EVP_PKEY *key;
	json_t *jwk; /* public, with kid */
};
