/* SPDX-License-Identifier: MIT */
/* intruder.h - somebody on the network of the site: bytes over TLS, from whichever address of this machine, with whichever certificate. */
#pragma once

#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>

enum { INTRUDER_ANSWER_MAX_BYTES = 256 * 1024, INTRUDER_MARK_BYTES = 80, INTRUDER_KNOWN_BYTES = 512, INTRUDER_ADDRESS_BYTES = 32 };

struct intruder {
	int port;
	char address[INTRUDER_ADDRESS_BYTES];      /* where it comes from, "127.0.0.9" */
	const char *certificate, *key;             /* PEM that it shows; NULL: none */
	void *line;                                /* NULL: none is open */
	char answer[INTRUDER_ANSWER_MAX_BYTES];    /* the last one, with its head */
	char mark[INTRUDER_MARK_BYTES], token[INTRUDER_MARK_BYTES], known[INTRUDER_KNOWN_BYTES]; /* of who is signed in; mark: the value of the cookie */
};

/** intruder_open - a new line; false: nobody listens. intruder_close - safe twice. */
bool intruder_open(struct intruder *intruder);
void intruder_close(struct intruder *intruder);

/** intruder_send - @bytes as they are over the open line; false: the other side has had enough. */
bool intruder_send(struct intruder *intruder, const char *bytes, size_t size);
/** intruder_read - until the answer is whole or the other side closes; its status, 0: none came. @wait_ms at most, -1 when it is over. */
int intruder_read(struct intruder *intruder, int wait_ms);
/** intruder_gone - whether the other side has closed the line; what it says is thrown away. */
bool intruder_gone(struct intruder *intruder);

/** intruder_raw - a whole request, over the line that is open or a new one; its status, 0: closed without one. */
int intruder_raw(struct intruder *intruder, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** intruder_post - a form to @path with the cookie and the token of who is signed in, and @more. intruder_get - with the cookie. */
int intruder_post(struct intruder *intruder, const char *path, const char *more);
int intruder_get(struct intruder *intruder, const char *path);

/** intruder_guess - one sign-in with a number and a PIN; its status. intruder_enter - the same, which must succeed; the page is read for its token, "" where they are shown none. */
int intruder_guess(struct intruder *intruder, const char *number, const char *pin);
void intruder_enter(struct intruder *intruder, const char *number, const char *pin);
