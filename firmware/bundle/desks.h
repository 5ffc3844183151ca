/* SPDX-License-Identifier: MIT */
/* desks.h - the kiosks of one site, as settings name them: "desks": [{"name", "key", "listen", "peers"}], so that staff have all of them on one page. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/envelope/base64url.h"

#include <jansson.h>
#include <stddef.h>

enum { DESKS_MAX = 24, DESKS_NAME_MAX_BYTES = 64, DESKS_PLACE_MAX_BYTES = 64 };

struct desks_row {
	const char *name;             /* as people know it */
	const char *listen, *peers;   /* "10.0.0.5:8443": where staff's browsers come to, and where the other kiosks of the site do */
	const json_t *key;            /* its public key, as `foyer staff card` says it */
	char kid[SHA256_TEXT_BYTES];  /* that key's thumbprint, by which it is named */
};

struct desks { struct desks_row rows[DESKS_MAX]; size_t count; };

/**
 * desks_take - @list, NULL: there are none → @ret, whose texts are borrowed from it. Members that nobody reads, an address that cannot be gone to, and a key or
 * an address twice are refused. FAIL_INPUT which row and why · FAIL_LIMIT more than DESKS_MAX, or a text is too long.
 */
enum fail desks_take(const json_t *list, struct desks *ret);

/** desks_find - the row of the kiosk with that key; NULL it is not among them. Borrowed. */
const struct desks_row *desks_find(const struct desks *desks, const char *kid);
