/* SPDX-License-Identifier: MIT */
/* send.h - one HTTPS request at a time, driven by the loop; the only user of libcurl here. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/base/loop.h"
#include "firmware/sync/moment.h"
#include "firmware/sync/outcome.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	SEND_URL_MAX_BYTES = 512,
	SEND_REPLY_MAX_BYTES = 256 * 1024,
	SEND_CONNECT_TIMEOUT_S = 10,
	SEND_TIMEOUT_S = 120,
};

struct send;

struct send_result {
	enum outcome_net net;
	int status;                                     /* 0 unless answered */
	const char *content_type, *retry_after, *date, *etag; /* NULL where there is none; borrowed during the call */
	const char *bytes;                              /* the reply's body, unless @take had it; borrowed during the call */
	size_t size_bytes;
};
typedef void (*send_done)(void *context, const struct send_result *result);

/* Which way a request goes; "" where there is nothing to say. */
struct send_way {
	const char *url, *ca;                         /* trust only the authorities in @ca (PEM); "" the system's */
	const char *pins;                             /* as curl wants them: one of these public keys, besides a certificate that holds */
	const char *proxy, *proxy_user, *proxy_password;
	const char *certificate, *key;                /* PEM: what the far end is shown of us, and the key that proves it; both or neither */
};

/* A part of the reply's body as it comes in, with the reply's @status. False stops the request: it ends as too large. */
typedef bool (*send_take)(void *context, int status, const char *bytes, size_t size_bytes);

struct send_request {
	const char *url;             /* NULL: the way's */
	const char *content_type;    /* NULL: nothing is sent, it is a GET */
	const char *token;           /* NULL: @lines bring what is needed */
	const char *idempotency_key; /* NULL for several events */
	const struct buffer *lines[3]; /* more header lines, each with its NUL; NULL ends */
	const char *bytes;           /* kept by the caller until @done */
	size_t size_bytes;
	bool plain;                  /* http:// for once: a question by which nothing is decided; no token goes with it */
	bool once;                   /* on a connection of its own: on a used one that breaks without an answer, curl sends a request a second time by itself */
	send_take take;              /* NULL: the reply's body, at most SEND_REPLY_MAX_BYTES, is in the result; else it goes there, whatever its size */
};

/** send_new - nothing is opened yet. @ret: end with send_free(). FAIL_IO. */
enum fail send_new(struct loop *loop, struct send **ret);
void send_free(struct send *send);

/** send_by - certificates are checked by the date of @moment, which is kept; without it by our own clock's. */
void send_by(struct send *send, const struct moment *moment);

/** send_configure - from now on requests go by @way, which is copied. FAIL_INPUT unless its url is https:// and at most SEND_URL_MAX_BYTES. */
enum fail send_configure(struct send *send, const struct send_way *way);

/**
 * send_start - POST or GET @request; @done is called once, later, unless send_cancel() comes first. One request at a time: FAIL_BUSY. FAIL_IO.
 * Only TLS 1.2 and later, no redirects, no cookies, no proxy but the way's own; the connection is kept for the next request.
 * FAIL_INPUT @request's url is not https:// (or not http:// when it is plain) or longer than SEND_URL_MAX_BYTES.
 */
enum fail send_start(struct send *send, const struct send_request *request, send_done done, void *context);

/** send_cancel - give up the request on its way; @done will not be called. */
void send_cancel(struct send *send);
