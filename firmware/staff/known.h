/* SPDX-License-Identifier: MIT */
/* known.h - browsers that somebody has signed in with before: wrong tries of strangers elsewhere do not keep their owner out there. */
#pragma once

#include "firmware/staff/roster.h"

enum {
	KNOWN_NAME_BYTES = 33,                           /* of one browser: 16 random bytes in hexadecimal */
	KNOWN_TOKEN_BYTES = 64,                          /* name and proof */
	KNOWN_MAX = 4,                                   /* people who share a browser */
	KNOWN_LIST_MAX_BYTES = KNOWN_MAX * (KNOWN_TOKEN_BYTES + 1) - 1,
};

/**
 * known_find - whether @list, tokens with dots between, as a browser brings it, has one of @member's; its name → @ret. A new PIN, and another kiosk's pepper, make
 * all of somebody's void. Takes the same time whichever it is.
 */
bool known_find(const struct roster *roster, const struct roster_member *member, const char *list, char ret[static KNOWN_NAME_BYTES]);

/** known_add - @list with a new token of @member in the place of their old ones, and at most KNOWN_MAX - 1 of others → @ret. */
void known_add(const struct roster *roster, const struct roster_member *member, const char *list, char ret[static KNOWN_LIST_MAX_BYTES + 1]);
