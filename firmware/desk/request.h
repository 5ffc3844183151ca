/* SPDX-License-Identifier: MIT */
/* request.h - reading what a browser sends: cookies, form fields, languages; and the address to listen at. No I/O. */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>

enum { REQUEST_BODY_MAX_BYTES = 4096, REQUEST_COOKIES_MAX_BYTES = 4096, REQUEST_LANGUAGES_MAX_BYTES = 256, LISTEN_TEXT_MAX_BYTES = 64 };

struct listen_place { bool six; char address[46]; int port; };

/** request_cookie - the value of cookie @name in the header @cookies (NULL: none was sent) → @ret. FAIL_EMPTY no such cookie, or two of them · FAIL_LIMIT the header is longer than REQUEST_COOKIES_MAX_BYTES, or the value than @room. */
enum fail request_cookie(const char *cookies, const char *name, char *ret, size_t room);

/** request_field - field @name of the form @body (application/x-www-form-urlencoded), decoded → @ret. FAIL_EMPTY no such field · FAIL_INPUT wrongly written, twice, control characters, or no UTF-8 · FAIL_LIMIT longer than @room. */
enum fail request_field(const char *body, size_t size, const char *name, char *ret, size_t room);

/** request_language - the first of @known (ends with NULL) that the header @accept (NULL: none) wants, by its order; else the first of @known. "en" wants "en-GB" and the other way round. Borrowed. */
const char *request_language(const char *accept, const char *const *known);

/** request_same_site - whether a POST with these headers (each may be NULL) comes from a page of @host, over TLS where this desk is @secure. */
bool request_same_site(bool secure, const char *host, const char *origin, const char *fetch_site);

/** listen_read - "10.0.0.5:8443", "[::1]:8443" → @ret. FAIL_INPUT · FAIL_LIMIT. listen_is_here - whether only this machine can reach it. */
enum fail listen_read(const char *text, struct listen_place *ret);
bool listen_is_here(const struct listen_place *place);
