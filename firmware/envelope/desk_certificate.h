/* SPDX-License-Identifier: MIT */
/* desk_certificate.h - what the staff desk shows to browsers where the council gave it no certificate: one made here, once, which people know by its fingerprint. */
#pragma once

#include "firmware/base/fail.h"

#include <stddef.h>

enum { DESK_PEM_MAX_BYTES = 4096, DESK_FINGERPRINT_BYTES = 32 * 3 };

struct desk_certificate {
	char certificate[DESK_PEM_MAX_BYTES], key[DESK_PEM_MAX_BYTES]; /* PEM; the key is the caller's to wipe */
	char fingerprint[DESK_FINGERPRINT_BYTES];                      /* SHA-256 of the certificate as browsers show it: "AB:CD:…" */
};

/** desk_certificate_open - key and certificate in @path (PEM, 0600), made for @name and @address and written durably first if there is no such file. FAIL_IO · FAIL_INPUT the file holds something else. */
enum fail desk_certificate_open(const char *path, const char *name, const char *address, struct desk_certificate *ret);

/** desk_fingerprint - of the first certificate in @pem. @ret: DESK_FINGERPRINT_BYTES of room. FAIL_INPUT there is none. */
enum fail desk_fingerprint(const char *pem, size_t size, char *ret);
