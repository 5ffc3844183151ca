/* SPDX-License-Identifier: MIT */
/* web.h - the HTTP server of the desk: requests within limits, answers now or later, and streams of events. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/loop.h"
#include "firmware/desk/request.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	WEB_CONNECTIONS_MAX = 160, WEB_CONNECTIONS_A_PEER_MAX = 60, /* a whole desk may stand behind one address */
	WEB_HEADER_MAX_BYTES = 8 * 1024,                            /* request line and headers; a little less is left for them */
	WEB_REQUEST_MS = 15 * 1000,                                 /* from the first byte, or none, to the last of a request */
	WEB_STREAM_ROOM_BYTES = 128 * 1024,                         /* what a stream that is not read may owe */
	WEB_PEER_BYTES = 46,
};

struct web;
struct exchange; /* one request until its answer */
struct stream;   /* an answer without an end */

struct web_request {
	const char *method, *path;  /* as it was sent, without what follows a "?" */
	const char *cookies, *host, *origin, *fetch_site, *languages, *type; /* headers; NULL when there is none */
	const char *body; size_t body_size;
	bool too_large;             /* the body was longer than REQUEST_BODY_MAX_BYTES and is not here */
	const char *peer;           /* its address; of IPv6 the network's half */
};

struct web_header { const char *name, *value; };
struct web_answer {
	int status;
	const char *type;           /* NULL: no body */
	const void *bytes; size_t size_bytes; /* copied */
	struct web_header headers[4]; /* beside those of every answer; ends with a NULL name, or is full */
};

struct web_events {
	void (*request)(void *context, struct exchange *exchange, const struct web_request *request); /* answer it now or later, once, or make it a stream */
	void (*stream_gone)(void *context, struct stream *stream);                                     /* nobody reads it any more; it is not there afterwards */
};

struct web_options {
	struct listen_place place;    /* port 0: any that is free */
	const char *certificate, *key; /* PEM; NULL: without TLS, refused unless only this machine can reach it */
	bool asks_who;                /* whoever comes is asked for a certificate; web_certificate() has it, nobody has checked it */
};

/** web_open - listen. @events: static. @ret: end with web_close(). FAIL_DENIED without TLS at an address that others reach · FAIL_INPUT certificate or key · FAIL_IO. */
enum fail web_open(struct loop *loop, const struct web_options *options, const struct web_events *events, void *context, struct web **ret);
void web_close(struct web *web);
int web_port(const struct web *web);

/** web_certificate - what whoever sent @exchange's request showed and has the key of (DER, until its answer); NULL nothing. */
const void *web_certificate(struct exchange *exchange, size_t *ret_size);

/** web_answer - the end of @exchange. */
void web_answer(struct exchange *exchange, const struct web_answer *answer);

/** web_stream - answer @exchange with events (text/event-stream) from now on. Until stream_gone() or stream_end(). */
struct stream *web_stream(struct exchange *exchange);
/** stream_send - @text, whole lines, to whoever reads. False: it owes too much and is ended. stream_end - no more after what was sent. */
bool stream_send(struct stream *stream, const char *text, size_t size);
void stream_end(struct stream *stream);
