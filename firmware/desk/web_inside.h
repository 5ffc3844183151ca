/* SPDX-License-Identifier: MIT */
/* web_inside.h - what web.c and web_stream.c share. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/desk/web.h"

#include <microhttpd.h>
#include <stdint.h>

/* A connection: how long it has been at the request it is at. */
struct line { struct web *web; int fd; bool busy; int64_t since_ms; struct line *before, *after; };

struct web {
	struct loop *loop;
	struct MHD_Daemon *daemon;
	int epoll_fd, port;
	const struct web_events *events;
	void *context;
	struct line *lines;
	bool woken;               /* a connection goes on that slept */
	bool sweeping;            /* they are looked at soon */
	struct exchange *waiting; /* those without an answer yet */
	struct stream *streams;
};

struct exchange {
	struct web *web;
	struct MHD_Connection *connection;
	struct buffer body;
	bool too_large, asked, suspended;
	int status;
	struct MHD_Response *response; /* NULL: there is none yet */
	struct exchange *before, *after;
};

/** web_turn - let the server go on, soon. web_heads - the headers of every answer. exchange_answer - @response (stolen) is its answer. */
void web_turn(struct web *web);
void web_heads(struct MHD_Response *response);
void exchange_answer(struct exchange *exchange, int status, struct MHD_Response *response);
/** web_streams_end - all of them, now. */
void web_streams_end(struct web *web);
