/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: names that are near each other (mail.com, gmail.com, ymail.com) are all in the table: none of them is ever doubted. Names
 * with fewer than five characters before the first dot are too near to others to doubt anybody: they only protect themselves.
 */
#include "firmware/uk/email_near.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { NAME_MIN = 5, DOMAIN_MAX = 32 };

static const char *const providers[] = {
	"gmail.com", "googlemail.com", "hotmail.com", "hotmail.co.uk", "outlook.com", "live.com", "live.co.uk", "msn.com", "yahoo.com", "yahoo.co.uk",
	"ymail.com", "rocketmail.com", "icloud.com", "me.com", "mac.com", "aol.com", "aol.co.uk", "btinternet.com", "btopenworld.com", "sky.com",
	"talktalk.net", "virginmedia.com", "virgin.net", "ntlworld.com", "blueyonder.co.uk", "tiscali.co.uk", "plus.com", "mail.com", "email.com",
	"gmx.com", "gmx.co.uk", "proton.me", "protonmail.com", "fastmail.com", "zoho.com", "orange.net", "o2.co.uk",
};

/* One letter wrong, missing, too many, or two neighbours that changed places. */
static bool one_slip(const char *a, size_t a_length, const char *b, size_t b_length)
{
	size_t head = 0, tail = 0;
	while (head < a_length && head < b_length && a[head] == b[head])
		head++;
	while (tail < a_length - head && tail < b_length - head && a[a_length - 1 - tail] == b[b_length - 1 - tail])
		tail++;
	size_t left_a = a_length - head - tail, left_b = b_length - head - tail;
	bool changed_places = left_a == 2 && left_b == 2 && a[head] == b[head + 1] && a[head + 1] == b[head];
	return (left_a <= 1 && left_b <= 1) || changed_places;
}

bool email_near(struct span text, char ret[static EMAIL_NEAR_BYTES])
{
	char domain[DOMAIN_MAX];
	const char *at = memchr(text.text, '@', text.size), *near = NULL;
	size_t length = at ? text.size - (size_t)(at + 1 - text.text) : 0;
	*ret = '\0';
	if (length == 0 || length >= sizeof domain || text.size + 2 > EMAIL_NEAR_BYTES)
		return false;
	for (size_t i = 0; i < length; i++)
		domain[i] = (char)tolower((unsigned char)at[1 + i]);
	for (size_t i = 0; i < sizeof providers / sizeof providers[0]; i++) {
		size_t size = strlen(providers[i]);
		if (size == length && memcmp(domain, providers[i], size) == 0)
			return false;
		if (!near && strcspn(providers[i], ".") >= NAME_MIN && one_slip(domain, length, providers[i], size))
			near = providers[i];
	}
	if (near)
		snprintf(ret, EMAIL_NEAR_BYTES, "%.*s%s", (int)(at + 1 - text.text), text.text, near);
	return near != NULL;
}
