/* SPDX-License-Identifier: MIT */
/* wire.h - tests: one end of a TCP connection in our loop, bare or under TLS, that can be ended in every way a network ends one. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/loop.h"

#include <openssl/types.h>
#include <stdbool.h>
#include <stddef.h>

enum { WIRE_MAX_BYTES = 1024 * 1024 };

enum wire_end {
	WIRE_END_RESET, /* RST: SO_LINGER of 0 s */
	WIRE_END_FIN,   /* closed, under TLS without its goodbye */
	WIRE_END_CLOSE, /* closed in good order */
	WIRE_END_HALF,  /* only our half is closed: what the peer says is still heard */
	WIRE_END_HOLE,  /* stays open and says nothing any more */
	WIRE_END_COUNT
};

struct wire;

/* What came in, in plain; @size 0: the peer has ended, in whatever way. */
typedef void (*wire_call)(void *context, struct wire *wire, const char *bytes, size_t size);

struct wire {
	struct loop *loop;
	int fd;                /* -1: not open */
	SSL *ssl;              /* NULL: bare */
	struct buffer waiting; /* to be sent once the handshake is over */
	wire_call call;
	void *context;
};

/** wire_init - not open. wire_open - speak over @fd, which is taken; @tls NULL: bare; @server: the peer begins. */
void wire_init(struct wire *wire, struct loop *loop, wire_call call, void *context);
void wire_open(struct wire *wire, int fd, SSL_CTX *tls, bool server);

/** wire_send - now, or when the handshake is over. Nothing happens when it is not open. */
void wire_send(struct wire *wire, const char *bytes, size_t size);

/** wire_end - end it. Safe in its call, and when it is not open. */
void wire_end(struct wire *wire, enum wire_end how);

/** wire_listen - a listening socket on 127.0.0.1, any free port; stops the test if there is none. wire_connect - a connection to @port there; -1: nobody listens. */
int wire_listen(int backlog, int *ret_port);
int wire_connect(int port);
