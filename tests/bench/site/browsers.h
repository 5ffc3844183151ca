/* SPDX-License-Identifier: MIT */
/* browsers.h - staff's browsers without their pictures: signing in, loading the page with all that it names, and windows that listen. Over TLS, as real ones. */
#pragma once

#include <stddef.h>
#include <sys/types.h>

enum { BROWSERS_COOKIE_BYTES = 160, BROWSERS_PAGE_BYTES = 256 * 1024 };

/** browsers_sign_in - as @number with @pin at @url ("https://127.0.0.1:8443"). @ret_cookie: of who is signed in. 0, or -1. */
int browsers_sign_in(const char *url, const char *number, const char *pin, char ret_cookie[static BROWSERS_COOKIE_BYTES]);

/** browsers_load - the page of @cookie, and with @whole its style, script, colours and logo: bytes over the wire with their heads, without TLS; -1. @ret_page: its text. */
long browsers_load(const char *url, const char *cookie, int whole, char ret_page[static BROWSERS_PAGE_BYTES]);

/** browsers_seen - whoever has @cookie did something on @page, which they loaded. 0, or -1. */
int browsers_seen(const char *url, const char *cookie, const char *page);

/** browsers_open - a child with @count windows that listen, by turns as one of @cookies, each of which is loaded anew every ten seconds. -1; else wait until they all listen. End with browsers_close(). */
pid_t browsers_open(const char *url, const char (*cookies)[BROWSERS_COOKIE_BYTES], size_t cookie_count, int count);
void browsers_close(pid_t pid);
