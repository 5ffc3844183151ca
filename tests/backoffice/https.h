/* SPDX-License-Identifier: MIT */
/* https.h - a small HTTPS server in our event loop and on our clock: whole requests in, whole answers out, or broken ones on purpose. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/base/loop.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HTTPS_BODY_MAX_BYTES = 512 * 1024, HTTPS_ANSWER_MAX_BYTES = 4 * 1024 * 1024, HTTPS_HEADERS_MAX = 16, HTTPS_ROOM_BYTES = 1024 };

struct https;

struct https_header { const char *name, *value; };

struct https_request {
	const char *method, *path;                           /* borrowed during the call */
	const char *content_type, *authorization;            /* NULL where there is none */
	const char *idempotency_key;
	const char *bytes;
	size_t size_bytes;                                   /* at most HTTPS_BODY_MAX_BYTES */
	bool too_large;                                      /* there was more; the bytes are gone */
	void *connection;                                    /* for https_header() */
};

/** https_header - the value of header @name in any case; NULL where there is none. Borrowed during the call. */
const char *https_header(const struct https_request *request, const char *name);
/** https_headers - the first @max of all headers; how many. Borrowed during the call. */
size_t https_headers(const struct https_request *request, struct https_header *ret, size_t max);
/** https_argument - likewise of argument @name in the address, decoded. */
const char *https_argument(const struct https_request *request, const char *name);

/** https_peer - the certificate (DER) that the caller showed and proved to have the key of; NULL where it showed none. By whom it is, is not looked at. Borrowed. */
const void *https_peer(const struct https_request *request, size_t *ret_size);

enum https_end {
	HTTPS_END_WHOLE,
	HTTPS_END_DROPPED,   /* the connection closes without a word */
	HTTPS_END_CUT,       /* it closes after half of the body */
};

struct https_file { bool there; int fd; int64_t from, size_bytes; }; /* the server closes it */

struct https_answer {
	int status;
	const char *content_type;                            /* static */
	struct { const char *name, *value; } headers[HTTPS_HEADERS_MAX]; /* static texts, or with answer_header(); ends with a NULL name */
	char room[HTTPS_ROOM_BYTES];                         /* for those that are no static texts */
	size_t room_used;
	struct buffer body;                                  /* empty, at most HTTPS_ANSWER_MAX_BYTES; the server ends it */
	struct https_file file;                              /* in place of the body */
	enum https_end end;
	int64_t after_ms;                                    /* keep the caller waiting that long first */
	int64_t date_ahead_s;                                /* a server whose clock, and so its Date, is wrong */
};

typedef void (*https_call)(void *context, const struct https_request *request, struct https_answer *answer);

/**
 * https_open - listen on 127.0.0.1:@port (0: any free one) with the certificate and key in PEM. @call answers each request.
 * No thread: all happens inside @loop. @ret: end with https_close(). FAIL_IO.
 */
enum fail https_open(struct loop *loop, int port, const char *certificate, const char *key, https_call call, void *context, struct https **ret);
/** https_open_at - the same on another address of this machine; @shared: several instances may listen on the one port, the kernel deals connections out. */
struct https_place { const char *address; int port; bool shared; const char *clients; /* PEM of an authority: callers are asked for a certificate; NULL: not */ };
enum fail https_open_at(struct loop *loop, const struct https_place *place, const char *certificate, const char *key, https_call call, void *context, struct https **ret);
void https_close(struct https *https);

/** https_port - the port it listens on. */
int https_port(const struct https *https);
